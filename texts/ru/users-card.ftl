# Карточка пользователя, его софт-фон и лог, новый пароль, стирание данных.

user = Пользователь
user-title = { $name } · { $role }
user-number = Логин и номер: <code>{ $login }</code>
user-login = Логин: <code>{ $login }</code>
user-login-cabinet = Логин в кабинете: <code>{ $login }</code>
user-phone = { $lamp } Софт-фон: { $word }
user-phone-since = { $lamp } Софт-фон: { $word } с { $since }
user-phone-where = { $where }
user-phone-none = Софт-фона нет
user-phone-unserved = ⚪ SIP-сервера нет: софт-фоны не работают
user-projects-none = Проектов нет
user-projects = { $n ->
    [one] { $n } проект
    [few] { $n } проекта
    [many] { $n } проектов
   *[other] { $n } проекта
}: { $names }
user-told = 🟢 «Проекты КЦ»: передано
user-untold = 🟠 «Проекты КЦ»: не передано с { $since }
user-dismissed = ⚪ Удалён { $at }
user-dismissed-with = Вместе с ним удалено: { $n }
user-erased = Данные стёрты

user-handover-sent = Ссылка отправлена { $at }, не открыта
user-handover-opened = Ссылка открыта { $at }, реквизиты не взяты
user-handover-seen = 🟢 Реквизиты получены { $at }
user-handover-registered = 🟢 Реквизиты получены, софт-фон вошёл { $at }
user-handover-expired = ⚪ Срок ссылки истёк { $at }
user-handover-replaced = 🟠 Срок ссылки истёк, пароли заменены { $at }
user-handover-kept = ⚪ Срок ссылки истёк { $at }; софт-фон уже работает, пароли не менялись
user-handover-revoked = Ссылка отозвана { $at }
user-handover-changed = ⚪ Реквизиты сменились { $at }, новые не передавались

user-new-password = Новый пароль
user-trouble = Не входит
user-log = Лог софт-фона
user-show = Показать
user-hand-over = Передать
user-projects-open = Проекты
refresh = Обновить
user-undo-all = Вернуть всех
user-erase = Стереть данные

phone-reason-unknown_login = такого логина нет
phone-reason-other_login = чужой логин в софт-фоне
phone-reason-not_saved = сервер не принял регистрацию
phone-reason-wrong_password = неверный пароль
phone-reason-new_password = новый пароль ещё не введён
phone-reason-new_login = новый логин ещё не введён
phone-reason-other = сервер отказал

phones-title = Лог софт-фона · { $name }
phones-empty = Записей нет
phones-record = { $lamp } { $at } · { $word }
phones-event-registered = вошёл
phones-event-unregistered = вышел
phones-event-expired = пропал из сети
phones-event-wrong_password = неверный пароль
phones-event-error = отказ
phones-why = { $word }: { $why }
phones-advice-empty_log = Софт-фон ни разу не обращался к серверу. Проверьте его настройки и интернет оператора
phones-advice-old_log = Последняя запись старая. Проверьте настройки софт-фона и интернет оператора
phones-advice-password = Сверьте пароль в софт-фоне или дайте новый
phones-advice-new_details = Введите новые данные в софт-фон: прежние уже не действуют
phones-advice-none = Софт-фон пишет на сервер
phones-unserved = ⚪ SIP-сервер не подключён, записей не будет. Спросите поддержку
phones-not-known = ⚪ SIP-сервер не отвечает или только что запущен

ready-title = Готовы к работе · { $contract }
ready-count = 🟢 Онлайн: { $online } из { $total }
ready-offline = ⚪ Офлайн: { $n }
ready-error = 🔴 С ошибкой: { $n }
ready-unknown = ⚪ Неизвестно: { $n }
ready-never = ⚪ Ещё не входили: { $n }
ready-none = Софт-фонов нет: добавьте оператора

password-title = Новый пароль · { $name }
password-means = Старый перестанет действовать сразу
password-calling = 🟠 Он сейчас разговаривает: дождитесь конца, софт-фон отключится
password-typed-hint = Или наберите свой пароль для входа: от 12 знаков
password-make = Готовые пароли
password-access = Только вход
password-phone = Только софт-фон
password-done-both = 🟢 Новые пароли сделаны
password-done-access = 🟢 Новый пароль для входа сделан
password-done-phone = 🟢 Новый пароль софт-фона сделан

trouble-title = Не входит · { $name }
trouble-compare = Сначала сверьте адрес и раскладку:
trouble-site = Адрес: <code>{ $url }</code>
trouble-login = Логин: <code>{ $login }</code>
trouble-server = Софт-фон: <code>{ $server }</code>
trouble-then = Не помогло — дайте новый пароль

erase-ask = Стереть данные: { $name }?
erase-means = Имя, логин, лог и ссылки исчезнут навсегда. Вернуть будет нельзя
erase-late = Вопрос устарел или пользователя вернули: ничего не стёрто
erase-done = Данные стёрты
