"""Two offices behind NAT with the same private addresses hear each other through RTPEngine."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.kit.caller import Caller
from tests.kit.networks import Networks, two_offices
from tests.kit.pbx import Pbx
from tests.kit.programs import program
from tests.pbx.centre import PASSWORD, Centre

pytestmark = [pytest.mark.kamailio, pytest.mark.nat]
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


@pytest.mark.parametrize("transport", ["udp", "tcp"])
async def test_two_offices_behind_nat_hear_each_other(
    database_url: str, centre: Centre, tmp_path: Path, networks: Networks, transport: str
) -> None:
    del centre  # its rows are read by the server
    pbx = Pbx(
        database_url, tmp_path, prefix=networks.server, address=networks.SERVER, sip_rtpengine=CONTROL,
    )  # fmt: skip

    def phone(login: str, office: int) -> Caller:
        places = {"server": networks.SERVER, "own": networks.PHONE, "prefix": networks.offices[office]}
        return Caller(login, PASSWORD, pbx.port, transport=transport, **places)  # type: ignore[arg-type]  # by name

    async with (
        rtpengine(networks, tmp_path / "rtpengine.log"),
        pbx,
        phone("ivanov", 0) as ivanov,
        phone("petrov", 1) as petrov,
    ):
        assert (await ivanov.registered(), await petrov.registered()) == (200, 200)
        assert await ivanov.call("petrov") == 200
        await petrov.incoming()
        await ivanov.sound(packets=50)
        await petrov.sound(packets=50)
        await petrov.hang_up()
        await ivanov.ended()
