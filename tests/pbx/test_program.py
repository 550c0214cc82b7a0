"""The bot as its user runs it, beside the SIP server as its user runs it: two programs on one database."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from domain.softphones import SoftphoneState
from models import Softphone
from tests.kit.caller import Caller
from tests.kit.kamailio import free_port
from tests.kit.pbx import REALM
from tests.kit.processes import ROOT, run
from tests.kit.program import KEY, running
from tests.kit.programs import program
from tests.kit.telegram import running_telegram
from tests.pbx.centre import PASSWORD, Centre

pytestmark = pytest.mark.kamailio


class Ports:
    def __init__(self, url: str) -> None:
        self.sip = free_port()
        self.settings = {
            "DATABASE_URL": url,
            "SECRET_KEYS": KEY,
            "SIP_LISTEN": f"127.0.0.1:{self.sip}",
            "SIP_RPC": f"127.0.0.1:{free_port()}",
            "SIP_REALM": REALM,
        }


@asynccontextmanager
async def server(ports: Ports, folder: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """``python -m bot pbx`` with these settings alone."""
    environment = {"PATH": os.environ["PATH"], **ports.settings}
    with (folder / "pbx.log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "pbx", "--env", str(folder / "none"), "--folder", str(folder / "pbx"),
            cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def state(login: str, wanted: SoftphoneState, within: float) -> None:
    async with asyncio.timeout(within):
        while not await Softphone.filter(user__login=login, state=wanted).exists():  # noqa: ASYNC110 -- another process writes the rows
            await asyncio.sleep(0.1)


async def test_the_bot_shows_a_softphone_that_came_and_is_well_without_the_server(
    database_url: str, centre: Centre, tmp_path: Path
) -> None:
    del centre
    ports = Ports(database_url)
    async with running_telegram([101], []) as telegram:
        settings = {**ports.settings, "BOT_API_URL": telegram.url}
        async with running(settings, tmp_path / "bot.log") as bot:
            async with server(ports, tmp_path):
                await registers(ports.sip)
                async with (
                    Caller("petrov", "wrong", ports.sip) as wrong,
                    Caller("ivanov", PASSWORD, ports.sip) as right,
                ):
                    assert (await wrong.registered(), await right.registered()) == (403, 200)
                    await state("petrov", SoftphoneState.ERROR, within=5)
                    await state("ivanov", SoftphoneState.ONLINE, within=5)
            await state("ivanov", SoftphoneState.UNKNOWN, within=40)
            await bot.ready()
        assert PASSWORD not in bot.log()
        assert "no SIP server" in bot.log()


async def registers(port: int) -> None:
    """Wait until the server answers SIP."""
    async with asyncio.timeout(30):
        while True:
            with contextlib.suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                return
            await asyncio.sleep(0.1)  # it has no way to tell that it is up


async def test_the_server_ends_with_the_program_it_was_started_beside(database_url: str, tmp_path: Path) -> None:
    ports = Ports(database_url)
    beside = await asyncio.create_subprocess_exec("sleep", "600")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "pbx", "--env", str(tmp_path / "none"), "--folder", str(tmp_path / "pbx"),
        "--beside", str(beside.pid), cwd=ROOT, env={"PATH": os.environ["PATH"], **ports.settings},
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        await registers(ports.sip)
        beside.kill()
        await beside.wait()
        assert await asyncio.wait_for(process.wait(), 20) == 0
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


async def test_without_kamailio_the_command_says_how_to_install_it(tmp_path: Path) -> None:
    hidden = (
        "import bot.cli.pbx as pbx, shutil; shutil.which = lambda *_, **__: None; import bot.cli; bot.cli.main(['pbx'])"
    )
    status, _, said = await run(sys.executable, "-c", f"import sys; sys.path.insert(0, '.'); {hidden}", PATH="/nowhere")
    assert status == 0
    assert said.count("\n") == 1
    assert "make pbx" in said


async def test_kamailio_itself_finds_no_fault_with_its_files(database_url: str, tmp_path: Path) -> None:
    ports = Ports(database_url)
    words = ("pbx", "--check", "--folder", str(tmp_path), "--env", str(tmp_path / "none"))
    status, _, said = await run(sys.executable, "-m", "bot", *words, limit=100, **ports.settings)
    assert status == 0, said
    assert oct((tmp_path / "local.cfg").stat().st_mode)[-3:] == "600"
    assert program("kamailio")
