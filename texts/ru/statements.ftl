# Банковские выписки: что вышло из файла, какие платежи ждут решения. Ключи statement-why-… — значения WaitReason.

error-file-lost = Телеграм не отдал файл. Пришлите его ещё раз
error-file-too-large = Файл больше { NUMBER($most) } МБ. Выгрузите выписку за меньший срок
error-not-for-files = Файлы здесь принимаются только от поддержки. Откройте меню: /start

statement-title = Выписка принята
statement-day = За { $day }
statement-days = С { $since } по { $until }
statement-credited = 🟢 { $n ->
    [one] Зачислен { $n } платёж: { $sum }
    [few] Зачислено { $n } платежа: { $sum }
    [many] Зачислено { $n } платежей: { $sum }
   *[other] Зачислено { $n } платежа: { $sum }
}
statement-waiting = 🟠 { $n ->
    [one] { $n } платёж ждёт решения
    [few] { $n } платежа ждут решения
    [many] { $n } платежей ждут решения
   *[other] { $n } платежа ждут решения
}
statement-known = ⚪ { $n ->
    [one] { $n } платёж уже известен из другой выписки
    [few] { $n } платежа уже известны из других выписок
    [many] { $n } платежей уже известны из других выписок
   *[other] { $n } платежа уже известны из других выписок
}
statement-empty = Поступлений в ней нет
statement-to-waiting = Решить

statement-list = Платежи без счёта
statement-none-waiting = 🟢 Все платежи разобраны
statement-hint = Новую выписку пришлите сюда файлом
statement-row = { $day } · { $sum } · { $payer }
statement-one = Платёж ждёт решения
statement-payment = { $sum } · { $day }
statement-payer = { $payer }
statement-payer-inn = { $payer }, ИНН { $inn }
statement-purpose = «{ $purpose }»
statement-why-no_invoice = 🟠 Счёта с таким номером нет
statement-no-number = 🟠 Номер счёта не указан
statement-why-ambiguous = 🟠 Подходит несколько счетов
statement-why-payer_unknown = 🟠 ИНН клиента не известен
statement-why-other_payer = 🟠 Платит не тот ИНН, что у клиента
statement-why-other_sum = 🟠 Сумма не равна остатку по счёту
statement-why-already_paid = 🟠 Счёт уже оплачен
statement-why-cancelled = 🟠 Счёт отменён
statement-why-billing = 🟠 Платежи этого договора передаёт биллинг
statement-where = Куда зачислить?
statement-nowhere = Договор не найден. Откройте его через поиск и вернитесь сюда: он появится на кнопке
statement-to-invoice = { $number } · сч. { $invoice } · { $left }
statement-to-contract = { $number } · { $name } · без счёта
statement-dismiss = Не наше

statement-credit-ask = Зачислить платёж?
statement-where-invoice = На договор { $number } ({ $name }), счёт { $invoice }: осталось { $left }
statement-where-contract = На договор { $number } ({ $name }), без счёта
statement-other-inn = 🟠 У договора другой ИНН: { $inn }
statement-credit = Зачислить
statement-credited-one = Зачислено
statement-dismiss-ask = Не зачислять платёж?
statement-dismiss-means = Он не будет зачислен ни по этой, ни по другой выписке
statement-dismissed-one = Не зачислен
support-waiting = Разобрать платежи
support-statement = Выписку банка пришлите файлом
