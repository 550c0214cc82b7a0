# Слова о пользователях в личном чате.

user-word-asked = Просят стороннего наблюдателя: <b>{ $name }</b>
user-word-asked-step = Он увидит статистику отмеченных проектов. Об отказе не сообщается
user-word-confirmed = 🟢 Наблюдатель подтверждён: <b>{ $name }</b>
user-word-ends = 🟠 Заканчивается наблюдение: <b>{ $name }</b>
user-word-ends-step = Потом он перестанет видеть проекты. Срок можно продлить
user-word-lent-ends = 🟠 Заканчивается ваш доступ к проектам: <b>{ $name }</b>
user-word-lent-ends-step = Продлить может тот, кто вас пригласил
user-word-lent-ended = Ваш доступ к проектам закончился: <b>{ $name }</b>
user-word-ended = Наблюдение закончено: <b>{ $name }</b>
user-word-until = Доступ до { $until } включительно
user-word-receipt = 🟢 Софт-фон зарегистрировался: <b>{ $name }</b>, { $at }
user-word-unclaimed = 🟠 Срок ссылки истёк, реквизиты никто не взял: <b>{ $name }</b>
user-word-unclaimed-step = Пароли заменены. Отправьте новую ссылку
