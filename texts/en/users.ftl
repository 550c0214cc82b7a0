# Users, projects, details: refusals. The keys error-… are those of services/user_errors.py.

error-user-field = { $fault ->
    [name-empty] Type the name
    [name-control] The name has invisible characters. Type it again
    [name-syntax] The name has no letters. Type first and last name
    [name-too-long] The name is longer than { $limit } characters. Shorten it
    [login-empty] Type a login or take the ready one
    [login-syntax] A login has Latin letters and digits, with dots, hyphens and underscores inside
    [login-too-short] The login is shorter than { $limit } characters. Make it longer
    [login-too-long] The login is longer than { $limit } characters. Shorten it
    [login-emergency] This is an emergency number. Choose another login
    [login-outside] More than { $limit } digits look like an outside number. Take fewer
    [login-taken] This login is taken. Choose another
    [login-twice] This login is in the list already. Leave it in one row
    [role-choice] Roles: superuser, operator or observer
    [password-empty] Type a password or take the ready one
    [password-syntax] A password has Latin letters, digits and signs, no spaces and no quotes
    [password-too-short] The password is shorter than { $limit } characters. Make it longer
    [password-too-long] The password is longer than { $limit } characters. Shorten it
    [password-simple] The password is simple. Mix capital and small letters, digits, signs
    [password-same] The password holds the login or the name. Think of another
    [cabinet_login-syntax] This does not look like a cabinet login. Copy it from the observer
    [cabinet_login-own] This is your own contract's login. Another client's is needed
    [until-past] This day has passed. Choose one ahead
    [until-far] At most { $limit } days. Choose a nearer day
    [row-columns] The row is not understood: name, role, login, password
    [row-too-long] The row is longer than { $limit } characters
   *[other] This value does not fit. Type another
}
error-user-changed = Another administrator saved the user while you were changing it. Open it again
error-external-observer = An external observer has a login and password of his own. They are not changed here
error-nobody-ticked = Nobody is ticked. Tick users in the list
error-import-refused = { $fault ->
    [empty] There are no names in the list. Send them one a line
    [too-many] At most { $most } people at once. Split the list
    [too-large] The file is too large. Send the list in parts
    [old-excel] This is an old Excel file. Save it as XLSX and send it again
   *[unreadable] This is no list of names. Send CSV, XLSX or text: a name in each line
}
error-import-gone = This list is closed: it was saved, replaced or an hour passed. Send it again
error-import-faulty = The list has errors, nothing is saved. Correct the rows and send it again
error-observer-asked = This observer is asked for already. Open him in the list of users
error-observers-waiting = { $most } requests wait for an answer already. Wait or delete some
error-hand-over-gone = The link does not work. Ask an administrator for a new one
error-page-only = Details are not shown in Telegram. Give the person a link to the page
error-not-dismissed = Delete the user first. Then the data can be erased

users-sheet-name = Users
users-sheet-title = Users · { $client } · contract { $number }
users-sheet-file = Users on { $day }
users-sheet-person = Name
users-sheet-role = Role
users-sheet-login = Login
users-sheet-projects = Projects
users-sheet-since = Since

user-role-superuser = Superuser
user-role-operator = Operator
user-role-observer = Observer
user-role-external_observer = External observer
