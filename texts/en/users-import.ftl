# Users by a list: pasted names, a file, the preview, links for all; export.

users-import = By list
users-export = Export
users-export-caption = Users: { $n }. There are no passwords in the file

import-title = Add by a list
import-paste = Paste names, one a line
import-file = Or send a CSV or XLSX file
import-more = A role, a login, a password may follow the name
import-example = Example: <code>John Smith, operator, 701</code>
import-read = New users: { $n }
import-sheet = Only the sheet “{ $name }” was read
import-role = Role where none is given: { $role }
import-project = Project: “{ $name }”
import-faulty = 🔴 Rows with faults: { $n }
import-alike = 🟠 Repeated names: { $n }
import-fix = Nothing is added. Mend the rows and send the list again
import-waits = The list waits until { $until }
import-row = { $name } · { $login } · { $role }
import-row-fault = { $number }. { $name }: { $why }
import-row-role = { $number }. { $name } · “{ $word }”: { $why }
import-row-alike = { $number }. { $name } · { $login }: { $why }
alike-in_list = twice in the list
alike-at_work = you have this name already
import-add = Add ({ $n })
import-pick-role = Role
import-to = To project · { $name }
import-other-project = Another project
import-no-project = No project
import-which-role = Which role for those without one?
import-which-project = To which project are they admitted?
import-cancelled = The list is cancelled
import-adding = Adding { $n ->
    [one] { $n } user
   *[other] { $n } users
}
import-making = Made: { $n } of { $total }
import-writing = Writing all of them at once
import-together = Nobody is added until the end: all are saved or none
import-done = 🟢 { $n ->
    [one] { $n } user is added
   *[other] { $n } users are added
}
import-in-project = Project: “{ $name }”
import-next = Hand them their details: each has a link of his own, for one time
import-links = Everybody’s links
users-links = Links ({ $n })
users-links-wait = Added by a list, no links yet: { $n }
attachment-coming = The file is being made…
import-links-late = The links are made already, or a week has passed. Open “Logins”
import-links-caption = { $n ->
    [one] { $n } link
   *[other] { $n } links
} for one time, until { $until }. Send each person his own row. When the links end, the file leaves the chat
import-details = Logins

links-sheet-name = Links
links-sheet-title = Links to details · contract { $number } · until { $until }
links-sheet-how = Each link opens once. Send a person his own row only
links-sheet-file = Links until { $until }
links-sheet-chat = In Telegram
links-sheet-page = On the page
