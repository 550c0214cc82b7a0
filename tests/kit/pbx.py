"""The SIP server of the softphones, as it is delivered: the real configuration on loopback, on free ports.

async with Pbx(database_url, tmp_path) as pbx:
    async with pbx.client() as server: await server.locations()
"""

import asyncio
import contextlib
import os
import shutil
import signal
import tempfile
from pathlib import Path

from bot.pbx_config import environment, write_config
from bot.settings import Settings, load_settings
from bot.settings_sip import rpc_token
from telephony.kamailio import Kamailio, SipServerAwayError
from tests.kit.kamailio import free_port
from tests.kit.program import KEY, TOKEN
from tests.kit.programs import program

REALM = "pbx.test"
START_SECONDS = 20.0


class Pbx:
    """One server; ``port`` speaks UDP and TCP. Settings of the bot may be given by name.

    ``prefix`` runs it elsewhere (``nsenter --net=...``), at that ``address``; then ``client`` does not reach it.
    """

    def __init__(
        self,
        database_url: str,
        folder: Path,
        *,
        prefix: tuple[str, ...] = (),
        address: str = "127.0.0.1",
        **settings: object,
    ) -> None:
        self._prefix = prefix
        self.port, self._rpc = free_port(), free_port()
        self._folder = Path(tempfile.mkdtemp(prefix="pbx-", dir=folder))
        # A path of a UNIX socket has at most 107 bytes, and a test's own folder may use them all.
        self._sockets = Path(tempfile.mkdtemp(prefix="lkp"))
        self._process: asyncio.subprocess.Process | None = None
        self.settings = pbx_settings(
            database_url, self.port, self._rpc, **{"sip_listen": f"{address}:{self.port}", **settings}
        )

    async def __aenter__(self) -> "Pbx":
        await self.start()
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.kill()
        shutil.rmtree(self._sockets, ignore_errors=True)

    def client(self) -> Kamailio:
        """The bot's own client of it."""
        return Kamailio("127.0.0.1", self._rpc, rpc_token(self.settings.keys))

    async def start(self) -> None:
        """Start it, or start it again: bindings are gone."""
        config = write_config(self.settings, self._folder)
        with (self._folder / "log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._prefix, program("kamailio") or "kamailio", "-DD", "-E", "-f", str(config),
                "-w", str(self._folder), "-Y", str(self._sockets), "-m", "64", "-M", "8",
                stdout=log, stderr=log, start_new_session=True, env={**os.environ, **environment(self.settings)},
            )  # fmt: skip
        try:
            async with asyncio.timeout(START_SECONDS):
                await self._until_up()
        except TimeoutError:
            await self.kill()
            raise RuntimeError(f"kamailio did not start: {self.log()[-3000:]}") from None

    async def kill(self) -> None:
        """SIGKILL to all of its processes. Harmless when it is dead."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            await self._process.wait()
            self._process = None

    async def restart(self) -> None:
        """Kill and start."""
        await self.kill()
        await self.start()

    def log(self) -> str:
        """What it has written so far."""
        return (self._folder / "log").read_text(errors="replace")

    async def _until_up(self) -> None:
        while not await self._answers():
            if self._process is None or self._process.returncode is not None:
                raise RuntimeError(f"kamailio ended: {self.log()[-3000:]}")
            await asyncio.sleep(0.05)  # it has no way to tell that it is up

    async def _answers(self) -> bool:
        if self._prefix:
            knock = await asyncio.create_subprocess_exec(
                *self._prefix, "bash", "-c", f"exec 2>/dev/null; : </dev/tcp/127.0.0.1/{self._rpc}"
            )
            return await knock.wait() == 0
        with contextlib.suppress(SipServerAwayError):
            async with self.client() as client:
                await client.started()
                return True
        return False


def pbx_settings(database_url: str, port: int, rpc: int, **more: object) -> Settings:
    """Settings of a bot with its SIP server on these ports of 127.0.0.1."""
    own = {
        "bot_token": TOKEN,
        "secret_keys": KEY,
        "database_url": database_url,
        "sip_listen": f"127.0.0.1:{port}",
        "sip_rpc": f"127.0.0.1:{rpc}",
        "sip_realm": REALM,
    }
    return load_settings(_env_file=None, **{**own, **more})
