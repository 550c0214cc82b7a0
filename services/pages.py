"""Lists cut into pages: which rows a page has, when lists shrink while a button waits."""

from typing import NamedTuple


class Cut(NamedTuple):
    """One page: its number and how many there are (from 0 and from 1), and how many rows to skip."""

    page: int
    pages: int
    offset: int


def cut(page: int, total: int, rows: int) -> Cut:
    """The page asked for; one before the first is the first, one past the end is the last."""
    pages = max(1, -(-total // rows))
    page = min(max(page, 0), pages - 1)
    return Cut(page, pages, page * rows)
