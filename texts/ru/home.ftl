# Главный экран.

home-title = { $name } · договор { $number }
home-lamp = { $lamp } { $rest }
home-lines = Линии: { $ok } из { $total }
home-lines-unknown = Линии: { $ok } из { $total }, ещё не { $n ->
    [one] проверена { $n }
    [few] проверены { $n }
    [many] проверено { $n }
   *[other] проверены { $n }
}
home-silent-chat = 🟠 Группа «{ $title }» не получает оповещений. Верните бота в неё и отправьте /bind
home-no-lines = Линий пока нет
home-quiet = Аварий нет
home-unaccepted = 🔴 { $n ->
    [one] { $n } авария не принята
    [few] { $n } аварии не приняты
    [many] { $n } аварий не принято
   *[other] { $n } аварии не принято
}
home-all-accepted = 🟠 { $n ->
    [one] { $n } авария, принята
    [few] { $n } аварии, все приняты
    [many] { $n } аварий, все приняты
   *[other] { $n } аварии, все приняты
}
home-incident = { $carrier } · { $duration } · { $n ->
    [one] { $n } линия
    [few] { $n } линии
    [many] { $n } линий
   *[other] { $n } линии
}
home-incident-people = { $carrier } · { $duration } · { $n ->
    [one] { $n } оператор
    [few] { $n } оператора
    [many] { $n } операторов
   *[other] { $n } оператора
}
home-others-work = 🟢 { $n ->
    [one] Работает { $n } линия
    [few] Работают { $n } линии
    [many] Работают { $n } линий
   *[other] Работают { $n } линии
}
home-errors = Ошибки: { $n }
home-incidents = Аварии: { $n }
home-open-incident = Открыть аварию
home-go-on = Продолжить форму
home-go-on-with = Продолжить · { $name }
home-to-lines = Линии
home-to-help = Помощь
home-to-language = Язык
home-to-contracts = Сменить договор

contracts-title = Договоры
contracts-now = Сейчас открыт: { $name } · договор { $number }
contracts-row = { $name } · { $role }

start-welcome = Вы вошли как { $role }
role-administrator = администратор
role-manager = руководитель
role-on_call = дежурный
role-support = поддержка
