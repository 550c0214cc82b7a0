# The account, general information, topping up, the promised payment.

account-title = Account · contract { $number }
account-balance = { $balance }
account-balance-limit = { $balance } · credit limit { $limit }
account-covered = 🟢 The service is provided
account-promised = 🟠 The service runs on a promised payment
account-suspended = ⛔ The service is suspended since { $since }
account-pay-to-resume = Pay { $sum }: the service comes back by itself
account-pay-until = Pay { $sum } by { $until }
account-end = Lasts until { $end }
account-end-today = The money ends today
account-end-unknown = No end of the money in sight
account-between = Judging by spending: { $earliest } to { $latest }
account-from = Judging by spending: not before { $earliest }
account-next = Next charge { $day }: { $amount }
account-unpaid = { $n ->
    [one] { $n } unpaid invoice
   *[other] { $n } unpaid invoices
}
account = Account
account-top-up = Top up
account-promise = Promised payment
account-history = History
account-picture = Chart
account-invoices = Invoices
account-payments = Payments
account-papers = Documents
account-contract = Contract
account-be-told = Warn me
account-be-quiet = Mute warnings
account-told = You will be told of the money
account-quiet = You will not be told of the money
account-drawing = Drawing the chart
account-picture-caption = Balance of contract { $number } over 90 days, and the forecast

days-title = Account history · contract { $number }
days-hint = Spent and received, day by day
days-empty = No charges or payments yet
days-row = { $day } · { $sums }
charges-title = Charges · { $day }
charges-row = { $name } · { $amount }
charges-empty = No charges on this day
charge-usage = Telephony
charge-fee = Subscription
charge-correction = Correction

contract-title = Contract { $number }
contract-title-day = Contract { $number } of { $day }
contract-client = { $client }
contract-tariff = Tariff: { $tariff }
contract-numbers = { $numbers }
contract-projects = { $n ->
    [0] no projects yet
    [one] { $n } project
   *[other] { $n } projects
}
contract-users = { $n ->
    [0] no users yet
    [one] { $n } user
   *[other] { $n } users
}
contract-lines = { $n ->
    [0] no lines yet
    [one] { $n } line
   *[other] { $n } lines
}

promise-title = Promised payment · contract { $number }
promise-missing = { $sum } is missing
promise-until = The service will run until { $until }
promise-else = If no money comes, it stops again
promise-left = Left this month: { $n } of { $total }
promise-make = Confirm
promise-made = 🟢 The promised payment is accepted
promise-warned = The bot will remind you in time

topup-title = Top up · contract { $number }
topup-missing = { $sum } is missing
topup-pick = Pay an invoice or ask for a new one
topup-none = There are no unpaid invoices
topup-hint = { $hint }
topup-invoice = Invoice { $number } · { $sum }
topup-overdue = Invoice { $number } · { $sum } · overdue
topup-request = New invoice
topup-online = Pay online

stopped = ⛔ The service is suspended
stopped-pay = ⛔ The service is suspended: pay { $sum }
stopped-held = ⛔ The telephone company stopped the service

home-money = { $balance } · lasts until { $end }
home-money-today = { $balance } · the money ends today
home-money-promised = { $balance } · payment promised by { $until }
home-balance = { $balance }
home-end = Lasts until { $end }
home-end-today = The money ends today
home-promised = 🟠 Promised payment until { $until }
home-unpaid = Unpaid invoice { $number }: { $sum }
home-unpaid-more = { $n ->
    [one] { $n } unpaid invoice
   *[other] { $n } unpaid invoices
}: { $sum }
