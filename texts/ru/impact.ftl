# Что стоит, пока линии не работают: проекты, которым больше не по чему звонить, и люди в них.

impact-people = 🔴 { $n ->
    [one] Не звонит { $n } оператор
    [few] Не звонят { $n } оператора
    [many] Не звонят { $n } операторов
   *[other] Не звонят { $n } оператора
}{ $online ->
    [none] {""}
   *[other] { " " }(онлайн { $online })
}
impact-stopped = 🔴 { $n ->
    [one] Стоит { $n } проект
    [few] Стоят { $n } проекта
    [many] Стоят { $n } проектов
   *[other] Стоят { $n } проекта
}
impact-project = «{ $name }»
impact-projects = { $names }{ $more ->
    [0] {""}
   *[other] { " " }и ещё { $more }
}
impact-lines = { $n ->
    [one] { $n } линия из { $total }
    [few] { $n } линии из { $total }
    [many] { $n } линий из { $total }
   *[other] { $n } линии из { $total }
}
impact-limited = Линий меньше: { $names }{ $more ->
    [0] {""}
   *[other] { " " }и ещё { $more }
}
