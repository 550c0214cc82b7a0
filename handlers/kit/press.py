"""Typed buttons: a press is a frozen dataclass that travels as at most 64 bytes of callback data.

https://core.telegram.org/bots/api#inlinekeyboardbutton
"""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, ClassVar, get_type_hints
from urllib.parse import quote, unquote

LIMIT = 64
"""Bytes of ``callback_data`` that Telegram accepts."""

_INT64 = range(-(2**63), 2**63)
_SEPARATOR = ":"
_ESCAPED = ":%"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_shapes: dict[str, tuple[tuple[str, type], ...]] = {}


@dataclass(frozen=True)
class Press:
    """Base of all buttons: ``class OpenLine(Press, prefix="line")`` with int, str, bool and StrEnum fields.

    Declare subclasses ``@dataclass(frozen=True)`` without slots (slots create the class twice).
    """

    prefix: ClassVar[str]
    registry: ClassVar[dict[str, type["Press"]]] = {}

    def __init_subclass__(cls, *, prefix: str) -> None:
        if not prefix.isidentifier() or not prefix.isascii():
            raise ValueError(f"{cls.__name__}: prefix {prefix!r} must be an ASCII word")
        if prefix in Press.registry:
            raise ValueError(f"{cls.__name__}: prefix {prefix!r} belongs to {Press.registry[prefix].__name__}")
        cls.prefix = prefix
        Press.registry[prefix] = cls

    def pack(self) -> str:
        """Callback data. Raises ValueError above 64 bytes and TypeError for a value of another type."""
        values = [_packed(kind, getattr(self, name)) for name, kind in _shape(type(self))]
        data = _SEPARATOR.join([self.prefix, *values])
        if len(data.encode()) > LIMIT:
            raise ValueError(f"{type(self).__name__} packs into {len(data.encode())} bytes; Telegram takes {LIMIT}")
        return data


def unpack(data: str | None) -> Press | None:
    """The press that ``data`` names, or None for anything that no button of today could have sent."""
    prefix, *parts = (data or "").split(_SEPARATOR)
    kind = Press.registry.get(prefix)
    if kind is None or len(parts) != len(_shape(kind)):
        return None
    try:
        press = kind(*(_unpacked(field, part) for (_, field), part in zip(_shape(kind), parts, strict=True)))
        return press if press.pack() == data else None
    except ValueError:
        return None


def _shape(kind: type[Press]) -> tuple[tuple[str, type], ...]:
    """Names and types of a press's fields, in order; found out once, for annotations are slow to resolve."""
    if kind.prefix not in _shapes:
        hints: dict[str, Any] = get_type_hints(kind)
        _shapes[kind.prefix] = tuple((field.name, hints[field.name]) for field in fields(kind))
    return _shapes[kind.prefix]


def _packed(kind: type, value: object) -> str:
    if type(value) is not kind:
        raise TypeError(f"{value!r} is not {kind.__name__}")
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, int):
        return _base36(value)
    return "".join(char if char.isprintable() and char not in _ESCAPED else quote(char) for char in str(value))


def _unpacked(kind: type, part: str) -> object:
    if kind is bool:
        return {"0": False, "1": True}.get(part) if part in {"0", "1"} else _refuse(part)
    if kind is int:
        return int(part, 36)
    text = unquote(part, errors="strict")
    return kind(text) if issubclass(kind, StrEnum) else text


def _base36(value: int) -> str:
    """Thirteen characters hold a row's id of 64 bits; ``int(text, 36)`` reads them back."""
    if value not in _INT64:
        raise ValueError(f"{value} does not fit 64 bits")
    digits, rest = "", abs(value)
    while rest or not digits:
        rest, digit = divmod(rest, 36)
        digits = _DIGITS[digit] + digits
    return f"-{digits}" if value < 0 else digits


def _refuse(part: str) -> object:
    raise ValueError(part)
