"""Who is active, who waits, and what a bot does that cannot reach its database."""

import asyncio
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing

import pytest
from structlog.testing import capture_logs

from bot.holder import Holder, holder, this_process
from bot.leadership import Leadership
from bot.supervisor import Supervisor
from models.database import open_database
from services.leader import LeaderService
from tests.kit.postgres import Cluster
from tests.kit.processes import ROOT

LEASE = 2.0
ELSEWHERE = Holder("another machine", 1, 1)


@asynccontextmanager
async def watching(*leaderships: Leadership) -> AsyncIterator[None]:
    supervisor = Supervisor()
    for number, leadership in enumerate(leaderships):
        supervisor.start(str(number), leadership.watch)
    try:
        yield
    finally:
        await supervisor.stop()


async def until(true: Callable[[], bool], within: float = 10) -> None:
    async with asyncio.timeout(within):
        while not true():  # noqa: ASYNC110 -- the fence is a matter of time, not of an event
            await asyncio.sleep(0.02)


async def test_one_of_two_is_active_and_the_other_follows_when_it_ends(database_url: str) -> None:
    first, second = Leadership(database_url, LEASE), Leadership(database_url, LEASE, me=ELSEWHERE)
    async with watching(second):
        async with watching(first):
            await until(lambda: first.held() or second.held())
            assert first.held() != second.held()
        await until(second.held, within=LEASE)
        assert not first.held()


async def test_each_bot_says_once_whether_it_is_active_or_stands_by(sqlite_url: str) -> None:
    first, second = Leadership(sqlite_url, LEASE), Leadership(sqlite_url, LEASE, me=ELSEWHERE)
    with capture_logs() as said:
        async with watching(first):
            await until(first.held)
            async with watching(second):
                await until(lambda: len(said) == 2)
                await asyncio.sleep(LEASE / 2)  # some beats more, of which nothing is said
    assert [line["event"] for line in said] == ["active", "standing by"]


async def test_terms_begin_and_end_with_the_lease(database_url: str) -> None:
    leadership, doings, supervisor = Leadership(database_url, LEASE), list[str](), Supervisor()

    @asynccontextmanager
    async def term() -> AsyncIterator[None]:
        doings.append("begun")
        try:
            yield
        finally:
            doings.append("ended")

    supervisor.start("rule", lambda: leadership.rule(term))
    async with watching(leadership):
        await until(lambda: doings == ["begun"])
        async with open_database(database_url, everywhere=False) as context:
            await LeaderService(context.db(), str(this_process()), LEASE).release()
            thief = LeaderService(context.db(), str(ELSEWHERE), 60)
            await thief.take(await thief.look())
        await until(lambda: doings == ["begun", "ended"])
        assert not leadership.held()
    await supervisor.stop()


async def test_a_bot_that_cannot_reach_its_database_is_active_no_longer_than_its_lease(sqlite_url: str) -> None:
    leadership = Leadership(sqlite_url, LEASE)
    async with watching(leadership):
        await until(leadership.held)
        with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await until(lambda: not leadership.held(), within=LEASE + 0.5)
            await asyncio.sleep(LEASE)
            assert not leadership.held()
            other.execute("ROLLBACK")
        await until(leadership.held)


async def test_the_fence_falls_by_the_clock_alone(sqlite_url: str) -> None:
    now = 0.0
    leadership = Leadership(sqlite_url, LEASE, clock=lambda: now)
    async with watching(leadership):
        await until(leadership.held)
        now = 3600.0
        assert not leadership.held()


async def test_a_dead_process_of_this_machine_is_replaced_before_its_lease_ends(database_url: str) -> None:
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", "input()", stdin=asyncio.subprocess.PIPE)
    dead = holder(str(this_process()).replace(f"/{os.getpid()}/", f"/{process.pid}/"))
    process.kill()
    await process.wait()
    async with open_database(database_url, everywhere=False) as context:
        service = LeaderService(context.db(), str(dead), 60)
        await service.prepare()
        assert await service.take(await service.look())
    leadership = Leadership(database_url, LEASE)
    async with watching(leadership):
        await until(leadership.held, within=LEASE)


@pytest.mark.postgres
async def test_a_lost_connection_is_opened_anew_within_the_lease(postgres_cluster: Cluster, postgres_url: str) -> None:
    leadership = Leadership(postgres_url, LEASE)
    async with watching(leadership):
        await until(leadership.held)
        await asyncio.to_thread(
            postgres_cluster.sql,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'test%'",
        )
        for _ in range(20):
            await asyncio.sleep(LEASE / 10)
            assert leadership.held()


@pytest.mark.postgres
async def test_postgres_ends_the_transaction_of_a_frozen_bot(postgres_url: str) -> None:
    async with open_database(postgres_url, everywhere=False) as context:
        (row,) = await context.db().execute_query_dict("SHOW idle_in_transaction_session_timeout")
    assert row == {"idle_in_transaction_session_timeout": "8s"}


FROZEN = """
import asyncio, sqlite3, sys
from bot.holder import this_process
from models.database import open_database
from services.leader import LeaderService

async def main(url):
    async with open_database(url, everywhere=False) as context:
        service = LeaderService(context.db(), str(this_process()), 1)
        await service.prepare()
        assert await service.take(await service.look())
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    print("locked", flush=True)
    sys.stdin.read()

asyncio.run(main(sys.argv[1]))
"""


async def test_a_frozen_process_that_keeps_sqlite_locked_is_killed(sqlite_url: str) -> None:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", FROZEN, sqlite_url, cwd=ROOT, stdin=pipe, stdout=pipe
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"locked\n"
    process.send_signal(signal.SIGSTOP)
    leadership = Leadership(sqlite_url, LEASE)
    async with watching(leadership):
        await until(leadership.held, within=15)
    assert await process.wait() == -signal.SIGKILL


def test_a_holder_is_read_as_it_was_written() -> None:
    me = this_process()
    assert holder(str(me)) == me
    assert len(str(me)) <= 64
    assert (me.ended, me.stopped) == (False, False)


@pytest.mark.parametrize("text", ["", "nobody", "a/b/c", "a/1", "/"])
def test_of_a_strange_holder_nothing_is_known(text: str) -> None:
    assert (holder(text).ended, holder(text).stopped) == (False, False)
