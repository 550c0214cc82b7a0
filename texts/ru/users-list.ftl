# Список пользователей: фильтры, поиск, отметки, удаление. Софт-фоны в словах, общих для всех экранов.

users = Пользователи
users-title = Пользователи · { $contract }
users-title-dismissed = Удалённые · { $contract }
users-count = Всего: { $n }
users-roles = { $roles }
users-role-superuser = { $n ->
    [one] { $n } суперюзер
    [few] { $n } суперюзера
    [many] { $n } суперюзеров
   *[other] { $n } суперюзера
}
users-role-operator = { $n ->
    [one] { $n } оператор
    [few] { $n } оператора
    [many] { $n } операторов
   *[other] { $n } оператора
}
users-role-observer = { $n ->
    [one] { $n } наблюдатель
    [few] { $n } наблюдателя
    [many] { $n } наблюдателей
   *[other] { $n } наблюдателя
}
users-role-external_observer = сторонних: { $n }
users-shown = Показаны: { $what } · { $n }
users-none = Пользователей пока нет
users-none-shown = Таких пользователей нет
users-found = По словам «{ $search }»: { $n ->
    [one] { $n } пользователь
    [few] { $n } пользователя
    [many] { $n } пользователей
   *[other] { $n } пользователя
}
users-found-none = По словам «{ $search }» никого нет. Напишите иначе
users-row = { $lamp } { $name } · { $login } · { $word }
users-row-plain = { $name } · { $login } · { $word }
users-row-gone = ⚪ { $name } · { $word }
users-gone = удалён { $at }
users-undoable = Удалённые ({ $n })
users-add = Добавить
users-pick = Отметить
users-find = Найти
users-filter = Выбрать
users-all = Все пользователи
users-ready = Кто готов

users-find-title = Поиск пользователя
users-find-ask = Напишите часть имени или логина

users-filter-title = Кого показать?
users-filter-found = Найдено: { $n }
users-filter-show = Показать: { $n }
filter-role-superuser = Суперюзеры
filter-role-operator = Операторы
filter-role-observer = Наблюдатели
filter-role-external_observer = Сторонние
filter-phone-online = Онлайн
filter-phone-offline = Офлайн
filter-phone-error = Ошибка
filter-phone-unknown = Неизвестно
filter-phone-never = Не входили
filter-dismissed = Удалённые
filter-chosen = ✓ { $label }

phone-lamp-online = 🟢
phone-lamp-offline = ⚪
phone-lamp-error = 🔴
phone-lamp-unknown = ⚪
phone-lamp-never = ⚪
phone-word-online = онлайн
phone-word-offline = офлайн
phone-word-error = ошибка
phone-word-unknown = неизвестно
phone-word-never = ещё не входил
user-word-superuser = суперюзер
user-word-operator = оператор
user-word-observer = наблюдатель
user-word-external_observer = сторонний

users-pick-title = Отметьте пользователей
users-pick-count = { $n ->
    [0] Никто не отмечен
    [one] Отмечен { $n } пользователь
    [few] Отмечены { $n } пользователя
    [many] Отмечено { $n } пользователей
   *[other] Отмечены { $n } пользователя
}
users-delete-ask = Удалить { $n ->
    [one] { $n } пользователя
    [few] { $n } пользователей
    [many] { $n } пользователей
   *[other] { $n } пользователя
}?
users-delete-means = Сразу закроются вход, ссылки, софт-фон и проекты
users-delete-calling = 🟠 { $all ->
    [1] Он сейчас разговаривает: разговор продлится, пока не кончится сам
   *[other] Сейчас разговаривают: { $n }. Разговоры продлятся, пока не кончатся сами
}
users-delete-done = { $n ->
    [one] Удалён { $n } пользователь
    [few] Удалены { $n } пользователя
    [many] Удалено { $n } пользователей
   *[other] Удалены { $n } пользователя
}: вход закрыт
users-delete-late = Вопрос устарел или на него уже ответили: никто не удалён
users-undo-late = Вернуть уже нельзя: прошло десять минут или их уже вернули
users-undone = { $n ->
    [one] Возвращён { $n } пользователь
    [few] Возвращены { $n } пользователя
    [many] Возвращено { $n } пользователей
   *[other] Возвращены { $n } пользователя
} с прежним паролем

home-phones = Софт-фоны: { $online } из { $total }
home-phones-unknown = Софт-фоны: { $online } из { $total }, неизвестно { $n }
command-users = Пользователи и софт-фоны
