"""A line that is watched no more, or again. The caller holds the transaction, checks rights and writes the audit."""

from datetime import datetime

from domain.health import LOGIN_REFUSED, Health, HealthPolicy, LineState, pace
from domain.sip import Verdict
from models import Flip, Line
from services import incidents
from services.incident_return import line_returned
from services.locks import lock_contract

_FIELDS = [
    "enabled",
    "state",
    "state_since",
    "streak",
    "suspected_at",
    "refusals",
    "next_check_at",
    "lease_until",
    "lease_token",
]


async def switch_off(line_id: int, now: datetime) -> None:
    """Stop watching a line; a check under way is not recorded, and a failing line leaves its incident quietly."""
    line = await _locked(line_id)
    if line is None or not line.enabled:
        return
    await lock_contract(line.contract_id)
    await _change(line, LineState.OFF, await incidents.line_dropped(line, now), now)


async def switch_on(line_id: int, now: datetime) -> None:
    """Watch a line again: nothing is known of it, and it is checked at once."""
    line = await _locked(line_id)
    if line is not None and not line.enabled:
        await _change(line, LineState.UNKNOWN, None, now)


async def forget_state(line: Line, now: datetime) -> None:
    """Nothing is known of a watched line any more: it leaves its incident quietly and is checked at once.

    ``line`` is read and locked in the caller's transaction.
    """
    await lock_contract(line.contract_id)
    await _change(line, LineState.UNKNOWN, await incidents.line_dropped(line, now), now)


async def fail_again(line: Line, left_at: datetime, now: datetime) -> None:
    """A line of which :func:`forget_state` was called at ``left_at`` by mistake: what failed then fails still, in its
    incident where that goes on. ``line`` is read and locked in the caller's transaction."""
    await lock_contract(line.contract_id)
    row = await line_returned(line, left_at, now)
    if row is None:
        return
    line.verdict = row.verdict
    await _flip(line, LineState.ERROR, row.incident_id, now)
    line.state, line.state_since, line.refusals = LineState.ERROR, row.failed_at, int(row.verdict in LOGIN_REFUSED)
    await line.save(update_fields=[*_FIELDS, "verdict"])


async def fails_knowingly(line: Line, verdict: Verdict, policy: HealthPolicy, now: datetime) -> None:
    """A line of which nothing is known fails by the word of whoever saved it so: it is in no incident, and nobody is
    disturbed until it has worked and fails again. ``line`` is read and locked in the caller's transaction."""
    health = Health(LineState.ERROR, now, verdict, refusals=int(verdict in LOGIN_REFUSED))
    line.verdict = verdict
    await _flip(line, health.state, None, now)
    line.state, line.state_since, line.refusals = health.state, now, health.refusals
    line.next_check_at = now + pace(health, policy)
    await line.save(update_fields=[*_FIELDS, "verdict"])


async def fails_untold(line: Line) -> bool:
    """Whether it fails in no incident: whoever saved it so knows of it, and nobody was disturbed."""
    return line.state is LineState.ERROR and not await incidents.concerns(line)


async def remove(line_id: int, now: datetime) -> None:
    """Delete a line with its log and counters; without it, its incident may be over."""
    line = await Line.filter(id=line_id).select_for_update(no_key=True).first()
    if line is None:
        return
    await lock_contract(line.contract_id)
    await incidents.line_dropped(line, now)
    await line.delete()


async def _locked(line_id: int) -> Line | None:
    return await Line.filter(id=line_id, deleted_at__isnull=True).select_for_update(no_key=True).first()


async def _change(line: Line, state: LineState, incident_id: int | None, now: datetime) -> None:
    if line.state is not state:
        await _flip(line, state, incident_id, now)
    line.enabled, line.state, line.state_since = state is not LineState.OFF, state, now
    line.streak, line.suspected_at, line.refusals = 0, None, 0
    line.next_check_at, line.lease_until, line.lease_token = now, None, ""
    await line.save(update_fields=_FIELDS)


async def _flip(line: Line, state: LineState, incident_id: int | None, now: datetime) -> None:
    await Flip.create(
        line_id=line.id,
        incident_id=incident_id,
        from_state=line.state,
        to_state=state,
        verdict=line.verdict or Verdict.UNKNOWN,
        at=now,
    )
