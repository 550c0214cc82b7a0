"""When a change of an incident is worth a sound, and the reason for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.cause import JOIN_WINDOW


class NoticeKind(StrEnum):
    """One message owed to one chat: the living card, or a short reply to it."""

    CARD = "card"
    MORE_LINES = "more_lines"
    RECOVERY = "recovery"


class NoticeState(StrEnum):
    """How far a notice has come. A superseded one needed no message any more."""

    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"
    SUPERSEDED = "superseded"


SPREADING = timedelta(seconds=30)
"""While a message about an incident is this fresh, its card is being looked at: editing it will do."""


@dataclass(frozen=True)
class Spread:
    """An incident that another line joins. ``worse``: the first line in it whose trouble is not its own alone."""

    last_joined_at: datetime
    last_told_at: datetime
    acknowledged_at: datetime | None = None
    worse: bool = False


def reason_to_repeat(spread: Spread, now: datetime) -> str | None:
    """Why lines that join a known incident are worth a message of their own; None: editing the card will do.

    "late": the incident had calmed down. "worse": it was a line's trouble, and now it is the carrier's or ours.
    "acknowledged": somebody is at work and may not look at the card any more. But an outage spreads for minutes,
    while its lines come up for their checks: he is told once, then now and then, not each time.
    """
    if now - spread.last_joined_at > JOIN_WINDOW:
        return "late"
    if spread.worse and now - spread.last_told_at > SPREADING:
        return "worse"
    if spread.acknowledged_at is None:
        return None
    untold = spread.last_told_at <= spread.acknowledged_at
    return "acknowledged" if untold or now - spread.last_told_at > JOIN_WINDOW else None
