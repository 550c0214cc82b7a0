# Звонки через линию.

calls = Звонки
calls-title = { $line } · звонки
calls-through = Исходящие звонки идут через наш сервер
calls-past = Звонки через наш сервер по этой линии не идут
calls-of-gateway = Шлюз регистрируется у нас: звонки идут через него
calls-no-server = SIP-сервер не установлен: звонки не идут
calls-hour = За час: { $said }
calls-day = За сутки: { $said }
calls-share = { $calls } { $calls ->
    [one] звонок
    [few] звонка
   *[many] звонков
}, не прошло { $failed } ({ $share })
calls-share-none = звонков не было
calls-none = Звонков за сутки не было
calls-partly-advice = Проверьте SIM-карты шлюза или позвоните провайдеру
calls-switch-on = Через сервер
calls-switch-off = Мимо сервера
calls-switched-on = Звонки пойдут через наш сервер
calls-switched-off = Звонки больше не идут через наш сервер
line-partly = Работает частично: не проходит { $share } звонков
gateway-absent = Шлюз не зарегистрирован с { $since }
gateway-absent-advice = Проверьте питание и интернет шлюза
