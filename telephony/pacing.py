"""What the pool remembers of one registrar: its pace, and whether it answers."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

BURST_SECONDS = 0.2
TRUST_SECONDS = 900.0
"""Longer than the interval between two checks of a line."""
SUSPICION_SECONDS = 120.0
QUICK_MS = 300.0
SILENT_IN_A_ROW = 10
"""So many real registrations without an answer prove that the whole registrar is silent."""
PROOF_SECONDS = 30.0


class Bucket:
    """A token bucket: ``rate`` requests a second, in order, with a burst of a fifth of a second."""

    def __init__(self, rate: float) -> None:
        self._gap = 1 / rate
        self._burst = max(BURST_SECONDS, self._gap)
        self._next = 0.0

    async def take(self, requests: int) -> None:
        """Wait until ``requests`` may be sent."""
        now = time.monotonic()
        start = max(self._next, now - self._burst)
        self._next = start + requests * self._gap
        if start > now:
            await asyncio.sleep(start - now)


class Registrar:
    """One registrar (or the proxy before it): pace, cap, and what its last answers teach."""

    def __init__(self, rate: float, in_flight: int, slots: int) -> None:
        self.bucket = Bucket(rate)
        self.direct = asyncio.Semaphore(slots)
        """Registrations without a knock at once: as many as get a slot soon, so that trust lost is soon noticed."""
        self._users: set[str] = set()
        self._free = asyncio.Semaphore(in_flight)
        self.answers_knocks = False
        self.deaf_to_knocks = False
        self._answered_at = self._silent_at = float("-inf")
        self._latency_ms = 0.0
        self._real_silences = 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """One of the checks that may be under way at once."""
        async with self._free:
            yield

    def trusts(self, user: str) -> bool:
        """Whether a real registration may go first: the line answered last time, quickly, and nobody was silent since.

        An unknown line gets a knock: a silent one would hold a slot.
        """
        now = time.monotonic()
        quick = now - self._answered_at < TRUST_SECONDS and self._latency_ms < QUICK_MS
        known = user in self._users and now - self._silent_at > SUSPICION_SECONDS
        return self.deaf_to_knocks or (quick and known)

    @property
    def proven_silent(self) -> bool:
        """Whether real registrations have just shown that it answers nobody."""
        return self._real_silences >= SILENT_IN_A_ROW and time.monotonic() - self._silent_at < PROOF_SECONDS

    def answered(self, user: str, latency_ms: float, *, real: bool) -> None:
        """Somebody there speaks SIP; ``real``: to a registration of ``user``."""
        if real:
            self._users.add(user)
        self._answered_at, self._latency_ms, self._real_silences = time.monotonic(), latency_ms, 0

    def was_silent(self, user: str, *, real: bool) -> None:
        """Nothing came; ``real``: to a registration and not only to a knock."""
        self._users.discard(user)
        self._silent_at = time.monotonic()
        self._real_silences += real
