# Verdicts of a probe: a short name and the next step. A name stands in a line after the name of the phone line.

verdict-registered = the line works
verdict-registered-step = Nothing needs doing.

verdict-wrong-password = wrong password
verdict-wrong-password-step = Ask the carrier for the right password. Do not keep trying the old one: the carrier may take that for an attack.

verdict-unknown-number = the carrier does not know the number
verdict-unknown-number-step = Compare the login and the server's address with the carrier's letter. If they are right, ask the carrier whether the number was switched off.

verdict-forbidden = the carrier forbids access
verdict-forbidden-step = Call the carrier: the number is blocked, the wallet there is empty, or your address is not allowed.

verdict-carrier-down = no answer from the carrier
verdict-carrier-down-step = Call the carrier: its server is silent. If the line is new, first compare address, port and transport.

verdict-carrier-error = a fault at the carrier
verdict-carrier-error-step = Call the carrier: its server answers with an error. Name the code of its answer.

verdict-throttled = the carrier asks to wait
verdict-throttled-step = Wait before you check again. If this repeats, ask the carrier not to limit your address.

verdict-refused = the carrier declined the registration
verdict-refused-step = Compare login, address and transport with the carrier's letter. If they are right, name the code of the answer to the carrier.

verdict-dns = the server's address was not found
verdict-dns-step = Look for a misprint in the server's address. If it is right, ask the carrier or your network administrator.

verdict-tls = no secure connection
verdict-tls-step = Compare the server's name and port with the carrier's letter. If they are right, ask the carrier to renew the certificate.

verdict-network = no connection on our side
verdict-network-step = Check the internet connection of the machine that runs the checks: the request did not reach the carrier.

verdict-unknown = the check did not succeed
verdict-unknown-step = The line is not to blame: our own check failed. Repeat it, and if that does not help, write to support.

verdict-unknown-tls13-only = our checker does not speak TLS 1.3
verdict-unknown-tls13-only-step = The carrier's server takes TLS 1.3 alone, which our checker does not speak yet. The line may work: try it with a call, or ask the carrier to allow TLS 1.2.
advice-unknown-tls13-only = Try the line with a call

verdict-unknown-unread-challenge = our checker cannot log in this way
verdict-unknown-unread-challenge-step = The carrier asks for a kind of login that our checker does not know yet: it knows Digest with MD5 alone. The line may work: try it with a call, or ask the carrier to allow that login.
advice-unknown-unread-challenge = Try the line with a call

# Shorter, for a row of a list: a word or two after the line's name.
short-registered = works
short-wrong-password = wrong password
short-unknown-number = unknown number
short-forbidden = not admitted
short-carrier-down = no answer
short-carrier-error = carrier error
short-throttled = asks to wait
short-refused = refused
short-dns = unknown address
short-tls = no TLS
short-network = no network
short-unknown = not checked
short-unknown-tls13-only = not checked
short-unknown-unread-challenge = not checked

# The command probe in a terminal.
probe-code = Code: { $code }
probe-time = Time: { $time } ms
probe-next = Next: { $step }
probe-no-answer = no answer
