"""One sweep a second over what is due: lines are claimed as far as there is room, and checked side by side."""

from collections.abc import Callable
from datetime import datetime

from bot.supervisor import Supervisor
from services.checks import CheckService, Claim

CAPACITY = 256
"""Checks under way at once: more would wait in the pool's queue longer than their leases last."""


class Sweep:
    """``run`` is called by the schedule; ``swept_at`` tells /readyz when it last looked."""

    def __init__(
        self,
        checks: CheckService,
        supervisor: Supervisor,
        clock: Callable[[], datetime],
        active: Callable[[], bool] = lambda: True,
        capacity: int = CAPACITY,
    ) -> None:
        self._checks = checks
        self._supervisor = supervisor
        self._clock = clock
        self._active = active
        self._capacity = capacity
        self._under_way = 0
        self.swept_at: datetime | None = None

    async def run(self) -> None:
        """Claim what is due and start checking it; nothing once this is not the active bot any more."""
        if not self._active():
            return
        room = self._capacity - self._under_way
        claims = await self._checks.claim_due(self._clock(), room) if room > 0 else []
        self._under_way += len(claims)
        for claim in claims:
            self._supervisor.spawn(f"check of line {claim.line_id}", self._check(claim))
        self.swept_at = self._clock()

    async def _check(self, claim: Claim) -> None:
        try:
            await self._checks.check(claim)
        finally:
            self._under_way -= 1
