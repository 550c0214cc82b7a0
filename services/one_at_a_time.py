"""Keeps two probes of one line from overlapping in this process: a tap and the schedule, or the taps of two people."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class OneAtATime:
    """Turns by a key. Other processes are kept away by the lease, and by the health policy, which needs time."""

    def __init__(self) -> None:
        self._under_way: dict[int, asyncio.Event] = {}

    async def finished(self, key: int) -> bool:
        """False at once where nothing is under way; True as soon as what was under way has ended."""
        event = self._under_way.get(key)
        if event is None:
            return False
        await event.wait()
        return True

    @contextmanager
    def turn(self, key: int) -> Iterator[None]:
        """Hold the key for the time of the block; no ``await`` may stand between ``finished`` and this."""
        event = self._under_way[key] = asyncio.Event()
        try:
            yield
        finally:
            del self._under_way[key]
            event.set()
