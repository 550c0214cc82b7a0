"""The schedule, as a table: what runs, how often, what for."""

import asyncio
import contextlib
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Job:
    """One row of the schedule; a run that is late still runs, and never beside itself.

    ``every`` is an interval, or the time of day (of its own zone, by default UTC) of a nightly job. ``at_start``: it
    runs when the schedule begins as well.
    """

    name: str
    every: timedelta | time
    function: Callable[[], Awaitable[None]]
    at_start: bool = False


@asynccontextmanager
async def running(jobs: Sequence[Job], patience: float = 3.0) -> AsyncIterator[None]:
    """Run the schedule for the time of the block. On the way out what has begun gets *patience* seconds to end."""
    busy = _Busy()
    scheduler = schedule(jobs, busy.counted)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.remove_all_jobs()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await busy.idle.wait()
        scheduler.shutdown(wait=False)


def schedule(
    jobs: Sequence[Job], wrapped: Callable[[Job], Callable[[], Awaitable[None]]] = lambda job: job.function
) -> AsyncIOScheduler:
    """A scheduler of ``jobs``, not yet started; times are UTC.

    Raises ``TypeError`` for a function that is not a coroutine function: APScheduler would run it in a thread.
    """
    scheduler = AsyncIOScheduler(timezone="UTC")
    for job in jobs:
        if not inspect.iscoroutinefunction(job.function):
            raise TypeError(f"the job {job.name} is not a coroutine function")
        first = {"next_run_time": datetime.now(UTC)} if job.at_start else {}
        about = {"id": job.name, "name": job.name, **first, **_trigger(job.every)}
        scheduler.add_job(wrapped(job), coalesce=True, max_instances=1, misfire_grace_time=None, **about)
    return scheduler


def _trigger(every: timedelta | time) -> dict[str, Any]:
    if isinstance(every, timedelta):
        return {"trigger": "interval", "seconds": every.total_seconds()}
    return {"trigger": "cron", "hour": every.hour, "minute": every.minute, "timezone": every.tzinfo or UTC}


class _Busy:
    """Counts the runs under way; ``idle`` is set while there are none."""

    def __init__(self) -> None:
        self.idle = asyncio.Event()
        self.idle.set()
        self._runs = 0

    def counted(self, job: Job) -> Callable[[], Awaitable[None]]:
        async def run() -> None:
            self._runs += 1
            self.idle.clear()
            try:
                await job.function()
            except asyncio.CancelledError:
                _log.info("a job was cut short; it goes on at its next run", job=job.name)
            finally:
                self._runs -= 1
                if not self._runs:
                    self.idle.set()

        return run
