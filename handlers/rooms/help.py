"""Help: what the bot can do, and whom to call."""

from handlers.gate import contacts
from handlers.kit.context import BotContext, Support
from handlers.kit.routes import Room, command, on
from handlers.kit.screen import View, home
from handlers.rooms.ways import OpenHelp
from texts import Texts, joined


def view(t: Texts, support: Support) -> View:
    """The same for every role: it names only what works."""
    return View(joined([t("help-title"), t("help-text"), t("help-support"), *contacts(t, support)]), [home(t)])


async def open_help(context: BotContext, _: OpenHelp) -> View:
    """The screen of help."""
    return view(context.texts, context.support)


async def help_(context: BotContext, _: str) -> View:
    """``/help``."""
    return view(context.texts, context.support)


ROOM: Room = (on(OpenHelp, open_help, support=True), command("help", help_, support=True))
