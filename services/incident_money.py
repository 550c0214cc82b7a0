"""Which incidents belong together while the service is suspended for want of money, and lines worth another look."""

from datetime import datetime

from tortoise.queryset import QuerySet

from domain.cause import EXPLAINED_BY_STOP, Cause
from domain.health import LineState
from domain.ledger import StateReason
from models import Account, Incident, IncidentLine, Line


async def unpaid(contract_id: int) -> bool:
    """Whether the contract's service is suspended for want of money."""
    return await Account.filter(contract_id=contract_id, reason=StateReason.NO_MONEY).exists()


def together(line: Line, why: Cause) -> QuerySet[Incident]:
    """Open incidents that a failed line may join: of money the contract's, of any other cause its carrier's."""
    if why is Cause.MONEY:
        return Incident.filter(contract_id=line.contract_id, cause=Cause.MONEY, closed_at__isnull=True)
    return Incident.filter(carrier_id=line.carrier_id, closed_at__isnull=True).exclude(cause=Cause.MONEY)


async def look_again(contract_id: int, now: datetime) -> None:
    """The service was suspended, or paid for: lines whose incident says otherwise are due at once.

    They might wait hours for their next check: a login that is refused is tried ever more slowly. To be called outside
    the transaction that holds the contract's lock: a check locks its line first.
    """
    wrong = {"incident__cause__not": Cause.MONEY} if await unpaid(contract_id) else {"incident__cause": Cause.MONEY}
    failing = IncidentLine.filter(
        incident__contract_id=contract_id,
        incident__closed_at__isnull=True,
        recovered_at__isnull=True,
        verdict__in=sorted(EXPLAINED_BY_STOP),
        **wrong,
    )
    ids = [int(str(number)) for number in await failing.values_list("line_id", flat=True)]
    if ids:
        late = Line.filter(id__in=ids, state=LineState.ERROR, lease_until__isnull=True, next_check_at__gt=now)
        await late.update(next_check_at=now)
