"""A registrar is never flooded."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace

from domain.sip import SipAccount, Verdict
from telephony.options import ProberOptions
from telephony.pacing import Bucket
from telephony.pool import ProberPool
from tests.kit.sip_server import SipServer

Accounts = Callable[[str], SipAccount]


async def test_a_bucket_lets_through_its_rate() -> None:
    bucket, started = Bucket(100), time.monotonic()
    await asyncio.gather(*(bucket.take(2) for _ in range(40)))
    assert 0.5 < time.monotonic() - started < 1.0


async def test_requests_to_one_registrar_are_paced_and_another_does_not_wait(
    options: ProberOptions, server: SipServer, account: Accounts
) -> None:
    async with SipServer() as other, ProberPool(replace(options, rate=50)) as pool:
        started = time.monotonic()
        slow = asyncio.gather(*(pool.probe(account(str(number))) for number in range(20)))
        assert (await pool.probe(replace(account("1"), port=other.port))).verdict is Verdict.REGISTERED
        assert not slow.done(), "the other registrar had to wait"
        assert {result.verdict for result in await slow} == {Verdict.REGISTERED}
        assert len(server.requests) / (time.monotonic() - started) < 70


async def test_checks_under_way_at_one_registrar_are_capped(
    options: ProberOptions, server: SipServer, account: Accounts
) -> None:
    server.delay = 0.1
    async with ProberPool(replace(options, in_flight=2)) as pool:
        started = time.monotonic()
        await asyncio.gather(*(pool.probe(account(str(number))) for number in range(8)))
        # Three answers a check, 0.1 s each, two checks at a time; a trusted registrar needs two answers.
        assert time.monotonic() - started > 4 * 0.2


async def test_a_cancelled_wait_gives_its_place_to_the_next(
    options: ProberOptions, server: SipServer, account: Accounts
) -> None:
    async with ProberPool(replace(options, in_flight=1)) as pool:
        server.delay = 0.2
        tasks = [asyncio.ensure_future(pool.probe(account(str(number)))) for number in range(5)]
        await server.until(1)
        for task in tasks[:4]:
            task.cancel()
        assert (await tasks[4]).verdict is Verdict.REGISTERED
