# История линии: смены состояния и сколько каждое длилось.

history = История
history-title = История · { $line }
history-empty = Состояние ещё не менялось
history-row = { $lamp } { $at } · { $word } · { $duration }
history-now = { $lamp } { $at } · { $word } · уже { $duration }
