"""The schedule takes coroutine functions alone, runs no job beside itself and lets what has begun end."""

import asyncio
import functools
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.jobs import Job, running, schedule

HOURLY = timedelta(hours=1)


async def work() -> None:
    """A job."""


def test_a_function_that_is_no_coroutine_function_is_refused() -> None:
    with pytest.raises(TypeError, match="the job tidy is not a coroutine function"):
        schedule([Job("tidy", HOURLY, lambda: work())])


@pytest.mark.parametrize("function", [work, functools.partial(work)])
def test_coroutine_functions_are_taken(function: functools.partial[object]) -> None:
    (job,) = schedule([Job("tidy", HOURLY, function)]).get_jobs()  # type: ignore[arg-type] # both are
    assert (job.max_instances, job.misfire_grace_time, job.coalesce) == (1, None, True)


def test_a_nightly_job_runs_at_its_hour_where_it_is_set() -> None:
    (job,) = schedule([Job("tidy", time(3, 30, tzinfo=ZoneInfo("Europe/Samara")), work)]).get_jobs()
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert job.trigger.get_next_fire_time(None, noon) == datetime(2026, 3, 1, 23, 30, tzinfo=UTC)


async def test_a_job_that_does_not_end_is_cut_short_without_a_fuss(caplog: pytest.LogCaptureFixture) -> None:
    begun = asyncio.Event()

    async def endless() -> None:
        begun.set()
        await asyncio.Event().wait()

    async with running([Job("endless", HOURLY, endless, at_start=True)], patience=0.01):
        async with asyncio.timeout(5):
            await begun.wait()
    await asyncio.sleep(0)
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_a_job_runs_at_the_start_when_it_is_told_so_and_is_not_cut_short() -> None:
    begun, end, ended = asyncio.Event(), asyncio.Event(), []

    async def slow() -> None:
        begun.set()
        await end.wait()
        ended.append(True)

    async with running([Job("slow", HOURLY, slow, at_start=True), Job("later", HOURLY, work)]):
        async with asyncio.timeout(5):
            await begun.wait()
        asyncio.get_running_loop().call_later(0.05, end.set)
    assert ended == [True]
