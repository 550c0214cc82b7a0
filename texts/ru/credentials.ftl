# Реквизиты: список, показ на минуту, передача сотруднику одноразовой ссылкой.

details = Доступы
details-title = Доступы · { $contract }
details-count = Сотрудники: { $n }
details-none = Сотрудников пока нет. Добавьте первого
details-yours = Ваш собственный доступ возвращает поддержка
details-found = По словам «{ $search }»: { $n }
details-found-none = По словам «{ $search }» никого нет
details-row = { $name } · { $login }
details-row-stage = { $name } · { $stage }
details-find = Найти
details-all = Показать всех
details-add = Добавить
details-find-title = Поиск в доступах
details-find-ask = Напишите часть имени или логина

stage-sent = ссылка ждёт
stage-opened = ссылка открыта
stage-seen = получил
stage-registered = софт-фон вошёл
stage-expired = срок истёк
stage-replaced = пароли заменены
stage-kept = срок истёк
stage-revoked = ссылка отозвана
stage-changed = новые не переданы

details-card = Реквизиты · { $name }
details-who = { $role } · логин { $login }
details-advice = Передайте ссылкой: сотрудник увидит их один раз
details-page-only = В Telegram реквизиты не показываются, только на странице
details-show = Показать
details-hand-over = Передать
details-end = Отозвать ссылку
details-shown = Реквизиты ниже. Исчезнут через минуту

reached-sent = Ссылка ждёт до { $at }
reached-opened = Ссылка открыта { $at }, «Показать» не нажато
reached-seen = 🟢 Получил { $at }
reached-registered = 🟢 Софт-фон зарегистрировался { $at }
reached-expired = ⚪ Срок ссылки истёк { $at }
reached-replaced = 🟠 Срок ссылки истёк, пароли заменены { $at }
reached-kept = ⚪ Срок ссылки истёк { $at }; софт-фон уже работает, пароли не менялись
reached-revoked = ⚪ Ссылка отозвана { $at }
reached-changed = ⚪ Реквизиты сменились { $at }, новые не передавались

details-secret-title = Реквизиты · { $name }
details-address = «Проекты КЦ»: { $address }
details-login = Логин: <code>{ $login }</code>
details-password = Пароль: <tg-spoiler>{ $password }</tg-spoiler>
details-server = Софт-фон: { $server }
details-no-server = Софт-фон: SIP-сервер не установлен
details-sip-login = Логин софт-фона: <code>{ $login }</code>
details-sip-password = Пароль софт-фона: <tg-spoiler>{ $password }</tg-spoiler>
details-gone = Сообщение исчезнет через минуту
details-copy-login = Логин
details-copy-password = Пароль
details-copy-server = Сервер
details-copy-sip = Пароль софт-фона
reveal-coming = Открываем реквизиты…
reveal-failed = Реквизиты не открылись. Нажмите «Показать» ещё раз

handing-title = Ссылка готова · { $name }
handing-chat = В Telegram: <code>{ $link }</code>
handing-page = В браузере: <code>{ $link }</code>
handing-until = Действует до { $until }
handing-once = Сработает один раз. Больше мы её не покажем
handing-unclaimed = Если до срока «Показать» не нажмут и софт-фон не войдёт, пароли сменятся
handing-works = Софт-фон уже работает: пароли не сменятся
handing-copy = Скопировать
handing-copy-page = Для браузера
handing-share = Отправить
handing-share-text = Ваши логин и пароль. Ссылка сработает один раз
handing-ended = Ссылка отозвана
handing-none = Ссылки уже нет

taking-title = Реквизиты для: { $name }
taking-from = Вас добавила компания { $contract }
taking-once = Нажмите «Показать», когда готовы: реквизиты видны минуту и один раз
taking-on-page = Откройте ссылку в браузере: реквизиты видны там один раз
taking-open-page = На странице
taking-taken = Реквизиты показаны. Сообщение с ними исчезнет через минуту
taking-again = Не успели скопировать — попросите новую ссылку у администратора
taking-failed = Реквизиты не открылись. Попросите новую ссылку у администратора

phone-qr-title = Софт-фон на телефоне: Linphone
phone-qr-how = В Linphone выберите «QR-код» и наведите камеру. Или вставьте ссылку
phone-qr-until = Действует до { $until }
phone-qr-copy = Скопировать ссылку
phone-qr-failed = QR-код не показался. Настройте софт-фон по реквизитам
