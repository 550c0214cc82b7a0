# Shared: time, money, and the buttons that every screen has. A no-break space stands between a number and its unit.

# Date patterns: https://babel.pocoo.org/en/latest/dates.html#date-fields
format-today = HH:mm
format-weekday = EEE HH:mm
format-moment = EEE d MMMM HH:mm
format-moment-year = d MMMM y HH:mm
format-exact = EEE dd.MM HH:mm:ss
format-day = EEE d MMMM
format-short-day = EEE d MMM
format-day-year = d MMMM y
format-seconds = { $n } s
format-minutes = { $n } min
format-hours = { $n } h
format-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
format-percent = { $n }%
format-phone-prefix = +7

back = ‹ Back
home = Home
page = { $page }/{ $pages }
previous = ‹
next = ›
earlier = Older ›
later = ‹ Newer
menu-refreshed = The menu was refreshed. Nothing was changed
private-only = Open the bot in a private chat
anonymous-here = It cannot be seen who writes here: switch “Remain anonymous” off and repeat
unknown-command = There is no such command. “Help” in the menu says what the bot can do
