"""How far an incident had spread when people last heard of it, and how far it has now."""

from collections.abc import Sequence
from datetime import datetime

from domain import alerts, cause
from domain.alerts import TOLD_WITHIN, Spread
from domain.cause import Cause
from domain.health import LineState
from domain.sip import Verdict
from models import Flip, Incident, IncidentLine
from services import notices


async def spread(incident: Incident, verdict: Verdict, now: datetime) -> Spread:
    """The incident as a line with this verdict is about to join it.

    The caller holds the transaction and the contract's lock, and has not written the newcomer's flip yet.
    """
    told_at = await notices.last_told_at(incident)
    known = (incident.last_joined_at, told_at, incident.acknowledged_at)
    if not cause.is_wide(verdict) or now - told_at <= alerts.SPREADING:
        return Spread(*known)
    rows = await IncidentLine.filter(incident_id=incident.id)
    failing = [row for row in rows if row.recovered_at is None and cause.is_wide(row.verdict)]
    return Spread(*known, wide=len(failing) + 1, wide_told=await _wide_told(incident, rows, told_at))


async def fell_at(incident: Incident, failing: Sequence[IncidentLine]) -> datetime:
    """Since when the trouble the incident is about lasts: the carrier may fall later than the first line in it."""
    if incident.cause in {Cause.LINE, Cause.MONEY}:
        return incident.opened_at
    flips = Flip.filter(incident_id=incident.id, to_state=LineState.ERROR).order_by("id")
    came_with = {flip.line_id: flip.verdict for flip in await flips}
    wide = [row.failed_at for row in failing if cause.is_wide(came_with.get(row.line_id, row.verdict))]
    return cause.fell_at(wide) if wide else incident.opened_at


async def _wide_told(incident: Incident, rows: list[IncidentLine], told_at: datetime) -> int:
    """Lines that people heard of as the carrier's trouble or ours, those that recovered since included.

    What counts is the verdict a line came with: where its newest one has become the carrier's, only the card was
    edited. A line that came over from another incident has no flip here; it was told there.
    """
    flips = await Flip.filter(incident_id=incident.id, to_state=LineState.ERROR)
    came = {flip.line_id for flip in flips}
    told = {flip.line_id for flip in flips if flip.at <= told_at + TOLD_WITHIN and cause.is_wide(flip.verdict)}
    return len(told | {row.line_id for row in rows if row.line_id not in came and cause.is_wide(row.verdict)})
