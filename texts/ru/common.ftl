# Общее: время, деньги, кнопки, которые есть на всех экранах. Числа и единицы разделяет неразрывный пробел.

# Образцы дат: https://babel.pocoo.org/en/latest/dates.html#date-fields
format-today = HH:mm
format-weekday = EEE HH:mm
format-moment = EEE d MMMM HH:mm
format-moment-year = d MMMM y HH:mm
format-exact = EEE dd.MM HH:mm:ss
format-day = EEE d MMMM
format-short-day = EEE d MMM
format-day-year = d MMMM y
format-seconds = { $n } с
format-minutes = { $n } мин
format-hours = { $n } ч
format-days = { $n } дн
format-percent = { $n } %
format-phone-prefix = 8

back = ‹ Назад
home = Домой
page = { $page }/{ $pages }
previous = ‹
next = ›
earlier = Старее ›
later = ‹ Новее
menu-refreshed = Меню обновилось. Ничего не изменено
private-only = Откройте бота в личном чате
anonymous-here = Здесь не видно, кто пишет: отключите «Анонимность» администратора и повторите
unknown-command = Такой команды нет. Что умеет бот, скажет «Помощь» в меню
