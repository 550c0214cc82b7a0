# The card of a line.

line = Line
line-title = { $lamp } { $name } · { $type }
line-since = { $state } since { $since }
line-stopped = Stopped: { $names }{ $n ->
    [0] {""}
    [one] , { $n } operator
   *[other] , { $n } operators
}
line-unchecked = Not checked yet
line-where = <code>{ $server }</code>{ $rest }
line-login = Login: { $login }
line-history = { $history }
line-checked = checked { $at }
line-latency = answered in { $n } ms
line-uptime-day = { $share } in 24 h
line-uptime = { $share } in 30 days
line-uptimes = Up: { $shares }
line-checking = Checking…
line-maybe-failing = The last check failed, we repeat it
line-maybe-recovered = The last check passed, we repeat it
type-phone = SIP phone
type-trunk = SIP trunk
type-gateway = GSM SIP gateway
transport-udp = UDP
transport-tcp = TCP
transport-tls = TLS
method-options = no login

carrier-step = { $step }:
carrier-contact = { $contact }
carrier-contract = contract { $number }

edit = Edit
change-password = Change password
switch-off = Switch off
switch-on = Switch on
switched-off = The line is off, no more checks
switched-on = The line is on, we check it now
check = Check
checking = Checking
log = Log
incident = Incident

# The next step in one short line of a card; verdicts.ftl has it at length.
advice-registered = Nothing needs to be done
advice-wrong-password = Ask the carrier for the new password
advice-unknown-number = Compare the login with the carrier's
advice-forbidden = Check your balance at the carrier
advice-carrier-down = Call the carrier
advice-carrier-error = Call the carrier
advice-throttled = Wait: we check again by ourselves
advice-refused = Compare the settings with the carrier's
advice-dns = Check the server address of the line
advice-tls = Ask the carrier about its certificate
advice-network = Check the internet of the checking server
advice-unknown = The line is not to blame, check again
