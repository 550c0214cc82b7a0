"""Reads incidents into cards."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from tortoise.functions import Count

from models import Carrier, Contract, Incident, IncidentLine, Line, Person
from services.cards import IncidentBrief, IncidentCard, LineBrief


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
        )
        for row in rows
    ]
    return tuple(sorted(briefs, key=lambda brief: (brief.acknowledged, brief.opened_at, brief.id)))


async def incident_card(incident: Incident, now: datetime) -> IncidentCard:
    """The whole of one incident, read afresh."""
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
        lines_of_carrier=await Line.filter(carrier_id=carrier.id, enabled=True, deleted_at__isnull=True).count(),
        opened_at=incident.opened_at,
        closed_at=incident.closed_at,
        acknowledged_at=incident.acknowledged_at,
        acknowledged_by=owner.name if owner else "",
        only_line_id=_only_line(members),
        now=now,
        zone=ZoneInfo(contract.timezone),
    )


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
