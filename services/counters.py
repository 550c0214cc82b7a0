"""Hourly counters of the lines: checks, failures, latency, and the seconds watched in each state."""

from datetime import datetime

from tortoise.backends.base.client import BaseDBAsyncClient

from domain.health import Health, HealthPolicy, Step, pace
from domain.sip import ProbeResult, Verdict
from domain.uptime import Watched, watched
from models import Line
from models.sql import execute


def watched_since(line: Line, before: Health, step: Step, policy: HealthPolicy, now: datetime) -> tuple[Watched, ...]:
    """The time since the line's last check, hour by hour; the last one is the hour of ``now``.

    A suspicion that is confirmed now was true since the check that raised it, as ``Health.since`` says.
    """
    confirmed = step.flipped and before.suspected_at is not None
    state = step.health.state if confirmed else before.state
    return watched(state, line.checked_at, now, pace(before, policy), policy.interval)


async def count(connection: BaseDBAsyncClient, line: Line, result: ProbeResult, hours: tuple[Watched, ...]) -> None:
    """Add the watched time to its hours, and the check itself to the last of them."""
    for hour in hours[:-1]:
        await _add(connection, line.id, hour, 0, 0, 0.0)
    failed = int(result.verdict is not Verdict.REGISTERED)
    await _add(connection, line.id, hours[-1], 1, failed, result.answer.latency_ms)


async def _add(
    connection: BaseDBAsyncClient, line_id: int, hour: Watched, checks: int, failures: int, latency_ms: float
) -> None:
    amounts = [checks, failures, latency_ms, hour.ok_seconds, hour.error_seconds]
    await execute(connection, _ADD, [line_id, hour.hour, *amounts])


_ADD = """
INSERT INTO line_hour (line_id, hour, checks, failures, latency_sum_ms, ok_seconds, error_seconds)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (line_id, hour) DO UPDATE SET
  checks = line_hour.checks + excluded.checks,
  failures = line_hour.failures + excluded.failures,
  latency_sum_ms = line_hour.latency_sum_ms + excluded.latency_sum_ms,
  ok_seconds = line_hour.ok_seconds + excluded.ok_seconds,
  error_seconds = line_hour.error_seconds + excluded.error_seconds
"""
