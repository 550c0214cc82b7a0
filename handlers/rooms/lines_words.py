"""The list of lines in words: its title, what was searched, how many lines are in each state."""

from handlers.kit.screen import shortened
from handlers.rooms.ways import Place
from services.line_cards import LineFilter, LinesPage
from texts import Html, Texts, joined


def place(page: LinesPage) -> Place:
    """Where in the list a page is."""
    return Place(page.page, page.filter, bool(page.search))


def text(page: LinesPage, t: Texts) -> Html:
    """The title and the counts; a search and an empty filter say so instead."""
    if page.search:
        return joined([_title(page, t), found(page, t)])
    if not page.items:
        return joined([_title(page, t), _nothing(page, t)])
    counts = page.counts
    return joined(
        [
            _title(page, t),
            t("lines-working", ok=counts.ok, total=counts.total),
            t("lines-failing", n=counts.error) if counts.error else None,
            t("lines-unchecked", n=counts.unknown) if counts.unknown else None,
            t("lines-off", n=counts.off) if counts.off else None,
        ]
    )


def found(page: LinesPage, t: Texts) -> Html:
    """What was searched and how much of it there is; typing again searches again."""
    if not page.found:
        return t("lines-found-none", search=shortened(page.search))
    return t("lines-found", search=shortened(page.search), n=page.found)


def _title(page: LinesPage, t: Texts) -> Html:
    shown = page.filter
    return t(f"lines-title-{shown}", contract=shortened(page.contract_name))


def _nothing(page: LinesPage, t: Texts) -> Html:
    shown = page.filter if page.counts.total else LineFilter.ALL
    return t(f"lines-none-{shown}")
