"""The history of a line: every change of its state, newest first, and how long each lasted."""

from domain.health import LineState
from handlers.kit.context import BotContext
from handlers.kit.paging import pager
from handlers.kit.routes import Room, on
from handlers.kit.screen import View, back, shortened
from handlers.rooms.ways import OpenHistory, OpenLine
from services.line_cards import FlipItem, HistoryPage
from texts import Html, Texts, joined
from texts.format import duration, moment
from texts.verdicts import verdict_name


def view(page: HistoryPage, t: Texts, origin: OpenHistory) -> View:
    """A page of the history, reached from the line."""
    turn = pager(t, page.page, page.pages, lambda n: OpenHistory(origin.line_id, n, origin.at))
    title = t("history-title", line=shortened(page.line_name))
    rows = [_flip(item, page, t) for item in page.items] or [t("history-empty")]
    return View(joined([title, *rows]), [*turn, back(t, OpenLine(origin.line_id, origin.at), t.plain("line"))])


def _flip(item: FlipItem, page: HistoryPage, t: Texts) -> Html:
    state, at = item.to_state, moment(item.at, page.now, page.zone, t, weekday=True)
    word = verdict_name(item.verdict, t) if state is LineState.ERROR else t.plain(f"word-{state}")
    lamp = t.plain(f"lamp-{state}")
    if item.lasted is None:
        return t("history-now", lamp=lamp, at=at, word=word, duration=duration(page.now - item.at, t))
    return t("history-row", lamp=lamp, at=at, word=word, duration=duration(item.lasted, t))


async def open_history(context: BotContext, press: OpenHistory) -> View:
    """A page of a line's history."""
    page = await context.services.lines.history(context.member, press.line_id, press.page, context.now)
    return view(page, context.texts, press)


ROOM: Room = (on(OpenHistory, open_history),)
