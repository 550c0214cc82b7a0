# Счета: список, карточка, новый счёт. Ключи …-lamp-… и …-word-… — значения Look из handlers/rooms/invoice_words.py.

invoices = Счета
invoices-title = Счета
invoices-title-unpaid = Счета · неоплаченные
invoices-owed = 🟠 Не { $n ->
    [one] оплачен { $n } счёт
    [few] оплачены { $n } счёта
    [many] оплачено { $n } счетов
   *[other] оплачены { $n } счёта
}: { $sum }
invoices-all-paid = 🟢 Все счета оплачены
invoices-none = Счетов пока нет
invoices-row = { $lamp } { $number } · { $sum } · { $word }
invoices-show-all = Все счета
invoices-show-unpaid = Неоплаченные

invoice-lamp-unpaid = 🟠
invoice-lamp-partly = 🟠
invoice-lamp-overdue = 🔴
invoice-lamp-paid = 🟢
invoice-lamp-cancelled = ⚪
invoice-word-unpaid = не оплачен
invoice-word-partly = оплачен частично
invoice-word-overdue = просрочен
invoice-word-paid = оплачен
invoice-word-cancelled = отменён

invoice-title = { $lamp } Счёт { $number } · { $word }
invoice-issued = Выставлен { $day }
invoice-due = Оплатить до { $day }
invoice-late = Срок был { $day }, просрочен на { $n } { $n ->
    [one] день
    [few] дня
    [many] дней
   *[other] дня
}
invoice-paid-on = Оплачен { $day }
invoice-total = Всего { $sum }
invoice-partly = Оплачено { $paid }, осталось { $left }
invoice-row-of = { $name }: { $sum }
invoice-only-row = { $name }
invoice-more-rows = и ещё { $n } { $n ->
    [one] строка
    [few] строки
    [many] строк
   *[other] строки
}
invoice-copy-payee = Реквизиты
invoice-copy-purpose = Назначение
invoice-caption = Счёт { $number } на { $sum }

invoice-new = Новый счёт
invoice-new-title = Новый счёт · договор { $number }
invoice-new-balance = Баланс { $balance }
invoice-new-ask = На какую сумму? Выберите или напишите, например 50 000
invoice-new-ask-again = На какую сумму?
invoice-sum-row = { $sum } · { $what }
invoice-sum-missing = не хватает
invoice-sum-month = на месяц
invoice-sum-both = долг и месяц
invoice-sum-unclear = Не похоже на сумму. Напишите её цифрами, например 50 000 или 50 тыс
invoice-confirm = Выставить счёт на { $sum }?
invoice-confirm-about = Договор { $number }. PDF придёт сюда сразу
invoice-make = Выставить
invoice-other-sum = Другая сумма
invoice-made = 🟢 Счёт выставлен, PDF ниже
invoice-made-before = Этот счёт уже выставлен
