"""The pool against a real registrar, over each transport."""

import asyncio
import time
from dataclasses import replace
from pathlib import Path

import pytest

from domain.sip import CheckMethod, SipAccount, Transport, Verdict
from telephony.pool import ProberPool
from tests.kit.kamailio import Kamailio
from tests.kit.softphone import Softphone

pytestmark = pytest.mark.kamailio
TRANSPORTS = list(Transport)
SECONDS = 6.0
"""A dead carrier costs no more, with the tests' short patience (1 s, confirmed by 0.6 s)."""


def line(registrar: Kamailio, transport: Transport = Transport.UDP, user: str = "100") -> SipAccount:
    port = registrar.tls_port if transport is Transport.TLS else registrar.port
    return SipAccount(user, "127.0.0.1", port, transport, "secret")


async def verdict(pool: ProberPool, account: SipAccount) -> Verdict:
    return (await pool.probe(account)).verdict


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_the_right_password_registers(pool: ProberPool, kamailio: Kamailio, transport: Transport) -> None:
    result = await pool.probe(line(kamailio, transport))
    assert (result.verdict, result.answer.code) == (Verdict.REGISTERED, 200)
    assert result.answer.source.endswith(f":{line(kamailio, transport).port}")
    assert result.at.tzinfo is not None


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_a_changed_password_is_wrong_until_it_is_changed_back(
    pool: ProberPool, kamailio: Kamailio, transport: Transport
) -> None:
    account = line(kamailio, transport)
    await kamailio.set_password("100", "other")
    assert await verdict(pool, account) is Verdict.WRONG_PASSWORD
    await kamailio.set_password("100", "secret")
    assert await verdict(pool, account) is Verdict.REGISTERED


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_an_unknown_number_is_told(pool: ProberPool, kamailio: Kamailio, transport: Transport) -> None:
    assert await verdict(pool, line(kamailio, transport, "999")) is Verdict.UNKNOWN_NUMBER


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize("seen_before", [False, True])
async def test_a_killed_carrier_is_down_within_seconds_and_comes_back(
    pool: ProberPool, kamailio: Kamailio, transport: Transport, seen_before: bool
) -> None:
    account = line(kamailio, transport)
    if seen_before:
        assert await verdict(pool, account) is Verdict.REGISTERED
    await kamailio.kill()
    started = time.monotonic()
    assert await verdict(pool, account) is Verdict.CARRIER_DOWN
    assert time.monotonic() - started < SECONDS
    await kamailio.start()
    assert await verdict(pool, account) is Verdict.REGISTERED


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_a_carrier_that_hangs_is_down_within_seconds(
    pool: ProberPool, kamailio: Kamailio, transport: Transport
) -> None:
    kamailio.freeze()
    started = time.monotonic()
    assert await verdict(pool, line(kamailio, transport)) is Verdict.CARRIER_DOWN
    assert time.monotonic() - started < SECONDS
    kamailio.thaw()


async def test_a_hundred_lines_of_a_dead_carrier_cost_seconds(pool: ProberPool, kamailio: Kamailio) -> None:
    accounts = [line(kamailio, user=str(number)) for number in range(100)]
    for account in accounts:
        await kamailio.set_password(account.user, "secret")
    alive = await asyncio.gather(*(verdict(pool, account) for account in accounts))
    await kamailio.kill()
    started = time.monotonic()
    dead = await asyncio.gather(*(verdict(pool, account) for account in accounts))
    assert (set(alive), set(dead)) == ({Verdict.REGISTERED}, {Verdict.CARRIER_DOWN})
    assert time.monotonic() - started < 3 * SECONDS


async def test_a_trunk_without_a_login_is_asked_by_options(pool: ProberPool, kamailio: Kamailio) -> None:
    trunk = replace(line(kamailio), user="", password="", method=CheckMethod.OPTIONS)
    assert await verdict(pool, trunk) is Verdict.REGISTERED
    await kamailio.kill()
    assert await verdict(pool, trunk) is Verdict.CARRIER_DOWN


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_a_check_leaves_no_binding(
    pool: ProberPool, kamailio: Kamailio, transport: Transport, full: bool
) -> None:
    account = replace(line(kamailio, transport), full_registration=full)
    assert await verdict(pool, account) is Verdict.REGISTERED
    assert await kamailio.bindings("100") == []


@pytest.mark.parametrize("one_binding", [False, True])
async def test_a_phone_stays_registered_through_a_hundred_checks(
    pool: ProberPool, tmp_path: Path, one_binding: bool
) -> None:
    async with (
        Kamailio(tmp_path, {"100": "secret"}, one_binding=one_binding) as registrar,
        Softphone("100", "secret", registrar.port),
    ):
        before = await registrar.bindings("100")
        assert len(before) == 1
        for _ in range(10):
            verdicts = await asyncio.gather(*(verdict(pool, line(registrar)) for _ in range(10)))
            assert set(verdicts) == {Verdict.REGISTERED}
            assert await registrar.bindings("100") == before


async def test_a_full_registration_removes_its_own_binding_alone(pool: ProberPool, kamailio: Kamailio) -> None:
    async with Softphone("100", "secret", kamailio.port):
        before = await kamailio.bindings("100")
        assert await verdict(pool, replace(line(kamailio), full_registration=True)) is Verdict.REGISTERED
        assert await kamailio.bindings("100") == before
