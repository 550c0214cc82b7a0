"""Which time counts as watched: time that nobody watched counts neither up nor down."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.health import LineState


@dataclass(frozen=True)
class Watched:
    """Seconds between two checks, charged to the state that held until the second one."""

    ok_seconds: int = 0
    error_seconds: int = 0


def watched(
    state: LineState, checked_at: datetime | None, due_at: datetime, now: datetime, grace: timedelta
) -> Watched:
    """Charge the time since ``checked_at``, unless the check came later than ``due_at`` plus ``grace``."""
    if checked_at is None or now <= checked_at or now > due_at + grace:
        return Watched()
    seconds = round((now - checked_at).total_seconds())
    if state is LineState.OK:
        return Watched(ok_seconds=seconds)
    return Watched(error_seconds=seconds) if state is LineState.ERROR else Watched()


def share(ok_seconds: int, error_seconds: int) -> float | None:
    """Uptime from 0 to 1, None when nothing was watched."""
    total = ok_seconds + error_seconds
    return ok_seconds / total if total else None
