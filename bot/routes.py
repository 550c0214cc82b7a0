"""Table of contents of the conversation, in the order of the menu."""

from handlers.kit.routes import Routes
from handlers.rooms import (
    bind,
    contracts,
    help,  # noqa: A004 -- the room of that name
    home,
    incident,
    incidents,
    language,
    line,
    lines,
    log,
    start,
)

ROOMS = (
    start.ROOM,
    home.ROOM,
    incidents.ROOM,
    incident.ROOM,
    lines.ROOM,
    line.ROOM,
    log.ROOM,
    contracts.ROOM,
    language.ROOM,
    help.ROOM,
    bind.ROOM,
)

ROUTES = Routes.of(ROOMS)
