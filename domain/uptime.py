"""Which time counts as watched: time that nobody watched counts neither up nor down."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from domain.health import LineState

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Watched:
    """Seconds of one hour (``hour``: its first moment, UTC), charged to the state that held during them."""

    hour: datetime
    ok_seconds: int = 0
    error_seconds: int = 0


def watched(
    state: LineState, checked_at: datetime | None, now: datetime, pace: timedelta, interval: timedelta
) -> tuple[Watched, ...]:
    """Charge the time since ``checked_at`` to ``state``, hour by hour, the last one being the hour of ``now``.

    A line checked every ``pace`` may miss one check of ``interval``; after a longer gap nothing is charged, for
    nobody watched. Seconds are cut at whole seconds of the clock, so that their sum never outgrows it.
    """
    silent_for = pace + interval * 1.5
    since = checked_at if checked_at is not None and now - checked_at <= silent_for else now
    if state is LineState.OK:
        return tuple(Watched(hour, ok_seconds=seconds) for hour, seconds in _hours(since, now))
    if state is LineState.ERROR:
        return tuple(Watched(hour, error_seconds=seconds) for hour, seconds in _hours(since, now))
    return (Watched(_hour(now)),)


def share(ok_seconds: int, error_seconds: int) -> float | None:
    """Uptime from 0 to 1, None when nothing was watched."""
    total = ok_seconds + error_seconds
    return ok_seconds / total if total else None


def _hours(since: datetime, now: datetime) -> Iterator[tuple[datetime, int]]:
    """Every hour touched and the whole seconds of it. A clock that went back gives the hour of ``now`` and 0."""
    start = int(min(since, now).timestamp())
    while _hour(now).timestamp() > start:
        hour = _hour(datetime.fromtimestamp(start, UTC))
        end = int((hour + HOUR).timestamp())
        yield hour, end - start
        start = end
    yield _hour(now), int(now.timestamp()) - start


def _hour(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
