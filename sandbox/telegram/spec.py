"""Telegram's Bot API as data (spec.json): methods, parameters, types, and whether a value conforms to them.

spec.json is a compact copy of the description in the npm package @gramio/types (MIT); its head names the version.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Field:
    """One parameter of a method or field of a type; ``types`` are alternatives."""

    name: str
    types: tuple[str, ...]
    required: bool
    enum: tuple[Any, ...]
    limits: dict[str, list[int]]


@dataclass(frozen=True)
class Method:
    name: str
    fields: dict[str, Field]
    returns: tuple[str, ...]


@dataclass(frozen=True)
class ApiType:
    name: str
    fields: dict[str, Field]
    subtypes: tuple[str, ...]


def _fields(raw: dict[str, dict[str, Any]]) -> dict[str, Field]:
    return {
        name: Field(
            name, tuple(f["types"]), f.get("required", False), tuple(f.get("enum", ())), dict(f.get("limits", {}))
        )
        for name, f in raw.items()
    }


@cache
def _raw() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((Path(__file__).parent / "spec.json").read_text("utf-8"))
    return data


@cache
def methods() -> dict[str, Method]:
    """Methods by lower-case name: Telegram does not look at letter case."""
    return {
        name.lower(): Method(name, _fields(m["fields"]), tuple(m["returns"])) for name, m in _raw()["methods"].items()
    }


@cache
def types() -> dict[str, ApiType]:
    return {
        name: ApiType(name, _fields(t.get("fields", {})), tuple(t.get("subtypes", ())))
        for name, t in _raw()["types"].items()
    }


def version() -> str:
    return str(_raw()["version"])


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_SIMPLE: dict[str, Callable[[Any], bool]] = {
    "Integer": _is_integer,
    "Float": lambda value: _is_integer(value) or isinstance(value, float),
    "String": lambda value: isinstance(value, str),
    "Boolean": lambda value: isinstance(value, bool),
    "True": lambda value: value is True,
}


def problems(value: Any, alternatives: tuple[str, ...], where: str = "result") -> list[str]:
    """What keeps a value from being one of the alternatives; empty when it conforms."""
    found = [_problems_of_one(value, name, where) for name in alternatives]
    return min(found, key=len)


def known(value: Any, name: str) -> Any:
    """An object without the fields that its type does not have: Telegram ignores them in requests."""
    if not isinstance(value, dict):
        return value
    fields = types()[name].fields
    return {key: item for key, item in value.items() if key in fields and item is not None}


def _problems_of_one(value: Any, name: str, where: str) -> list[str]:
    if name.startswith("Array of "):
        return _problems_of_array(value, name.removeprefix("Array of "), where)
    simple = _SIMPLE.get(name)
    if simple is not None:
        return [] if simple(value) else [f"{where} must be of type {name}, got {value!r}"]
    kind = types()[name]
    if kind.subtypes and kind.subtypes != (name,):
        return problems(value, kind.subtypes, where)
    return _problems_of_object(value, kind, where)


def _problems_of_array(value: Any, item: str, where: str) -> list[str]:
    if not isinstance(value, list):
        return [f"{where} must be of type Array, got {value!r}"]
    return [line for n, one in enumerate(value) for line in problems(one, (item,), f"{where}[{n}]")]


def _problems_of_object(value: Any, kind: ApiType, where: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{where} must be an Object ({kind.name}), got {value!r}"]
    found = [f"{where}.{name} is not a field of {kind.name}" for name in value if name not in kind.fields]
    for field in kind.fields.values():
        if field.name in value:
            found += _problems_of_field(value[field.name], field, f"{where}.{field.name}")
        elif field.required:
            found.append(f"{where}.{field.name} is missing ({kind.name})")
    return found


def _problems_of_field(value: Any, field: Field, where: str) -> list[str]:
    if field.enum and value not in field.enum:
        return [f"{where} is {value!r}, not one of {field.enum}"]
    return problems(value, field.types, where)
