"""Every way to break a line or a carrier, seen from a phone."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from sandbox.carriers import Carrier, CarrierLine, Fault, Outage, PortBusyError, UnknownNameError, World
from sandbox.carriers.build import sample_world
from sandbox.sample import LINES
from tests.sandbox.carriers.phone import ask, register, request


@pytest.fixture
async def world() -> AsyncIterator[World]:
    lines = [CarrierLine("1001", "secret"), CarrierLine("1002", "secret"), CarrierLine("2002")]
    async with World([Carrier("volga", lines=lines)]) as running:
        yield running


@pytest.mark.parametrize(
    ("fault", "code"),
    [(Fault.WRONG_PASSWORD, 401), (Fault.UNKNOWN_NUMBER, 404), (Fault.FORBIDDEN, 403), (Fault.UNAVAILABLE, 503)],
)
async def test_a_broken_line_answers_its_fault_and_its_neighbour_works(world: World, fault: Fault, code: int) -> None:
    carrier = world.carrier("volga")
    world.break_line("1001", fault)
    assert (await register(carrier, "1001", "secret")).code == code
    assert (await register(carrier, "1002", "secret")).code == 200
    world.mend("1001")
    assert (await register(carrier, "1001", "secret")).code == 200


async def test_a_changed_password_is_the_one_that_registers(world: World) -> None:
    carrier = world.carrier("volga")
    world.break_line("1001", Fault.WRONG_PASSWORD)
    changed = carrier.line("1001").accepted_password
    world.break_line("1001", Fault.WRONG_PASSWORD)
    assert carrier.line("1001").accepted_password == changed
    assert (await register(carrier, "1001", changed)).code == 200


async def test_a_forbidden_line_is_refused_before_any_password(world: World) -> None:
    world.break_line("1001", Fault.FORBIDDEN)
    assert (await ask(world.carrier("volga"), request("REGISTER", "1001"))).code == 403


async def test_a_silent_line_says_nothing(world: World) -> None:
    world.break_line("1001", Fault.SILENCE)
    with pytest.raises(TimeoutError):
        await ask(world.carrier("volga"), request("REGISTER", "1001"), seconds=0.1)


async def test_a_slow_line_answers_once_after_its_delay(world: World) -> None:
    world.break_line("1001", Fault.SLOW, delay=0.15)
    loop = asyncio.get_running_loop()
    started = loop.time()
    data = request("OPTIONS", "1001")
    first, again = await asyncio.gather(
        ask(world.carrier("volga"), data), ask(world.carrier("volga"), data, seconds=0.3), return_exceptions=True
    )
    assert getattr(first, "code", None) == 200
    assert loop.time() - started >= 0.15
    assert isinstance(again, TimeoutError), "a retransmission is part of the same transaction"


async def test_faults_touch_options_too(world: World) -> None:
    carrier = world.carrier("volga")
    world.break_line("2002", Fault.FORBIDDEN)
    assert (await ask(carrier, request("OPTIONS", "2002"))).code == 403
    with pytest.raises(ValueError, match="no password to change"):
        world.break_line("2002", Fault.WRONG_PASSWORD)


async def test_a_closed_carrier_refuses_and_comes_back_on_its_port(world: World) -> None:
    carrier = world.carrier("volga")
    port = carrier.port
    await carrier.down()
    with pytest.raises(ConnectionRefusedError):
        await ask(carrier, request("OPTIONS", "1001"))
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection(carrier.host, port)
    await carrier.up()
    assert carrier.port == port
    assert (await ask(carrier, request("OPTIONS", "1001"))).code == 200


async def test_a_mute_carrier_takes_requests_and_says_nothing(world: World) -> None:
    carrier = world.carrier("volga")
    await carrier.down(Outage.CLOSED)
    await carrier.down(Outage.SILENT)
    with pytest.raises(TimeoutError):
        await ask(carrier, request("OPTIONS", "1001"), seconds=0.1)
    await world.mend_all()
    assert (await ask(carrier, request("OPTIONS", "1001"))).code == 200


async def test_an_answer_that_was_to_be_late_is_lost_with_the_carrier(world: World) -> None:
    carrier = world.carrier("volga")
    world.break_line("1001", Fault.SLOW, delay=0.1)
    asked = asyncio.ensure_future(ask(carrier, request("OPTIONS", "1001"), seconds=0.3))
    await world.wait(world.revision)
    await carrier.down(Outage.SILENT)
    with pytest.raises(TimeoutError):
        await asked


async def test_two_carriers_cannot_share_a_port(world: World) -> None:
    with pytest.raises(PortBusyError, match="free it or choose another"):
        await Carrier("other", port=world.carrier("volga").port).start()


@pytest.mark.parametrize("delay", [0, -1, 61, float("nan")])
async def test_a_senseless_delay_is_refused(world: World, delay: float) -> None:
    with pytest.raises(ValueError, match="at most 60 seconds"):
        world.break_line("1001", Fault.SLOW, delay)


async def test_unknown_names_are_refused(world: World) -> None:
    with pytest.raises(UnknownNameError):
        world.break_line("9009", Fault.SLOW)
    with pytest.raises(UnknownNameError):
        world.carrier("nobody")


async def test_the_sample_starts_whole_and_every_line_of_it_works() -> None:
    async with sample_world() as world:
        for line in LINES:
            carrier = world.carrier(line.carrier)
            if line.password:
                answer = await register(carrier, line.number, line.password)
            else:
                answer = await ask(carrier, request("OPTIONS", line.number))
            assert answer.code == 200, line.name


def test_the_sample_has_what_the_demonstration_promises() -> None:
    mine = [line for line in LINES if line.contract == "romashka"]
    assert len(mine) == 24
    assert len({line.kind for line in mine}) == 3
    assert len({(line.carrier, line.number) for line in LINES}) == len(LINES)
    assert all("password" not in repr(line) for line in LINES)
