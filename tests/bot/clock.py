"""A clock that the test turns by hand; what is due is called as the hand passes it."""

import asyncio
import heapq
import itertools
from collections.abc import Callable


class FakeHandle:
    """A timer of the fake clock."""

    def __init__(self, callback: Callable[[], object]) -> None:
        self.callback = callback
        self.off = False

    def cancel(self) -> None:
        self.off = True


class FakeClock:
    """``bot.turns.Clock``: starts at 1,000 s."""

    def __init__(self) -> None:
        self._now = 1000.0
        self._numbers = itertools.count()
        self._timers: list[tuple[float, int, FakeHandle]] = []

    def time(self) -> float:
        return self._now

    def call_at(self, when: float, callback: Callable[[], object]) -> FakeHandle:
        handle = FakeHandle(callback)
        heapq.heappush(self._timers, (when, next(self._numbers), handle))
        return handle

    async def advance(self, seconds: float) -> None:
        """Turn the hand; tasks woken by a timer run at the time of that timer."""
        end = self._now + seconds
        await settle()
        while self._timers and self._timers[0][0] <= end:
            when, _, handle = heapq.heappop(self._timers)
            self._now = max(self._now, when)
            if not handle.off:
                handle.callback()
            await settle()
        self._now = end
        await settle()


async def settle() -> None:
    """Let every task that can go on do so."""
    for _ in range(20):
        await asyncio.sleep(0)
