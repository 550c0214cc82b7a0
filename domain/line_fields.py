"""The fields of a line's form, and what may stand in each: typed text in, a value fit for the row out, or a refusal."""

import re
import unicodedata
from enum import StrEnum

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
    HOST = "host"
    ADDRESS = "address"
    PORT = "port"
    RANGE = "range"
    PHONE = "phone"
    CHOICE = "choice"


class BadField(ValueError):  # noqa: N818 -- a refusal, not a fault of the program
    """A value cannot stand in its field. The text names field and reason and never holds the value."""

    def __init__(self, field: LineField, why: Why, limit: int = 0) -> None:
        super().__init__(f"{field}: {why}")
        self.field, self.why, self.limit = field, why, limit


LONGEST: dict[LineField, int] = {
    LineField.NAME: 128,
    LineField.NOTE: 512,
    LineField.USER: 128,
    LineField.AUTH_USER: 128,
    LineField.PASSWORD: 128,
    LineField.MARKING: 128,
    LineField.CARRIER: 128,
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

_TEXT = (Why.EMPTY, Why.TOO_LONG, Why.CONTROL)
REFUSALS: dict[LineField, tuple[Why, ...]] = {
    **dict.fromkeys((LineField.NAME, LineField.CARRIER), (*_TEXT, Why.SYNTAX)),
    **dict.fromkeys((LineField.USER, LineField.AUTH_USER), (*_TEXT, Why.SYNTAX)),
    **dict.fromkeys((LineField.NOTE, LineField.PASSWORD, LineField.MARKING, LineField.CARRIER_CONTRACT), _TEXT),
    LineField.SUPPORT_PHONE: (*_TEXT, Why.PHONE),
    **dict.fromkeys((LineField.HOST, LineField.PROXY), (Why.EMPTY, Why.SYNTAX, Why.HOST, Why.ADDRESS, Why.PORT)),
    **dict.fromkeys((LineField.PORT, LineField.CHANNELS), (Why.EMPTY, Why.RANGE)),
    **dict.fromkeys(CHOICES, (Why.CHOICE,)),
}
"""Every refusal that a field can have: each has its wording."""

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Soft hyphens and spaces of no width come along when a letter is copied; nobody means them."""
_SIP_SYNTAX = re.compile(r'[<>"\\;]|^\s*sips?:', re.I)
_LOGIN_SYNTAX = re.compile(r'[<>"\\]|^\s*sips?:', re.I)
_PHONE = re.compile(r"[\w\s+()\[\].,:;/#*№–—-]+")


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
    text = raw.strip() if field is LineField.PASSWORD else unicodedata.normalize("NFC", raw.translate(_UNSEEN)).strip()
    if not text:
        raise BadField(field, Why.EMPTY)
    if _controls(text, allowed="\n" if field is LineField.NOTE else ""):
        raise BadField(field, Why.CONTROL)
    if len(text) > LONGEST[field]:
        raise BadField(field, Why.TOO_LONG, LONGEST[field])
    if _against_syntax(field, text):
        raise BadField(field, Why.SYNTAX)
    if field is LineField.SUPPORT_PHONE and not _readable_phone(text):
        raise BadField(field, Why.PHONE)
    return text


def _against_syntax(field: LineField, text: str) -> bool:
    if field in {LineField.USER, LineField.AUTH_USER}:
        return _LOGIN_SYNTAX.search(text) is not None
    return field in {LineField.NAME, LineField.CARRIER} and _SIP_SYNTAX.search(text) is not None


def _controls(text: str, allowed: str) -> bool:
    """Line breaks, controls, marks that turn the direction of writing, halves of pairs; the joiner of emoji is fine."""
    return any(
        unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and char not in f"\u200d{allowed}" for char in text
    )


def _readable_phone(text: str) -> bool:
    return _PHONE.fullmatch(text) is not None and sum(char.isdecimal() for char in text) >= 3


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
        host, port = split_port(text.translate(_UNSEEN).strip())
        return judged_host(host), port
    except HostFault as fault:
        raise BadField(field, Why(fault.why)) from None
