"""Two offices behind NAT with the same private addresses hear each other through RTPEngine."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.kit.caller import Caller
from tests.kit.kamailio import free_port
from tests.kit.networks import Networks, two_offices
from tests.kit.pbx import Pbx
from tests.kit.programs import program
from tests.pbx.carrier import Carrier
from tests.pbx.centre import PASSWORD, Centre

# One worker makes networks: the last one out takes the folder of namespaces away.
pytestmark = [pytest.mark.kamailio, pytest.mark.nat, pytest.mark.xdist_group("networks")]
CONTROL = "127.0.0.1:2223"


@pytest.fixture
def networks() -> Iterator[Networks]:
    with two_offices() as made:
        yield made


@asynccontextmanager
async def rtpengine(networks: Networks, log: Path) -> AsyncIterator[None]:
    """In user space (``--table=-1``): no module of the kernel is needed."""
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            *networks.server, program("rtpengine") or "rtpengine", "--foreground", "--table=-1", "--log-stderr",
            f"--interface={networks.SERVER}", f"--listen-ng={CONTROL}", "--port-min=30000", "--port-max=30100",
            stdout=output, stderr=output,
        )  # fmt: skip
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


def server(database_url: str, folder: Path, networks: Networks) -> Pbx:
    return Pbx(database_url, folder, prefix=networks.server, address=networks.SERVER, sip_rtpengine=CONTROL)


def phone(networks: Networks, pbx: Pbx, login: str, office: int, transport: str) -> Caller:
    return Caller(
        login, PASSWORD, pbx.port, transport=transport, server=networks.SERVER, own=networks.PHONE,
        prefix=networks.offices[office],
    )  # fmt: skip


@pytest.mark.parametrize("transport", ["udp", "tcp"])
async def test_two_offices_behind_nat_hear_each_other(
    database_url: str, centre: Centre, tmp_path: Path, networks: Networks, transport: str
) -> None:
    del centre  # its rows are read by the server
    pbx = server(database_url, tmp_path, networks)
    async with (
        rtpengine(networks, tmp_path / "rtpengine.log"),
        pbx,
        phone(networks, pbx, "ivanov", 0, transport) as ivanov,
        phone(networks, pbx, "petrov", 1, transport) as petrov,
    ):
        assert (await ivanov.registered(), await petrov.registered()) == (200, 200)
        assert await ivanov.call("petrov") == 200
        await petrov.incoming()
        await ivanov.sound(packets=50)
        await petrov.sound(packets=50)
        await petrov.hang_up()
        await ivanov.ended()


@pytest.mark.sipp
@pytest.mark.parametrize("transport", ["udp", "tcp"])
async def test_an_office_behind_nat_calls_out_over_a_carrier_that_demands_digest_beyond_another_network(
    database_url: str, centre: Centre, tmp_path: Path, networks: Networks, transport: str
) -> None:
    pbx = server(database_url, tmp_path, networks)
    carrier = Carrier(tmp_path, user="4950002", address=networks.CARRIER, prefix=networks.carrier)
    async with (
        rtpengine(networks, tmp_path / "rtpengine.log"),
        pbx,
        carrier,
        phone(networks, pbx, "ivanov", 0, transport) as ivanov,
    ):
        await centre.line(centre.ours, free_port(), host=networks.CARRIER)  # nobody listens there
        await centre.line(centre.ours, carrier.port, host=networks.CARRIER, user="4950002")
        assert await ivanov.registered() == 200
        assert await ivanov.call("+74951234567") == 200, carrier.seen()
        sent, received = await ivanov.sound(packets=100)
        assert min(sent, received) >= 100
        await ivanov.hang_up()
        assert "proven true" in carrier.seen()
