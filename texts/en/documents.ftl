# Invoice, act, picture of the balance and table of payments. Invoices and acts are always drawn in Russian.

document-date = d MMMM y
document-short-date = dd.MM.y
document-month = LLLL y

document-invoice-title = Invoice No. { $number } of { $date }
document-invoice-short = Invoice No. { $number } of { $date }
document-invoice-file = Invoice { $number }
document-invoice-due = The invoice is valid to { $due } inclusive.
document-invoice-lead = Payment means consent to the terms of the contract. Services count as paid once the money has reached the supplier's account.
document-qr = Details and sum for a banking app
document-bank = Bank of the payee
document-bic = BIC
document-account = Acc. No.
document-correspondent = К/с
document-payee = Payee
document-inn = INN
document-kpp = KPP
document-phone = tel.: { $phone }
document-seller = Supplier
document-buyer = Buyer
document-basis = Basis
document-purpose = Purpose of payment
document-contract = Contract No. { $number } of { $date }
document-contract-undated = Contract No. { $number }

document-act-title = Act No. { $number } of { $date } on services rendered
document-act-short = Act No. { $number } of { $date }
document-act-file = Act { $number }
document-act-month = Period
document-performer = Contractor
document-customer = Customer
document-act-done = The services listed were rendered in full and on time. The customer has no claims as to their volume, quality and term.
document-seal = Seal

document-column-number = No.
document-column-name = Goods (works, services)
document-column-quantity = Quantity
document-column-unit = Unit
document-column-price = Price, ₽
document-column-rate = VAT
document-column-tax = VAT included, ₽
document-column-amount = Sum, ₽
document-rate = { $percent } %
document-no-vat = no VAT
document-nothing = —

document-total = Total
document-tax-inside = Including VAT { $percent } %
document-tax-free = Without tax (VAT)
document-tax-free-part = Sum without tax (VAT)
document-to-pay = To pay
document-rendered = Services rendered
document-sum = { $amount } ₽
document-invoice-count = Items: { $count }, sum { $amount } ₽
document-act-count = Services rendered: { $count }, sum { $amount } ₽
document-director = Director
document-proprietor = Proprietor
document-accountant = Accountant

# Typed into a bank's form by hand: no no-break spaces and no sign of the rouble.
document-payment-purpose = Payment of invoice No. { $number } of { $date } under contract No. { $contract }. { $tax }
document-payment-tax = Incl. VAT { $tax } RUB
document-payment-tax-part = { $percent }% { $tax }
document-payment-no-vat = No VAT

picture-file = Balance { $day }
picture-title = Balance: { $amount }
picture-contract = contract { $number }
picture-day = d MMM
picture-lasts = Lasts until { $day }
picture-lasts-range = Lasts until { $day } ({ $soonest } to { $latest })
picture-lasts-beyond = The money lasts beyond the forecast
picture-no-forecast = No forecast yet: too few days of spending
picture-suspended = Service suspended since { $day }
picture-promised = Runs on a promised payment until { $day }
picture-spent = The money has ended
picture-floor = service stops at { $amount }
picture-stopped = suspended
picture-promise = promised payment
picture-promise-until = until { $day }
picture-threshold = threshold { $amount }
picture-today = today

payments-sheet-name = Payments
payments-sheet-title = { $client } · contract { $number } · { $since }–{ $until }
payments-sheet-file = Payments { $since }–{ $until }
payments-sheet-day = Date
payments-sheet-amount = Sum, ₽
payments-sheet-payer = Payer
payments-sheet-invoice = Invoice
payments-sheet-purpose = Purpose
payments-sheet-total = Total
