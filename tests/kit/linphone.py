"""Linphone as a person's phone has it: its daemon, set up by nothing but an address of settings (linphone-cli).

Each start is a process of its own in the same home; ``fetching`` names the address in its factory configuration.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.kit.programs import program

_QUIET = "[sip]\nsip_port=-1\nsip_tcp_port=-1\n[net]\nmtu=1300\n"
_PATIENCE = 20.0


class Linphone:
    """One phone whose settings are in ``home``; it outlives its starts."""

    def __init__(self, home: Path) -> None:
        self._home, self._starts = home, 0
        # Without its folder for the database it does not start.
        (home / ".local/share/linphone").mkdir(parents=True)
        (home / ".config/linphone").mkdir(parents=True)

    @property
    def settings(self) -> str:
        """What it has kept."""
        kept = self._home / "linphonerc"
        return kept.read_text(errors="replace") if kept.exists() else ""

    @asynccontextmanager
    async def started(self, fetching: str = "") -> AsyncIterator[None]:
        """Run for the time of the block; it is asked to quit, and writes its settings down."""
        process = await asyncio.create_subprocess_exec(
            program("linphone-daemon") or "linphone-daemon",
            *("--factory-config", str(self._factory(fetching)), "--config", str(self._home / "linphonerc")),
            *("--log", str(self._home / "log")),
            env={"PATH": os.environ["PATH"], "HOME": str(self._home)},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            yield
        finally:
            await _quit(process)

    def _factory(self, fetching: str) -> Path:
        self._starts += 1
        path = self._home / f"factory{self._starts}"
        path.write_text(_QUIET + (f"[misc]\nconfig-uri={fetching}\n" if fetching else ""))
        return path


async def _quit(process: asyncio.subprocess.Process) -> None:
    try:
        async with asyncio.timeout(_PATIENCE):
            await process.communicate(b"quit\n")
    except TimeoutError:
        process.kill()
        await process.wait()
