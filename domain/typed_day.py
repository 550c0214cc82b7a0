"""A day as people type it: 31.12, 31.12.26, 31.12.2026, 31/12, 2026-12-31."""

import re
from datetime import date

_OURS = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{2}|\d{4}))?\.?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_CENTURY = 2000


def typed_day(text: str, today: date) -> date | None:
    """The day; without a year the next such one from today on. None: these words are no day of the calendar."""
    text = "".join(text.split())
    if iso := _ISO.fullmatch(text):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    found = _OURS.fullmatch(text)
    if found is None:
        return None
    day, month = int(found[1]), int(found[2])
    if found[3]:
        year = int(found[3])
        return _day(year if len(found[3]) > 2 else _CENTURY + year, month, day)
    return next((when for year in range(9) if (when := _day(today.year + year, month, day)) and when >= today), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
