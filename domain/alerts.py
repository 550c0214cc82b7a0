"""When a change of an incident is worth a sound, and the reason for it."""

from datetime import datetime
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


def reason_to_repeat(acknowledged: bool, last_joined_at: datetime, last_told_at: datetime, now: datetime) -> str | None:
    """Why lines that join a known incident are worth a message of their own; None: editing the card will do.

    "late": the incident had calmed down. "acknowledged": somebody is at work and may not look at the card any more.
    But an outage spreads for minutes, while its lines come up for their checks: he is told now and then, not each time.
    """
    if now - last_joined_at > JOIN_WINDOW:
        return "late"
    return "acknowledged" if acknowledged and now - last_told_at > JOIN_WINDOW else None
