"""All carriers together, started and stopped as one, with a signal when anything changed."""

import asyncio
from collections.abc import Iterable
from contextlib import AsyncExitStack
from types import TracebackType

from sandbox.carriers.carrier import Carrier
from sandbox.carriers.line import SLOW_SECONDS, Fault, UnknownNameError


class World:
    """Carriers by key. ``revision`` grows with every change; ``wait`` returns when it passed a known one."""

    def __init__(self, carriers: Iterable[Carrier]) -> None:
        self.carriers = {carrier.key: carrier for carrier in carriers}
        self.revision = 0
        self._changed = asyncio.Event()
        for carrier in self.carriers.values():
            carrier.changed = self.touch

    async def start(self) -> None:
        """Start every carrier, or none: raises PortBusyError."""
        async with AsyncExitStack() as stack:
            for carrier in self.carriers.values():
                await carrier.start()
                stack.push_async_callback(carrier.stop)
            stack.pop_all()

    async def stop(self) -> None:
        for carrier in self.carriers.values():
            await carrier.stop()

    async def __aenter__(self) -> "World":
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    def carrier(self, key: str) -> Carrier:
        """The carrier of ``key``; raises UnknownNameError."""
        if key not in self.carriers:
            raise UnknownNameError(f"no carrier {key}")
        return self.carriers[key]

    def carrier_of(self, number: str) -> Carrier:
        """The first carrier that has ``number``; raises UnknownNameError."""
        for carrier in self.carriers.values():
            if number in carrier.lines:
                return carrier
        raise UnknownNameError(f"no carrier has number {number}")

    def break_line(self, number: str, fault: Fault, delay: float = SLOW_SECONDS) -> None:
        """Break the line of ``number``; see Carrier.break_line."""
        self.carrier_of(number).break_line(number, fault, delay)

    def mend(self, number: str) -> None:
        """Mend the line of ``number``; raises UnknownNameError."""
        self.carrier_of(number).mend(number)

    async def mend_all(self) -> None:
        """Everything works again."""
        for carrier in self.carriers.values():
            await carrier.up()
            for number in carrier.lines:
                carrier.mend(number)

    def touch(self) -> None:
        """Note a change and wake whoever waits for one."""
        self.revision += 1
        self._changed.set()
        self._changed = asyncio.Event()

    async def wait(self, revision: int) -> int:
        """Return the revision as soon as it is above ``revision``."""
        while self.revision <= revision:
            await self._changed.wait()
        return self.revision
