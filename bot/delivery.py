"""The delivery loop: woken by a change, or by its own poll; chats are served side by side."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from bot.supervisor import Supervisor
from bot.uplink import Uplink

POLL = 1.0
"""Seconds between looks at the table when nobody wakes the loop."""

AT_ONCE = 32


class Deliveries(Protocol):
    """Messages owed: ``services.delivery`` and ``services.money_delivery``."""

    async def hurry(self, now: datetime) -> None:
        """What waits for its next try is due at once."""
        ...

    async def claim(self, now: datetime, limit: int) -> list[int]:
        """Lease up to ``limit`` messages that are due; their ids."""
        ...

    async def deliver(self, notice_id: int, now: datetime) -> None:
        """Bring one claimed message to its chat and settle it."""
        ...


class DeliveryLoop:
    """Claims owed notices and delivers them; ``wake`` may be called from anywhere in the event loop."""

    def __init__(
        self, supervisor: Supervisor, clock: Callable[[], datetime], active: Callable[[], bool] = lambda: True
    ) -> None:
        self._supervisor = supervisor
        self._clock = clock
        self._active = active
        self._woken = asyncio.Event()
        self._under_way = 0

    def wake(self) -> None:
        """Look at once: notices were made, or Telegram is back."""
        self._woken.set()

    async def run(self, service: Deliveries, ready: asyncio.Event, uplink: Uplink) -> None:
        """Deliver for ever while Telegram is there. After an outage all that waited for its next try is due at once."""
        outages = uplink.outages
        while True:
            await ready.wait()
            if outages != (outages := await uplink.over()):
                await service.hurry(self._clock())
            self._woken.clear()
            if not await self._round(service):
                await self._pause()

    async def _round(self, service: Deliveries) -> bool:
        room = AT_ONCE - self._under_way if self._active() else 0
        ids = await service.claim(self._clock(), room) if room > 0 else []
        for notice_id in ids:
            self._under_way += 1
            self._supervisor.spawn(f"notice {notice_id}", self._deliver(service, notice_id))
        return bool(ids)

    async def _deliver(self, service: Deliveries, notice_id: int) -> None:
        try:
            await service.deliver(notice_id, self._clock())
        finally:
            self._under_way -= 1
            self.wake()

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(POLL):
                await self._woken.wait()
        except TimeoutError:
            return
