"""The list of lines: failing ones first, a page at a time, or only those that fail."""

from handlers.kit.context import BotContext
from handlers.kit.paging import pager
from handlers.kit.routes import Room, command, on
from handlers.kit.screen import Row, View, button, home, shortened
from handlers.rooms.phrases import row
from handlers.rooms.ways import FAILING, OpenLine, OpenLines, Place
from services.cards import LinesPage
from services.line_cards import LineFilter
from texts import Html, Texts, joined


def view(page: LinesPage, t: Texts) -> View:
    """One page; each row leads to its line."""
    rows: list[Row] = [[button(row(line, t), OpenLine(line.id, place(page).at))] for line in page.items]
    turn = pager(t, page.page, page.pages, lambda number: OpenLines(place(page)._replace(page=number).at))
    return View(_text(page, t), [*rows, *turn, *_filter(page, t), home(t)])


def place(page: LinesPage) -> Place:
    """Where in the list a page is."""
    return Place(page.page, LineFilter.ERRORS if page.only_errors else LineFilter.ALL)


def _text(page: LinesPage, t: Texts) -> Html:
    counts = page.counts
    if not counts.total:
        return joined([t("lines-title", contract=shortened(page.contract_name)), t("lines-none")])
    if page.only_errors and not counts.error:
        return joined([t("lines-errors-title", contract=shortened(page.contract_name)), t("lines-no-errors")])
    return joined(
        [
            t("lines-errors-title" if page.only_errors else "lines-title", contract=shortened(page.contract_name)),
            t("lines-working", ok=counts.ok, total=counts.total),
            t("lines-failing", n=counts.error) if counts.error else None,
            t("lines-unchecked", n=counts.unknown) if counts.unknown else None,
            t("lines-off", n=counts.off) if counts.off else None,
        ]
    )


def _filter(page: LinesPage, t: Texts) -> list[Row]:
    if page.only_errors:
        return [[button(t.plain("lines-show-all"), OpenLines())]]
    return [[button(t.plain("lines-show-errors"), OpenLines(FAILING.at))]] if page.counts.error else []


async def open_lines(context: BotContext, press: OpenLines) -> View:
    """A page of the list."""
    place = Place.of(press.at)
    page = await context.services.lines.page(context.member, place.page, place.shown is LineFilter.ERRORS)
    return view(page, context.texts)


async def lines(context: BotContext, _: str) -> View:
    """``/lines``."""
    return await open_lines(context, OpenLines())


async def errors(context: BotContext, _: str) -> View:
    """``/errors``."""
    return await open_lines(context, OpenLines(FAILING.at))


ROOM: Room = (on(OpenLines, open_lines), command("lines", lines), command("errors", errors))
