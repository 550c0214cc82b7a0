# The list of lines; states and lamps, shared by all screens about lines.

lamp-ok = 🟢
lamp-error = 🔴
lamp-unknown = ⚪
lamp-off = ⚪
lamp-accepted = 🟠
lamp-working = 🟢
lamp-some-failing = 🟠
lamp-all-failing = 🔴
lamp-unwatched = ⚪

word-ok = works
word-error = error
word-unknown = not checked
word-off = switched off

lines = Lines
lines-title-all = Lines · { $contract }
lines-title-errors = Failing lines · { $contract }
lines-title-unknown = Unchecked lines · { $contract }
lines-title-off = Lines switched off · { $contract }
lines-none-all = No lines yet
lines-none-errors = 🟢 No errors
lines-none-unknown = 🟢 All lines are checked
lines-none-off = 🟢 No lines are switched off
lines-no-errors = 🟢 No errors
lines-found = For “{ $search }”: { $n ->
    [one] { $n } line
   *[other] { $n } lines
}
lines-found-none = Nothing for “{ $search }”. Write it differently
lines-working = 🟢 { $ok } of { $total } work
lines-failing = 🔴 With an error: { $n }
lines-unchecked = ⚪ Not checked: { $n }
lines-off = ⚪ Switched off: { $n }
lines-show-errors = Only errors
lines-show-all = All lines
lines-row = { $lamp } { $name } · { $word }
lines-show-unknown = Unchecked
lines-show-off = Switched off
lines-find = Find
lines-check-all = Check all
lines-add = Add
lines-pick = Choose

find-title = Finding a line
find-ask = Write a part of the name, the login or the carrier

find-cancelled = The search is closed

pick-title = Choose lines
pick-count = { $n ->
    [0] Nothing is chosen
    [one] { $n } line is chosen
   *[other] { $n } lines are chosen
}
pick-page = Whole page
pick-none = Untick all
delete-ask = Delete { $n ->
    [one] { $n } line
   *[other] { $n } lines
} with log and history?
delete-done = { $n ->
    [one] { $n } line is deleted
   *[other] { $n } lines are deleted
}
delete-too-late = The question is over or was answered: nothing was deleted. Choose the lines again
delete-line-too-late = The question is over or was answered: nothing was deleted
lines-gone = Deleted ({ $n })
lines-gone-title = Deleted lines
lines-gone-hint = Tap to bring back
lines-gone-none = Nothing is left to bring back
lines-gone-row = { $name }{ $more ->
    [0] {""}
   *[other] { " " }and { $more } more
} · until { $until }
undo-too-late = Too late to undo: ten minutes have passed, or the lines are back
undone = { $n ->
    [one] { $n } line is back
   *[other] { $n } lines are back
}

check-all-title = Checking all lines…
check-all-progress = { $bar } { $done } of { $total }
check-all-done = The check is over
check-all-summary = { $n ->
    [one] { $n } line is checked
   *[other] { $n } lines are checked
}
check-all-skipped = Of these a moment ago, not repeated: { $n }
check-all-none = Nothing to check: there are no lines, or all are off
