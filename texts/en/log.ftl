# A line's log: the only place that shows SIP codes.

log-title = Log · { $line }
log-empty = No records. Failures and the first success after them are written
log-record = { $lamp } { $at } · { $verdict }
log-answer = { $answer }
log-no-answer = no answer
log-latency = { $n } ms
