# A user's card, his softphone and its log, a new password, erasing his data.

user = User
user-title = { $name } · { $role }
user-number = Login and number: <code>{ $login }</code>
user-login = Login: <code>{ $login }</code>
user-login-cabinet = Cabinet login: <code>{ $login }</code>
user-phone = { $lamp } Softphone: { $word }
user-phone-since = { $lamp } Softphone: { $word } since { $since }
user-phone-where = { $where }
user-phone-none = No softphone
user-phone-unserved = ⚪ No SIP server: softphones do not work
user-projects-none = No projects
user-projects = { $n ->
    [one] { $n } project
   *[other] { $n } projects
}: { $names }
user-told = 🟢 Projects service: has taken it
user-untold = 🟠 Projects service: not taken since { $since }
user-dismissed = ⚪ Deleted { $at }
user-dismissed-with = Deleted with him: { $n }
user-erased = The data are erased

user-handover-sent = Link sent { $at }, not opened
user-handover-opened = Link opened { $at }, details not taken
user-handover-seen = 🟢 Details taken { $at }
user-handover-registered = 🟢 Details taken, the softphone registered { $at }
user-handover-expired = ⚪ The link expired { $at }
user-handover-replaced = 🟠 The link expired, passwords replaced { $at }
user-handover-kept = ⚪ The link expired { $at }; the softphone works already, the passwords stay
user-handover-revoked = Link ended { $at }
user-handover-changed = ⚪ Details changed { $at }, the new ones were not handed over

user-new-password = New password
user-trouble = Can’t enter
user-log = Softphone log
user-show = Show
user-hand-over = Hand over
user-projects-open = Projects
refresh = Refresh
user-undo-all = Undo all
user-erase = Erase data

phone-reason-unknown_login = no such login
phone-reason-other_login = somebody else’s login in it
phone-reason-not_saved = the server did not take it
phone-reason-wrong_password = wrong password
phone-reason-new_password = the new password is not in it yet
phone-reason-new_login = the new login is not in it yet
phone-reason-other = the server refused

phones-title = Softphone log · { $name }
phones-empty = No records
phones-record = { $lamp } { $at } · { $word }
phones-event-registered = came in
phones-event-unregistered = left
phones-event-expired = lost from the network
phones-event-wrong_password = wrong password
phones-event-error = refused
phones-why = { $word }: { $why }
phones-advice-empty_log = The softphone has never spoken to the server. Check its settings and the operator’s internet
phones-advice-old_log = The last record is old. Check the softphone’s settings and the operator’s internet
phones-advice-password = Compare the password in the softphone, or give a new one
phones-advice-new_details = Put the new details into the softphone: the old ones work no more
phones-advice-none = The softphone speaks to the server
phones-unserved = ⚪ No SIP server is connected, so nothing is recorded. Ask support
phones-not-known = ⚪ The SIP server does not answer, or has just started

ready-title = Ready to work · { $contract }
ready-count = 🟢 Online: { $online } of { $total }
ready-offline = ⚪ Offline: { $n }
ready-error = 🔴 With an error: { $n }
ready-unknown = ⚪ Unknown: { $n }
ready-never = ⚪ Never came in: { $n }
ready-none = No softphones: add an operator

password-title = New password · { $name }
password-means = The old one stops working at once
password-calling = 🟠 He is on a call: wait for its end, the softphone will go offline
password-typed-hint = Or type a password of your own to enter with: 12 characters or more
password-make = Ready passwords
password-access = Access only
password-phone = Softphone only
password-done-both = 🟢 New passwords are made
password-done-access = 🟢 The new password to enter is made
password-done-phone = 🟢 The softphone’s new password is made

trouble-title = Cannot enter · { $name }
trouble-compare = First compare the address and the keyboard layout:
trouble-site = Address: <code>{ $url }</code>
trouble-login = Login: <code>{ $login }</code>
trouble-server = Softphone: <code>{ $server }</code>
trouble-then = If it does not help, give a new password

erase-ask = Erase the data of { $name }?
erase-means = Name, login, log and links are gone for good. There is no way back
erase-late = The question is too old, or the user is back: nothing is erased
erase-done = The data are erased
