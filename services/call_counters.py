"""Outgoing calls of the lines, hour by hour: how many there were, and how many the line failed."""

from datetime import datetime, timedelta

from tortoise.transactions import in_transaction

from domain.line_calls import CallShare, LineCalls, line_failed
from models import Line, LineHour
from models.sql import execute


async def count_call(contract_id: int, line_id: int, code: int, reason: str, at: datetime) -> bool:
    """Count one call that ended, or was answered; False for a line that is not the contract's."""
    if not await Line.filter(id=line_id, contract_id=contract_id).exists():
        return False
    hour = at.replace(minute=0, second=0, microsecond=0)
    async with in_transaction() as connection:
        await execute(connection, _ADD, [line_id, hour, 1, int(line_failed(code, reason))])
    return True


async def calls_of(line_id: int, now: datetime) -> LineCalls:
    """What the calls of one line say."""
    this_hour = now.replace(minute=0, second=0, microsecond=0)
    rows = await LineHour.filter(line_id=line_id, hour__gt=this_hour - timedelta(days=1), calls__gt=0)
    recent = [row for row in rows if row.hour >= this_hour - timedelta(hours=1)]
    return LineCalls(_share(recent), _share(rows))


def _share(rows: list[LineHour]) -> CallShare:
    return CallShare(sum(row.calls for row in rows), sum(row.failed_calls for row in rows))


_ADD = """
INSERT INTO line_hour (line_id, hour, calls, failed_calls, latency_sum_ms) VALUES (?, ?, ?, ?, 0)
ON CONFLICT (line_id, hour) DO UPDATE SET
  calls = line_hour.calls + excluded.calls,
  failed_calls = line_hour.failed_calls + excluded.failed_calls
"""
