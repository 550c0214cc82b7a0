"""The fields of a line's form, and what may stand in each: typed text in, a value fit for the row out, or a refusal."""

import re
import unicodedata
from enum import StrEnum

from domain.line_syntax import is_login, is_readable_phone, signs_of_login, signs_of_name, with_quotes
from domain.sip import CheckMethod, LineType, Transport
from domain.sip_host import HostFault, judged_host, split_port

Value = str | int | bool | None
"""What a field holds; None: nothing."""


class LineField(StrEnum):
    """One question of the form of a line; the last three belong to its carrier."""

    NAME = "name"
    NOTE = "note"
    TYPE = "type"
    USER = "user"
    AUTH_USER = "auth_user"
    PASSWORD = "password"  # noqa: S105 -- a field's name
    HOST = "host"
    PORT = "port"
    TRANSPORT = "transport"
    PROXY = "proxy"
    METHOD = "method"
    FULL_REGISTRATION = "full_registration"
    CHANNELS = "channels"
    MARKING = "marking"
    REGISTERS_TO_US = "registers_to_us"
    CARRIER = "carrier"
    SUPPORT_PHONE = "support_phone"
    CARRIER_CONTRACT = "carrier_contract"


class Why(StrEnum):
    """Why a typed value is refused."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    CONTROL = "control"
    SYNTAX = "syntax"
    LOGIN = "login"
    SECRET = "secret"  # noqa: S105 -- a reason's name
    HOST = "host"
    ADDRESS = "address"
    PORT = "port"
    RANGE = "range"
    PHONE = "phone"
    CHOICE = "choice"
    TAKEN = "taken"


class BadField(ValueError):  # noqa: N818 -- a refusal, not a fault of the program
    """A value cannot stand in its field. The text names field and reason and never holds the value.

    ``signs``: what of a few known marks is to go.
    """

    def __init__(self, field: LineField, why: Why, limit: int = 0, signs: tuple[str, ...] = ()) -> None:
        super().__init__(f"{field}: {why}")
        self.field, self.why, self.limit, self.signs = field, why, limit, signs


LONGEST: dict[LineField, int] = {
    **dict.fromkeys((LineField.NAME, LineField.USER, LineField.AUTH_USER, LineField.PASSWORD), 128),
    **dict.fromkeys((LineField.MARKING, LineField.CARRIER), 128),
    LineField.NOTE: 512,
    LineField.SUPPORT_PHONE: 64,
    LineField.CARRIER_CONTRACT: 64,
}
"""Characters, after spaces at both ends were cut."""

BOUNDS = {LineField.PORT: (1, 65535), LineField.CHANNELS: (1, 1000)}

OPTIONAL = frozenset(
    {
        LineField.NOTE,
        LineField.AUTH_USER,
        LineField.PROXY,
        LineField.CHANNELS,
        LineField.MARKING,
        LineField.SUPPORT_PHONE,
        LineField.CARRIER_CONTRACT,
    }
)
"""Fields that may be left empty whatever the others say."""

CHOICES: dict[LineField, tuple[str, ...]] = {
    LineField.TYPE: tuple(LineType),
    LineField.TRANSPORT: tuple(Transport),
    LineField.METHOD: tuple(CheckMethod),
    LineField.FULL_REGISTRATION: ("yes", "no"),
    LineField.REGISTERS_TO_US: ("yes", "no"),
}
"""Fields that are answered by a button, with its values."""

_NAMES = (LineField.NAME, LineField.CARRIER)
_LOGINS = (LineField.USER, LineField.AUTH_USER)
_TEXT = (Why.EMPTY, Why.TOO_LONG, Why.CONTROL, Why.SECRET)
REFUSALS: dict[LineField, tuple[Why, ...]] = {
    **dict.fromkeys(_NAMES, (*_TEXT, Why.SYNTAX)),
    **dict.fromkeys(_LOGINS, (*_TEXT, Why.SYNTAX, Why.LOGIN)),
    **dict.fromkeys((LineField.NOTE, LineField.PASSWORD, LineField.MARKING, LineField.CARRIER_CONTRACT), _TEXT),
    LineField.SUPPORT_PHONE: (*_TEXT, Why.PHONE),
    **dict.fromkeys((LineField.HOST, LineField.PROXY), (Why.EMPTY, Why.SYNTAX, Why.HOST, Why.ADDRESS, Why.PORT)),
    **dict.fromkeys((LineField.PORT, LineField.CHANNELS), (Why.EMPTY, Why.RANGE)),
    **dict.fromkeys(CHOICES, (Why.CHOICE,)),
}
"""Every refusal that a field can have: each has its wording."""

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Soft hyphens and spaces of no width come along when a letter is copied; nobody means them."""


