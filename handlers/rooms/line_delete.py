"""Deleting one line from its card: a question that names it, and ten minutes to change one's mind."""

from dataclasses import dataclass
from datetime import datetime

from handlers.kit import picking
from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import View
from handlers.rooms.lines_pick import deleted
from handlers.rooms.ways import AskDeleteLine, OpenLine, OpenLines
from services.cards import MemberCard
from services.line_list_cards import ConfirmationGoneError, DeletionAsk
from texts import Texts
from texts.format import moment


@dataclass(frozen=True)
class DeleteLine(Press, prefix="dropline"):
    """The yes to the question that ``token`` stands for; ``at`` is the place in the list."""

    token: str
    at: int


def asked(ask: DeletionAsk, member: MemberCard, t: Texts, now: datetime, origin: OpenLine) -> View:
    """The question; it names the line, and no leads back to its card."""
    until = moment(ask.expires_at, now, member.zone, t)
    names = [line.name for line in ask.lines]
    yes = DeleteLine(ask.token, origin.at)
    return picking.confirmation(t("delete-ask", n=len(names)), names, until, yes, origin, t)


async def ask_delete(context: BotContext, press: AskDeleteLine) -> View:
    """Name the line that would be deleted, and ask."""
    ask = await context.services.lists.ask_delete(context.member, context.now, press.line_id)
    return asked(ask, context.member, context.texts, context.now, OpenLine(press.line_id, press.at))


async def delete(context: BotContext, press: DeleteLine) -> View:
    """Delete the line that the question named; what is ticked in the list stays so."""
    t = context.texts
    try:
        done = await context.services.lists.delete(context.member, press.token, context.now, ticked=False)
    except ConfirmationGoneError:
        return picking.too_late(t("delete-line-too-late"), OpenLines(press.at), t.plain("lines"), t)
    return deleted(done, context.member, t, context.now, press.at)


ROOM: Room = (on(AskDeleteLine, ask_delete), on(DeleteLine, delete))
