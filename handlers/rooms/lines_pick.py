"""Ticks on the list of lines: choose some, delete them after a question that names them, take it back in time."""

from dataclasses import dataclass
from datetime import datetime

from handlers.kit import picking
from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import Row, View, back, button, pairs
from handlers.rooms import lines, lines_deleted
from handlers.rooms import lines_words as words
from handlers.rooms.phrases import row
from handlers.rooms.ways import OpenLines, PickLines, Place
from services.cards import MemberCard
from services.line_cards import LinesPage
from services.line_list_cards import ConfirmationGoneError, Deleted, DeletionAsk
from texts import Texts, joined
from texts.format import moment


@dataclass(frozen=True)
class TickLine(Press, prefix="tick"):
    """The tap on a row: turn its tick."""

    line_id: int
    at: int


@dataclass(frozen=True)
class TickPage(Press, prefix="tickpage"):
    """Tick every line of the page that is shown; where all are ticked, untick them."""

    at: int


@dataclass(frozen=True)
class UntickAll(Press, prefix="untick"):
    """Take all ticks away, those of other pages too."""

    at: int


@dataclass(frozen=True)
class AskDelete(Press, prefix="askdelete"):
    """The tap on «Delete (3)»: ask first."""

    at: int


@dataclass(frozen=True)
class DeleteLines(Press, prefix="delete"):
    """The yes to the question that ``token`` stands for."""

    token: str
    at: int


@dataclass(frozen=True)
class UndoDelete(Press, prefix="undelete"):
    """Bring back what was deleted; ``token`` is good for ten minutes."""

    token: str
    at: int


def view(page: LinesPage, t: Texts) -> View:
    """The page with boxes; a tap on a row turns its tick."""
    at, n = words.place(page).at, len(page.ticked)
    rows: list[Row] = [
        [picking.ticked(row(line, t), line.id in page.ticked, TickLine(line.id, at), t)] for line in page.items
    ]
    choose = [button(t.plain("pick-page"), TickPage(at))] if page.items else []
    choose += [button(t.plain("pick-none"), UntickAll(at))] if n else []
    delete: list[Row] = [[picking.delete_button(n, AskDelete(at), t)]] if n else []
    text = joined([t("pick-title"), words.found(page, t) if page.search else None, t("pick-count", n=n)])
    last = back(t, OpenLines(at), t.plain("lines"))
    return View(text, [*rows, *lines.turn(page, t, PickLines), *pairs(choose), *delete, last])


def asked(ask: DeletionAsk, member: MemberCard, t: Texts, now: datetime, at: int) -> View:
    """The question; it names the lines."""
    until = moment(ask.expires_at, now, member.zone, t)
    names = [line.name for line in ask.lines]
    return picking.confirmation(
        t("delete-ask", n=len(names)), names, until, DeleteLines(ask.token, at), PickLines(at), t
    )


def deleted(done: Deleted, member: MemberCard, t: Texts, now: datetime, at: int) -> View:
    """They are gone; ten minutes to change one's mind."""
    until = moment(done.undo_until, now, member.zone, t)
    last = back(t, OpenLines(at), t.plain("lines"))
    return picking.undoable(
        t("delete-done", n=len(done.names)), done.names, until, UndoDelete(done.undo_token, at), last, t
    )


async def pick(context: BotContext, press: PickLines) -> View:
    """The list with boxes."""
    return view(await lines.page_at(context, Place.of(press.at)), context.texts)


async def tick(context: BotContext, press: TickLine) -> View:
    """Turn one tick."""
    await context.services.lists.tick(context.member, press.line_id, context.now)
    return await pick(context, PickLines(press.at))


async def tick_page(context: BotContext, press: TickPage) -> View:
    """Tick what this page shows now."""
    page = await lines.page_at(context, Place.of(press.at))
    await context.services.lists.tick_page(context.member, [line.id for line in page.items], context.now)
    return await pick(context, PickLines(press.at))


async def untick(context: BotContext, press: UntickAll) -> View:
    """Begin choosing anew."""
    await context.services.lists.untick_all(context.member, context.now)
    return await pick(context, PickLines(press.at))


async def ask_delete(context: BotContext, press: AskDelete) -> View:
    """Name what would be deleted, and ask."""
    ask = await context.services.lists.ask_delete(context.member, context.now)
    return asked(ask, context.member, context.texts, context.now, press.at)


async def delete(context: BotContext, press: DeleteLines) -> View:
    """Delete what the question named."""
    t = context.texts
    try:
        done = await context.services.lists.delete(context.member, press.token, context.now)
    except ConfirmationGoneError:
        return picking.too_late(t("delete-too-late"), PickLines(press.at), t.plain("lines-pick"), t)
    return deleted(done, context.member, t, context.now, press.at)


async def undo(context: BotContext, press: UndoDelete) -> View:
    """Bring the lines back, and show the list."""
    lists = context.services.lists
    return await lines_deleted.undone(context, lists.undo(context.member, press.token, context.now), press.at)


ROOM: Room = (
    on(PickLines, pick),
    on(TickLine, tick),
    on(TickPage, tick_page),
    on(UntickAll, untick),
    on(AskDelete, ask_delete),
    on(DeleteLines, delete),
    on(UndoDelete, undo),
)
