# The home screen.

home-title = { $name } · contract { $number }
home-lamp = { $lamp } { $rest }
home-lines = Lines: { $ok } of { $total }
home-lines-unknown = Lines: { $ok } of { $total }, not checked yet: { $n }
home-silent-chat = 🟠 The group “{ $title }” gets no alerts. Bring the bot back there and send /bind
home-no-lines = No lines yet
home-quiet = No incidents
home-unaccepted = 🔴 { $n ->
    [one] { $n } incident not accepted
   *[other] { $n } incidents not accepted
}
home-all-accepted = 🟠 { $n ->
    [one] { $n } incident, accepted
   *[other] { $n } incidents, all accepted
}
home-incident = { $carrier } · { $duration } · { $n ->
    [one] { $n } line
   *[other] { $n } lines
}
home-incident-people = { $carrier } · { $duration } · { $n ->
    [one] { $n } operator
   *[other] { $n } operators
}
home-others-work = 🟢 { $n ->
    [one] { $n } line works
   *[other] { $n } lines work
}
home-errors = Errors: { $n }
home-incidents = Incidents: { $n }
home-open-incident = Open incident
home-go-on = Continue form
home-go-on-with = Continue · { $name }
home-to-lines = Lines
home-to-help = Help
home-to-language = Language
home-to-contracts = Switch contract

contracts-title = Contracts
contracts-now = Open now: { $name } · contract { $number }
contracts-row = { $name } · { $role }

start-welcome = You have come in as { $role }
role-administrator = administrator
role-manager = manager
role-on_call = on-call
role-support = support
