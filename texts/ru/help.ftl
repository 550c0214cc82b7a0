# Помощь и команды.

help-title = Помощь
help-text =
    Бот проверяет исходящие линии и сообщает об авариях.
    «Принято»: авария за вами, остальные это увидят.
    «Проверить»: проверка прямо сейчас.
    «Лог»: что ответил провайдер.
    /bind в группе: оповещения придут и туда.
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
