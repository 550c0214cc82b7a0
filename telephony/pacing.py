"""What the pool remembers of one registrar: its pace, and whether it answers."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

BURST_SECONDS = 0.2
TRUST_SECONDS = 60.0
QUICK_MS = 300.0
SILENT_IN_A_ROW = 3
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

    def __init__(self, rate: float, in_flight: int) -> None:
        self.bucket = Bucket(rate)
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

    @property
    def trusted(self) -> bool:
        """Whether a real registration may go first: it answers quickly and nothing was silent of late."""
        now = time.monotonic()
        answered = now - self._answered_at < TRUST_SECONDS and self._latency_ms < QUICK_MS
        return self.deaf_to_knocks or (answered and now - self._silent_at > TRUST_SECONDS)

    @property
    def proven_silent(self) -> bool:
        """Whether real registrations have just shown that it answers nobody."""
        return self._real_silences >= SILENT_IN_A_ROW and time.monotonic() - self._silent_at < PROOF_SECONDS

    def answered(self, latency_ms: float) -> None:
        """Somebody there speaks SIP."""
        self._answered_at, self._latency_ms, self._real_silences = time.monotonic(), latency_ms, 0

    def was_silent(self, *, real: bool) -> None:
        """Nothing came; ``real``: to a registration and not only to a knock."""
        self._silent_at = time.monotonic()
        self._real_silences += real
