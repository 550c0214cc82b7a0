# Letters with documents: what a letter says, and what came of it. Keys mail-… are values of MailOutcome.

error-mail-address = This is not an e-mail address. Send one address, such as accounts@example.com
audit-documents_email = E-mail for documents: { $details }
audit-mail_documents = Documents were sent to { $details }

mail-sent = 🟢 Sent to { $address }
mail-off = ⚪ Mail is not set up here. Take the document into this chat, or write to support
mail-unreachable = 🔴 The mail server does not answer. The letter was not sent; try again in a few minutes
mail-insecure = 🔴 There is no secure connection to the mail server. The letter was not sent; tell support
mail-login = 🔴 The mail server did not let the bot in. The letter was not sent; tell support
mail-no_mailbox = 🔴 There is no address { $address }. Check it and send another one
mail-full = 🔴 The mailbox { $address } is full. Make room, or send another address
mail-too_large = 🔴 The letter is too large for { $address }. Send the documents one by one
mail-later = 🟠 The mail server asks to wait. Try again in a few minutes
mail-refused = 🔴 The mail server did not take the letter to { $address }
mail-words = The server said: { $words }

letter-subject = Documents of contract { $number }: { $names }
letter-greeting = Good day.
letter-body = Attached are documents of contract { $number } ({ $client }):
letter-file = — { $name }
letter-origin = This letter was sent from the bot, as asked by a person of the contract.
letter-questions = Questions: { $contacts }
