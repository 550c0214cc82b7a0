# Лог линии: единственное место, где видны коды SIP.

log-title = Лог · { $line }
log-empty = Записей нет. Пишутся ошибки и первый успех после них
log-record = { $lamp } { $at } · { $verdict }
log-answer = { $answer }
log-no-answer = нет ответа
log-latency = { $n } мс
