"""What shapes of the wire are made of: strict, with nothing unknown in them, and bounded by the rules of the facts.

The bounds are told in JSON Schema as far as it can say them; ``services.ledger_facts`` has the last word.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any
from zoneinfo import available_timezones

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from domain.money import LARGEST
from services.fact_checks import LONGEST, USUAL_LENGTH

_IN_YEAR = (
    r"(?:[0-9]{2}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    r"|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[02468][048]|[13579][26])-02-29)"
)
_DAY = f"20{_IN_YEAR}"
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,6})?(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])"
DAY = f"^{_DAY}$"
"""A day of this century that exists (ISO 8601)."""
PAST_DAY = f"^(?:19|20){_IN_YEAR}$"
"""A day of this century or the one before."""
MOMENT = f"^{_DAY}T{_TIME}$"
"""A moment of this century with its offset from UTC (RFC 3339)."""

# Spelled out: engines of regular expressions disagree on what a space is.
_CONTROL = r"\x00-\x1f\x7f-\x9f"
_BLANK = _CONTROL + r"\x20\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
NAME = f"^[^{_BLANK}](?:[^{_CONTROL}]*[^{_BLANK}])?$"
"""What something is called by: filled in, on one line, no spaces around it."""
EMAIL = f"^(?:[^@{_BLANK}]+@[^@{_BLANK}]+)?$"
"""An address, or nothing. Whether letters arrive shows when one is sent."""
ANY = r"^[^\x00]*$"
"""PostgreSQL keeps no NUL."""


MOST_ROWS = 100
"""Rows of one invoice."""


class Shape(BaseModel):
    """Base of all bodies."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def text(column: str, pattern: str, about: str, **more: Any) -> Any:
    """A text as long as the column of that name in the facts."""
    return Field(max_length=LONGEST.get(column, USUAL_LENGTH), pattern=pattern, description=about, **more)


def optional(column: str, about: str, pattern: str = ANY) -> Any:
    """A text that may be left out."""
    return text(column, pattern, about, default="")


def _written(pattern: str, read: Callable[[str], date], must: str) -> BeforeValidator:
    """pydantic alone takes other spellings too: "1700000000" for a moment, or one without an offset."""

    def parse(value: object) -> object:
        if not isinstance(value, str):
            return value
        if not re.fullmatch(pattern, value):
            raise ValueError(must)
        return read(value)

    return BeforeValidator(parse)


Day = Annotated[
    date,
    _written(DAY, date.fromisoformat, "Input should be a day of this century, such as 2026-03-02"),
    WithJsonSchema({"type": "string", "format": "date", "pattern": DAY}),
]
PastDay = Annotated[
    date,
    _written(PAST_DAY, date.fromisoformat, "Input should be a day since 1900, such as 1998-03-02"),
    WithJsonSchema({"type": "string", "format": "date", "pattern": PAST_DAY}),
]
Moment = Annotated[
    AwareDatetime,
    _written(
        MOMENT,
        datetime.fromisoformat,
        "Input should be a moment of this century with its offset, such as 2026-03-02T12:00:00+04:00",
    ),
    WithJsonSchema({"type": "string", "format": "date-time", "pattern": MOMENT}),
]
At = Annotated[datetime, WithJsonSchema({"type": "string", "format": "date-time"})]
"""A moment of ours in an answer."""


def _zone(value: str) -> str:
    if value and value not in available_timezones():
        raise ValueError("Input should be an IANA time zone such as Europe/Samara")
    return value


Zone = Annotated[
    str,
    AfterValidator(_zone),
    WithJsonSchema({"type": "string", "enum": ["", *sorted(available_timezones())]}),
]
"""An IANA time zone that this machine knows, or nothing."""


def _not_zero(value: int) -> int:
    if value == 0:
        raise ValueError("Input should be other than zero")
    return value


def _whole(value: object) -> object:
    """JSON has one kind of number: to its schemas 100.0 is an integer like 100."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


# The last of the marks is the first to look at what came.
Moved = Annotated[
    int,
    Field(ge=-LARGEST, le=LARGEST, json_schema_extra={"not": {"const": 0}}),
    AfterValidator(_not_zero),
    BeforeValidator(_whole),
]
"""Whole kopecks that came or went: never zero."""
Sum = Annotated[int, Field(ge=0, le=LARGEST), BeforeValidator(_whole)]
"""Whole kopecks, zero or more."""
RowSum = Annotated[int, Field(ge=0, le=LARGEST // MOST_ROWS), BeforeValidator(_whole)]
"""Kopecks of a row, so that an invoice's come to what a sum may be."""
Quantity = Annotated[int, Field(ge=1, le=LARGEST), BeforeValidator(_whole)]
"""Thousandths of a unit."""
