"""One prober process as asyncio sees it: started, written to, listened to, killed when it hangs."""

import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from telephony.jobs import Message

log = logging.getLogger(__name__)

COMMAND = (sys.executable, "-m", "telephony.prober")
ROOT = Path(__file__).parent.parent
CHUNK = 1 << 16
LONGEST_LINE = 1 << 20
STOP_SECONDS = 1.0


class ProberProcess:
    """A child that may be started again after each end. Whoever owns it runs ``live`` in a loop."""

    def __init__(self, settings: Message) -> None:
        self._settings = settings
        self._process: asyncio.subprocess.Process | None = None
        self.on_message: Callable[[Message], None] = lambda message: None
        self.on_ready: Callable[[], None] = lambda: None
        self.ready = asyncio.Event()
        self.retired = False
        self.seen = 0.0
        self.fatal = ""

    @property
    def pid(self) -> int:
        """Of the living process; 0 when there is none."""
        return self._process.pid if self._process and self._process.returncode is None else 0

    async def live(self) -> int:
        """Start the process, pass on what it says until it ends; the exit status (negative: a signal)."""
        self.retired = False
        self._process = await asyncio.create_subprocess_exec(
            *COMMAND,
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for us; we then tell it
        )
        self.seen = time.monotonic()
        self.write(json.dumps(self._settings).encode() + b"\n")
        try:
            await self._listen(self._process)
            self.ready.clear()
            return await asyncio.wait_for(self._process.wait(), STOP_SECONDS)
        except TimeoutError:  # it closed its output and lives on
            self.kill()
            return await self._process.wait()
        finally:
            self.ready.clear()
            self.kill()

    def write(self, data: bytes) -> None:
        """Queue bytes for the process; one that has ended is noticed by ``live``."""
        stdin = self._process.stdin if self._process else None
        if stdin is not None and not stdin.is_closing():
            stdin.write(data)

    def retire(self) -> None:
        """Let it finish what it has and end by itself."""
        self.retired = True
        self.ready.clear()
        if self._process and self._process.stdin:
            self._process.stdin.close()

    def kill(self) -> None:
        """End it now, even when it is stopped or hangs."""
        if self.pid:
            # Not Process.kill(): that polls, and so takes the exit status away from asyncio's own watcher.
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    async def stop(self) -> None:
        """Kill it and wait until it has gone."""
        self.kill()
        if self._process:
            await self._process.wait()

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None  # noqa: S101 -- it was asked for as a pipe
        tail = b""
        while data := await process.stdout.read(CHUNK):
            self.seen = time.monotonic()
            *lines, tail = (tail + data).split(b"\n")
            for line in lines:
                self._hear(line)
            if len(tail) > LONGEST_LINE:
                return

    def _hear(self, line: bytes) -> None:
        try:
            message = json.loads(line)
        except ValueError:
            log.warning("prober wrote half a line of %d bytes", len(line))
            return
        if not isinstance(message, dict):
            return
        if "ready" in message:
            self.ready.set()
            self.on_ready()
        elif "fatal" in message:
            self.fatal = str(message["fatal"])
        elif "id" in message:
            self.on_message(message)
