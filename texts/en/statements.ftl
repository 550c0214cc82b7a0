# Bank statements: what came of a file, which payments wait. Keys statement-why-… are values of WaitReason.

error-file-lost = Telegram did not give the file. Send it again
error-file-too-large = The file is over { NUMBER($most) } MB. Export a statement of a shorter period
error-not-for-files = Files are taken from support alone. Open the menu: /start

statement-title = Statement read
statement-day = Of { $day }
statement-days = { $since } to { $until }
statement-credited = 🟢 { $n ->
    [one] { $n } payment credited: { $sum }
   *[other] { $n } payments credited: { $sum }
}
statement-waiting = 🟠 { $n ->
    [one] { $n } payment waits for a decision
   *[other] { $n } payments wait for a decision
}
statement-known = ⚪ { $n ->
    [one] { $n } payment is known from another statement
   *[other] { $n } payments are known from other statements
}
statement-empty = It has no money coming in
statement-to-waiting = Decide

statement-list = Payments without an invoice
statement-none-waiting = 🟢 Every payment is decided
statement-hint = Send a new statement here as a file
statement-row = { $day } · { $sum } · { $payer }
statement-one = A payment waits
statement-payment = { $sum } · { $day }
statement-payer = { $payer }
statement-payer-inn = { $payer }, INN { $inn }
statement-purpose = “{ $purpose }”
statement-why-no_invoice = 🟠 There is no invoice of such a number
statement-no-number = 🟠 No invoice number is given
statement-why-ambiguous = 🟠 Several invoices fit
statement-why-payer_unknown = 🟠 The client's INN is not known
statement-why-other_payer = 🟠 Another INN pays than the client's
statement-why-other_sum = 🟠 The sum is not what is left to pay
statement-why-already_paid = 🟠 The invoice is paid already
statement-why-cancelled = 🟠 The invoice is cancelled
statement-why-billing = 🟠 The billing tells this contract's payments
statement-where = Where does it belong?
statement-nowhere = No contract was found. Enter it through the search and come back: it will have a button here
statement-to-invoice = { $number } · inv. { $invoice } · { $left }
statement-to-contract = { $number } · { $name } · no invoice
statement-dismiss = Not ours

statement-credit-ask = Credit the payment?
statement-where-invoice = To contract { $number } ({ $name }), invoice { $invoice }: { $left } left
statement-where-contract = To contract { $number } ({ $name }), for no invoice
statement-other-inn = 🟠 The contract has another INN: { $inn }
statement-credit = Credit
statement-credited-one = Credited
statement-dismiss-ask = Not credit the payment?
statement-dismiss-means = It will be credited from no statement, neither this one nor another
statement-dismissed-one = Not credited
support-waiting = Sort payments
support-statement = Send a bank statement as a file
