# Форма линии: вопросы по одному, черновик над ними, проверка перед сохранением.

form-new = Новая линия
form-new-of-type = Новая линия · { $type }
form-edit = Изменение · { $name }
form-password = Новый пароль · { $name }
form-letter-hint = Пришлите письмо провайдера целиком или ответьте на вопросы
form-letter-read = Из письма: { $fields }
form-letter-read-in-part = Из письма: { $fields }. Непонятно: { $unclear }
form-letter-unclear = Непонятно: { $unclear }
form-letter-unread = Письмо не удалось прочитать. Ответьте на вопросы по одному или пришлите строки вида «Логин: …», «Пароль: …», «Сервер: …»
form-review = Проверьте и сохраните. Поле меняется нажатием
form-next = Остальное меняется здесь
form-nothing-asked = Сейчас ничего не спрашиваем: выберите поле или сохраните
form-stray-erased = Сообщение удалено: вдруг в нём пароль
form-password-again = Это пароль линии: он уже есть, а здесь нужно другое. Сообщение удалено
form-twin = Тот же логин на том же сервере уже у линии «{ $name }»
form-twin-ask = Две такие линии будут мешать друг другу. Сохранить обе?
form-server-ask = У «{ $carrier }» другой сервер ({ $transport }). На каком эта линия?
form-trying = Проверяем новые данные…
form-trying-toast = Проверяем
form-failed = Не сохранено: { $verdict }
form-failed-step = { $step }
form-saved = Сохранено
form-goes-on = Форма продолжается с того же места
form-cancelled = Форма закрыта, ничего не сохранено
form-nothing-open = Закрывать нечего: форм не открыто
form-takes-calls = Регистрируется на нашем сервере
form-not-watched = Ещё не появлялся: проверьте настройки шлюза

form-conflict = Пока форма была открыта, линию изменили:
form-conflict-by = Пока форма была открыта, линия изменена ({ $name }):

form-name = Имя: { $value }
form-login = Логин: { $value }
form-server = Сервер: <code>{ $server }</code>{ $rest }
form-carrier = Провайдер: { $value }
form-extra = { $value }
form-auth-as = вход { $value }
form-has-password = пароль есть
form-via = через { $value }
form-channels = { $n ->
    [one] { $n } канал
    [few] { $n } канала
    [many] { $n } каналов
   *[other] { $n } канала
}
form-marking = маркировка { $value }
form-full-registration = полная регистрация
form-value = { $field }: { $value }

field-name = имя
field-note = заметка
field-type = тип
field-user = логин
field-auth-user = логин входа
field-password = пароль
field-host = сервер
field-port = порт
field-transport = транспорт
field-proxy = прокси
field-method = проверка
field-full-registration = регистрация
field-channels = каналы
field-marking = маркировка
field-registers-to-us = шлюз
field-carrier = провайдер
field-support-phone = телефон
field-carrier-contract = договор

ask-name = Как назвать линию?
ask-note = Заметка для себя?
ask-type = Что это за линия?
ask-user = Логин или номер?
ask-auth-user = Логин для входа, если он другой?
ask-password = Пароль? Сообщение с ним сразу удалим
ask-host = Адрес сервера? Например, <code>sip.example.ru</code>
ask-port = Порт? Обычно 5060
ask-transport = Транспорт?
ask-proxy = Исходящий прокси: адрес или адрес:порт?
ask-method = Как проверять линию?
ask-full-registration = Регистрироваться полностью или только спрашивать?
ask-channels = Сколько разговоров сразу? Число
ask-marking = «Маркировка» этой линии?
ask-registers-to-us = Кто регистрируется: мы у шлюза или шлюз у нас?
ask-carrier = Какой провайдер?
ask-carrier-known = Какой провайдер? Выберите или напишите
ask-support-phone = Телефон поддержки провайдера?
ask-carrier-contract = Номер вашего договора с провайдером?

choice-type-phone = SIP-телефон
choice-type-trunk = SIP-транк
choice-type-gateway = GSM SIP-шлюз
choice-transport-udp = UDP
choice-transport-tcp = TCP
choice-transport-tls = TLS
choice-method-register = По логину
choice-method-options = Без логина
choice-full-registration-yes = Полностью
choice-full-registration-no = Только спрашивать
choice-registers-to-us-yes = Шлюз
choice-registers-to-us-no = Мы

refused-empty = { $field }: пусто. Напишите ответ
refused-too-long = { $field }: слишком длинно, не больше { $limit } знаков
refused-control = { $field }: есть перенос строки или невидимый знак. Наберите одной строкой
refused-syntax = { $field }: уберите <code>{ $signs }</code>
refused-login = { $field }: только латинские буквы, цифры и знаки, без пробелов. Перепишите из письма провайдера
refused-secret = { $field }: похоже, здесь есть пароль, поэтому не сохранено. Пароль вводится только в поле «Пароль»
refused-syntax-server = { $field }: нужен только адрес, без «http://», «sip:» и пробелов
refused-host = { $field }: такого имени не бывает. Нужно, например, <code>sip.example.ru</code>
refused-address = { $field }: по такому адресу сервера быть не может. Сверьте его с письмом
refused-port = { $field }: порт после двоеточия — число от 1 до 65535
refused-range-port = { $field }: нужно число от 1 до 65535
refused-range-channels = { $field }: нужно число от 1 до 1000
refused-phone = { $field }: нужен номер цифрами, например 8 800 555-01-10
refused-taken = { $field }: этот логин занят. Выберите другой
refused-choice = { $field }: выберите кнопкой

skip = Пропустить
save = Сохранить
save-anyway = Сохранить так
try-again = Повторить
correct = Исправить
keep-mine = Сохранить моё
take-theirs = Оставить чужое
take-server = Сервер { $server }
keep-server = Оставить { $server }
save-both = Сохранить обе
start-over = Начать заново
all-fields = Все поля
more-fields = Ещё поля
fewer-fields = Главные поля
