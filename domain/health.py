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

LONGEST_RETRY_AFTER = timedelta(days=1)
"""RFC 3261, section 20.33, lets a far end ask for 136 years of silence: a line is looked at once a day all the same."""

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
    ``streak`` probes since ``suspected_at`` contradict ``state``. ``refusals`` counts refused logins in a row:
    while in error it sets how slowly the next one is tried, before that it says that the suspicion is one.
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
    """Decide what one probe result means. A verdict ``unknown`` is our own fault and changes no health."""
    if result.verdict is Verdict.UNKNOWN:
        return Step(health, _after(now, pace(health, policy), result))
    if result.verdict is Verdict.REGISTERED:
        return _good(health, policy, now)
    return _bad(health, result, policy, now)


def pace(health: Health, policy: HealthPolicy) -> timedelta:
    """Time from one check to the next while nothing changes: short while a suspicion is being confirmed.

    In error the interval doubles with each refused login, from the second on, up to ``policy.slowest``.
    """
    if health.suspected_at is not None:
        return policy.login_confirm_after if health.refusals else policy.confirm_after
    if health.state is not LineState.ERROR or not health.refusals:
        return policy.interval
    doubled: timedelta = policy.interval * (1 << min(health.refusals - 1, 16))
    return max(policy.interval, min(doubled, policy.slowest))


def _good(health: Health, policy: HealthPolicy, now: datetime) -> Step:
    if health.state is LineState.OK:
        sound = replace(health, verdict=Verdict.REGISTERED, streak=0, suspected_at=None, refusals=0)
        return Step(sound, now + policy.interval)
    if health.state is not LineState.ERROR:
        return Step(Health(LineState.OK, now, Verdict.REGISTERED), now + policy.interval, flipped=True)
    due = _confirmation_due(health, policy.confirm_after)
    if due is not None and now < due:
        return Step(health, due)
    if health.streak + 1 >= policy.recover_after:
        recovered = Health(LineState.OK, health.suspected_at or now, Verdict.REGISTERED)
        return Step(recovered, now + policy.interval, flipped=True)
    suspected = replace(health, streak=health.streak + 1, suspected_at=health.suspected_at or now, refusals=0)
    return Step(suspected, now + policy.confirm_after)


def _bad(health: Health, result: ProbeResult, policy: HealthPolicy, now: datetime) -> Step:
    if health.state is LineState.ERROR:
        return _still_failing(health, result, policy, now)
    refused = result.verdict in LOGIN_REFUSED
    if refused and not health.refusals:
        return _first_refusal(health, result, policy, now)
    wait = pace(health, policy) if health.suspected_at is not None else policy.confirm_after
    due = _confirmation_due(health, wait)
    if due is not None and now < due:
        return Step(health, max(due, _after(now, timedelta(0), result)))
    since, streak = health.suspected_at or now, health.streak + 1
    if streak >= (_LOGIN_CONFIRMATIONS if refused else policy.fail_after):
        failed = Health(LineState.ERROR, since, result.verdict, refusals=int(refused))
        return Step(failed, _after(now, pace(failed, policy), result), flipped=True)
    return Step(replace(health, streak=streak, suspected_at=since), _after(now, wait, result))


def _first_refusal(health: Health, result: ProbeResult, policy: HealthPolicy, now: datetime) -> Step:
    """A refused login is confirmed by another one, a good while later: what was suspected before does not count."""
    suspected = replace(health, streak=1, suspected_at=now, refusals=1)
    return Step(suspected, _after(now, policy.login_confirm_after, result))


def _still_failing(health: Health, result: ProbeResult, policy: HealthPolicy, now: datetime) -> Step:
    refusals = health.refusals + 1 if result.verdict in LOGIN_REFUSED else 0
    failing = replace(health, verdict=result.verdict, streak=0, suspected_at=None, refusals=refusals)
    return Step(failing, _after(now, pace(failing, policy), result))


def _confirmation_due(health: Health, wait: timedelta) -> datetime | None:
    """From when on a probe counts; None: at once. What comes earlier (a tap, two that overlap) confirms nothing."""
    return health.suspected_at + wait * health.streak if health.suspected_at is not None else None


def _after(now: datetime, wait: timedelta, result: ProbeResult) -> datetime:
    asked = min(max(result.retry_after or 0, 0), LONGEST_RETRY_AFTER.total_seconds())
    return now + max(wait, timedelta(seconds=asked))
