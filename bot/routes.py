"""Table of contents of the conversation: every room, in the order a newcomer meets them."""

from handlers.kit.routes import Routes
from handlers.rooms import bind, contracts, help, home, incident, incidents, language, line, lines, log, start  # noqa: A004 -- the room of /help

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
