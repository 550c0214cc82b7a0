"""Background work: nothing is lost, nothing fails in silence, and it all ends."""

import asyncio

import pytest
from structlog.testing import capture_logs

from bot.supervisor import Supervisor


async def immediately(_: float) -> None:
    await asyncio.sleep(0)


async def test_a_loop_that_fails_is_started_anew_and_its_failure_is_logged() -> None:
    supervisor, runs, third = Supervisor(sleep=immediately), [], asyncio.Event()

    async def loop() -> None:
        runs.append(1)
        if len(runs) < 3:
            raise ValueError("broken")
        third.set()
        await asyncio.Event().wait()

    with capture_logs() as logs:
        supervisor.start("sweep", loop)
        await asyncio.wait_for(third.wait(), 5)
    (fact,) = supervisor.loops()
    assert (fact.running, fact.restarts, fact.last_error) == (True, 2, "ValueError")
    assert [entry["loop"] for entry in logs] == ["sweep", "sweep"]
    await supervisor.stop()
    assert not supervisor.loops()[0].running
    assert supervisor.pending == 0


async def test_the_pause_between_failures_grows_to_its_limit() -> None:
    pauses: list[float] = []
    enough = asyncio.Event()

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 6:
            enough.set()
            await asyncio.Event().wait()

    async def loop() -> None:
        raise OSError

    supervisor = Supervisor(first_pause=1, longest_pause=8, sleep=sleep)
    supervisor.start("loop", loop)
    await asyncio.wait_for(enough.wait(), 5)
    await supervisor.stop()
    assert pauses == [1, 2, 4, 8, 8, 8]


async def test_a_loop_cancelled_from_within_is_started_anew() -> None:
    supervisor, runs, second = Supervisor(sleep=immediately), [], asyncio.Event()

    async def loop() -> None:
        runs.append(1)
        if len(runs) == 2:
            second.set()
            await asyncio.Event().wait()
        raise asyncio.CancelledError

    supervisor.start("loop", loop)
    await asyncio.wait_for(second.wait(), 5)
    await supervisor.stop()


async def test_a_loop_that_returns_is_done() -> None:
    supervisor = Supervisor()

    async def loop() -> None:
        return None

    supervisor.start("once", loop)
    await supervisor.stop()
    assert (supervisor.loops()[0].running, supervisor.loops()[0].restarts) == (False, 0)


async def test_two_loops_of_one_name_are_refused() -> None:
    supervisor = Supervisor()
    supervisor.start("loop", asyncio.Event().wait)  # type: ignore[arg-type]  # what it returns does not matter here
    with pytest.raises(RuntimeError, match="runs already"):
        supervisor.start("loop", asyncio.Event().wait)  # type: ignore[arg-type]  # as above
    await supervisor.stop()


async def test_a_follow_up_that_fails_is_logged_and_harms_nobody() -> None:
    supervisor = Supervisor()

    async def fail() -> None:
        raise KeyError("x")

    with capture_logs() as logs:
        supervisor.spawn("notice 7", fail())
        await supervisor.stop()
    assert [(entry["log_level"], entry["task"]) for entry in logs] == [("error", "notice 7")]


async def test_stopping_lets_follow_ups_end_and_ends_loops_at_once() -> None:
    supervisor, order, gate, started = Supervisor(), [], asyncio.Event(), asyncio.Event()

    async def loop() -> None:
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            order.append("loop")
            gate.set()

    async def follow_up() -> None:
        await gate.wait()
        order.append("follow-up")

    supervisor.start("loop", loop)
    supervisor.spawn("follow-up", follow_up())
    await started.wait()
    await supervisor.stop()
    assert order == ["loop", "follow-up"]


async def test_a_follow_up_that_takes_too_long_is_cancelled() -> None:
    supervisor, cancelled, started = Supervisor(), asyncio.Event(), asyncio.Event()

    async def follow_up() -> None:
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    supervisor.spawn("slow", follow_up())
    await started.wait()
    await supervisor.stop(within=0.01)
    assert cancelled.is_set()
    assert supervisor.pending == 0


async def test_a_follow_up_of_a_stopped_supervisor_is_dropped_with_a_word() -> None:
    supervisor = Supervisor()
    await supervisor.stop()

    async def late() -> None:
        raise AssertionError

    with capture_logs() as logs:
        supervisor.spawn("late", late())
    assert logs[0]["event"] == "follow-up dropped while stopping"
    await supervisor.stop()
