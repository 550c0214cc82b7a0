"""Writes down what one check showed: state, counters, log, flip, incident and notices in one transaction."""

from datetime import datetime
from functools import partial

from tortoise.expressions import F

from domain.health import Health, HealthPolicy, LineState, Step, advance
from domain.sip import Answer, ProbeResult, Verdict
from domain.uptime import watched
from models import Flip, Line, LineHour, LogRecord
from services import incidents

_HEALTH_FIELDS = [
    "state",
    "state_since",
    "verdict",
    "streak",
    "suspected_at",
    "refusals",
    "checked_at",
    "latency_ms",
    "next_check_at",
    "lease_until",
    "lease_token",
]


async def record(line: Line, result: ProbeResult, policy: HealthPolicy, now: datetime) -> bool:
    """Apply one result to a line read and locked in the caller's transaction; True when notices may be owed."""
    before = _health(line)
    step = advance(before, result, policy, now)
    await _count(line, result, policy, now)
    if _worth_logging(before, step, result, line):
        await _log(line, result)
    _apply(line, step, result, now)
    await line.save(update_fields=_HEALTH_FIELDS)
    if step.flipped:
        await _flip(line, before, step.health, result.verdict, now)
    elif step.health.state is LineState.ERROR and step.health.verdict is not before.verdict:
        await incidents.verdict_changed(line, result.verdict, now)
    return step.health.state is LineState.ERROR or step.flipped


def _health(line: Line) -> Health:
    return Health(line.state, line.state_since, line.verdict, line.streak, line.suspected_at, line.refusals)


def _apply(line: Line, step: Step, result: ProbeResult, now: datetime) -> None:
    health = step.health
    line.state, line.state_since = health.state, health.since
    if health.verdict is not None:
        line.verdict = health.verdict
    line.streak, line.suspected_at, line.refusals = health.streak, health.suspected_at, health.refusals
    line.next_check_at, line.lease_until, line.lease_token = step.next_check_at, None, ""
    if result.verdict is not Verdict.UNKNOWN:
        line.checked_at, line.latency_ms = now, result.answer.latency_ms


def _worth_logging(before: Health, step: Step, result: ProbeResult, line: Line) -> bool:
    """Failures, changes, and the first success after a failure; a healthy line writes nothing."""
    recovering = before.streak > 0 or before.state is LineState.ERROR
    return result.verdict is not Verdict.REGISTERED or step.flipped or recovering or line.checked_at is None


async def _log(line: Line, result: ProbeResult) -> None:
    await LogRecord.create(
        line_id=line.id,
        at=result.at,
        verdict=result.verdict,
        code=result.answer.code,
        reason=result.answer.reason[:255],
        source=result.answer.source[:64],
        evidence=_evidence(result.answer),
        latency_ms=result.answer.latency_ms,
    )


def _evidence(answer: Answer) -> str:
    return "\n".join(part for part in (*answer.headers, answer.detail) if part)[:2000]


async def _count(line: Line, result: ProbeResult, policy: HealthPolicy, now: datetime) -> None:
    """Hourly counters; a check that was our own fault counts as nobody watching."""
    if result.verdict is Verdict.UNKNOWN:
        return
    charged = watched(line.state, line.checked_at, line.next_check_at, now, grace=policy.interval)
    hour = now.replace(minute=0, second=0, microsecond=0)
    row, _ = await LineHour.get_or_create(line_id=line.id, hour=hour)
    failed = int(result.verdict is not Verdict.REGISTERED)
    plus = partial(_plus, checks=1, failures=failed, latency_sum_ms=result.answer.latency_ms)
    await LineHour.filter(id=row.id).update(**plus(ok_seconds=charged.ok_seconds, error_seconds=charged.error_seconds))


def _plus(**amounts: float) -> dict[str, object]:
    return {name: F(name) + amount for name, amount in amounts.items()}


async def _flip(line: Line, before: Health, after: Health, verdict: Verdict, now: datetime) -> None:
    await incidents.lock_carrier(line.carrier_id)
    incident_id: int | None = None
    if after.state is LineState.ERROR:
        incident_id = await incidents.line_failed(line, verdict, after.since, now)
    elif before.state is LineState.ERROR:
        incident_id = await incidents.line_recovered(line, now)
    await Flip.create(
        line_id=line.id,
        incident_id=incident_id,
        from_state=before.state,
        to_state=after.state,
        verdict=verdict,
        at=now,
    )
