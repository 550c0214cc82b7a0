"""Table of contents of the conversation: every room, in the order a newcomer meets them."""

from handlers.kit.routes import Routes
from handlers.rooms import (
    audit,
    bind,
    contracts,
    help,  # noqa: A004 -- the room of /help
    home,
    incident,
    incidents,
    invitations,
    language,
    line,
    lines,
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
    line.ROOM,
    log.ROOM,
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
