"""The way to Telegram: whether it is there at all, and the fence that keeps a bot which lost its lease from calling."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import structlog
from telegram import Bot
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.request import RequestData

from bot.requests import AiohttpRequest, Timeouts

_log = structlog.get_logger(__name__)

PROBE_EVERY = 2.0
"""Seconds between looks whether Telegram is back: so late are we at most, however long it was away."""


class StandbyError(NetworkError):
    """This process is not the active bot, so nothing was sent. To be expected: the log shows no traceback of it."""

    def __init__(self) -> None:
        super().__init__("this bot is on standby")


class Uplink:
    """Told how every call went. One failed call is a suspicion; when getMe fails as well, it is an outage."""

    def __init__(self, allowed: Callable[[], bool] = lambda: True) -> None:
        self.allowed = allowed
        self.outages = 0
        self._suspected = asyncio.Event()
        self._over = asyncio.Event()
        self._over.set()

    @property
    def away(self) -> bool:
        """Whether Telegram is out of reach."""
        return not self._over.is_set()

    def failed(self) -> None:
        """A call got no answer, or one of a server that cannot answer now (5xx)."""
        self._suspected.set()

    async def over(self) -> int:
        """Wait for the end of an outage; how many there have been."""
        await self._over.wait()
        return self.outages

    async def watch(self, bot: Bot) -> None:
        """Look into suspicions, and wait outages out."""
        try:
            while True:
                await self._suspected.wait()
                self._suspected.clear()
                if not await _answers(bot):
                    await self._wait_out(bot)
        finally:
            self._over.set()

    async def _wait_out(self, bot: Bot) -> None:
        self.outages += 1
        self._over.clear()
        _log.warning("telegram is out of reach; messages wait")
        while not await _answers(bot):  # noqa: ASYNC110 -- nobody tells us when Telegram is back
            await asyncio.sleep(PROBE_EVERY)
        self._suspected.clear()
        self._over.set()
        _log.info("telegram is back")


class UplinkRequest(AiohttpRequest):
    """Tells *uplink* how calls go. With *patient*, for getUpdates, calls wait for the end of an outage."""

    __slots__ = ("_patient", "_uplink")

    def __init__(self, uplink: Uplink, *, patient: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self._uplink = uplink
        self._patient = patient

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *times: Any, **named_times: Any
    ) -> tuple[int, bytes]:
        """As ``AiohttpRequest``; ``StandbyError`` when this process is not the active bot."""
        if self._patient:
            await self._uplink.over()
        if not self._uplink.allowed():
            raise StandbyError
        try:
            status, body = await super().do_request(url, method, request_data, *times, **named_times)
        except NetworkError:
            self._uplink.failed()
            raise
        if status >= 500:
            self._uplink.failed()
        return status, body


def request_pair(
    uplink: Uplink, *, proxy: str = "", pool_size: int = 256, timeouts: Timeouts | None = None
) -> tuple[UplinkRequest, UplinkRequest]:
    """Requests for calls and for ``getUpdates``: a long poll never takes a connection that an alert needs."""
    timeouts = timeouts or Timeouts()
    polling = replace(timeouts, pool=None)
    return (
        UplinkRequest(uplink, pool_size=pool_size, timeouts=timeouts, proxy=proxy),
        UplinkRequest(uplink, patient=True, pool_size=1, timeouts=polling, proxy=proxy),
    )


async def _answers(bot: Bot) -> bool:
    try:
        await bot.get_me()
    except BadRequest:
        return True
    except NetworkError:
        return False
    except TelegramError:
        return True  # 429 is an answer
    return True
