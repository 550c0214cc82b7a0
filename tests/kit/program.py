"""The bot as its user runs it: a process of its own, watched through /readyz, killed without mercy."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from models import Line, LineHour
from models.database import open_database
from tests.kit.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "5000000001:AAE2eTestTokenOfTheSandboxOnly_0123456"
KEY = "k1:" + "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
"""Base64 of 32 bytes, for tests alone."""

HASTY = {
    "CHECK_INTERVAL": "2",
    "CONFIRM_AFTER": "0.5",
    "AUTH_CONFIRM_AFTER": "1",
    "SLOWEST_CHECK": "2",
    "PROBE_TIMEOUT": "1",
    "REGISTRAR_RATE": "500",
    "DNS_SERVERS": "127.0.0.1",
}
"""A policy that fails and recovers within seconds."""


class Program:
    """One ``python -m bot run``. ``settings`` are environment variables; nothing else of ours is inherited."""

    token = TOKEN

    def __init__(self, settings: Mapping[str, str], log: Path, port: int | None = None) -> None:
        self.port = port or free_port()
        self._settings = {**HASTY, "WEB_LISTEN": f"127.0.0.1:{self.port}", **settings}
        self._log = log
        self._process: asyncio.subprocess.Process | None = None

    async def start(self, *, wait: bool = True, role: str = "active") -> None:
        """Start the process; with ``wait`` return when every part is ready, in this role."""
        environment = {"PATH": os.environ["PATH"], "BOT_TOKEN": TOKEN, "SECRET_KEYS": KEY, **self._settings}
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=ROOT, env=environment, stdout=log, stderr=log
            )
        if wait:
            await self.ready(role=role)

    @property
    def pid(self) -> int:
        """The process under test."""
        if self._process is None:
            raise AssertionError("the program is not started")
        return self._process.pid

    async def ready(self, within: float = 30, role: str = "active") -> None:
        """Wait until /readyz is 200 and tells this role ("active" or "standby")."""
        async with asyncio.timeout(within), aiohttp.ClientSession() as session:
            while not await self._is_ready(session, role):
                if self._process is None or self._process.returncode is not None:
                    raise AssertionError(f"the program ended:\n{self.log()}")
                await asyncio.sleep(0.1)

    async def _is_ready(self, session: aiohttp.ClientSession, role: str) -> bool:
        with contextlib.suppress(aiohttp.ClientError):
            async with session.get(f"http://127.0.0.1:{self.port}/readyz") as response:
                return response.status == 200 and (await response.json())["role"] == role
        return False

    async def kill(self) -> None:
        """kill -9: nothing is finished, nothing is said."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """SIGTERM, as a service manager does; the exit status."""
        return await self._end(signal.SIGTERM)

    async def _end(self, number: signal.Signals) -> int:
        process = self._process
        if process is None:
            return 0
        if process.returncode is None:
            process.send_signal(number)
        async with asyncio.timeout(30):
            return await process.wait()

    async def all_lines(self, state: str, within: float = 30) -> None:
        """Wait until every line of the database is in this state."""
        async with asyncio.timeout(within), open_database(self._settings["DATABASE_URL"], everywhere=False):
            while await Line.exclude(state=state).exists():  # noqa: ASYNC110 -- another process writes the rows
                await asyncio.sleep(0.1)

    async def checks(self, more: int, within: float = 60) -> None:
        """Wait until so many more checks have been counted."""
        async with asyncio.timeout(within), open_database(self._settings["DATABASE_URL"], everywhere=False):
            goal = await _checks() + more
            while await _checks() < goal:  # noqa: ASYNC110 -- another process writes the rows
                await asyncio.sleep(0.1)

    def log(self) -> str:
        """All that the program has said."""
        return self._log.read_text(errors="replace") if self._log.exists() else ""


async def _checks() -> int:
    return sum(hour.checks for hour in await LineHour.all())


@asynccontextmanager
async def running(settings: Mapping[str, str], log: Path, port: int | None = None) -> AsyncIterator[Program]:
    """A started program for the time of the block; stopped, if it still runs, at its end."""
    program = Program(settings, log, port)
    await program.start()
    try:
        yield program
    finally:
        await program.stop()
