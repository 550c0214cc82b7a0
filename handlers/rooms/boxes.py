"""Boxes about projects, a page at a time: turned by a tap and back by another, searched, or the ticked ones alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.access import Action
from handlers.kit import picking
from handlers.kit.context import BotContext
from handlers.kit.paging import pager
from handlers.kit.press import Press
from handlers.kit.screen import Button, Row, View, button, pairs, shortened
from handlers.rooms.project_ways import FindIn
from services.admission_cards import ChoiceShown
from services.project_cards import Choice, ChoicesPage
from texts import Html, Texts, joined

WAITS = "find in"
MANY = 7
"""More rows than a page has: only such a list is worth searching."""


@dataclass(frozen=True)
class Ways:
    """Where the buttons of one list lead: a box turned, a row opened by whoever only looks, another page or another
    part of the list, the search; ``last`` is the last row."""

    turn: Callable[[Choice], Press]
    look: Callable[[Choice], Press]
    open: Callable[[int, ChoiceShown], Press]
    find: FindIn
    last: Sequence[Button]


def view(
    page: ChoicesPage, t: Texts, heads: Sequence[Html | None], shown: ChoiceShown, search: str, ways: Ways
) -> View:
    """One page below ``heads``; whoever only looks sees a mark at the ticked ones."""
    rows: list[Row] = [[_row(item, page, ways, t)] for item in page.items]
    rows += pager(t, page.page, page.pages, lambda number: ways.open(number, shown))
    found = found_text(page.found, search, t) if shown is ChoiceShown.FOUND else None
    text = joined([*heads, found, hint(page, t)])
    return View(text, [*rows, *pairs(parts(page, t, shown, ways)), [*ways.last]])


def parts(page: ChoicesPage, t: Texts, shown: ChoiceShown, ways: Ways) -> list[Button]:
    """The search, and the way to the ticked ones alone or back to all; nothing where all are on the screen."""
    if page.total <= MANY:
        return []
    find = button(t.plain("boxes-find"), ways.find)
    if shown is not ChoiceShown.ALL:
        return [find, button(t.plain("boxes-all"), ways.open(0, ChoiceShown.ALL))]
    chosen = button(t.plain("workers-chosen"), ways.open(0, ChoiceShown.CHOSEN))
    return [find, chosen] if page.chosen else [find]


def hint(page: ChoicesPage, t: Texts) -> Html | None:
    """What a tap on a box does; nothing for whoever only looks."""
    return t("boxes-at-once") if Action.EDIT_PROJECTS in page.may and page.items else None


def found_text(n: int, search: str, t: Texts) -> Html:
    """What was searched and how much of it there is."""
    words = shortened(search)
    return t("boxes-found", search=words, n=n) if n else t("boxes-found-none", search=words)


def count(page: ChoicesPage, t: Texts) -> Html:
    """How many of all are ticked, whatever is shown."""
    return t("boxes-count", n=page.chosen, total=page.total)


async def searched(context: BotContext, here: FindIn, *, found: bool) -> str:
    """The words that the list shows the finds of, "" where it shows all. There what is typed is the next search."""
    if not found:
        return ""
    await expect(context, here)
    return await context.services.centre.boxes.search(context.member, context.now)


async def expect(context: BotContext, here: FindIn) -> None:
    """From now on what is typed is looked for in this list."""
    await context.services.awaited.expect(
        context.member, f"{WAITS} {here.what} {here.subject_id} {here.at}", context.now
    )


def said(context: BotContext, changed: object, *, on: bool) -> None:
    """What a tap came to; where somebody else was quicker there was nothing to do any more."""
    t = context.texts
    done = t.plain("boxes-on") if on else t.plain("boxes-off")
    already = t.plain("boxes-on-already") if on else t.plain("boxes-off-already")
    context.toast(done if changed else already)


def _row(item: Choice, page: ChoicesPage, ways: Ways, t: Texts) -> Button:
    label = shortened(item.name, 32)
    if Action.EDIT_PROJECTS in page.may:
        return picking.ticked(label, item.chosen, ways.turn(item), t)
    return button(t.plain("filter-chosen", label=label) if item.chosen else label, ways.look(item))
