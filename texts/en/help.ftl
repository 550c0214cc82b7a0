# Help and commands.

help-title = Help
help-text = The bot checks outgoing lines and tells of incidents
help-accept = “Accept”: the incident is yours. “Check”: a check now
help-invoice = Invoice: write “invoice for 50,000 ₽”, or /invoices
help-promise = /account: balance, promised payment. /payments: payments
help-papers = “Documents”: invoices and acts, here or by e-mail
help-bind = /bind in a group: alerts come there as well
help-find = Contract: write its number, its name or a line's number
help-statement = Send a bank statement as a file
help-cancel = /cancel closes a form or a question
help-support = Support:

command-start = Home screen
command-lines = Lines
command-errors = Failing lines
command-account = Account
command-invoices = Invoices
command-payments = Payments
command-cancel = Close the form
command-help = Help and support
command-language = Language
command-bind = Send alerts here
command-unbind = Send no alerts here
