# An incident: the card in a chat, the screen of the menu, the short replies. Effect first, then cause, then what to do.

incident-one = 🔴 { $line } does not work
incident-many = 🔴 { $n ->
    [one] { $n } line of { $total } does not work
   *[other] { $n } lines of { $total } do not work
}
incident-since = { $contract } · since { $since }
incident-since-for = { $contract } · since { $since }, { $duration }
incident-cause = { $carrier }: { $verdict }
incident-carrier = { $contact ->
    [none] { $carrier }:
   *[other] { $carrier }, { $contact }:
}
incident-group = • { $verdict }: { $n ->
    [1] { $line }
   *[other] { $n } lines
}
incident-checked = Checked at { $at }: { $n ->
    [one] { $n } line still down
   *[other] { $n } lines still down
}
incident-names = { $names }
incident-names-more = { $names } and { $n } more
hide = Hide
incident-waiting = Not accepted
incident-accepted = Accepted: { $name }, { $at }
incident-mended = 🟢 Restored at { $at } · down for { $duration }
incident-merged = 🟠 Since { $at } a part of another incident
incident-unpaid = The service is suspended: no money left
incident-unpaid-short = Not paid
incident-ask-to-pay = Tell the administrator: the service has to be paid
incident-was = { $contract } · { $n ->
    [one] { $n } line
   *[other] { $n } lines
} since { $since }
incident-accept = Accept
incident-accepted-toast = The incident is yours
incident-taken-toast = { $name } has accepted it already
incident-over-toast = The incident is over already

incident-digest = 🟢 While messages did not get through, { $n ->
    [one] { $n } incident ended
   *[other] { $n } incidents ended
}
incident-digest-contract = { $contract }
incident-digest-row = { $carrier }: { $verdict } · since { $since } · down for { $duration }
incident-digest-more = and { $n } more

incidents-title = Incidents · { $contract }
incidents-none = 🟢 No incidents
incidents-some = 🔴 { $n ->
    [one] { $n } incident is open
   *[other] { $n } incidents are open
}
incidents-row = { $lamp } { $carrier } · { $n ->
    [one] { $n } line
   *[other] { $n } lines
}
incident-lines-title = Incident · { $carrier }
incident-lines-hint = { $n ->
    [one] { $n } line. Tap it to open its log
   *[other] { $n } lines. Tap a line to open its log
}
