# Лицевой счёт, общая информация, пополнение, обещанный платёж.

account-title = Лицевой счёт · договор { $number }
account-balance = { $balance }
account-balance-limit = { $balance } · кредитный лимит { $limit }
account-covered = 🟢 Услуга предоставляется
account-promised = 🟠 Услуга работает по обещанному платежу
account-suspended = ⛔ Предоставление услуги приостановлено с { $since }
account-pay-to-resume = Оплатите { $sum }: услуга включится сама
account-pay-until = Оплатите { $sum } до { $until }
account-end = Хватит до { $end }
account-end-today = Деньги кончаются сегодня
account-end-unknown = Когда деньги кончатся, пока не видно
account-between = По расходу: с { $earliest } по { $latest }
account-from = По расходу: не раньше { $earliest }
account-next = Начисление { $day }: { $amount }
account-unpaid = Не оплачено: { $n ->
    [one] { $n } счёт
    [few] { $n } счёта
    [many] { $n } счетов
   *[other] { $n } счёта
}
account = Лицевой счёт
account-top-up = Пополнить
account-promise = Обещанный платёж
account-history = История
account-picture = График
account-invoices = Счета
account-payments = Платежи
account-papers = Документы
account-contract = Договор
account-be-told = Предупреждать
account-be-quiet = Не предупреждать
account-told = О деньгах буду сообщать
account-quiet = О деньгах сообщать не буду
account-drawing = Рисую график
account-picture-caption = Баланс договора { $number } за 90 дней и прогноз

days-title = История счёта · договор { $number }
days-hint = Начислено и поступило по дням
days-empty = Начислений и платежей пока нет
days-row = { $day } · { $sums }
charges-title = Начисления · { $day }
charges-row = { $name } · { $amount }
charges-empty = Начислений в этот день нет
charge-usage = Услуги связи
charge-fee = Абонентская плата
charge-correction = Корректировка

contract-title = Договор { $number }
contract-title-day = Договор { $number } от { $day }
contract-client = { $client }
contract-tariff = Тариф: { $tariff }
contract-numbers = { $numbers }
contract-projects = { $n ->
    [0] проектов пока нет
    [one] { $n } проект
    [few] { $n } проекта
    [many] { $n } проектов
   *[other] { $n } проекта
}
contract-users = { $n ->
    [0] пользователей пока нет
    [one] { $n } пользователь
    [few] { $n } пользователя
    [many] { $n } пользователей
   *[other] { $n } пользователя
}
contract-lines = { $n ->
    [0] линий пока нет
    [one] { $n } линия
    [few] { $n } линии
    [many] { $n } линий
   *[other] { $n } линии
}

promise-title = Обещанный платёж · договор { $number }
promise-missing = Не хватает { $sum }
promise-until = Услуга будет работать до { $until }
promise-else = Если деньги не придут, она снова приостановится
promise-left = Осталось в этом месяце: { $n } из { $total }
promise-make = Подтвердить
promise-made = 🟢 Обещанный платёж принят
promise-warned = Перед сроком бот напомнит

topup-title = Пополнить · договор { $number }
topup-missing = Не хватает { $sum }
topup-pick = Оплатите счёт или запросите новый
topup-none = Неоплаченных счетов нет
topup-hint = { $hint }
topup-invoice = Счёт { $number } · { $sum }
topup-overdue = Счёт { $number } · { $sum } · просрочен
topup-request = Выставить счёт
topup-online = Оплатить онлайн

stopped = ⛔ Предоставление услуги приостановлено
stopped-pay = ⛔ Предоставление услуги приостановлено: оплатите { $sum }
stopped-held = ⛔ Услугу остановила телефонная компания

home-money = { $balance } · хватит до { $end }
home-money-today = { $balance } · деньги кончаются сегодня
home-money-promised = { $balance } · обещан платёж до { $until }
home-balance = { $balance }
home-end = Хватит до { $end }
home-end-today = Деньги кончаются сегодня
home-promised = 🟠 Обещанный платёж до { $until }
home-unpaid = Не оплачен счёт { $number }: { $sum }
home-unpaid-more = Не оплачено { $n ->
    [one] { $n } счёт
    [few] { $n } счёта
    [many] { $n } счетов
   *[other] { $n } счёта
} на { $sum }
