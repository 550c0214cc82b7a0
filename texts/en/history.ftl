# The history of a line: changes of state and how long each lasted.

history = History
history-title = History · { $line }
history-empty = The state has not changed yet
history-row = { $lamp } { $at } · { $word } · { $duration }
history-now = { $lamp } { $at } · { $word } · { $duration } so far
