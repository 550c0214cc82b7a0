# Звонки через линию.

calls = Звонки
calls-title = { $line } · звонки
calls-through = Звонки идут через наш сервер
calls-past = Звонки через наш сервер не идут
calls-of-gateway = Шлюз у нас: звонки идут через него
calls-no-server = Нет SIP-сервера: звонки не идут
calls-hour = За час: { $said }
calls-day = За сутки: { $said }
calls-share = { $failed } из { $calls } не прошли ({ $share })
calls-share-all = { $calls } { $calls ->
    [one] звонок прошёл
    [few] звонка прошли
   *[many] звонков прошли
}
calls-share-none = звонков не было
calls-none = Звонков за сутки не было
calls-switch-on = Через сервер
calls-switch-off = Мимо сервера
calls-switched-on = Звонки пойдут через наш сервер
calls-switched-off = Звонки больше не идут через наш сервер
line-partly = Работает частично: не проходит { $share }
gateway-absent = Шлюз не зарегистрирован с { $since }
gateway-absent-advice = Проверьте питание и интернет шлюза
calls-advice-gateway = Проверьте SIM-карты шлюза
calls-advice-carrier = Позвоните провайдеру
