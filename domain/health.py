"""When a line counts as failed or recovered, and when to look again. Pure: time is passed in.

One probe proves nothing: silence and server errors are confirmed soon, refused logins once and late,
because carriers ban a number that fails to log in too often.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from domain.sip import ProbeResult, Verdict


class LineState(StrEnum):
    """What is known of a line after confirmation."""

    UNKNOWN = "unknown"
    OK = "ok"
    ERROR = "error"
    OFF = "off"


LOGIN_REFUSED = frozenset({Verdict.WRONG_PASSWORD, Verdict.FORBIDDEN, Verdict.UNKNOWN_NUMBER})
"""Verdicts that a carrier may answer with a ban when they are repeated."""

_LOGIN_CONFIRMATIONS = 2


@dataclass(frozen=True)
class HealthPolicy:
    """How patient the checks are. ``fail_after`` and ``recover_after`` count probes, the first included."""

    interval: timedelta = timedelta(minutes=5)
    confirm_after: timedelta = timedelta(seconds=15)
    login_confirm_after: timedelta = timedelta(seconds=60)
    slowest: timedelta = timedelta(hours=2)
    fail_after: int = 2
    recover_after: int = 2


@dataclass(frozen=True)
class Health:
    """A line's confirmed state, and the suspicion that is being confirmed.

    ``since`` is the first probe that showed the state, not the one that confirmed it.
    ``streak`` probes since ``suspected_at`` contradict ``state``; ``refusals`` counts refused logins in a
    row while in error and sets how slowly the next one is tried.
    """

    state: LineState
    since: datetime
    verdict: Verdict | None = None
    streak: int = 0
    suspected_at: datetime | None = None
    refusals: int = 0


@dataclass(frozen=True)
class Step:
    """What one probe changes: the new health, when to look again, and whether the state flipped."""

    health: Health
    next_check_at: datetime
    flipped: bool = False


def advance(health: Health, result: ProbeResult, policy: HealthPolicy, now: datetime) -> Step:
    """Decide what one probe result means. A verdict ``unknown`` is our own fault and changes no state."""
    if result.verdict is Verdict.UNKNOWN:
        return Step(health, _after(now, policy.confirm_after * 2, result))
    if result.verdict is Verdict.REGISTERED:
        return _good(health, result, policy, now)
    return _bad(health, result, policy, now)


def _good(health: Health, result: ProbeResult, policy: HealthPolicy, now: datetime) -> Step:
    if health.state is LineState.OK:
        return Step(replace(health, verdict=result.verdict, streak=0, suspected_at=None), now + policy.interval)
    if health.state is LineState.UNKNOWN:
        return Step(Health(LineState.OK, now, result.verdict), now + policy.interval, flipped=True)
    if health.streak + 1 >= policy.recover_after:
        recovered = Health(LineState.OK, health.suspected_at or now, result.verdict)
        return Step(recovered, now + policy.interval, flipped=True)
    suspected = replace(health, streak=health.streak + 1, suspected_at=health.suspected_at or now, refusals=0)
    return Step(suspected, now + policy.confirm_after)


def _bad(health: Health, result: ProbeResult, policy: HealthPolicy, now: datetime) -> Step:
    if health.state is LineState.ERROR:
        return _still_failing(health, result, policy, now)
    wait = _confirmation_delay(result.verdict, policy)
    if _too_early(health, result.verdict, wait, now):
        return Step(health, _after(health.suspected_at or now, wait, result))
    streak = health.streak + 1
    if streak >= _failures_needed(result.verdict, policy):
        since = health.suspected_at or now
        failed = Health(LineState.ERROR, since, result.verdict, refusals=int(result.verdict in LOGIN_REFUSED))
        return Step(failed, _after(now, _pace_in_error(failed, policy), result), flipped=True)
    suspected = replace(health, streak=streak, suspected_at=health.suspected_at or now)
    return Step(suspected, _after(now, wait, result))


def _still_failing(health: Health, result: ProbeResult, policy: HealthPolicy, now: datetime) -> Step:
    refusals = health.refusals + 1 if result.verdict in LOGIN_REFUSED else 0
    failing = replace(health, verdict=result.verdict, streak=0, suspected_at=None, refusals=refusals)
    return Step(failing, _after(now, _pace_in_error(failing, policy), result))


def _too_early(health: Health, verdict: Verdict, wait: timedelta, now: datetime) -> bool:
    """A refused login repeated at once (a person's tap) confirms nothing."""
    return verdict in LOGIN_REFUSED and health.suspected_at is not None and now < health.suspected_at + wait


def _failures_needed(verdict: Verdict, policy: HealthPolicy) -> int:
    return _LOGIN_CONFIRMATIONS if verdict in LOGIN_REFUSED else policy.fail_after


def _confirmation_delay(verdict: Verdict, policy: HealthPolicy) -> timedelta:
    return policy.login_confirm_after if verdict in LOGIN_REFUSED else policy.confirm_after


def _pace_in_error(health: Health, policy: HealthPolicy) -> timedelta:
    """Interval doubled with each refused login, from the second on, up to ``policy.slowest``."""
    if not health.refusals:
        return policy.interval
    doubled: timedelta = policy.interval * (1 << min(health.refusals - 1, 16))
    return max(policy.interval, min(doubled, policy.slowest))


def _after(now: datetime, wait: timedelta, result: ProbeResult) -> datetime:
    return now + max(wait, timedelta(seconds=result.retry_after or 0))
