"""Lists cut into pages of a phone's height. Pages count from 0 in code and from 1 on the screen."""

from collections.abc import Callable

from handlers.kit.press import Press
from handlers.kit.screen import Row, button
from texts import Texts

SIZE = 7
"""Rows a page: what a phone shows above the keyboard without scrolling."""


def clamped(page: int, pages: int) -> int:
    """``page`` brought into 0…pages-1: lists shrink while a button waits."""
    return min(max(page, 0), max(pages, 1) - 1)


def pager(t: Texts, page: int, pages: int, turn: Callable[[int], Press]) -> list[Row]:
    """The row ``‹ 2/5 ›``, or no row for a single page; the ends wrap, the middle draws the page afresh."""
    if pages <= 1:
        return []
    label = t.plain("page", page=page + 1, pages=pages)
    return [
        [
            button(t.plain("previous"), turn((page - 1) % pages)),
            button(label, turn(page)),
            button(t.plain("next"), turn((page + 1) % pages)),
        ]
    ]


def steps(t: Texts, later: Press | None, earlier: Press | None) -> list[Row]:
    """The row of a list that is cut by days and has no numbered pages: towards now, and back in time."""
    row = [button(t.plain("later"), later)] if later else []
    row += [button(t.plain("earlier"), earlier)] if earlier else []
    return [row] if row else []
