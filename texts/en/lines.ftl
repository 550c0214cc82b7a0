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
lines-title = Lines · { $contract }
lines-errors-title = Failing lines · { $contract }
lines-none = No lines yet
lines-no-errors = 🟢 No errors
lines-working = 🟢 { $ok } of { $total } work
lines-failing = 🔴 With an error: { $n }
lines-unchecked = ⚪ Not checked: { $n }
lines-off = ⚪ Switched off: { $n }
lines-show-errors = Only errors
lines-show-all = All lines
lines-row = { $lamp } { $name } · { $word }
