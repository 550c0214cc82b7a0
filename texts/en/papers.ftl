# Documents by month: invoices and the act, to the chat or by e-mail.

format-month = LLLL
format-month-year = LLLL y
format-full-day = EEE d MMMM y
paper-pdf = PDF
paper-coming = On its way to this chat
