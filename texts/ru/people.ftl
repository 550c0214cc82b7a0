# Участники договора: список, карточка, роли, приглашения, удаление.

people = Участники
people-title = Участники · { $contract }
people-count = Всего: { $n }
people-cabinet = Логин в кабинете: { $login }
people-pending = Ждут приглашённых: { $n ->
    [one] { $n } ссылка
    [few] { $n } ссылки
    [many] { $n } ссылок
   *[other] { $n } ссылки
}
people-row = { $name } · { $role }
people-row-self = { $name } · { $role }, вы
people-row-blocked = ⚪ { $name } · нет связи
people-invite = Пригласить
people-invites = Приглашения: { $n }

about-administrator = всё в договоре
about-manager = видит линии и деньги, оплачивает
about-on_call = получает оповещения, проверяет линии, принимает аварии
about-support = смотрит договор и возвращает доступ

person-title = { $name }
person-username = { $username }
person-role = <b>{ $role }</b>: { $about }
person-self = Это вы
person-role-now = Сейчас: { $role }
person-since = В договоре с { $since }
person-blocked = ⚪ Бот заблокирован: оповещения не доходят
person-change-role = Сменить роль
person-remove = Удалить
person-role-given = Новая роль: { $role }
person-removed = Доступ закрыт: { $name }

remove-title = Удалить из договора? { $name }, { $role }
remove-means = Сразу прекратятся доступ, формы, отметки, приглашения и оповещения
remove-expires = Вопрос действует { $n } мин

invite-title = Кого приглашаете?
invite-role-row = <b>{ $role }</b>: { $about }
invite-made = Приглашение готово: { $role }
invite-link = <code>{ $link }</code>
invite-until = Действует до { $until }
invite-once = Сработает один раз. Больше мы её не покажем
invite-copy = Скопировать
invite-share = Отправить
invite-share-text = Вас приглашают в договор «{ $name }». Ссылка сработает один раз
invites-title = Приглашения · { $contract }
invites-hint = Ещё не открыты. Нажмите, чтобы отозвать
invites-none = Все приглашения открыты или истекли
invites-row = { $role } · до { $until }
invite-one = Приглашение: { $role }
invite-by = Кто пригласил: { $name }
invite-by-program = Создано на сервере
invite-hidden = Саму ссылку уже не увидеть: отзовите её и создайте новую
invite-revoke = Отозвать
invite-revoked = Приглашение отозвано

letter-joined = 🟢 Приглашение открыто: { $name }, { $role } · { $contract }, договор { $number }
letter-role = { $name } · договор { $number }: ваша роль теперь — { $role }. Откройте меню: /start
letter-removed = { $name } · договор { $number }: ваш доступ закрыт
