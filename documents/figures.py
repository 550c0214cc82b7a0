"""Figures and dates as documents write them: always two decimals, no-break spaces, a real minus."""

from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_compact_decimal, format_decimal

from texts.texts import Texts

NBSP = "\u00a0"


def sum_of(kopecks: int, t: Texts) -> str:
    """ "1 234,56", without the sign of the rouble."""
    return _signed(format_decimal(Decimal(kopecks) / 100, format="#,##0.00", locale=t.language))


def quantity(number: Decimal, t: Texts) -> str:
    """ "18 450" or "0,125": as many decimals as there are, at most six."""
    return _signed(format_decimal(number, format="#,##0.######", locale=t.language))


def compact(kopecks: int, t: Texts) -> str:
    """A label of an axis in roubles, as short as the language allows: "60K", "1.5M"."""
    return _signed(format_compact_decimal(Decimal(kopecks) / 100, locale=t.language, fraction_digits=2))


def dated(day: date, pattern: str, t: Texts) -> str:
    """``day`` by a pattern of CLDR, with no-break spaces."""
    return format_date(day, format=pattern, locale=t.language).replace(" ", NBSP)


def _signed(text: str) -> str:
    return text.replace("-", "\u2212").replace("\u202f", NBSP).replace(" ", NBSP)
