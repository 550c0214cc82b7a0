# What stands still while lines are down: projects with nothing left to call over, and the people in them.

impact-people = 🔴 { $n ->
    [one] { $n } operator cannot call
   *[other] { $n } operators cannot call
}{ $online ->
    [none] {""}
   *[other] { " " }({ $online } online)
}
impact-stopped = 🔴 { $n ->
    [one] { $n } project has stopped
   *[other] { $n } projects have stopped
}
impact-project = “{ $name }”
impact-projects = { $names }{ $more ->
    [0] {""}
   *[other] { " " }and { $more } more
}
impact-lines = { $n ->
    [one] { $n } line of { $total }
   *[other] { $n } lines of { $total }
}
impact-limited = Fewer lines: { $names }{ $more ->
    [0] {""}
   *[other] { " " }and { $more } more
}
