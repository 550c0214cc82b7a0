"""Opens, joins, acknowledges and closes incidents. The writing half is called inside the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime

from tortoise.transactions import in_transaction

from domain import alerts, cause
from domain.access import Action, may
from domain.alerts import NoticeKind
from domain.cause import Cause
from domain.journal import Deed
from domain.sip import Verdict
from models import Incident, IncidentLine, Line
from services import access, audit, notices
from services.cards import IncidentBrief, IncidentCard, MemberCard
from services.errors import NotFoundError
from services.incident_cards import incident_card, open_briefs
from services.incident_growth import spread
from services.incident_money import together, unpaid
from services.locks import lock_contract
from services.ports import Wake


class IncidentService:
    """What people do with incidents."""

    def __init__(self, wake: Wake) -> None:
        self._wake = wake

    async def open_ones(self, member: MemberCard) -> tuple[IncidentBrief, ...]:
        """Open incidents of the member's contract, unacknowledged first."""
        access.require(member, Action.SEE_INCIDENTS)
        return await open_briefs(member.contract_id)

    async def card(self, member: MemberCard, incident_id: int, now: datetime) -> IncidentCard:
        """One incident; ``NotFoundError`` for a foreign one as for a missing one."""
        access.require(member, Action.SEE_INCIDENTS)
        incident = await access.own_incident(member, incident_id)
        return await incident_card(incident, now, sees_money=may(member.role, Action.SEE_MONEY))

    async def acknowledge(self, member: MemberCard, incident_id: int, now: datetime) -> IncidentCard:
        """Take the incident: the first who acknowledges keeps it; every card is edited to say so."""
        access.require(member, Action.ACKNOWLEDGE)
        await access.own_incident(member, incident_id)
        async with in_transaction():
            await lock_contract(member.contract_id)
            fresh = Incident.filter(id=incident_id, acknowledged_at__isnull=True, closed_at__isnull=True)
            if await fresh.update(acknowledged_at=now, acknowledged_by_id=member.person_id):
                await notices.refresh(incident_id, now)
                await audit.by_member(member, Deed.ACKNOWLEDGE, f"incident {incident_id}", now)
        self._wake()
        return await self.card(member, incident_id, now)

    async def notice_card(self, incident_id: int, now: datetime) -> IncidentCard:
        """The card as the notifier shows it, whoever reads it."""
        incident = await Incident.get_or_none(id=incident_id)
        if incident is None:
            raise NotFoundError
        return await incident_card(incident, now)


async def line_failed(line: Line, verdict: Verdict, since: datetime, now: datetime) -> int:
    """A line flipped to error: open or join an incident of its carrier and say so. Returns the incident's id.

    The caller holds the transaction and the contract's lock.
    """
    why = cause.of(verdict, unpaid=await unpaid(line.contract_id))
    rows = await together(line, why).order_by("id")
    joined = cause.incident_to_join([cause.OpenIncident(r.id, r.cause, r.last_joined_at) for r in rows], why, now)
    if joined is None:
        return await _open(line, verdict, why, since, now)
    incident = next(row for row in rows if row.id == joined)
    await _join(incident, line, verdict, since, now)
    return int(incident.id)


async def still_failing(line: Line, verdict: Verdict, now: datetime) -> None:
    """A line that stays in error: the card tells its newest verdict.

    Where the service was suspended or paid for meanwhile, the line goes over to the incident it now belongs to.
    """
    await lock_contract(line.contract_id)
    row = await _open_membership(line)
    if row is None:
        return
    incident = await Incident.get(id=row.incident_id)
    why = cause.of(verdict, unpaid=await unpaid(line.contract_id))
    if (why is Cause.MONEY) is not (incident.cause is Cause.MONEY):
        await line_dropped(line, now)
        await line_failed(line, verdict, row.failed_at, now)
    elif row.verdict is not verdict:
        await IncidentLine.filter(id=row.id).update(verdict=verdict)
        await settle(incident, now)


