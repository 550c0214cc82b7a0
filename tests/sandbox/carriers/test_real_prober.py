"""The carriers as the product's own prober sees them: every fault has the verdict it was made for."""

from collections.abc import AsyncIterator

import pytest

from domain.sip import LineType, SipAccount, Transport, Verdict
from sandbox.carriers import Carrier, CarrierLine, Fault, Outage
from telephony.options import ProberOptions
from telephony.pool import ProberPool

NUMBER, TRUNK = "1001", "2002"


@pytest.fixture
async def carrier() -> AsyncIterator[Carrier]:
    lines = [CarrierLine(NUMBER, "secret"), CarrierLine(TRUNK, kind=LineType.TRUNK)]
    one = Carrier("volga", lines=lines, single_binding=True)
    await one.start()
    yield one
    await one.stop()


@pytest.fixture
async def pool() -> AsyncIterator[ProberPool]:
    async with ProberPool(ProberOptions(processes=1, silence=1.0)) as ready:
        yield ready


def account(carrier: Carrier, number: str = NUMBER, transport: Transport = Transport.UDP) -> SipAccount:
    line = carrier.line(number)
    return SipAccount(number, carrier.host, carrier.port, transport, line.password, method=line.method)


async def test_each_fault_has_its_verdict_and_mending_ends_it(carrier: Carrier, pool: ProberPool) -> None:
    expected = {
        Fault.WRONG_PASSWORD: Verdict.WRONG_PASSWORD,
        Fault.UNKNOWN_NUMBER: Verdict.UNKNOWN_NUMBER,
        Fault.FORBIDDEN: Verdict.FORBIDDEN,
        Fault.UNAVAILABLE: Verdict.CARRIER_ERROR,
        Fault.SILENCE: Verdict.CARRIER_DOWN,
        Fault.SLOW: Verdict.REGISTERED,
    }
    for fault, verdict in expected.items():
        carrier.break_line(NUMBER, fault, delay=0.2)
        assert (await pool.probe(account(carrier))).verdict is verdict, fault
        carrier.mend(NUMBER)
        assert (await pool.probe(account(carrier))).verdict is Verdict.REGISTERED, fault


async def test_a_carrier_away_is_down_and_one_that_is_back_registers(carrier: Carrier, pool: ProberPool) -> None:
    for how in Outage:
        await carrier.down(how)
        assert (await pool.probe(account(carrier))).verdict is Verdict.CARRIER_DOWN
        await carrier.up()
        assert (await pool.probe(account(carrier))).verdict is Verdict.REGISTERED


async def test_trunks_and_tcp_are_answered(carrier: Carrier, pool: ProberPool) -> None:
    assert (await pool.probe(account(carrier, TRUNK))).verdict is Verdict.REGISTERED
    assert (await pool.probe(account(carrier, NUMBER, Transport.TCP))).verdict is Verdict.REGISTERED
    carrier.break_line(TRUNK, Fault.FORBIDDEN)
    assert (await pool.probe(account(carrier, TRUNK))).verdict is Verdict.FORBIDDEN


async def test_a_check_leaves_no_binding(carrier: Carrier, pool: ProberPool) -> None:
    await pool.probe(account(carrier))
    assert carrier.line(NUMBER).bindings == {}
