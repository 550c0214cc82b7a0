# Details: the list, showing them for a minute, handing them over by a one-time link.

details = Logins
details-title = Logins · { $contract }
details-count = People: { $n }
details-none = Nobody yet. Add the first one
details-yours = Your own access is restored by support
details-found = Saying “{ $search }”: { $n }
details-found-none = Nobody fits “{ $search }”
details-row = { $name } · { $login }
details-row-stage = { $name } · { $stage }
details-find = Find
details-all = Show all
details-add = Add
details-find-title = Search in logins
details-find-ask = Write a part of the name or login

stage-sent = link waits
stage-opened = link opened
stage-seen = taken
stage-registered = softphone registered
stage-expired = time is up
stage-replaced = passwords replaced
stage-kept = time is up
stage-revoked = link ended
stage-changed = new ones not handed over

details-card = Details · { $name }
details-who = { $role } · login { $login }
details-advice = Hand them over by a link: it shows them once
details-page-only = Details are shown on the page only, never in Telegram
details-show = Show
details-hand-over = Hand over
details-end = End link
details-shown = The details are below. They vanish in a minute

reached-sent = The link waits until { $at }
reached-opened = The link was opened { $at }, “Show” is not pressed yet
reached-seen = 🟢 Taken { $at }
reached-registered = 🟢 The softphone registered { $at }
reached-expired = ⚪ The link expired { $at }
reached-replaced = 🟠 The link expired, passwords replaced { $at }
reached-kept = ⚪ The link expired { $at }; the softphone works already, the passwords stay
reached-revoked = ⚪ The link was ended { $at }
reached-changed = ⚪ Details changed { $at }, the new ones were not handed over

details-secret-title = Details · { $name }
details-address = Projects: { $address }
details-login = Login: <code>{ $login }</code>
details-password = Password: <tg-spoiler>{ $password }</tg-spoiler>
details-server = Softphone: { $server }
details-no-server = Softphone: no SIP server is installed
details-sip-login = Softphone login: <code>{ $login }</code>
details-sip-password = Softphone password: <tg-spoiler>{ $password }</tg-spoiler>
details-gone = This message vanishes in a minute
details-copy-login = Login
details-copy-password = Password
details-copy-server = Server
details-copy-sip = Softphone password
reveal-coming = Opening the details…
reveal-failed = The details did not open. Press “Show” again

handing-title = The link is ready · { $name }
handing-chat = In Telegram: <code>{ $link }</code>
handing-page = In a browser: <code>{ $link }</code>
handing-until = Works until { $until }
handing-once = It works once. We shall not show it again
handing-unclaimed = Unless “Show” is pressed in time or the softphone registers, the passwords are replaced
handing-works = The softphone works already: the passwords stay
handing-copy = Copy
handing-copy-page = For browser
handing-share = Send
handing-share-text = Your login and password. The link works once
handing-ended = The link is ended
handing-none = There is no link any more

taking-title = Details for: { $name }
taking-from = You were added by { $contract }
taking-once = Press “Show” when you are ready: the details are there for a minute, once
taking-on-page = Open the link in a browser: it shows the details once
taking-open-page = Open page
taking-taken = The details were shown. Their message vanishes in a minute
taking-again = Did not copy them? Ask the administrator for a new link
taking-failed = The details did not open. Ask the administrator for a new link

phone-qr-title = Softphone on a phone: Linphone
phone-qr-how = In Linphone choose “QR code” and point the camera. Or paste the link
phone-qr-until = Works until { $until }
phone-qr-copy = Copy link
phone-qr-failed = The QR code did not come. Set the softphone up by the details
