# Счёт, акт, картинка баланса и таблица платежей. Счёт и акт всегда на русском языке.

document-date = d MMMM y 'г.'
document-short-date = dd.MM.y
document-month = LLLL y 'г.'

document-invoice-title = Счёт на оплату № { $number } от { $date }
document-invoice-short = Счёт № { $number } от { $date }
document-invoice-file = Счёт { $number }
document-invoice-due = Счёт действителен до { $due } включительно.
document-invoice-lead = Оплата означает согласие с условиями договора. Услуги считаются оплаченными после поступления денег на расчётный счёт поставщика.
document-qr = Реквизиты и сумма для приложения банка
document-bank = Банк получателя
document-bic = БИК
document-account = Сч. №
document-correspondent = К/с
document-payee = Получатель
document-inn = ИНН
document-kpp = КПП
document-phone = тел.: { $phone }
document-seller = Поставщик
document-buyer = Покупатель
document-basis = Основание
document-purpose = Назначение платежа
document-contract = Договор № { $number } от { $date }
document-contract-undated = Договор № { $number }

document-act-title = Акт № { $number } от { $date } об оказании услуг
document-act-short = Акт № { $number } от { $date }
document-act-file = Акт { $number }
document-act-month = Период
document-performer = Исполнитель
document-customer = Заказчик
document-act-done = Перечисленные услуги оказаны полностью и в срок. Заказчик не имеет претензий по объёму, качеству и срокам оказания услуг.
document-seal = М. П.

document-column-number = №
document-column-name = Товары (работы, услуги)
document-column-quantity = Кол-во
document-column-unit = Ед.
document-column-price = Цена, ₽
document-column-rate = НДС
document-column-tax = В т. ч. НДС, ₽
document-column-amount = Сумма, ₽
document-rate = { $percent } %
document-no-vat = без НДС
document-nothing = —

document-total = Итого
document-tax-inside = В том числе НДС { $percent } %
document-tax-free = Без налога (НДС)
document-tax-free-part = Сумма без налога (НДС)
document-to-pay = Всего к оплате
document-rendered = Всего оказано услуг
document-sum = { $amount } ₽
document-invoice-count = Всего наименований { $count }, на сумму { $amount } ₽
document-act-count = Всего оказано услуг { $count }, на сумму { $amount } ₽
document-director = Руководитель
document-proprietor = Предприниматель
document-accountant = Бухгалтер

# Назначение платежа: его набирают в банке руками, поэтому без неразрывных пробелов и знака рубля.
document-payment-purpose = Оплата по счёту № { $number } от { $date } по договору № { $contract }. { $tax }
document-payment-tax = В т.ч. НДС { $tax } руб.
document-payment-tax-part = { $percent }% { $tax }
document-payment-no-vat = НДС не облагается

picture-file = Баланс { $day }
picture-title = Баланс: { $amount }
picture-contract = договор { $number }
picture-day = d MMM
picture-lasts = Хватит до { $day }
picture-lasts-range = Хватит до { $day } (от { $soonest } до { $latest })
picture-lasts-beyond = Денег хватит на весь срок прогноза
picture-no-forecast = Прогноза пока нет: мало дней с расходами
picture-suspended = Услуга приостановлена с { $day }
picture-promised = Работает по обещанному платежу до { $day }
picture-spent = Деньги кончились
picture-floor = отключение при { $amount }
picture-stopped = приостановлено
picture-promise = обещанный платёж
picture-promise-until = до { $day }
picture-threshold = порог { $amount }
picture-today = сегодня

payments-sheet-name = Платежи
payments-sheet-title = { $client } · договор { $number } · { $since }–{ $until }
payments-sheet-file = Платежи { $since }–{ $until }
payments-sheet-day = Дата
payments-sheet-amount = Сумма, ₽
payments-sheet-payer = Плательщик
payments-sheet-invoice = Счёт
payments-sheet-purpose = Назначение
payments-sheet-total = Всего
