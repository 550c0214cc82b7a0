# The form of a line: one question at a time, the draft above, a check before saving.

form-new = New line
form-new-of-type = New line · { $type }
form-edit = Editing · { $name }
form-password = New password · { $name }
form-letter-hint = Send the carrier's letter as it is, or answer the questions
form-letter-read = From the letter: { $fields }
form-letter-read-in-part = From the letter: { $fields }. Unclear: { $unclear }
form-letter-unclear = Unclear: { $unclear }
form-letter-unread = The letter could not be read. Answer the questions one by one, or send lines like “Login: …”, “Password: …”, “Server: …”
form-review = Look it over and save. A tap changes a field
form-next = The rest is changed here
form-nothing-asked = Nothing is asked now: choose a field or save
form-trying = Checking the new details…
form-trying-toast = Checking
form-failed = Not saved: { $verdict }
form-failed-step = { $step }
form-saved = Saved
form-goes-on = The form goes on where it stopped
form-left = The form of “{ $name }” is closed, nothing of it was saved
form-left-unnamed = The form before is closed, nothing of it was saved
form-cancelled = The form is closed, nothing was saved
form-nothing-open = Nothing to close: no form is open
form-takes-calls = Registers at our server
form-not-watched = No checks yet: the server for such gateways is not on

form-conflict = While the form was open, somebody changed the line:
form-conflict-by = While the form was open, { $name } changed the line:

form-name = Name: { $value }
form-login = Login: { $value }
form-server = Server: <code>{ $server }</code>{ $rest }
form-carrier = Carrier: { $value }
form-extra = { $value }
form-auth-as = authenticates as { $value }
form-has-password = password set
form-via = through { $value }
form-channels = { $n ->
    [one] { $n } channel
   *[other] { $n } channels
}
form-marking = marking { $value }
form-full-registration = full registration
form-value = { $field } { $value }

field-name = name
field-note = note
field-type = type
field-user = login
field-auth-user = auth login
field-password = password
field-host = server
field-port = port
field-transport = transport
field-proxy = proxy
field-method = check
field-full-registration = registration
field-channels = channels
field-marking = marking
field-registers-to-us = gateway
field-carrier = carrier
field-support-phone = phone
field-carrier-contract = contract

ask-name = What is the line called?
ask-note = A note for yourself?
ask-type = What kind of line is it?
ask-user = Login or number?
ask-auth-user = Login to authenticate with, if it differs?
ask-password = Password? We delete the message with it at once
ask-host = Server address? For example, <code>sip.example.ru</code>
ask-port = Port? Usually 5060
ask-transport = Transport?
ask-proxy = Outbound proxy: address or address:port?
ask-method = How is the line checked?
ask-full-registration = Register fully or only ask?
ask-channels = How many calls at once? A number
ask-marking = “Marking” of this line?
ask-registers-to-us = Who registers: we at the gateway or the gateway at us?
ask-carrier = Which carrier?
ask-carrier-known = Which carrier? Choose or write
ask-support-phone = Phone of the carrier's support?
ask-carrier-contract = Number of your contract with the carrier?

choice-type-phone = SIP phone
choice-type-trunk = SIP trunk
choice-type-gateway = GSM gateway
choice-transport-udp = UDP
choice-transport-tcp = TCP
choice-transport-tls = TLS
choice-method-register = By login
choice-method-options = No login
choice-full-registration-yes = Fully
choice-full-registration-no = Only ask
choice-registers-to-us-yes = The gateway
choice-registers-to-us-no = We

refused-empty = { $field }: empty. Write the answer
refused-too-long = { $field }: too long, at most { $limit } characters
refused-control = { $field }: a line break or an invisible character. Type it in one line
refused-syntax = { $field }: remove <code>{ $signs }</code>
refused-login = { $field }: Latin letters, digits and signs alone, no spaces. Copy it from the carrier’s letter
refused-secret = { $field }: this looks like it holds a password, so it was not saved. A password goes into the field “Password” alone
refused-syntax-server = { $field }: the address alone, without “http://”, “sip:” and spaces
refused-host = { $field }: there is no such name. It looks like <code>sip.example.ru</code>
refused-address = { $field }: no server can be at this address. Compare it with the letter
refused-port = { $field }: the port after the colon is a number from 1 to 65535
refused-range-port = { $field }: a number from 1 to 65535 is needed
refused-range-channels = { $field }: a number from 1 to 1000 is needed
refused-phone = { $field }: a number in digits is needed, like 8 800 555-01-10
refused-choice = { $field }: choose by a button

skip = Skip
save = Save
save-anyway = Save anyway
try-again = Try again
correct = Correct
keep-mine = Keep mine
take-theirs = Keep theirs
start-over = Start over
all-fields = All fields
more-fields = More fields
fewer-fields = Main fields
