"""What may stand in a fact: lengths, bounds, days. Says which field is wrong and what it must be."""

from datetime import date, datetime

from domain.money import LARGEST

LONGEST = {"contract": 64, "outside_id": 64, "number": 64, "invoice": 64, "tariff": 128, "unit": 16}
_USUAL_LENGTH = 255
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
        if len(value) > LONGEST.get(name, _USUAL_LENGTH) or "\x00" in value:
            raise FactError(name, f"at most {LONGEST.get(name, _USUAL_LENGTH)} characters long")


def check_amount(name: str, amount: int) -> None:
    """A sum other than zero, within bounds."""
    if amount == 0 or abs(amount) > LARGEST:
        raise FactError(name, "a sum other than zero, within bounds")


def check_day(name: str, day: date) -> None:
    """A day of this century."""
    if not _FIRST_DAY <= day < _LAST_DAY:
        raise FactError(name, "a day of this century")


def check_moment(name: str, at: datetime) -> None:
    """An aware moment."""
    if at.tzinfo is None:
        raise FactError(name, "a moment with its zone")


def check_digits(name: str, value: str, lengths: tuple[int, ...]) -> None:
    """Digits, of one of these counts."""
    if len(value) not in lengths or (value and not (value.isascii() and value.isdecimal())):
        raise FactError(name, " or ".join(f"{length} digits" if length else "empty" for length in lengths))
