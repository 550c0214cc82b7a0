"""Gateways that register to us: that they are there is their check, and their absence their failure."""

from collections.abc import Callable, Collection
from datetime import datetime

from tortoise.transactions import in_transaction

from domain.health import HealthPolicy
from domain.sip import Answer, ProbeResult, Verdict
from models import Line
from services.check_record import record
from services.ports import Wake

ABSENT = Answer(408, "Not registered")
"""Nobody has answered: that is what a gateway looks like which did not come."""
AT_ONCE = 500


class GatewayPresence:
    """Writes checks of such lines, as the prober's are written."""

    def __init__(self, policy: HealthPolicy, wake: Wake, clock: Callable[[], datetime]) -> None:
        self._policy, self._wake, self._clock = policy, wake, clock

    async def check(self, there: Collection[tuple[int, str]], now: datetime, *, all_are_back: bool) -> int:
        """Check the lines that are due against (contract, login) of all bindings; how many were.

        Until ``all_are_back`` after a start of the server nobody's absence tells anything.
        """
        due = Line.filter(registers_to_us=True, enabled=True, deleted_at__isnull=True, next_check_at__lte=now)
        lines = await due.exclude(sip_ha1="").order_by("next_check_at").limit(AT_ONCE)
        told = [line for line in lines if all_are_back or (line.contract_id, line.user) in there]
        for line in told:
            await self._write(line, (line.contract_id, line.user) in there)
        return len(told)

    async def hurry(self, contract_id: int, login: str, now: datetime) -> None:
        """Something has happened to this login: look at once."""
        mine = Line.filter(contract_id=contract_id, user=login, registers_to_us=True, deleted_at__isnull=True)
        await mine.filter(next_check_at__gt=now).update(next_check_at=now)

    async def _write(self, seen: Line, present: bool) -> None:
        now = self._clock()
        answer = Answer(200, "Registered to us") if present else ABSENT
        verdict = Verdict.REGISTERED if present else Verdict.CARRIER_DOWN
        async with in_transaction() as connection:
            alive = Line.filter(id=seen.id, version=seen.version, enabled=True, deleted_at__isnull=True)
            line = await alive.select_for_update(no_key=True).first()
            if line is None:
                return
            owed = await record(connection, line, ProbeResult(verdict, answer, now), self._policy, now)
        if owed:
            self._wake()
