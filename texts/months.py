"""Months by name, and days of any year, for people."""

from datetime import date

from babel.dates import format_date

from texts.format import NBSP
from texts.texts import Texts


def month(day: date, t: Texts, *, year: bool = True) -> str:
    """The month of a day: its name in the middle of a sentence, with the year or without."""
    pattern = t.plain("format-month-year") if year else t.plain("format-month")
    text: str = format_date(day, format=pattern, locale=t.language)
    return text.replace(" ", NBSP)


def full_day(day: date, today: date, t: Texts) -> str:
    """A day with its weekday, and with its year where that is not the year of ``today``."""
    pattern = t.plain("format-day") if day.year == today.year else t.plain("format-full-day")
    text: str = format_date(day, format=pattern, locale=t.language)
    return text.replace(" ", NBSP)
