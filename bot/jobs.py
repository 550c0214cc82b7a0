"""The schedule, as a table: what runs, how often, what for."""

import inspect
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler


@dataclass(frozen=True)
class Job:
    """One row of the schedule; a run that is late still runs, and never beside itself."""

    name: str
    every: timedelta
    function: Callable[[], Awaitable[None]]


def schedule(jobs: Sequence[Job]) -> AsyncIOScheduler:
    """A scheduler of ``jobs``, not yet started; times are UTC.

    Raises ``TypeError`` for a function that is not a coroutine function: APScheduler would run it in a thread.
    """
    scheduler = AsyncIOScheduler(timezone="UTC")
    for job in jobs:
        if not inspect.iscoroutinefunction(job.function):
            raise TypeError(f"the job {job.name} is not a coroutine function")
        scheduler.add_job(
            job.function,
            "interval",
            seconds=job.every.total_seconds(),
            id=job.name,
            name=job.name,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
    return scheduler
