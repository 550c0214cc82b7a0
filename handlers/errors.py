"""Errors as people see them: a refusal is a sentence, a surprise is a short word with a reference."""

import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from decimal import Decimal
from types import TracebackType

from telegram.error import Forbidden, TelegramError

from handlers.kit.screen import View, home
from services.errors import ServiceError
from texts import Texts

_log = logging.getLogger(__name__)

Reporter = Callable[[BaseException], str]
"""Logs an exception and returns the short reference under which support finds it."""


def refusal(error: ServiceError, t: Texts) -> str:
    """What a service refused, as plain words for a toast."""
    return t.plain(f"error-{error.key}", **_values(error))


def refusal_screen(error: ServiceError, t: Texts, *, private: bool) -> View:
    """What a service refused, as a message of its own; a group gets no buttons."""
    text = t(f"error-{error.key}", **_values(error))
    return View(text, [home(t)] if private else [], menu=private, silent=True, service=private)


def _values(error: ServiceError) -> dict[str, str | int | Decimal]:
    return {name: value for name, value in error.values.items() if isinstance(value, str | int | Decimal)}


class Boundary:
    """Around one update: whatever escapes is logged first, then told in a short word; nothing gets past it.

    ``tell`` is given the reference. A person who blocked the bot is told nothing: that is no fault.
    """

    def __init__(self, report: Reporter, tell: Callable[[str], Awaitable[None]]) -> None:
        self._report = report
        self._tell = tell

    async def __aenter__(self) -> "Boundary":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception):
            return False
        if isinstance(error, Forbidden):
            _log.info("the chat does not take messages: %s", error)
            return True
        reference = self._report(error)
        with suppress(TelegramError):
            await self._tell(reference)
        return True
