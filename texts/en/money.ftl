# Money: refusals and the journal. Keys error-… come from services/errors.py, audit-… are values of Deed.

error-unknown-contract = There is no contract { $contract }. Send the contract first
error-ledger-owner = Payments of contract { $contract } are kept elsewhere. One source: billing or bank statements
error-ledger-conflict = The record { $outside_id } is there already and says something else. Nothing was changed
error-number-taken = The invoice number of { $outside_id } is used in contract { $contract } already. Nothing was changed
error-moment-ahead = The moment told for contract { $contract } is still to come. Nothing was changed
error-batch-too-large = At most { $most } records are taken at once
error-idempotency-key = The idempotency key belongs to another request
error-unknown-cursor = The feed has no such place: read it from the beginning
error-invoice-sum = An invoice is made for { NUMBER($least) } ₽ to { NUMBER($most) } ₽
error-promise-needless = There is money enough, no promise is needed
error-promise-running = A promised payment runs already
error-promise-often = No promised payments are left this month. Call support
error-promise-held = The telephone company stopped the service. Call support
error-statement-refused = { $fault ->
    [not_statement] This is not a bank statement in 1CClientBankExchange. Nothing was credited
    [encoding] The letters in the file are damaged. Download the statement from the bank again. Nothing was credited
    [truncated] The file breaks off. Download the statement from the bank again. Nothing was credited
    [doubled] This statement was read before. Nothing was credited
    [several] There are several statements in the file. Send them one by one. Nothing was credited
    [alike] Two documents in the file are alike, the second in line { $line }. Check the statement with the bank. Nothing was credited
    [foreign] This is a statement of somebody else's account. Nothing was credited
    [totals] The statement's sums disagree with its payments. Download it from the bank again. Nothing was credited
    [too_large] The file is too large for a statement. Nothing was credited
   *[broken] Line { $line } cannot be read. Download the statement from the bank again. Nothing was credited
}
error-row-decided = This payment has been decided already
error-seller-unknown = Invoices and acts come when the telephone company has filled in its details. Support: { $contacts }
error-sheet-too-long = More than { NUMBER($most) } payments in this period. Choose a shorter one

audit-request_invoice = Invoice requested: { $details }
audit-promise_payment = Promised payment: { $details }
audit-read_statement = Statement read: { $details }
audit-credit_row = Payment of a statement credited: { $details }
audit-dismiss_row = Payment of a statement dismissed: { $details }
audit-money_notices = Messages about money: { $details ->
    [on] on
   *[off] off
}

# A word about money: to managers and administrators in private, each one once.
money-runs-out = 💳 The money lasts until { $end }
money-runs-out-today = 💳 The money ends today
money-between = Judging by the last weeks: between { $earliest } and { $latest }
money-from = Judging by the last weeks: not before { $earliest }
money-pay-by = Pay by { $by }: a transfer takes one banking day
money-pay-now = Pay today: a bank transfer may come tomorrow
money-low = 💳 There is little money left: { $balance }
money-balance = Balance { $balance }
money-suspended = ⛔ The service is suspended
money-to-pay = Pay { $sum } to bring it back
money-held = The telephone company stopped the service. Call support
money-resumed = 🟢 The service is back
money-resumed-promised = The promised payment is accepted, { $sum } is missing
money-paid = 🟢 A payment came: { $sum }
money-promise-ends = 💳 The promised payment lasts until { $until }
money-promise-pay = Pay { $sum }, or the service stops
invoice-row = Telephony under contract No. { $number }
invoice-unit = service
