# Начатая форма или список: закончить прежнее или начать другое.

go-on = Продолжить
unfinished-title = Начатое не закончено
unfinished-line = Изменения линии «{ $name }»
unfinished-new-line = Новая линия «{ $name }»
unfinished-password = Новый пароль линии «{ $name }»
unfinished-user = Изменения пользователя «{ $name }»
unfinished-new-user = Новый пользователь «{ $name }»
unfinished-observer = Сторонний наблюдатель «{ $name }»
unfinished-list = Список новых пользователей: { $n }
unfinished-new-user-unnamed = Новый пользователь
unfinished-new-line-unnamed = Новая линия
unfinished-since = Последний ответ: { $at }
unfinished-lost = «Начать заново» заменит это новым, ничего не сохранив
unfinished-not-read = Присланный список не взят
home-go-on-list = Продолжить · список ({ $n })
unfinished-deleted = Сообщение с паролями удалено
