"""Where the code asks for wording: every ``t("key", …)`` and ``t.plain("key", …)``, found in the syntax tree."""

import ast
import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import services
from domain.access import Role
from domain.cause import Cause
from domain.health import LineState
from domain.journal import Deed
from domain.language import Language
from domain.ledger import ChargeKind
from domain.line_fields import CHOICES, LineField, Why
from domain.mail import MailOutcome
from domain.sip import CheckMethod, LineType, Transport, Verdict
from domain.softphones import SoftphoneEvent, SoftphoneReason, SoftphoneState
from domain.statement_match import WaitReason
from domain.user_fields import UserField
from domain.users import PasswordOf, UserRole
from handlers.rooms.invoice_words import Look
from services import errors
from services.line_cards import LineFilter
from services.softphone_cards import SoftphoneAdvice
from services.user_cards import HandOverStage
from services.user_import_cards import Alike
from texts.verdicts import OWN_LIMITS

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("bot", "documents", "handlers", "texts")
SPEAKERS = {"t", "texts"}

TABLES: dict[str, Iterable[str]] = {
    "advice": SoftphoneAdvice,
    "alike": Alike,
    "asked": [field.replace("_", "-") for field in LineField],
    "cause": Cause,
    "charged": ChargeKind,
    "choice": [f"{field.replace('_', '-')}-{value}" for field, values in CHOICES.items() for value in values],
    "deed": Deed,
    "event": SoftphoneEvent,
    "kind": LineType,
    "language": Language,
    "look_": Look,
    "made": PasswordOf,
    "method": CheckMethod,
    "outcome": MailOutcome,
    "phone_reason": [*SoftphoneReason, "other"],
    "phone_state": SoftphoneState,
    "reason": WaitReason,
    "refused": [*(set(Why) - {Why.TOO_LONG, Why.RANGE, Why.SYNTAX}), "range-port", "range-channels"],
    "role": Role,
    "shown": LineFilter,
    "stage": HandOverStage,
    "state": LineState,
    "transport": Transport,
    "type": LineType,
    "user_field": UserField,
    "user_role": UserRole,
    "dashed": [
        *(verdict.replace("_", "-") for verdict in Verdict),
        *(f"unknown-{detail.replace('_', '-')}" for detail in OWN_LIMITS),
    ],
}
"""An f-string key ``f"state-{line.state}"`` stands for every value that its placeholder can have, found by its name."""


class Use(NamedTuple):
    """One call. ``arguments`` None: they are passed as ``**values`` and cannot be read from the code."""

    where: str
    key: str
    arguments: frozenset[str] | None


def uses() -> list[Use]:
    """Every use of wording in the program."""
    paths = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
    return [use for path in paths for use in _in_file(path)]


def error_uses() -> list[Use]:
    """Texts of refusals: each ``ServiceError`` asks for ``error-<key>``."""
    for module in pkgutil.iter_modules(services.__path__, "services."):
        importlib.import_module(module.name)
    kinds = _with_descendants(errors.ServiceError)
    return [Use(f"{kind.__module__} {kind.__name__}", f"error-{kind.key}", None) for kind in kinds]


def _with_descendants(kind: type[errors.ServiceError]) -> list[type[errors.ServiceError]]:
    return [kind, *(each for child in kind.__subclasses__() for each in _with_descendants(child))]


def _in_file(path: Path) -> Iterator[Use]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args and _speaks(node.func):
            where = f"{path.relative_to(ROOT)}:{node.lineno}"
            named = None if any(word.arg is None for word in node.keywords) else frozenset(_names(node))
            for key in _keys(node.args[0], where):
                yield Use(where, key, named)


def _names(node: ast.Call) -> Iterator[str]:
    return (word.arg for word in node.keywords if word.arg)


def _speaks(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute) and function.attr == "plain":
        return _speaks(function.value)
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    return name in SPEAKERS


def _keys(node: ast.expr, where: str) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _keys(node.body, where)
        yield from _keys(node.orelse, where)
    elif isinstance(node, ast.JoinedStr):
        yield from _spread(node, where)
    else:
        raise AssertionError(f"{where}: a key must be a string, a choice of strings, or an f-string of one enum")


def _spread(node: ast.JoinedStr, where: str) -> Iterator[str]:
    parts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
    holes = [part for part in node.values if isinstance(part, ast.FormattedValue)]
    word = ast.unparse(holes[0].value).split(".")[-1]
    if word == "key":  # the key of a ServiceError, see error_uses
        return
    if len(holes) != 1 or word not in TABLES:
        raise AssertionError(f"{where}: declare {word!r} in TABLES of {Path(__file__).name}")
    for value in TABLES[word]:
        yield "".join(str(value) if part is None else str(part) for part in parts)
