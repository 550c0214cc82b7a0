"""Old records go: in small batches with pauses between them, so that nobody who writes waits for it."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tortoise.transactions import in_transaction

from models.sql import execute, update_returning

BATCH = 500
"""Rows that one statement looks at, and deletes, at most."""

PAUSE = 0.02
"""Seconds between two statements: whoever waits for the database comes first."""


@dataclass(frozen=True)
class Keep:
    """How long records live. ``counters`` is for all that reports are made of: hours, flips, incidents."""

    logs: timedelta
    counters: timedelta
    audit: timedelta


@dataclass(frozen=True)
class Swept:
    """What came of one table: rows deleted, statements needed, seconds of the slowest."""

    table: str
    rows: int = 0
    statements: int = 0
    slowest: float = 0.0


class RetentionService:
    """Deletes what is older than ``keep`` says. ``batch`` and ``pause`` bound what one statement may do to others."""

    def __init__(
        self,
        keep: Keep,
        *,
        batch: int = BATCH,
        pause: float = PAUSE,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._keep = keep
        self._batch = batch
        self._pause = pause
        self._sleep = sleep

    async def run(self, now: datetime) -> tuple[Swept, ...]:
        """Look at every table that grows. May be cut short at any moment and begun again."""
        logs, counters, audit = now - self._keep.logs, now - self._keep.counters, now - self._keep.audit
        return (
            await self._by_time("log_record", "at", logs),
            await self._by_time("line_hour", "hour", counters),
            await self._by_number("flip", "at < ?", counters, in_order=True),
            await self._incidents(counters),
            await self._by_number("audit", "at < ?", audit, in_order=True),
            await self._by_number("invite", "expires_at < ?", logs),
            await self._by_time("softphone_log", "at", logs),
            await self._by_number("user_notice", "created_at < ?", logs, in_order=True),
            await self._by_time("hand_over", "expires_at", logs),
        )

    async def _by_time(self, table: str, column: str, before: datetime) -> Swept:
        """A table that has an index over the time."""
        sql = f"DELETE FROM {table} WHERE id IN (SELECT id FROM {table} WHERE {column} < ? ORDER BY {column} LIMIT ?)"  # noqa: S608 -- names of ours
        swept = Swept(table)
        while True:
            earlier, swept = swept.rows, await self._batch_of(swept, sql, [before, self._batch])
            if swept.rows - earlier < self._batch:
                return swept

    async def _by_number(self, table: str, old: str, before: datetime, *, in_order: bool = False) -> Swept:
        """A table without one: look at it page by page. ``in_order``: what is later has a greater number."""
        sql = f"DELETE FROM {table} WHERE id > ? AND id <= ? AND {old}"  # noqa: S608 -- names of ours
        swept, first = Swept(table), 0
        while (last := await self._end_of_page(table, first)) is not None:
            earlier, swept = swept.rows, await self._batch_of(swept, sql, [first, last, before])
            if in_order and swept.rows == earlier:
                break
            first = last
        return swept

    async def _incidents(self, before: datetime) -> Swept:
        """Closed incidents: what belongs to them first, or deleting one would delete thousands of rows at once."""
        swept, first = Swept("incident"), 0
        while (last := await self._end_of_page("incident", first)) is not None:
            async with in_transaction() as connection:
                rows = await update_returning(connection, _CLOSED, [first, last, before])
            for row in rows:
                for sql in _BELONGINGS:
                    swept = await self._all_of(swept, sql, int(str(row["id"])))
            first = last
        return swept

    async def _all_of(self, swept: Swept, sql: str, owner: int) -> Swept:
        """Repeat until a batch is not full."""
        while True:
            earlier, swept = swept.rows, await self._batch_of(swept, sql, [owner, self._batch])
            if swept.rows - earlier < self._batch:
                return swept

    async def _end_of_page(self, table: str, first: int) -> int | None:
        sql = f"SELECT max(id) AS last FROM (SELECT id FROM {table} WHERE id > ? ORDER BY id LIMIT ?) AS page"  # noqa: S608 -- a name of ours
        async with in_transaction() as connection:
            (row,) = await update_returning(connection, sql, [first, self._batch])
        return None if row["last"] is None else int(str(row["last"]))

    async def _batch_of(self, swept: Swept, sql: str, values: list[object]) -> Swept:
        async with in_transaction() as connection:
            began = time.monotonic()
            rows = await execute(connection, sql, values)
            took = time.monotonic() - began
        await self._sleep(self._pause)
        return replace(swept, rows=swept.rows + rows, statements=swept.statements + 1, slowest=max(swept.slowest, took))


async def forget_records(line_id: int) -> None:
    """All that was recorded of a line that is about to be deleted, in batches."""
    service = RetentionService(Keep(timedelta(), timedelta(), timedelta()))
    for table in ("log_record", "line_hour", "flip"):
        await service._all_of(Swept(table), _of_owner(table, "line_id"), line_id)


def _of_owner(table: str, column: str) -> str:
    return f"DELETE FROM {table} WHERE id IN (SELECT id FROM {table} WHERE {column} = ? LIMIT ?)"  # noqa: S608 -- names of ours


_CLOSED = "SELECT id FROM incident WHERE id > ? AND id <= ? AND closed_at < ? ORDER BY id"
_BELONGINGS = (
    _of_owner("notice", "incident_id"),
    _of_owner("flip", "incident_id"),
    _of_owner("incident_line", "incident_id"),
    _of_owner("incident", "id"),
)
