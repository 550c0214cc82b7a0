# Invoices: the list, the card, a new one. Keys …-lamp-… and …-word-… are values of Look in handlers/rooms/invoice_words.py.

invoices = Invoices
invoices-title = Invoices
invoices-title-unpaid = Invoices · unpaid
invoices-owed = 🟠 { $n ->
    [one] { $n } invoice is
   *[other] { $n } invoices are
} unpaid: { $sum }
invoices-all-paid = 🟢 All invoices are paid
invoices-none = No invoices yet
invoices-row = { $lamp } { $number } · { $sum } · { $word }
invoices-show-all = All invoices
invoices-show-unpaid = Unpaid

invoice-lamp-unpaid = 🟠
invoice-lamp-partly = 🟠
invoice-lamp-overdue = 🔴
invoice-lamp-paid = 🟢
invoice-lamp-cancelled = ⚪
invoice-word-unpaid = unpaid
invoice-word-partly = paid in part
invoice-word-overdue = overdue
invoice-word-paid = paid
invoice-word-cancelled = cancelled

invoice-title = { $lamp } Invoice { $number } · { $word }
invoice-issued = Issued { $day }
invoice-due = Pay by { $day }
invoice-late = Was due { $day }, { $n } { $n ->
    [one] day
   *[other] days
} ago
invoice-paid-on = Paid { $day }
invoice-total = Total { $sum }
invoice-partly = Paid { $paid }, { $left } left
invoice-row-of = { $name }: { $sum }
invoice-only-row = { $name }
invoice-more-rows = and { $n } more { $n ->
    [one] row
   *[other] rows
}
invoice-copy-payee = Payee
invoice-copy-purpose = Purpose
invoice-caption = Invoice { $number } for { $sum }

invoice-new = New invoice
invoice-new-title = New invoice · contract { $number }
invoice-new-balance = Balance { $balance }
invoice-new-ask = For which sum? Choose or write it, 50,000 for example
invoice-new-ask-again = For which sum?
invoice-sum-row = { $sum } · { $what }
invoice-sum-missing = missing now
invoice-sum-month = a month
invoice-sum-both = both together
invoice-sum-unclear = This does not look like a sum. Write it in digits, 50,000 or 50k for example
invoice-confirm = Make an invoice for { $sum }?
invoice-confirm-about = Contract { $number }. The PDF comes here at once
invoice-make = Make it
invoice-other-sum = Other sum
invoice-made = 🟢 The invoice is made, the PDF is below
invoice-made-before = This invoice is made already
