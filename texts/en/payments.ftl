# Payments: the list of all time and of a month, the card, the spreadsheet.

payments = Payments
payments-title = Payments
payments-title-month = Payments · { $month }
payments-came = { $n ->
    [one] { $n } payment of { $sum }
   *[other] { $n } payments, { $sum } in all
}
payments-newest-first = Newest first
payments-none = No payments yet
payments-none-month = No payments in this month
payments-row = { $day } · { $sum }
payments-month = Month
payments-all = All payments
payments-xlsx = XLSX
payments-which = Payments of a month · { $year }
payments-caption = Payments: { $n ->
    [one] { $n } row
   *[other] { $n } rows
}

payment-title = 🟢 Payment of { $sum } came in
payment-refund = ⚪ Refund { $sum }
payment-day = { $day }
payment-payer = Payer: { $payer }
payment-invoice = For invoice { $number }
payment-purpose = Purpose: { $purpose }
payment-to-invoice = Open invoice