def judge(field: LineField, text: str) -> dict[LineField, Value]:
    """The values that ``text`` gives: the field's own and, for a server written with its port, the port's too.

    Raises:
        BadField: with the reason, one of ``REFUSALS[field]``.
    """
    if field in CHOICES:
        return {field: chosen(field, text.strip().lower())}
    if field is LineField.HOST:
        return _server(text)
    if field in BOUNDS:
        return {field: _number(field, text)}
    return {field: _proxy(text) if field is LineField.PROXY else _text(field, text)}


def chosen(field: LineField, value: str) -> Value:
    """The value of a button. Raises ``BadField`` for one that the field has not."""
    if value not in CHOICES.get(field, ()):
        raise BadField(field, Why.CHOICE)
    if field in {LineField.FULL_REGISTRATION, LineField.REGISTERS_TO_US}:
        return value == "yes"
    return value


def _text(field: LineField, raw: str) -> str:
    text = raw.strip() if field is LineField.PASSWORD else unicodedata.normalize("NFC", cleaned(raw)).strip()
    text = with_quotes(text) if field in _NAMES else text
    if not text:
        raise BadField(field, Why.EMPTY)
    if has_controls(text, allowed="\n" if field is LineField.NOTE else ""):
        raise BadField(field, Why.CONTROL)
    if len(text) > LONGEST[field]:
        raise BadField(field, Why.TOO_LONG, LONGEST[field])
    signs = signs_of_login(text) if field in _LOGINS else signs_of_name(text) if field in _NAMES else ()
    if signs:
        raise BadField(field, Why.SYNTAX, signs=signs)
    if field in _LOGINS and not is_login(text):
        raise BadField(field, Why.LOGIN)
    if field is LineField.SUPPORT_PHONE and not is_readable_phone(text):
        raise BadField(field, Why.PHONE)
    return text


def cleaned(text: str) -> str:
    """Without soft hyphens and spaces of no width."""
    return text.translate(_UNSEEN)


def has_controls(text: str, allowed: str = "") -> bool:
    """Line breaks, controls, marks that turn the direction of writing, halves of pairs; the joiner of emoji is fine."""
    return any(
        unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and char not in f"\u200d{allowed}" for char in text
    )


def _number(field: LineField, text: str) -> int:
    digits = text.strip()
    if not digits:
        raise BadField(field, Why.EMPTY)
    lowest, highest = BOUNDS[field]
    if not re.fullmatch(r"[0-9]{1,6}", digits) or not lowest <= int(digits) <= highest:
        raise BadField(field, Why.RANGE)
    return int(digits)


def _server(text: str) -> dict[LineField, Value]:
    host, port = _address(LineField.HOST, text)
    return {LineField.HOST: host, LineField.PORT: port} if port else {LineField.HOST: host}


def _proxy(text: str) -> str:
    host, port = _address(LineField.PROXY, text)
    bracketed = f"[{host}]" if ":" in host else host
    return f"{bracketed}:{port}" if port else bracketed


def _address(field: LineField, text: str) -> tuple[str, int]:
    try:
        host, port = split_port(cleaned(text).strip())
        return judged_host(host), port
    except HostFault as fault:
        raise BadField(field, Why(fault.why)) from None
