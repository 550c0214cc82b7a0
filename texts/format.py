"""Money, moments, durations, phones and shares as people read them.

Every function returns bare text with no-break spaces inside, fit for messages, labels and documents alike.
"""

from datetime import date, datetime, timedelta
from decimal import ROUND_FLOOR, Decimal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from texts.texts import Texts

NBSP = "\u00a0"
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def money(kopecks: int, t: Texts, *, rounded: bool = False) -> str:
    """Roubles: "1 234,56 ₽", and "48 210 ₽" when there are no kopecks or ``rounded`` (down, never promising more)."""
    whole = rounded or kopecks % 100 == 0
    roubles = Decimal(kopecks) / 100
    if whole:
        roubles = roubles.to_integral_value(ROUND_FLOOR)
    number: str = format_decimal(roubles, format="#,##0" if whole else "#,##0.00", locale=t.language)
    return number.replace("-", "\u2212") + NBSP + "₽"


def moment(at: datetime, now: datetime, zone: ZoneInfo, t: Texts, *, weekday: bool = False) -> str:
    """A moment on the clock of ``zone``: "19:04" today, "пт 19:04" within six days, else with its date.

    ``weekday`` names it for today as well: for messages that will still be read tomorrow.
    """
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    days = abs((local.date() - today).days)
    if days == 0 and not weekday:
        return _moment(local, t.plain("format-today"), t)
    if days < 7:
        return _moment(local, t.plain("format-weekday"), t)
    near = local.year == today.year
    return _moment(local, t.plain("format-moment") if near else t.plain("format-moment-year"), t)


def exact(at: datetime, zone: ZoneInfo, t: Texts) -> str:
    """A moment of a log, to the second: "пт 27.11 19:04:05"."""
    return _moment(at.astimezone(zone), t.plain("format-exact"), t)


def day(when: date, t: Texts) -> str:
    """A day with its weekday: "пн 30 ноября"."""
    text: str = format_date(when, format=t.plain("format-day"), locale=t.language)
    return text.replace(" ", NBSP)


def short_day(when: date, t: Texts) -> str:
    """A day where there is little room, its month cut to three letters: "пн 30 ноя"."""
    text: str = format_date(when, format=t.plain("format-short-day"), locale=t.language)
    *rest, month = text.split()
    return NBSP.join([*rest, month[:3]])


def exact_day(when: date, t: Texts) -> str:
    """A day long ago, with its year: "2 марта 2024"."""
    text: str = format_date(when, format=t.plain("format-day-year"), locale=t.language)
    return text.replace(" ", NBSP)


def duration(length: timedelta, t: Texts) -> str:
    """A length of time in its two largest units: "12 мин", "1 ч 5 мин", "2 дн 3 ч"; negative counts as none."""
    seconds = max(int(length.total_seconds()), 0)
    if seconds < _MINUTE:
        return t.plain("format-seconds", n=seconds)
    if seconds < _HOUR:
        return t.plain("format-minutes", n=seconds // _MINUTE)
    if seconds < _DAY:
        return _pair(t.plain("format-hours", n=seconds // _HOUR), _minutes(seconds % _HOUR // _MINUTE, t))
    return _pair(t.plain("format-days", n=seconds // _DAY), _hours(seconds % _DAY // _HOUR, t))


def percent(share: Decimal | float, t: Texts) -> str:
    """A share 0…1 as "99,2 %": rounded down, so that 100 % means no failure at all."""
    tenths = (Decimal(str(share)) * 1000).to_integral_value(ROUND_FLOOR) / 10
    return t.plain("format-percent", n=str(format_decimal(tenths, format="0.#", locale=t.language)))


def phone(number: str, t: Texts) -> str:
    """A Russian number as people dial it, "8 800 000-00-00"; anything else unchanged."""
    digits = number.removeprefix("+")
    if len(digits) != 11 or not digits.isdecimal() or digits[0] not in "78":
        return number
    parts = [digits[1:4], "-".join((digits[4:7], digits[7:9], digits[9:]))]
    return NBSP.join([t.plain("format-phone-prefix"), *parts])


def _moment(local: datetime, pattern: str, t: Texts) -> str:
    text: str = format_datetime(local, format=pattern, locale=t.language)
    return text.replace(" ", NBSP)


def _pair(large: str, small: str) -> str:
    return f"{large} {small}" if small else large


def _minutes(n: int, t: Texts) -> str:
    return t.plain("format-minutes", n=n) if n else ""


def _hours(n: int, t: Texts) -> str:
    return t.plain("format-hours", n=n) if n else ""
