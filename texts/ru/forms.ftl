# Формы, отметки и подтверждения: общее для всех экранов.

cancel = Отмена
ask-text-only = Здесь нужен текст: напишите ответ словами
ask-erase-yourself = Telegram не дал удалить сообщение с паролем. Удалите его сами

tick-on = ☑ { $label }
tick-off = ☐ { $label }
tick-delete = Удалить ({ $n })
delete = Удалить
confirm-until = Подтвердить можно до { $until }
undo = Вернуть
undo-until = Вернуть можно до { $until }
names-more = и ещё { $n }
ask-cancelled = Хорошо, ничего не меняю
