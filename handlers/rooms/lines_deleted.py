"""Lines that were deleted minutes ago: the way back, after the answer to the deletion is out of sight."""

from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime

from handlers.kit import picking
from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import Row, View, back, button, shortened
from handlers.rooms import lines
from handlers.rooms.ways import OpenDeletedLines, OpenLines
from services.cards import MemberCard
from services.line_list_cards import ConfirmationGoneError, DeletedTogether
from texts import Texts, joined
from texts.format import moment

MOST = 7
"""Deletions that a screen has room for."""


@dataclass(frozen=True)
class BringLinesBack(Press, prefix="linesback"):
    """Take the deletion of this line back, and of those deleted with it."""

    line_id: int
    at: int = 0


def view(deletions: tuple[DeletedTogether, ...], member: MemberCard, t: Texts, now: datetime, at: int) -> View:
    """One row a deletion, with the minute until when it can be taken back."""
    rows: list[Row] = [
        [button(_row(each, member, t, now), BringLinesBack(each.line_id, at))] for each in deletions[:MOST]
    ]
    text = joined([t("lines-gone-title"), t("lines-gone-hint") if deletions else t("lines-gone-none")])
    return View(text, [*rows, back(t, OpenLines(at), t.plain("lines"))])


def _row(gone: DeletedTogether, member: MemberCard, t: Texts, now: datetime) -> str:
    until = moment(gone.until, now, member.zone, t)
    return t.plain("lines-gone-row", name=shortened(gone.names[0], 20), more=len(gone.names) - 1, until=until)


async def open_deleted(context: BotContext, press: OpenDeletedLines) -> View:
    """What can be taken back now."""
    deletions = await context.services.lists.deletions(context.member, context.now)
    return view(deletions, context.member, context.texts, context.now, press.at)


async def bring_back(context: BotContext, press: BringLinesBack) -> View:
    """Bring them back, and show the list."""
    lists = context.services.lists
    return await undone(context, lists.bring_back(context.member, press.line_id, context.now), press.at)


async def undone(context: BotContext, undoing: Awaitable[tuple[str, ...]], at: int) -> View:
    """The list with the lines in it again, or that it is too late; ``undoing`` brings them back."""
    t = context.texts
    try:
        names = await undoing
    except ConfirmationGoneError:
        return picking.too_late(t("undo-too-late"), OpenLines(at), t.plain("lines"), t)
    context.toast(t.plain("undone", n=len(names)))
    return await lines.open_lines(context, OpenLines(at))


ROOM: Room = (on(OpenDeletedLines, open_deleted), on(BringLinesBack, bring_back))
