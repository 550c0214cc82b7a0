# The card of a line.

line = Line
line-title = { $lamp } { $name } · { $type }
line-since = { $state } since { $since }
line-unchecked = Not checked yet
line-where = { $where }
line-history = { $history }
line-checked = checked { $at }
line-uptime = { $share } over 30 days
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

check = Check
checking = Checking
log = Log
incident = Incident
