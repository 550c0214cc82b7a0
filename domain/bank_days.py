"""Days on which banks of Russia carry out payments, and until when to pay for money to come in time.

Sources: Labour Code, article 112 (holidays, and the Monday after one that falls on a weekend); the Government's
decrees on transferred days: 1335 of 2024-10-04 for 2025, 1466 of 2025-09-24 for 2026. The decree for 2027 was not
known when this was written: its year has what article 112 gives by itself, and the two days off that fall into
January's holidays (2 and 3 January) are missing where the decree will put them. Regional holidays are left out.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DECREED_UNTIL = date(2026, 12, 31)
"""Days after this one are taken to be off on weekends and by article 112 (worked out for 2027), without a decree."""

ACCEPTED_UNTIL = time(15, 0)
"""A bank carries out on the same day what it was given by then, on the clock of the payer."""

_ONE = timedelta(days=1)
_HOLIDAYS = {*((1, day) for day in range(1, 9)), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)}
_MORE_DAYS_OFF = {
    date(2025, 5, 2),
    date(2025, 5, 8),
    date(2025, 6, 13),
    date(2025, 11, 3),
    date(2025, 12, 31),
    date(2026, 1, 9),
    date(2026, 3, 9),
    date(2026, 5, 11),
    date(2026, 12, 31),
    date(2027, 5, 3),
    date(2027, 5, 10),
    date(2027, 6, 14),
}
_WORKING_WEEKENDS = {date(2025, 11, 1)}


def is_working(day: date) -> bool:
    """Whether the production calendar calls it a working day."""
    if day in _WORKING_WEEKENDS:
        return True
    return day.weekday() < 5 and (day.month, day.day) not in _HOLIDAYS and day not in _MORE_DAYS_OFF


def next_working(day: date) -> date:
    """The first working day after ``day``."""
    return next(later for later in _days(day, _ONE) if is_working(later))


def previous_working(day: date) -> date:
    """The last working day before ``day``."""
    return next(earlier for earlier in _days(day, -_ONE) if is_working(earlier))


def working_between(today: date, end: date) -> int:
    """How many working days there are after ``today`` until ``end`` inclusive; 0 when it is not later."""
    return sum(is_working(today + _ONE * number) for number in range(1, (end - today).days + 1))


def pay_by(end: date, zone: ZoneInfo) -> datetime:
    """Until when to pay so that the money is there on ``end``: what a bank takes on a working day comes on the next."""
    latest = end if is_working(end) else previous_working(end)
    return datetime.combine(previous_working(latest), ACCEPTED_UNTIL, zone)


def _days(day: date, step: timedelta) -> Iterator[date]:
    while True:
        day += step
        yield day
