# The list of users: filters, search, ticks, deletion. Softphones in words that all screens share.

users = Users
users-title = Users · { $contract }
users-title-dismissed = Deleted · { $contract }
users-count = In all: { $n }
users-roles = { $roles }
users-role-superuser = { $n ->
    [one] { $n } superuser
   *[other] { $n } superusers
}
users-role-operator = { $n ->
    [one] { $n } operator
   *[other] { $n } operators
}
users-role-observer = { $n ->
    [one] { $n } observer
   *[other] { $n } observers
}
users-role-external_observer = external: { $n }
users-shown = Shown: { $what } · { $n }
users-none = No users yet
users-none-shown = There are no such users
users-found = By “{ $search }”: { $n ->
    [one] { $n } user
   *[other] { $n } users
}
users-found-none = Nobody is found by “{ $search }”. Write it another way
users-row = { $lamp } { $name } · { $login } · { $word }
users-row-plain = { $name } · { $login } · { $word }
users-row-gone = ⚪ { $name } · { $word }
users-gone = deleted { $at }
users-undoable = Deleted ({ $n })
users-add = Add
users-pick = Tick
users-find = Find
users-filter = Choose
users-all = All users
users-ready = Who’s ready

users-find-title = Finding a user
users-find-ask = Write a part of the name or login

users-filter-title = Whom to show?
users-filter-found = Found: { $n }
users-filter-show = Show: { $n }
filter-role-superuser = Superusers
filter-role-operator = Operators
filter-role-observer = Observers
filter-role-external_observer = External
filter-phone-online = Online
filter-phone-offline = Offline
filter-phone-error = Error
filter-phone-unknown = Unknown
filter-phone-never = Never came
filter-dismissed = Deleted
filter-chosen = ✓ { $label }

phone-lamp-online = 🟢
phone-lamp-offline = ⚪
phone-lamp-error = 🔴
phone-lamp-unknown = ⚪
phone-lamp-never = ⚪
phone-word-online = online
phone-word-offline = offline
phone-word-error = error
phone-word-unknown = unknown
phone-word-never = never came in
user-word-superuser = superuser
user-word-operator = operator
user-word-observer = observer
user-word-external_observer = external

users-pick-title = Tick users
users-pick-count = { $n ->
    [0] Nobody is ticked
    [one] { $n } user ticked
   *[other] { $n } users ticked
}
users-delete-ask = Delete { $n ->
    [one] { $n } user
   *[other] { $n } users
}?
users-delete-means = Access, links, softphone and projects end at once
users-delete-calling = 🟠 { $all ->
    [1] He is on a call: the talk itself goes on until it ends
   *[other] On a call now: { $n }. The talks themselves go on until they end
}
users-delete-done = { $n ->
    [one] { $n } user deleted
   *[other] { $n } users deleted
}: access is closed
users-delete-late = The question is too old or answered already: nobody is deleted
users-undo-late = Too late to undo: ten minutes have passed, or they are back already
users-undone = { $n ->
    [one] { $n } user is back
   *[other] { $n } users are back
} with the old password

home-phones = Softphones: { $online } of { $total }
home-phones-unknown = Softphones: { $online } of { $total }, unknown { $n }
command-users = Users and softphones
