# Авария: карточка в чате, экран меню и короткие ответы. Сначала следствие, потом причина, потом что делать.

incident-one = 🔴 Не работает { $line }
incident-many = 🔴 { $n ->
    [one] Не работает { $n } линия из { $total }
    [few] Не работают { $n } линии из { $total }
    [many] Не работают { $n } линий из { $total }
   *[other] Не работают { $n } линии из { $total }
}
incident-since = { $contract } · с { $since }
incident-since-for = { $contract } · с { $since }, { $duration }
incident-cause = { $carrier }: { $verdict }
incident-carrier = { $contact ->
    [none] { $carrier }:
   *[other] { $carrier }, { $contact }:
}
incident-group = • { $verdict }: { $n ->
    [1] { $line }
    [one] { $n } линия
    [few] { $n } линии
    [many] { $n } линий
   *[other] { $n } линии
}
incident-checked = Проверено в { $at }: { $n ->
    [one] не работает { $n } линия
    [few] не работают { $n } линии
    [many] не работают { $n } линий
   *[other] не работают { $n } линии
}
incident-names = { $names }
incident-names-more = { $names } и ещё { $n }
hide = Скрыть
incident-waiting = Не принято
incident-accepted = Принято: { $name }, { $at }
incident-mended = 🟢 Починено в { $at } · простой { $duration }
incident-merged = 🟠 С { $at } это часть другой аварии
incident-unpaid = Услуга приостановлена: на счёте нет денег
incident-unpaid-short = Нет оплаты
incident-ask-to-pay = Скажите администратору: услугу надо оплатить
incident-was = { $contract } · { $n ->
    [one] { $n } линия
    [few] { $n } линии
    [many] { $n } линий
   *[other] { $n } линии
} с { $since }
incident-accept = Принято
incident-accepted-toast = Авария за вами
incident-taken-toast = Аварию уже принял(а) { $name }
incident-over-toast = Авария уже закончилась

incident-digest = 🟢 Пока сообщения не доходили, { $n ->
    [one] закончилась { $n } авария
    [few] закончились { $n } аварии
    [many] закончилось { $n } аварий
   *[other] закончилось { $n } аварии
}
incident-digest-contract = { $contract }
incident-digest-row = { $carrier }: { $verdict } · с { $since } · простой { $duration }
incident-digest-more = и ещё { $n }

incidents-title = Аварии · { $contract }
incidents-none = 🟢 Аварий нет
incidents-some = 🔴 { $n ->
    [one] Идёт { $n } авария
    [few] Идут { $n } аварии
    [many] Идут { $n } аварий
   *[other] Идут { $n } аварии
}
incidents-row = { $lamp } { $carrier } · { $n ->
    [one] { $n } линия
    [few] { $n } линии
    [many] { $n } линий
   *[other] { $n } линии
}
incident-lines-title = Авария · { $carrier }
incident-lines-hint = { $n ->
    [one] { $n } линия. Нажмите на неё, чтобы открыть лог
    [few] { $n } линии. Нажмите на линию, чтобы открыть лог
    [many] { $n } линий. Нажмите на линию, чтобы открыть лог
   *[other] { $n } линии. Нажмите на линию, чтобы открыть лог
}
