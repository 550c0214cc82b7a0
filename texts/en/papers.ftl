# Documents by month: invoices and the act, to the chat or by e-mail.

format-month = LLLL
format-month-year = LLLL y
format-full-day = EEE d MMMM y
paper-pdf = PDF
paper-coming = On its way to this chat

papers = Documents
papers-title = Documents
papers-title-month = Documents · { $month }
papers-which = Invoices and acts. Of which month?
papers-none = No documents yet
papers-invoices = { $n ->
    [one] { $n } invoice
   *[other] { $n } invoices
}
papers-no-invoices = No invoices
papers-act = Act for { $sum }
papers-act-none = No act: nothing was charged in this month
papers-act-later = The act comes on { $day }
papers-tap = Tap a document and it comes here
papers-invoice-row = Invoice { $number } · { $sum }
papers-act-row = Act · { $sum }
papers-act-caption = Act · { $month } for { $sum }
papers-mail = By e-mail

# Sending by e-mail: the address, the consent, the outcome.
mailing-title = Documents by e-mail
mailing-what-invoice = Invoice { $number }
mailing-what-month = { $month }: { $n ->
    [one] { $n } document
   *[other] { $n } documents
}
mailing-to = Address: { $address }
mailing-ask = To which address? Write it, accounts@example.com for example
mailing-ask-again = To which address?
mailing-remembered = It is remembered and can be changed later
mailing-send = Send
mailing-change = Other address
mailing-going = Sending to { $address }
mailing-again = Try again
mailing-to-invoice = To invoice
mailing-once = The letter is sent already. To send another one, open “By e-mail” again
