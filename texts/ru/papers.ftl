# Документы по месяцам: счета и акт, в чат или на почту.

format-month = LLLL
format-month-year = LLLL y
format-full-day = EEE d MMMM y
paper-pdf = PDF
paper-coming = Готовлю, пришлю сюда

papers = Документы
papers-title = Документы
papers-title-month = Документы · { $month }
papers-which = Счета и акты. За какой месяц?
papers-none = Документов пока нет
papers-invoices = { $n ->
    [one] { $n } счёт
    [few] { $n } счёта
    [many] { $n } счетов
   *[other] { $n } счёта
}
papers-no-invoices = Счетов нет
papers-act = Акт на { $sum }
papers-act-none = Акта нет: за месяц ничего не начислено
papers-act-later = Акт будет { $day }
papers-tap = Нажмите, и документ придёт сюда
papers-invoice-row = Счёт { $number } · { $sum }
papers-act-row = Акт · { $sum }
papers-act-caption = Акт · { $month } на { $sum }
papers-mail = На почту

# Отправка на почту: адрес, согласие, итог.
mailing-title = Документы на почту
mailing-what-invoice = Счёт { $number }
mailing-what-month = { $month }: { $n ->
    [one] { $n } документ
    [few] { $n } документа
    [many] { $n } документов
   *[other] { $n } документа
}
mailing-to = Адрес: { $address }
mailing-ask = На какой адрес? Напишите его, например buh@example.ru
mailing-ask-again = На какой адрес?
mailing-remembered = Адрес запомним, его можно будет сменить
mailing-send = Отправить
mailing-change = Другой адрес
mailing-going = Отправляю на { $address }
mailing-again = Повторить
mailing-to-invoice = К счёту
mailing-once = Письмо уже отправлено. Чтобы отправить ещё одно, откройте «На почту» снова
