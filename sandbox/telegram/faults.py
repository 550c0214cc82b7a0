"""Faults on demand: a refusal, a lost answer, a delay, a cut connection, a proxy's page instead of JSON."""

import random
import time
from dataclasses import asdict, dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from sandbox.telegram.errors import ControlError

DESCRIPTIONS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    500: "Internal Server Error",
    502: "Bad Gateway",
    504: "Gateway Timeout",
}


TYPES: dict[str, type | tuple[type, ...]] = {
    **dict.fromkeys(("method", "description", "body", "when"), str),
    **dict.fromkeys(("chat_id", "bot"), (str, int)),
    **dict.fromkeys(("error_code", "retry_after", "migrate_to_chat_id", "count"), int),
    "reset": bool,
}


@dataclass
class Fault:
    """One rule. ``share`` 0..1 of the calls, at most ``count`` of them, for ``duration`` s; see docs/sandbox.md."""

    id: int
    method: str = "*"
    chat_id: str | None = None
    bot: str | None = None
    error_code: int = 0
    description: str = ""
    retry_after: int | None = None
    migrate_to_chat_id: int | None = None
    delay: float = 0.0
    reset: bool = False
    body: str | None = None
    share: float = 1.0
    count: int | None = None
    duration: float | None = None
    when: str = "before"
    hits: int = 0
    made: float = field(default_factory=time.monotonic)

    def live(self) -> bool:
        spent = self.count is not None and self.hits >= self.count
        return not spent and (self.duration is None or time.monotonic() - self.made < self.duration)

    def matches(self, method: str, chat_id: str, bot_id: str) -> bool:
        return (
            fnmatchcase(method.lower(), self.method.lower())
            and self.chat_id in (None, chat_id)
            and self.bot in (None, bot_id)
            and random.random() < self.share  # noqa: S311 - a share of calls, not a secret
        )

    @property
    def fails(self) -> bool:
        return bool(self.error_code or self.body is not None)

    def answer(self) -> dict[str, Any]:
        """The error as the Bot API writes it."""
        text = self.description or DESCRIPTIONS.get(self.error_code, "Internal Server Error")
        answer: dict[str, Any] = {"ok": False, "error_code": self.error_code, "description": text}
        named = {"retry_after": self.retry_after, "migrate_to_chat_id": self.migrate_to_chat_id}
        parameters = {name: value for name, value in named.items() if value is not None}
        return answer | ({"parameters": parameters} if parameters else {})

    def as_json(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if name != "made" and value is not None}


class Faults:
    """The rules in force, in the order they were made; the first that matches a call acts."""

    def __init__(self) -> None:
        self._rules: list[Fault] = []
        self._last = 0

    def add(self, wish: dict[str, Any]) -> Fault:
        unknown = set(wish) - (set(Fault.__dataclass_fields__) - {"id", "hits", "made"})
        if unknown:
            raise ControlError(f"A fault has no {', '.join(sorted(unknown))}. See docs/sandbox.md.")
        for name, value in wish.items():
            if not isinstance(value, TYPES.get(name, (int, float))) or (isinstance(value, bool) and name != "reset"):
                raise ControlError(f'"{name}" of a fault is of the wrong type; see docs/sandbox.md.')
        self._last += 1
        fault = Fault(self._last, **wish)
        _complete(fault)
        self._rules.append(fault)
        return fault

    def all(self) -> list[Fault]:
        return [fault for fault in self._rules if fault.live()]

    def clear(self, fault_id: int | None = None) -> int:
        kept = [] if fault_id is None else [fault for fault in self._rules if fault.id != fault_id]
        removed = len(self._rules) - len(kept)
        self._rules = kept
        return removed

    def strike(self, method: str, chat_id: str, bot_id: str) -> Fault | None:
        for fault in self.all():
            if fault.matches(method, chat_id, bot_id):
                fault.hits += 1
                return fault
        return None


def _complete(fault: Fault) -> None:
    """What a short wish implies: retry_after is 429, migration is 400, a body needs a status."""
    fault.chat_id = None if fault.chat_id is None else str(fault.chat_id)
    fault.bot = None if fault.bot is None else str(fault.bot)
    if fault.when not in {"before", "after"}:
        raise ControlError('"when" is "before" or "after".')
    if not 0 <= fault.share <= 1:
        raise ControlError('"share" is a number from 0 to 1.')
    if fault.retry_after is not None:
        fault.error_code = fault.error_code or 429
        fault.description = fault.description or f"Too Many Requests: retry after {fault.retry_after}"
    if fault.migrate_to_chat_id is not None:
        fault.error_code = fault.error_code or 400
        upgraded = "Bad Request: group chat was upgraded to a supergroup chat"
        fault.description = fault.description or upgraded
    if fault.body is not None:
        fault.error_code = fault.error_code or 502
    if fault.error_code and not 400 <= fault.error_code <= 599:
        raise ControlError('"error_code" is an HTTP status from 400 to 599.')
    if fault.delay < 0:
        raise ControlError('"delay" is a number of seconds.')
    if not (fault.fails or fault.reset or fault.delay):
        raise ControlError("A fault needs one of error_code, retry_after, migrate_to_chat_id, delay, reset, body.")
