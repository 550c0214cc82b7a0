"""A line's changes of state, and how long each of them lasted."""

from datetime import datetime
from zoneinfo import ZoneInfo

from models import Flip, Line
from services.line_cards import FlipItem, HistoryPage

FLIPS_A_PAGE = 6


async def history_page(line: Line, page: int, now: datetime, zone: ZoneInfo) -> HistoryPage:
    """Newest first; a page past the end is the last one. The newest state lasts still."""
    query = Flip.filter(line_id=line.id).order_by("-id")
    pages = max(1, -(-await query.count() // FLIPS_A_PAGE))
    page = min(max(page, 0), pages - 1)
    # One more on the newer side: it ends the first one shown.
    start = page * FLIPS_A_PAGE
    rows = await query.offset(max(start - 1, 0)).limit(FLIPS_A_PAGE + (1 if start else 0))
    newer = [None, *rows] if start == 0 else list(rows)
    shown = rows if start == 0 else rows[1:]
    items = tuple(_item(row, after) for row, after in zip(shown, newer, strict=False))
    return HistoryPage(line.id, line.name, items, page, pages, now, zone)


def _item(row: Flip, after: Flip | None) -> FlipItem:
    return FlipItem(row.at, row.from_state, row.to_state, row.verdict, after.at - row.at if after else None)
