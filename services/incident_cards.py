"""Reads incidents into cards."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from tortoise.functions import Count
from tortoise.queryset import QuerySet

from domain import ledger
from domain.cause import Cause
from models import Account, Carrier, Contract, Incident, IncidentLine, Line, Person
from services.cards import Impact, IncidentBrief, IncidentCard, LineBrief
from services.impact import impact
from services.incident_growth import fell_at

TOLD = 3
"""Incidents that a home screen names."""


async def open_briefs(contract_id: int) -> tuple[IncidentBrief, ...]:
    """Open incidents of a contract: unacknowledged ones first, then the oldest."""
    rows = await Incident.filter(contract_id=contract_id, closed_at__isnull=True).select_related("carrier")
    failing = await _failing_counts([row.id for row in rows])
    briefs = [
        IncidentBrief(
            row.id,
            row.carrier.name,
            row.verdict,
            failing.get(row.id, 0),
            row.opened_at,
            row.acknowledged_at is not None,
            row.cause,
        )
        for row in rows
    ]
    first = sorted(briefs, key=lambda brief: (brief.acknowledged, brief.opened_at, brief.id))
    told = [replace(brief, operators=await _silenced(brief.id)) for brief in first[:TOLD]]
    return (*told, *first[TOLD:])


async def incident_card(incident: Incident, now: datetime, *, sees_money: bool = False) -> IncidentCard:
    """The whole of one incident, read afresh, for a reader who ``sees_money`` or does not."""
    carrier = await Carrier.get(id=incident.carrier_id)
    contract = await Contract.get(id=incident.contract_id)
    members = await IncidentLine.filter(incident_id=incident.id).order_by("id").select_related("line")
    owner = await Person.get_or_none(id=incident.acknowledged_by_id)
    failing = [row for row in members if row.recovered_at is None]
    return IncidentCard(
        id=incident.id,
        contract_name=contract.name,
        carrier=carrier.name,
        support_phone=carrier.support_phone,
        carrier_contract=carrier.contract_number,
        cause=incident.cause,
        verdict=incident.verdict,
        lines=_briefs(members),
        lines_failing=len(failing),
        lines_of_carrier=await _concerned(incident).filter(enabled=True, deleted_at__isnull=True).count(),
        opened_at=incident.opened_at,
        closed_at=incident.closed_at,
        acknowledged_at=incident.acknowledged_at,
        acknowledged_by=owner.name if owner else "",
        only_line_id=_only_line(members),
        now=now,
        zone=ZoneInfo(contract.timezone),
        to_pay=await _to_pay(incident) if sees_money else 0,
        merged=await _merged(incident, members),
        fell_at=await fell_at(incident, failing),
        impact=await impact([row.line_id for row in failing]) if incident.closed_at is None else Impact(),
    )


async def _silenced(incident_id: int) -> int:
    """How many people the failing lines of an incident keep from calling."""
    failing = IncidentLine.filter(incident_id=incident_id, recovered_at__isnull=True)
    return (await impact([row.line_id for row in await failing])).operators


def _concerned(incident: Incident) -> QuerySet[Line]:
    if incident.cause is Cause.MONEY:
        return Line.filter(contract_id=incident.contract_id)
    return Line.filter(carrier_id=incident.carrier_id)


async def _to_pay(incident: Incident) -> int:
    if incident.cause is not Cause.MONEY or incident.closed_at is not None:
        return 0
    account = await Account.get_or_none(contract_id=incident.contract_id)
    return ledger.to_pay(account.balance, account.credit_limit) if account else 0


async def _merged(incident: Incident, members: Sequence[IncidentLine]) -> bool:
    """Whether a line of a closed incident went over to another one: there it fails since the same moment."""
    if incident.closed_at is None:
        return False
    lines = {row.line_id: row for row in members}
    since = [row.failed_at for row in members]
    others = IncidentLine.filter(line_id__in=sorted(lines), failed_at__in=since).exclude(incident_id=incident.id)
    return any(_went_on(lines[row.line_id], row) for row in await others)


def _went_on(here: IncidentLine, there: IncidentLine) -> bool:
    if there.failed_at != here.failed_at or here.recovered_at is None:
        return False
    return there.recovered_at is None or there.recovered_at > here.recovered_at


def _only_line(members: Sequence[IncidentLine]) -> int | None:
    """A deleted line has no card to open."""
    return members[0].line.id if len(members) == 1 and members[0].line.deleted_at is None else None


def _briefs(members: Sequence[IncidentLine]) -> tuple[LineBrief, ...]:
    ordered = sorted(members, key=lambda row: (row.recovered_at is not None, row.line.name, row.line.id))
    return tuple(
        LineBrief(row.line.id, row.line.name, row.line.type, row.line.state, row.verdict, row.failed_at)
        for row in ordered
    )


async def _failing_counts(incident_ids: Sequence[int]) -> dict[int, int]:
    query = IncidentLine.filter(incident_id__in=list(incident_ids), recovered_at__isnull=True)
    rows = await query.annotate(n=Count("id")).group_by("incident_id").values("incident_id", "n")
    return {int(row["incident_id"]): int(row["n"]) for row in rows}
