# Проекты: список, карточка, кто в них работает, по каким линиям они звонят.

projects = Проекты
command-projects = Проекты и кто в них работает
projects-title = Проекты · { $contract }
projects-none = Проектов пока нет. Они появятся из «Проектов КЦ»
projects-count = Идут: { $active } из { $n }
projects-row = 🟢 { $name } · { $beside }
projects-row-over = ⚪ { $name } · завершён
projects-people = { $n } чел.
projects-watching = { $n } набл.

project = Проект
project-title = Проект «{ $name }»
project-runs = 🟢 Идёт
project-over = ⚪ Завершён
project-people = { $people }
project-nobody = Никто не допущен
project-lines-none = Линии не отмечены
project-lines = { $n ->
    [one] { $n } линия
    [few] { $n } линии
    [many] { $n } линий
   *[other] { $n } линии
}: { $names }
project-fact = { $title }: { $value }
project-told = Данные «Проектов КЦ»: { $at }
project-workers = Кто работает
project-to-lines = Линии
project-facts = Все данные

boxes-at-once = Отметка действует сразу. Ещё одно нажатие её вернёт
boxes-count = Отмечено: { $n } из { $total }
boxes-on = Отмечено
boxes-off = Отметка снята

workers-title = Кто работает · «{ $name }»
workers-count = { $n ->
    [0] Никто не допущен
    [one] Допущен { $n } пользователь
    [few] Допущены { $n } пользователя
    [many] Допущено { $n } пользователей
   *[other] Допущены { $n } пользователя
}
workers-row = { $name } · { $word }
workers-many = Сразу нескольких
workers-chosen = Только отмеченные
workers-in = Допущен к проекту
workers-out = Больше не в проекте

many-title = Допустить сразу нескольких · «{ $name }»
many-means = Кто уже допущен, останется. Снять лишних можно по одному
many-operators = Все операторы
many-copy = Скопировать из…
many-copy-title = Из какого проекта скопировать людей?
many-copy-which = Нажмите на проект
many-copy-none = Других проектов здесь нет
many-done = { $n ->
    [one] Допущен ещё { $n } пользователь
    [few] Допущены ещё { $n } пользователя
    [many] Допущено ещё { $n } пользователей
   *[other] Допущены ещё { $n } пользователя
}
many-none = Все они уже допущены: ничего не изменилось
many-late = Вернуть уже нельзя: прошло десять минут или всё уже возвращено
many-undone = Снова не допущены: { $n }

callsover-title = Линии · «{ $name }»
callsover-none = Линий пока нет
callsover-why = По отметкам авария скажет, что остановилось
usedby-title = Проекты линии · { $name }

worksin-title = Проекты · { $name }

boxes-find = Найти
boxes-all = Показать все
boxes-on-already = Уже отмечено: это сделал кто-то другой
boxes-off-already = Отметка уже снята: это сделал кто-то другой
boxes-find-title = Поиск по названию
boxes-find-ask = Напишите часть названия
boxes-found = По словам «{ $search }» найдено: { $n }
boxes-found-none = По словам «{ $search }» ничего нет. Напишите иначе
projects-all = Все проекты
like-pick = Как у…
like-title = Проекты · { $name }
like-which = Чьи проекты добавить? Нажмите на человека
like-none = Других пользователей нет
like-done = Добавлено проектов: { $n }
like-nothing = Все эти проекты у него уже есть
