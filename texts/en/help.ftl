# Help and commands.

help-title = Help
help-text =
    The bot checks outgoing lines and tells of incidents.
    “Accept”: the incident is yours, the others see it.
    “Check”: a check right now.
    “Log”: what the carrier answered.
    /bind in a group: alerts come there as well.
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