async def concerns(line: Line) -> bool:
    """Whether a line is in an open incident now."""
    return await _open_membership(line) is not None


async def line_recovered(line: Line, since: datetime, now: datetime) -> int | None:
    """A line recovered: leave its incident; the last one out closes it and says so. Returns the incident's id.

    ``since`` is the first check that found it well, which ends the outage. The caller holds the transaction and the
    contract's lock.
    """
    return await _leave(line, since, now, audible=True)


async def line_dropped(line: Line, now: datetime) -> int | None:
    """A failing line is watched no more: it leaves its incident, but nothing recovered, so nobody is disturbed.

    The caller holds the transaction and the contract's lock.
    """
    return await _leave(line, now, now, audible=False)


async def _leave(line: Line, since: datetime, now: datetime, *, audible: bool) -> int | None:
    row = await _open_membership(line)
    if row is None:
        return None
    await IncidentLine.filter(id=row.id).update(recovered_at=since)
    incident = await Incident.get(id=row.incident_id)
    if await IncidentLine.filter(incident_id=incident.id, recovered_at__isnull=True).exists():
        await settle(incident, now)
    else:
        await _close(incident, now, audible=audible)
    return int(incident.id)


async def _open(line: Line, verdict: Verdict, why: Cause, since: datetime, now: datetime) -> int:
    incident = await Incident.create(
        contract_id=line.contract_id,
        carrier_id=line.carrier_id,
        cause=why,
        verdict=verdict,
        opened_at=since,
        last_joined_at=now,
    )
    await IncidentLine.create(incident_id=incident.id, line_id=line.id, verdict=verdict, failed_at=since)
    await notices.announce(incident, NoticeKind.CARD, 0, now)
    return int(incident.id)


async def _join(incident: Incident, line: Line, verdict: Verdict, since: datetime, now: datetime) -> None:
    growth = await spread(incident, verdict, now)
    await IncidentLine.update_or_create(
        {"verdict": verdict, "failed_at": since, "recovered_at": None}, incident_id=incident.id, line_id=line.id
    )
    reason = alerts.reason_to_repeat(growth, now)
    if reason:
        await notices.announce_again(incident, now)
    if reason == "worse":  # who accepted a line's trouble has not accepted the carrier's
        incident.acknowledged_at, incident.acknowledged_by_id = None, None
    incident.last_joined_at = now
    incident.opened_at = min(incident.opened_at, since)
    await incident.save(update_fields=["last_joined_at", "opened_at", "acknowledged_at", "acknowledged_by_id"])
    await settle(incident, now)


async def settle(incident: Incident, now: datetime) -> None:
    """Verdict and cause follow the lines that fail still; the cards follow the incident.

    The caller holds the transaction and the contract's lock.
    """
    rows = await IncidentLine.filter(incident_id=incident.id, recovered_at__isnull=True).order_by("id")
    _speak_for(incident, rows)
    await incident.save(update_fields=["verdict", "cause"])
    await notices.refresh(incident.id, now)


async def _close(incident: Incident, now: datetime, *, audible: bool) -> None:
    rows = await IncidentLine.filter(incident_id=incident.id).order_by("id")
    incident.closed_at = max(row.recovered_at or now for row in rows)
    _speak_for(incident, rows)
    await incident.save(update_fields=["closed_at", "verdict", "cause"])
    await notices.refresh(incident.id, now)
    if audible:
        await notices.announce_recovery(incident, now)
    else:
        await notices.drop_unsent(incident.id, NoticeKind.CARD, NoticeKind.MORE_LINES)


def _speak_for(incident: Incident, rows: Sequence[IncidentLine]) -> None:
    """An incident of money stays one: lines that fail for another reason leave it."""
    incident.verdict = cause.main_verdict([row.verdict for row in rows])
    if incident.cause is not Cause.MONEY:
        incident.cause = cause.of(incident.verdict)


async def _open_membership(line: Line) -> IncidentLine | None:
    return await IncidentLine.filter(
        line_id=line.id, recovered_at__isnull=True, incident__closed_at__isnull=True
    ).first()
