# Деньги: отказы и записи журнала. Ключи error-… — из services/errors.py, audit-… — значения Deed.

error-unknown-contract = Договора { $contract } нет. Сначала передайте договор
error-ledger-owner = Платежи договора { $contract } ведутся в другом месте. Источник один: биллинг или банковские выписки
error-ledger-conflict = Запись { $outside_id } уже есть и говорит другое. Ничего не изменено
error-number-taken = Номер счёта { $outside_id } в договоре { $contract } уже занят. Ничего не изменено
error-moment-ahead = Момент, переданный для договора { $contract }, ещё не наступил. Ничего не изменено
error-batch-too-large = За один раз принимается не больше { $most } записей
error-idempotency-key = Ключ идемпотентности уже был у другого запроса
error-unknown-cursor = Такого места в ленте не было: прочитайте её с начала
error-invoice-sum = Счёт выставляется на сумму от { NUMBER($least) } ₽ до { NUMBER($most) } ₽
error-promise-needless = Денег на счёте хватает, обещанный платёж не нужен
error-promise-running = Обещанный платёж уже действует
error-promise-often = В этом месяце обещанных платежей больше нет. Позвоните в поддержку
error-promise-held = Услугу остановила телефонная компания. Позвоните в поддержку
error-statement-refused = { $fault ->
    [not_statement] Это не банковская выписка 1CClientBankExchange. Ничего не зачислено
    [encoding] Буквы в файле испорчены. Скачайте выписку из банка заново. Ничего не зачислено
    [truncated] Файл обрывается. Скачайте выписку из банка заново. Ничего не зачислено
    [doubled] Эта выписка уже загружена, или платёж в ней повторяется. Ничего не зачислено
    [foreign] Это выписка чужого счёта. Ничего не зачислено
    [totals] Суммы выписки не сходятся с её платежами. Скачайте её из банка заново. Ничего не зачислено
    [too_large] Файл слишком велик для выписки. Ничего не зачислено
   *[broken] Строка { $line } не читается. Скачайте выписку из банка заново. Ничего не зачислено
}
error-row-decided = По этому платежу решение уже принято
error-seller-unknown = Счёт и акт появятся, когда телефонная компания заполнит свои реквизиты. Поддержка: { $contacts }
error-sheet-too-long = Платежей за этот срок больше { NUMBER($most) }. Выберите срок короче

audit-request_invoice = Запрошен счёт: { $details }
audit-promise_payment = Обещанный платёж: { $details }
audit-read_statement = Загружена выписка: { $details }
audit-credit_row = Платёж из выписки зачислен: { $details }
audit-dismiss_row = Платёж из выписки отклонён: { $details }
audit-money_notices = Сообщения о деньгах: { $details ->
    [on] включены
   *[off] выключены
}

# Слово о деньгах: руководителям и администраторам в личный чат, каждое один раз.
money-runs-out = 💳 Денег хватит до { $end }
money-runs-out-today = 💳 Деньги кончаются сегодня
money-between = По расходу последних недель: с { $earliest } по { $latest }
money-from = По расходу последних недель: не раньше { $earliest }
money-pay-by = Оплатите до { $by }: перевод идёт один банковский день
money-pay-now = Оплатите сегодня: банковский перевод может прийти завтра
money-low = 💳 На счёте мало денег: { $balance }
money-balance = Баланс { $balance }
money-suspended = ⛔ Предоставление услуги приостановлено
money-to-pay = Чтобы включить её, оплатите { $sum }
money-held = Услугу остановила телефонная компания. Позвоните в поддержку
money-resumed = 🟢 Услуга снова предоставляется
money-resumed-promised = Обещанный платёж принят, не хватает { $sum }
money-paid = 🟢 Поступил платёж { $sum }
money-promise-ends = 💳 Обещанный платёж действует до { $until }
money-promise-pay = Оплатите { $sum }, иначе услуга приостановится
invoice-row = Услуги связи по договору № { $number }
invoice-unit = усл.
