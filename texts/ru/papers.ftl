# Документы по месяцам: счета и акт, в чат или на почту.

format-month = LLLL
format-month-year = LLLL y
format-full-day = EEE d MMMM y
paper-pdf = PDF
paper-coming = Готовлю, пришлю сюда
