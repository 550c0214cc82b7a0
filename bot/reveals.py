"""Deletes messages that show a secret when their minute is over, and at the start those that a killed bot has left."""

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from bot.limiter import Urgency
from services.reveals import RevealDue, RevealService

_log = structlog.get_logger(__name__)

POLL = 1.0
"""Seconds between looks at the table: a message may live so much longer."""


class RevealLoop:
    """One of the loops of the one active bot."""

    def __init__(self, bot: ExtBot[Urgency], service: RevealService, clock: Callable[[], datetime]) -> None:
        self._bot, self._service, self._clock = bot, service, clock

    async def run(self, ready: asyncio.Event) -> None:
        """Delete for ever what is due, while Telegram is there."""
        while True:
            await ready.wait()
            await self.round()
            await asyncio.sleep(await self._pause())

    async def round(self) -> None:
        """Delete everything that is due now, each message by itself: one that resists holds up no other."""
        while due := await self._service.due(self._clock()):
            await asyncio.gather(*(self._delete(each) for each in due))
        if forgotten := await self._service.forget_hopeless():
            _log.error("messages with details could not be deleted", messages=forgotten)

    async def _pause(self) -> float:
        at = await self._service.next_at()
        left = (at - self._clock()).total_seconds() if at else POLL
        return min(max(left, 0.0), POLL)

    async def _delete(self, due: RevealDue) -> None:
        try:
            await self._bot.delete_message(due.chat_id, due.message_id)
        except BadRequest as error:  # gone already, or older than the 48 hours within which Telegram deletes
            _log.info("a message with details is not there to delete", reason=error.message)
        except TelegramError as error:
            _log.warning("a message with details is not deleted yet", reason=type(error).__name__)
            return
        await self._service.done(due.id)
