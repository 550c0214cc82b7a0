"""Help: what the bot can do for whoever asks, and whom to call."""

from domain.access import Action, Role, may
from handlers.gate import contacts
from handlers.kit.context import BotContext, Support
from handlers.kit.routes import Room, command, on
from handlers.kit.screen import View, home
from handlers.rooms.ways import OpenHelp
from texts import Html, Texts, joined


def view(t: Texts, support: Support, role: Role | None = None) -> View:
    """It names only what works, and only what ``role`` may do; None: a stranger's."""
    return View(joined([t("help-title"), *_ways(role, t), t("help-support"), *contacts(t, support)]), [home(t)])


def _ways(role: Role | None, t: Texts) -> list[Html]:
    """What concerns alerts, then money, then everything that is typed."""
    if role is None:
        return [t("help-text")]
    told = [
        (Action.SEE_LINES, t("help-text")),
        (Action.ACKNOWLEDGE, t("help-accept")),
        (Action.REQUEST_INVOICE, t("help-invoice")),
        (Action.PROMISE_PAYMENT, t("help-promise")),
        (Action.MAIL_DOCUMENTS, t("help-papers")),
        (Action.BIND_GROUP, t("help-bind")),
        (Action.FIND_CONTRACT, t("help-find")),
        (Action.IMPORT_STATEMENT, t("help-statement")),
        (Action.SEE_LINES, t("help-cancel")),
    ]
    return [line for action, line in told if may(role, action)]


async def open_help(context: BotContext, _: OpenHelp) -> View:
    """The screen of help."""
    return view(context.texts, context.support, context.role)


async def help_(context: BotContext, _: str) -> View:
    """``/help``."""
    return view(context.texts, context.support, context.role)


ROOM: Room = (on(OpenHelp, open_help, support=True), command("help", help_, support=True))
