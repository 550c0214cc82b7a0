"""The list of lines: failing ones first, a page at a time, filtered by state or by what was typed."""

from domain.access import Action
from handlers.kit.context import BotContext
from handlers.kit.paging import pager
from handlers.kit.routes import Room, command, on
from handlers.kit.screen import Button, Row, Style, View, button, home, pairs
from handlers.rooms import lines_words as words
from handlers.rooms.phrases import row
from handlers.rooms.ways import (
    FAILING,
    AddLine,
    CheckAll,
    FindLines,
    OpenDeletedLines,
    OpenLine,
    OpenLines,
    PickLines,
    Place,
)
from services.line_cards import LineFilter, LinesPage
from texts import Texts

_FILTERS = (LineFilter.ERRORS, LineFilter.UNKNOWN, LineFilter.OFF)


def view(page: LinesPage, t: Texts) -> View:
    """One page; each row leads to its line."""
    at = words.place(page).at
    rows: list[Row] = [[button(row(line, t), OpenLine(line.id, at))] for line in page.items]
    rows += [*turn(page, t, OpenLines), *_narrow(page, t), *_actions(page, t)]
    return View(words.text(page, t), [*rows, home(t)], service=True)


def turn(page: LinesPage, t: Texts, press: type[OpenLines] | type[PickLines]) -> list[Row]:
    """The pager, which keeps filter and search."""
    here = words.place(page)
    return pager(t, page.page, page.pages, lambda number: press(here._replace(page=number).at))


def _narrow(page: LinesPage, t: Texts) -> list[Row]:
    """Filters that would show something, and the way back to all lines."""
    here = words.place(page)
    if here.found or here.shown is not LineFilter.ALL:
        return [[button(t.plain("lines-show-all"), OpenLines())]]
    counted = zip(_FILTERS, (page.counts.error, page.counts.unknown, page.counts.off), strict=True)
    some = [shown for shown, n in counted if 0 < n < page.counts.total or (n and shown is LineFilter.ERRORS)]
    return pairs([button(t.plain(f"lines-show-{shown}"), OpenLines(Place(shown=shown).at)) for shown in some])


def _actions(page: LinesPage, t: Texts) -> list[Row]:
    at, some = words.place(page).at, page.counts.total > 0
    buttons: list[Button] = []
    if some:
        buttons.append(button(t.plain("lines-find"), FindLines(at)))
    if some and Action.CHECK_LINE in page.may:
        buttons.append(button(t.plain("lines-check-all"), CheckAll(at)))
    if Action.EDIT_LINES in page.may:
        buttons.append(button(t.plain("lines-add"), AddLine(), None if some else Style.PRIMARY))
    if some and Action.EDIT_LINES in page.may:
        buttons.append(button(t.plain("lines-pick"), PickLines(at)))
    gone: list[Row] = []
    if page.undoable and Action.EDIT_LINES in page.may:
        gone.append([button(t.plain("lines-gone", n=page.undoable), OpenDeletedLines(at))])
    return [*gone, *pairs(buttons)]


async def open_lines(context: BotContext, press: OpenLines) -> View:
    """A page of the list. Below what a search found, words that are typed are the next search."""
    place = Place.of(press.at)
    if place.found:
        await context.services.search.expect(context.member, context.now)
    return view(await page_at(context, place), context.texts)


async def page_at(context: BotContext, place: Place) -> LinesPage:
    """The page of a place. Whoever comes to the list from elsewhere sees all lines: his search is over."""
    lists = context.services.lists
    page = await lists.page(context.member, place.page, place.shown, "", context.now)
    if page.search and not place.found:
        await lists.set_search(context.member, "", context.now)
        page = await lists.page(context.member, place.page, place.shown, "", context.now)
    return page


async def lines(context: BotContext, _: str) -> View:
    """``/lines``."""
    return await open_lines(context, OpenLines())


async def errors(context: BotContext, _: str) -> View:
    """``/errors``."""
    return await open_lines(context, OpenLines(FAILING.at))


ROOM: Room = (on(OpenLines, open_lines), command("lines", lines), command("errors", errors))
