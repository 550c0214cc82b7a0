"""A line whose deletion is undone comes back to the incident that it left with it."""

from datetime import datetime

from models import Incident, IncidentLine, Line
from services import incidents, notices
from services.incident_money import together


async def line_returned(line: Line, left_at: datetime, now: datetime) -> IncidentLine | None:
    """It fails there as if it had never left at ``left_at``: the cards follow, nobody is disturbed anew.

    None: it was in no incident then, or that is over for another reason, or another one goes on that it may join. The
    caller holds the transaction and the contract's lock.
    """
    row = await IncidentLine.filter(line_id=line.id, recovered_at=left_at).order_by("-id").first()
    if row is None:
        return None
    incident = await Incident.get(id=row.incident_id)
    if incident.closed_at is not None:
        if incident.closed_at > left_at or await together(line, incident.cause).exists():
            return None
        incident.closed_at = None
        await incident.save(update_fields=["closed_at"])
        await notices.owe_unsent(incident, now)
    await IncidentLine.filter(id=row.id).update(recovered_at=None)
    await incidents.settle(incident, now)
    return row
