"""What may stand in a fact: lengths, bounds, days. Says which field is wrong and what it must be."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from domain.money import LARGEST

LONGEST = {"contract": 64, "outside_id": 64, "number": 64, "invoice": 64, "tariff": 128, "unit": 16, "email": 254}
USUAL_LENGTH = 255
EMAIL = re.compile(r"[^@\s\x00-\x1f\x7f]+@[^@\s\x00-\x1f\x7f]+")
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)


class FactError(ValueError):
    """A fact that cannot be true. ``field`` is where, ``must`` what it has to be; no value is shown."""

    def __init__(self, field_name: str, must: str) -> None:
        super().__init__(f"{field_name} must be {must}")
        self.field, self.must = field_name, must


def check_texts(fact: object, *needed: str) -> None:
    """Every text short enough, the needed ones filled in."""
    for name, value in vars(fact).items():
        if not isinstance(value, str):
            continue
        if name in needed and not value.strip():
            raise FactError(name, "filled in")
        if len(value) > LONGEST.get(name, USUAL_LENGTH) or "\x00" in value:
            raise FactError(name, f"at most {LONGEST.get(name, USUAL_LENGTH)} characters long")


def check_amount(name: str, amount: int) -> None:
    """A sum other than zero, within bounds."""
    if amount == 0 or abs(amount) > LARGEST:
        raise FactError(name, "a sum other than zero, within bounds")


def check_day(name: str, day: date) -> None:
    """A day of this century."""
    if not _FIRST_DAY <= day < _LAST_DAY:
        raise FactError(name, "a day of this century")


def check_moment(name: str, at: datetime) -> None:
    """An aware moment of this century."""
    if at.tzinfo is None:
        raise FactError(name, "a moment with its zone")
    if not _FIRST_DAY <= at.date() < _LAST_DAY:
        raise FactError(name, "a moment of this century")


def check_email(name: str, value: str) -> None:
    """Empty, or something before one @ and something after it. Whether letters arrive shows when one is sent."""
    if value and not EMAIL.fullmatch(value):
        raise FactError(name, "an e-mail address, or empty")


def check_zone(name: str, value: str) -> None:
    """Empty, or an IANA time zone that this machine knows."""
    try:
        ZoneInfo(value or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise FactError(name, "a time zone such as Europe/Samara, or empty") from None


def check_digits(name: str, value: str, lengths: tuple[int, ...]) -> None:
    """Digits, of one of these counts."""
    if len(value) not in lengths or (value and not (value.isascii() and value.isdecimal())):
        raise FactError(name, " or ".join(f"{length} digits" if length else "empty" for length in lengths))
