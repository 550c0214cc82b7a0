"""Writes down what one check showed: state, counters, log, flip, incident and notices in one transaction."""

from datetime import datetime

from tortoise.backends.base.client import BaseDBAsyncClient

from domain.cause import EXPLAINED_BY_STOP
from domain.health import Health, HealthPolicy, LineState, Step, advance
from domain.sip import Answer, ProbeResult, Verdict
from models import Flip, Line, LogRecord
from services import incidents
from services.counters import count, watched_since
from services.locks import lock_contract

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


async def record(
    connection: BaseDBAsyncClient, line: Line, result: ProbeResult, policy: HealthPolicy, now: datetime
) -> bool:
    """Apply one result to a line read and locked in the caller's transaction; True when notices may be owed."""
    before = _health(line)
    step = advance(before, result, policy, now)
    if result.verdict is not Verdict.UNKNOWN:  # our own fault counts as nobody watching
        await count(connection, line, result, watched_since(line, before, step, policy, now))
    if await _worth_logging(line, before, step, result):
        await _log(line, result)
    _apply(line, step, result, now)
    await line.save(update_fields=_HEALTH_FIELDS)
    if step.flipped:
        await _flip(line, before, step.health, result.verdict, now)
    elif step.health.state is LineState.ERROR and _speaks_anew(before, step, result):
        await incidents.still_failing(line, result.verdict, now)
    return step.health.state is LineState.ERROR or step.flipped


def _health(line: Line) -> Health:
    return Health(line.state, line.state_since, line.verdict, line.streak, line.suspected_at, line.refusals)


def _speaks_anew(before: Health, step: Step, result: ProbeResult) -> bool:
    """Whether the incident of a line that stays in error is concerned: another verdict, or one that money explains."""
    if step.health.verdict is not before.verdict:
        return True
    return result.verdict is before.verdict and result.verdict in EXPLAINED_BY_STOP


def _apply(line: Line, step: Step, result: ProbeResult, now: datetime) -> None:
    health = step.health
    line.state, line.state_since = health.state, health.since
    if health.verdict is not None:
        line.verdict = health.verdict
    line.streak, line.suspected_at, line.refusals = health.streak, health.suspected_at, health.refusals
    line.lease_until, line.lease_token = None, ""
    if result.verdict is not Verdict.UNKNOWN:
        line.checked_at, line.latency_ms, line.next_check_at = now, result.answer.latency_ms, step.next_check_at
    elif line.next_check_at <= now:  # a tap that failed through our fault does not put the schedule off
        line.next_check_at = step.next_check_at


async def _worth_logging(line: Line, before: Health, step: Step, result: ProbeResult) -> bool:
    """Failures, changes, and the first success after a failure; a healthy line writes nothing.

    Our own fault is told once, or a checker that is broken for a night would fill the logs of all lines.
    """
    if result.verdict is Verdict.UNKNOWN:
        last = await LogRecord.filter(line_id=line.id).order_by("-id").first()
        return last is None or last.verdict is not Verdict.UNKNOWN or last.evidence != _evidence(result.answer)
    if result.verdict is not Verdict.REGISTERED or step.flipped or line.checked_at is None:
        return True
    return before.streak == 0 if before.state is LineState.ERROR else before.streak > 0


async def _log(line: Line, result: ProbeResult) -> None:
    await LogRecord.create(
        line_id=line.id,
        at=result.at,
        verdict=result.verdict,
        code=result.answer.code,
        reason=_storable(result.answer.reason, 255),
        source=_storable(result.answer.source, 64),
        evidence=_evidence(result.answer),
        latency_ms=result.answer.latency_ms,
    )


def _evidence(answer: Answer) -> str:
    return _storable("\n".join(part for part in (*answer.headers, answer.detail) if part), 2000)


def _storable(text: str, longest: int) -> str:
    """What came from the wire as PostgreSQL takes it: no NUL, no half of a surrogate pair."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()[:longest]


async def _flip(line: Line, before: Health, after: Health, verdict: Verdict, now: datetime) -> None:
    await lock_contract(line.contract_id)
    incident_id: int | None = None
    if after.state is LineState.ERROR:
        incident_id = await incidents.line_failed(line, verdict, after.since, now)
    elif before.state is LineState.ERROR:
        incident_id = await incidents.line_recovered(line, after.since, now)
    await Flip.create(
        line_id=line.id,
        incident_id=incident_id,
        from_state=before.state,
        to_state=after.state,
        verdict=verdict,
        at=now,
    )
