# Помощь и команды.

help-title = Помощь
help-text = Бот проверяет исходящие линии и сообщает об авариях
help-accept = «Принято»: авария за вами. «Проверить»: проверка сейчас
help-invoice = Счёт: напишите «счёт на 50 000 ₽» или /invoices
help-promise = /account: баланс, обещанный платёж. /payments: платежи
help-papers = «Документы»: счета и акты, сюда или на почту
help-bind = /bind в группе: оповещения придут и туда
help-find = Договор: напишите номер, название или номер линии
help-statement = Выписку банка пришлите файлом
help-cancel = /cancel закроет форму или вопрос
help-support = Поддержка:

command-start = Главный экран
command-lines = Линии
command-errors = Линии с ошибкой
command-account = Лицевой счёт
command-invoices = Счета
command-payments = Платежи
command-cancel = Закрыть форму
command-help = Помощь и поддержка
command-language = Язык
command-bind = Присылать оповещения сюда
command-unbind = Не присылать оповещения сюда
