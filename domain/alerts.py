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

TOLD_WITHIN = timedelta(minutes=1)
"""Lines that fail so soon after a message are in its card while it is being read: they count as told."""

ROUND = timedelta(minutes=6)
"""In this time every line comes up for its check and is confirmed: until then an outage that was told as the carrier's
may only be going on to show."""


@dataclass(frozen=True)
class Spread:
    """An incident that another line joins.

    ``wide``: lines in it, the newcomer included, whose trouble is not their own alone but the carrier's or ours; 0
    where the newcomer's is its own. ``wide_told``: how many of that kind people have heard of with a sound.
    """

    last_joined_at: datetime
    last_told_at: datetime
    acknowledged_at: datetime | None = None
    wide: int = 0
    wide_told: int = 0


def reason_to_repeat(spread: Spread, now: datetime) -> str | None:
    """Why lines that join a known incident are worth a message of their own; None: editing the card will do.

    "late": the incident had calmed down. "worse": it was told as a line's trouble, and now it is the carrier's or ours.
    "grown": people heard of half as many lines or fewer. An edit rings nobody, so both count whether the incident was
    acknowledged or not; and as the lines double from one message to the next, they stay few.
    "acknowledged": somebody is at work and may not look at the card any more. But an outage spreads for minutes,
    while its lines come up for their checks: he is told once, then now and then, not each time.
    """
    if now - spread.last_joined_at > JOIN_WINDOW:
        return "late"
    if spread.wide >= max(1, 2 * spread.wide_told) and now - spread.last_told_at > _patience(spread.wide_told):
        return "grown" if spread.wide_told else "worse"
    if spread.acknowledged_at is None:
        return None
    untold = spread.last_told_at <= spread.acknowledged_at
    return "acknowledged" if untold or now - spread.last_told_at > JOIN_WINDOW else None


def _patience(wide_told: int) -> timedelta:
    """How long after a message growth is told by its card alone: the wider it was told already, the longer."""
    if wide_told == 0:
        return SPREADING
    return TOLD_WITHIN if wide_told == 1 else ROUND
