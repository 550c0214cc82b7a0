"""The one active bot: keeps or awaits the lease, and says at any moment whether this process may act."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import structlog
from tortoise.backends.base.client import BaseDBAsyncClient

from bot.holder import Holder, holder, this_process
from models.database import UNREACHABLE, DatabaseUnavailableError, open_database
from models.sql import is_postgres
from services.leader import LeaderService, Seen, may_take

_log = structlog.get_logger(__name__)

LOCKED_FOR = "1000"
"""Milliseconds that the lease's own connection waits for SQLite's write lock."""


def boot_seconds() -> float:
    """Seconds since the boot. Unlike ``time.monotonic`` it goes on while the machine sleeps."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


class Leadership:
    """``held`` is the fence: it turns false by the clock alone, even while nothing of this process runs.

    ``watch`` and ``rule`` are loops, to be owned by a supervisor. ``lease`` is in seconds.
    """

    def __init__(
        self, url: str, lease: float, *, me: Holder | None = None, clock: Callable[[], float] = boot_seconds
    ) -> None:
        self._url = url
        self._lease = lease
        self._me = me or this_process()
        self._clock = clock
        self._until = float("-inf")
        self._mine = False
        self._complained = False
        self._said: bool | None = None
        self._last: tuple[Seen | None, float] = (None, clock())
        self._won = asyncio.Event()
        self._lost = asyncio.Event()

    def held(self) -> bool:
        """Whether this process is the active bot now."""
        return self._clock() < self._until

    async def rule(self, term: Callable[[], AbstractAsyncContextManager[None]]) -> None:
        """Enter *term* whenever the lease is won, leave it when the lease is lost."""
        while True:
            await self._won.wait()
            async with term():
                await self._lost.wait()

    async def watch(self) -> None:
        """Await the lease, keep it, and give it back when cancelled."""
        while True:
            try:
                async with self._database() as connection:
                    await self._watch(LeaderService(connection, str(self._me), self._lease))
            except (DatabaseUnavailableError, *UNREACHABLE) as error:
                self._say_once("the lease is out of reach", str(error) or type(error).__name__)
                self._kill_who_holds_the_lock()
            self._tell()
            await asyncio.sleep(self._pause())

    @asynccontextmanager
    async def _database(self) -> AsyncIterator[BaseDBAsyncClient]:
        """A connection of its own: the lease must not queue behind a thousand checks."""
        async with open_database(self._url, everywhere=False) as context:
            connection = context.db()
            if not is_postgres(connection):
                await connection.execute_query(f"PRAGMA busy_timeout={LOCKED_FOR}")
            yield connection

    async def _watch(self, service: LeaderService) -> None:
        async with asyncio.timeout(self._lease):
            await service.prepare()
        try:
            while True:
                async with asyncio.timeout(self._lease / 2):
                    await self._beat(service)
                self._tell()
                await asyncio.sleep(self._pause())
        except asyncio.CancelledError:
            self._until = float("-inf")
            with contextlib.suppress(*UNREACHABLE):
                async with asyncio.timeout(1):
                    await service.release()
            raise

    async def _beat(self, service: LeaderService) -> None:
        asked = self._clock()
        self._mine = await (service.renew() if self._mine else self._try(service))
        # From the moment of asking: the database counts from a later one, so it never gives the lease away too early.
        self._until = asked + self._lease if self._mine else float("-inf")
        self._complained = False

    async def _try(self, service: LeaderService) -> bool:
        seen, (before, since) = await service.look(), self._last
        if seen.holder == str(self._me):
            return await service.renew()
        if before is None or (seen.holder, seen.mark) != (before.holder, before.mark):
            since = self._clock()
        self._last = (seen, since)
        dead = holder(seen.holder).ended
        return may_take(seen, self._clock() - since, self._lease, dead=dead) and await service.take(seen)

    def _kill_who_holds_the_lock(self) -> None:
        """On SQLite a frozen process may hold the only write lock for ever; it has lost the lease, so end it."""
        seen, since = self._last
        if seen is None or self._mine or self._clock() - since < self._lease / 2:
            return
        frozen = holder(seen.holder)
        if seen.ran_out and frozen.stopped:
            _log.error("the stopped bot keeps the database locked and is killed", pid=frozen.pid)
            frozen.kill()

    def _say_once(self, event: str, error: str) -> None:
        """Not at every try while the database is away."""
        if not self._complained:
            _log.warning(event, error=error)
        self._complained = True

    def _pause(self) -> float:
        return self._lease / 4 if self.held() else min(0.5, self._lease / 8)

    def _tell(self) -> None:
        """Say what this bot is, at first and whenever it changes, and wake whoever waits for the change."""
        held = self.held()
        if held is not self._said:
            self._said = held
            _log.info("active" if held else "standing by")
        if held == self._won.is_set():
            return
        now, before = (self._won, self._lost) if held else (self._lost, self._won)
        before.clear()
        now.set()
