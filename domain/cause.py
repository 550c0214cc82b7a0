"""What an incident is about, and which incident a newly failed line belongs to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from domain.sip import Verdict


class Cause(StrEnum):
    """What an incident is about. A verdict is one probe's; a cause is the incident's."""

    OWN_NETWORK = "own_network"
    MONEY = "money"
    CARRIER = "carrier"
    LINE = "line"


JOIN_WINDOW = timedelta(minutes=10)
"""Lines of one carrier failing within this time of each other are one incident."""

_OF_VERDICT = {
    Verdict.WRONG_PASSWORD: Cause.LINE,
    Verdict.UNKNOWN_NUMBER: Cause.LINE,
    Verdict.FORBIDDEN: Cause.LINE,
    Verdict.REFUSED: Cause.LINE,
    Verdict.NETWORK: Cause.OWN_NETWORK,
}

EXPLAINED_BY_STOP = frozenset({Verdict.FORBIDDEN, Verdict.REFUSED})
"""What a registrar says of a line whose service is suspended for want of money (403, 402 and the like).

Nothing else is explained by it: a wrong password, a missing number, silence, DNS or TLS is a failure of its own.
"""


def of(verdict: Verdict, *, unpaid: bool = False) -> Cause:
    """The cause that one failed line's verdict speaks for; silence and server errors are the carrier's.

    ``unpaid``: the contract's service is suspended for want of money.
    """
    if unpaid and verdict in EXPLAINED_BY_STOP:
        return Cause.MONEY
    return _OF_VERDICT.get(verdict, Cause.CARRIER)


def is_wide(verdict: Verdict) -> bool:
    """Whether this failure is not the line's own alone, but the carrier's or our network's."""
    return of(verdict) is not Cause.LINE


def main_verdict(verdicts: Sequence[Verdict]) -> Verdict:
    """The verdict that most failing lines share; the first seen wins a tie. ``verdicts`` is not empty."""
    return Counter(verdicts).most_common(1)[0][0]


TOGETHER = timedelta(minutes=1)
"""Lines that fall this soon after each other fall together."""


def fell_at(moments: Sequence[datetime]) -> datetime:
    """When the carrier fell, by the moments its failing lines did: the first that others followed at once.

    A line that failed alone some minutes earlier has a trouble of its own. Where none fell together, it is the first.
    ``moments`` is not empty.
    """
    ordered = sorted(moments)
    return next((at for at, after in pairwise(ordered) if after - at <= TOGETHER), ordered[0])


@dataclass(frozen=True)
class OpenIncident:
    """As much of an open incident as joining needs."""

    id: int
    cause: Cause
    last_joined_at: datetime


def incident_to_join(incidents: Sequence[OpenIncident], cause: Cause, now: datetime) -> int | None:
    """Which of these open incidents a failed line joins; None: it is the first line of its own.

    They are the carrier's, or of money the contract's: for want of money all its lines stop together.

    One of the same cause, however old, or else one that a line joined within ``JOIN_WINDOW``: lines that fail
    together fail for one reason, though their carrier may word it in several ways. The freshest comes first.
    """
    freshest = sorted(incidents, key=lambda incident: incident.last_joined_at, reverse=True)
    same = [incident.id for incident in freshest if incident.cause is cause]
    fresh = [incident.id for incident in freshest if now - incident.last_joined_at <= JOIN_WINDOW]
    return next(iter([*same, *fresh]), None)
