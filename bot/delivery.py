"""The delivery loop: woken by a change, or by its own poll; chats are served side by side."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot.supervisor import Supervisor
from services.delivery import DeliveryService

POLL = 1.0
"""Seconds between looks at the table when nobody wakes the loop."""

AT_ONCE = 32


class DeliveryLoop:
    """Claims owed notices and delivers them; ``wake`` may be called from anywhere in the event loop."""

    def __init__(self, supervisor: Supervisor, clock: Callable[[], datetime]) -> None:
        self._supervisor = supervisor
        self._clock = clock
        self._woken = asyncio.Event()
        self._under_way = 0

    def wake(self) -> None:
        """Look at once: notices were made, or Telegram is back."""
        self._woken.set()

    async def run(self, service: DeliveryService, ready: asyncio.Event) -> None:
        """Deliver for ever, from the moment Telegram answers."""
        await ready.wait()
        while True:
            self._woken.clear()
            if not await self._round(service):
                await self._pause()

    async def _round(self, service: DeliveryService) -> bool:
        room = AT_ONCE - self._under_way
        ids = await service.claim(self._clock(), room) if room > 0 else []
        for notice_id in ids:
            self._under_way += 1
            self._supervisor.spawn(f"notice {notice_id}", self._deliver(service, notice_id))
        return bool(ids)

    async def _deliver(self, service: DeliveryService, notice_id: int) -> None:
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
