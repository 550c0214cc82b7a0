"""What happens to checks when the prober's processes die, hang, or their askers go away."""

import asyncio
import os
import signal
from collections.abc import Callable
from dataclasses import replace

import pytest

from domain.sip import SipAccount, Verdict
from telephony.crew import ProberError
from telephony.options import ProberOptions
from telephony.pool import ProberPool
from tests.kit.sip_server import Request, SipServer

Accounts = Callable[[str], SipAccount]


async def in_flight(pool: ProberPool, server: SipServer, account: Accounts, number: int) -> list[asyncio.Task[Verdict]]:
    """Checks under way: their requests are at the server, which answers late."""

    async def verdict(user: str) -> Verdict:
        return (await pool.probe(account(user))).verdict

    server.delay = 0.3
    server.requests.clear()
    tasks = [asyncio.ensure_future(verdict(str(each))) for each in range(number)]
    async with asyncio.timeout(5):
        await server.until(number)
    return tasks


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGABRT, signal.SIGSTOP])
@pytest.mark.parametrize("seen_before", [False, True])
async def test_no_line_is_blamed_for_a_prober_that_dies_or_hangs(
    options: ProberOptions, server: SipServer, account: Accounts, stop: signal.Signals, seen_before: bool
) -> None:
    async with ProberPool(replace(options, hang_after=2.0, slots=3)) as pool:
        if seen_before:
            await asyncio.gather(*(pool.probe(account(str(each))) for each in range(6)))
        tasks = await in_flight(pool, server, account, 6 if seen_before else 30)
        os.kill(pool.pids[0], stop)
        async with asyncio.timeout(20):
            verdicts = await asyncio.gather(*tasks)
        assert set(verdicts) == {Verdict.REGISTERED}
        assert pool.crashes == 1


async def test_a_job_that_kills_two_probers_is_our_fault_and_the_pool_lives_on(
    options: ProberOptions, server: SipServer, account: Accounts
) -> None:
    async with ProberPool(replace(options, processes=1)) as pool:

        def kill(request: Request) -> bytes | None:
            os.kill(pool.pids[0], signal.SIGKILL)
            return None

        server.users["poison"] = kill
        result = await pool.probe(account("poison"))
        assert (result.verdict, pool.crashes) == (Verdict.UNKNOWN, 2)
        assert result.answer.detail.startswith("prober:")
        assert (await pool.probe(account("100"))).verdict is Verdict.REGISTERED


async def test_two_hundred_abandoned_checks_do_no_harm(pool: ProberPool, server: SipServer, account: Accounts) -> None:
    tasks = await in_flight(pool, server, account, 200)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    server.delay = 0
    result = await pool.probe(account("100"))
    assert (result.verdict, pool.crashes, pool.queued) == (Verdict.REGISTERED, 0, 0)


async def test_processes_are_replaced_before_they_grow_old(
    options: ProberOptions, server: SipServer, account: Accounts
) -> None:
    async with ProberPool(replace(options, recycle_after=10)) as pool:
        before = set(pool.pids)
        results = await asyncio.gather(*(pool.probe(account(str(number))) for number in range(100)))
        assert {result.verdict for result in results} == {Verdict.REGISTERED}
        assert pool.crashes == 0
        assert not before & set(pool.pids)


async def test_closing_answers_whoever_still_waits(pool: ProberPool, server: SipServer, account: Accounts) -> None:
    tasks = await in_flight(pool, server, account, 5)
    await pool.close()
    assert set(await asyncio.gather(*tasks)) == {Verdict.UNKNOWN}
    assert (await pool.probe(account("100"))).verdict is Verdict.UNKNOWN


async def test_half_a_line_is_no_answer(options: ProberOptions, account: Accounts) -> None:
    async with ProberPool(options) as pool:
        assert pool._crew is not None
        member = pool._crew._members[0]
        for line in (b'{"id": 1, "co', b"[]", b'{"id": 99999, "code": 200}', b"\xff"):
            member.process._hear(line)
        assert (await pool.probe(account("100"))).verdict is Verdict.REGISTERED


async def test_a_machine_that_cannot_start_it_hears_why(options: ProberOptions) -> None:
    pool = ProberPool(replace(options, bind="192.0.2.200", start_within=2.0))
    with pytest.raises(ProberError, match="did not start"):
        await pool.start()


async def test_no_process_is_left_behind(options: ProberOptions) -> None:
    async with ProberPool(options) as pool:
        pids = pool.pids
        assert len(pids) == options.processes
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


async def test_a_hundred_accounts_at_once_all_get_an_answer(
    pool: ProberPool, server: SipServer, account: Accounts
) -> None:
    results = await asyncio.gather(*(pool.probe(account(str(number))) for number in range(100)))
    assert {result.verdict for result in results} == {Verdict.REGISTERED}


@pytest.mark.parametrize("wrong", [{"slots": 8}, {"slots": 0}, {"processes": 0}, {"rate": 0.0}, {"in_flight": 0}])
def test_options_that_would_break_the_prober_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError):
        ProberOptions(**wrong)  # type: ignore[arg-type]  # int and float mixed on purpose
