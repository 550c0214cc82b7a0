# The door: what somebody sees who is in no contract, and how to find support.

door = This bot serves clients of a telephone company. Access is given by the contract's administrator or by support
door-toast = Access is given by the contract's administrator or by support
contact-phone = Phone: { $phone }
contact-email = E-mail: { $email }
contact-cabinet = Cabinet: { $address }
open-bot = Open bot

bind-done = Alerts will come here: { $name } · contract { $number }
bind-undone = Alerts do not come here any more
bind-nothing = No alerts came here
bind-only-groups = Write this command in the group that is to receive the alerts
