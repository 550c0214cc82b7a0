# Projects: the list, a card, who works in them, over which lines they call.

projects = Projects
command-projects = Projects and who works in them
projects-title = Projects · { $contract }
projects-none = No projects yet. They will come from “Проекты КЦ”
projects-count = Running: { $active } of { $n }
projects-row = 🟢 { $name } · { $beside }
projects-row-over = ⚪ { $name } · over
projects-people = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
projects-watching = { $n } watching

project = Project
project-title = Project “{ $name }”
project-runs = 🟢 Running
project-over = ⚪ Over
project-people = { $people }
project-nobody = Nobody is admitted
project-lines-none = No lines are ticked
project-lines = { $n ->
    [one] { $n } line
   *[other] { $n } lines
}: { $names }
project-fact = { $title }: { $value }
project-told = Told by “Проекты КЦ”: { $at }
project-workers = Who works
project-to-lines = Lines
project-facts = All facts

boxes-at-once = A tick works at once. Another tap takes it back
boxes-count = Ticked: { $n } of { $total }
boxes-on = Ticked
boxes-off = The tick is gone

workers-title = Who works · “{ $name }”
workers-count = { $n ->
    [0] Nobody is admitted
    [one] { $n } user is admitted
   *[other] { $n } users are admitted
}
workers-row = { $name } · { $word }
workers-many = Several together
workers-chosen = Ticked only
workers-in = Admitted to the project
workers-out = Not in the project any more

many-title = Admit several together · “{ $name }”
many-means = Whoever is in stays in. Take others out one by one
many-operators = All operators
many-copy = Copy from…
many-copy-title = From which project to copy people?
many-copy-which = Tap a project
many-copy-none = There are no other projects here
many-done = { $n ->
    [one] { $n } more user is admitted
   *[other] { $n } more users are admitted
}
many-none = All of them are in already: nothing has changed
many-late = It cannot be taken back any more: ten minutes have passed, or it was taken back
many-undone = Not admitted again: { $n }

callsover-title = Lines · “{ $name }”
callsover-none = No lines yet
callsover-why = By the ticks an alert will say what has stopped
usedby-title = Projects of the line · { $name }

worksin-title = Projects · { $name }

boxes-find = Find
boxes-all = Show all
boxes-on-already = Ticked already: somebody else did it
boxes-off-already = The tick is gone already: somebody else did it
boxes-find-title = Search by name
boxes-find-ask = Type a part of the name
boxes-found = For “{ $search }” found: { $n }
boxes-found-none = Nothing for “{ $search }”. Type it otherwise
projects-all = All projects
like-pick = Copy from…
like-title = Projects · { $name }
like-which = Whose projects shall he have too? Tap a person
like-none = There are no other users
like-done = Projects added: { $n }
like-nothing = He has all these projects already
