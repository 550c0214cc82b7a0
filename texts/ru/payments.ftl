# Платежи: список за всё время и за месяц, карточка, таблица.

payments = Платежи
payments-title = Платежи
payments-title-month = Платежи · { $month }
payments-came = { $n ->
    [one] Поступил { $n } платёж
    [few] Поступило { $n } платежа
    [many] Поступило { $n } платежей
   *[other] Поступило { $n } платежа
} на { $sum }
payments-newest-first = Новые сверху
payments-none = Платежей пока нет
payments-none-month = В этом месяце платежей нет
payments-row = { $day } · { $sum }
payments-month = Месяц
payments-all = Все платежи
payments-xlsx = XLSX
payments-which = Платежи за месяц · { $year }
payments-caption = Платежи: { $n ->
    [one] { $n } строка
    [few] { $n } строки
    [many] { $n } строк
   *[other] { $n } строки
}

payment-title = 🟢 Поступил платёж { $sum }
payment-refund = ⚪ Возврат { $sum }
payment-day = { $day }
payment-payer = Плательщик: { $payer }
payment-invoice = По счёту { $number }
payment-purpose = Назначение: { $purpose }
payment-to-invoice = Открыть счёт
