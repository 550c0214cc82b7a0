"""Months as buttons carry them: year * 12 + month - 1, and 0 for none."""

from datetime import date


def number_of(day: date) -> int:
    """The number of a day's month."""
    return day.year * 12 + day.month - 1


def first_day(number: int) -> date | None:
    """The first day of the month with this number; None for 0 and for what is no month."""
    year, month = divmod(number, 12)
    return date(year, month + 1, 1) if date.min.year <= year < date.max.year else None


def last_day(number: int) -> date | None:
    """The last day of the month with this number."""
    following = first_day(number + 1)
    return date.fromordinal(following.toordinal() - 1) if first_day(number) and following else None
