"""Table of contents of the conversation: every room, in the order a newcomer meets them."""

from handlers.kit.routes import Routes
from handlers.rooms import (
    audit,
    bind,
    contracts,
    help,  # noqa: A004 -- the room of /help
    history,
    home,
    incident,
    incidents,
    invitations,
    language,
    line,
    line_form,
    lines,
    lines_check,
    lines_find,
    lines_pick,
    log,
    people,
    person,
    start,
    support,
    visit,
)

ROOMS = (
    start.ROOM,
    home.ROOM,
    incidents.ROOM,
    incident.ROOM,
    lines.ROOM,
    lines_find.ROOM,
    lines_pick.ROOM,
    lines_check.ROOM,
    line.ROOM,
    line_form.ROOM,
    log.ROOM,
    history.ROOM,
    people.ROOM,
    person.ROOM,
    invitations.ROOM,
    audit.ROOM,
    support.ROOM,
    visit.ROOM,
    contracts.ROOM,
    language.ROOM,
    help.ROOM,
    bind.ROOM,
)

ROUTES = Routes.of(ROOMS)
