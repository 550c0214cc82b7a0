# Список линий; состояния и лампы, общие для всех экранов о линиях.

lamp-ok = 🟢
lamp-error = 🔴
lamp-unknown = ⚪
lamp-off = ⚪
lamp-accepted = 🟠
lamp-working = 🟢
lamp-some-failing = 🟠
lamp-all-failing = 🔴
lamp-unwatched = ⚪

word-ok = работает
word-error = ошибка
word-unknown = не проверена
word-off = отключена

lines = Линии
lines-title = Линии · { $contract }
lines-errors-title = Линии с ошибкой · { $contract }
lines-none = Линий пока нет
lines-no-errors = 🟢 Ошибок нет
lines-working = 🟢 Работают { $ok } из { $total }
lines-failing = 🔴 С ошибкой: { $n }
lines-unchecked = ⚪ Не проверены: { $n }
lines-off = ⚪ Отключены: { $n }
lines-show-errors = Только ошибки
lines-show-all = Все линии
lines-row = { $lamp } { $name } · { $word }
