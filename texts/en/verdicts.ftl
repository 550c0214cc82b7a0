# Verdicts of a check and the next step. The words are those of docs/glossary.md.

verdict-registered = registered
verdict-wrong_password = wrong password
verdict-unknown_number = unknown number
verdict-forbidden = forbidden
verdict-carrier_down = carrier is silent
verdict-carrier_error = carrier's failure
verdict-throttled = too often
verdict-refused = refused
verdict-dns = name not found
verdict-tls = no secure connection
verdict-network = our network
verdict-unknown = could not be checked

verdict-next-registered = Nothing needs to be done
verdict-next-wrong_password = Ask the carrier for the new password
verdict-next-unknown_number = Compare the login with the carrier's
verdict-next-forbidden = Ask the carrier why it is forbidden
verdict-next-carrier_down = Ask the carrier what has happened
verdict-next-carrier_error = If it lasts, call the carrier
verdict-next-throttled = Wait: we check again later
verdict-next-refused = Compare the settings with the carrier
verdict-next-dns = Check the server address of the line
verdict-next-tls = Ask the carrier about its certificate
verdict-next-network = The fault is ours, we are mending it
verdict-next-unknown = The check failed, not the line
