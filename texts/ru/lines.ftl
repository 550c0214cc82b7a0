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
lines-title-all = Линии · { $contract }
lines-title-errors = Линии с ошибкой · { $contract }
lines-title-unknown = Линии без проверки · { $contract }
lines-title-off = Отключённые линии · { $contract }
lines-none-all = Линий пока нет
lines-none-errors = 🟢 Ошибок нет
lines-none-unknown = 🟢 Все линии проверены
lines-none-off = 🟢 Отключённых линий нет
lines-no-errors = 🟢 Ошибок нет
lines-found = По словам «{ $search }»: { $n ->
    [one] { $n } линия
    [few] { $n } линии
    [many] { $n } линий
   *[other] { $n } линии
}
lines-found-none = По словам «{ $search }» ничего нет. Напишите иначе
lines-working = 🟢 Работают { $ok } из { $total }
lines-failing = 🔴 С ошибкой: { $n }
lines-unchecked = ⚪ Не проверены: { $n }
lines-off = ⚪ Отключены: { $n }
lines-show-errors = Только ошибки
lines-show-all = Все линии
lines-row = { $lamp } { $name } · { $word }
lines-show-unknown = Без проверки
lines-show-off = Отключённые
lines-find = Найти
lines-check-all = Проверить все
lines-add = Добавить
lines-pick = Отметить

find-title = Поиск линии
find-ask = Напишите часть названия, логина или провайдера

find-cancelled = Поиск закрыт

pick-title = Отметьте линии
pick-count = { $n ->
    [0] Ничего не отмечено
    [one] Отмечена { $n } линия
    [few] Отмечены { $n } линии
    [many] Отмечено { $n } линий
   *[other] Отмечены { $n } линии
}
pick-page = Вся страница
pick-none = Снять все
delete-ask = Удалить { $n ->
    [one] { $n } линию
    [few] { $n } линии
    [many] { $n } линий
   *[other] { $n } линии
} с логом и историей?
delete-done = { $n ->
    [one] Удалена { $n } линия
    [few] Удалены { $n } линии
    [many] Удалено { $n } линий
   *[other] Удалены { $n } линии
}
delete-too-late = Вопрос устарел или на него уже ответили: ничего не удалено. Отметьте линии снова
delete-line-too-late = Вопрос устарел или на него уже ответили: ничего не удалено
lines-gone = Удалённые ({ $n })
lines-gone-title = Удалённые линии
lines-gone-hint = Нажмите, чтобы вернуть
lines-gone-none = Вернуть больше нечего
lines-gone-row = { $name }{ $more ->
    [0] {""}
   *[other] { " " }и ещё { $more }
} · до { $until }
undo-too-late = Вернуть уже нельзя: прошло десять минут или линии уже вернули
undone = { $n ->
    [one] Возвращена { $n } линия
    [few] Возвращены { $n } линии
    [many] Возвращено { $n } линий
   *[other] Возвращены { $n } линии
}

check-all-title = Проверяем все линии…
check-all-progress = { $bar } { $done } из { $total }
check-all-done = Проверка закончена
check-all-summary = { $n ->
    [one] Проверена { $n } линия
    [few] Проверены { $n } линии
    [many] Проверено { $n } линий
   *[other] Проверены { $n } линии
}
check-all-skipped = Из них только что, не повторяли: { $n }
check-all-none = Проверять нечего: линий нет или все отключены
