# Карточка линии.

line = Линия
line-title = { $lamp } { $name } · { $type }
line-since = { $state } с { $since }
line-stopped = Стоят: { $names }{ $n ->
    [0] {""}
    [one] , { $n } оператор
    [few] , { $n } оператора
    [many] , { $n } операторов
   *[other] , { $n } оператора
}
line-unchecked = Ещё не проверена
line-where = <code>{ $server }</code>{ $rest }
line-login = Логин: { $login }
line-history = { $history }
line-checked = проверено { $at }
line-latency = ответ за { $n } мс
line-uptime-day = сутки { $share }
line-uptime = 30 дней { $share }
line-uptimes = Работала: { $shares }
line-checking = Проверяем…
line-maybe-failing = Последняя проверка не прошла, повторим
line-maybe-recovered = Последняя проверка прошла, повторим
type-phone = SIP-телефон
type-trunk = SIP-транк
type-gateway = GSM SIP-шлюз
transport-udp = UDP
transport-tcp = TCP
transport-tls = TLS
method-options = без логина

carrier-step = { $step }:
carrier-contact = { $contact }
carrier-contract = договор { $number }

edit = Изменить
change-password = Сменить пароль
switch-off = Отключить
switch-on = Включить
switched-off = Линия отключена, проверок не будет
switched-on = Линия включена, сейчас проверим
check = Проверить
checking = Проверяем
log = Лог
incident = Авария

# Следующий шаг в одной короткой строке карточки; подробно — в verdicts.ftl.
advice-registered = Делать ничего не нужно
advice-wrong-password = Узнайте новый пароль у провайдера
advice-unknown-number = Сверьте логин с провайдером
advice-forbidden = Проверьте, не пуст ли баланс у провайдера
advice-carrier-down = Позвоните провайдеру
advice-carrier-error = Позвоните провайдеру
advice-throttled = Подождите: проверим позже сами
advice-refused = Сверьте настройки с провайдером
advice-dns = Проверьте адрес сервера линии
advice-tls = Спросите провайдера о сертификате
advice-network = Проверьте интернет у сервера проверок
advice-unknown = Линия ни при чём, повторите проверку
