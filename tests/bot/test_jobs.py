"""The schedule takes coroutine functions alone and never runs a job beside itself."""

import functools
from datetime import timedelta

import pytest

from bot.jobs import Job, schedule


async def work() -> None:
    """A job."""


def test_a_function_that_is_no_coroutine_function_is_refused() -> None:
    with pytest.raises(TypeError, match="the job tidy is not a coroutine function"):
        schedule([Job("tidy", timedelta(seconds=1), lambda: work())])


@pytest.mark.parametrize("function", [work, functools.partial(work)])
def test_coroutine_functions_are_taken(function: object) -> None:
    (job,) = schedule([Job("tidy", timedelta(seconds=1), function)]).get_jobs()  # type: ignore[arg-type] # both are
    assert (job.max_instances, job.misfire_grace_time, job.coalesce) == (1, None, True)
