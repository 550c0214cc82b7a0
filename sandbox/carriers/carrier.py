"""One carrier: a registrar, its lines, and the ways to break them."""

import asyncio
import secrets
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from enum import StrEnum

from sandbox.carriers.digest import Realm
from sandbox.carriers.line import SLOW_SECONDS, CarrierLine, Fault, LastAnswer, UnknownNameError
from sandbox.carriers.message import MalformedMessageError, Request, parse
from sandbox.carriers.registrar import Registrar
from sandbox.carriers.sockets import Address, Send, Sockets


class Outage(StrEnum):
    """How a whole carrier is away: its ports closed (refused at once), or open and mute."""

    CLOSED = "closed"
    SILENT = "silent"


class Carrier:
    """A SIP registrar on ``host``:``port`` (0: any free one) over UDP and TCP.

    ``changed`` is called after every answer and every break or mend. ``outage`` None: the carrier works.
    """

    def __init__(
        self,
        key: str,
        title: str = "",
        lines: Iterable[CarrierLine] = (),
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        realm: str = "",
        single_binding: bool = False,
        support_phone: str = "",
        contract_number: str = "",
    ) -> None:
        self.key, self.title = key, title or key
        self.support_phone, self.contract_number = support_phone, contract_number
        self.lines = {line.number: line for line in lines}
        self.outage: Outage | None = None
        self.changed: Callable[[], None] = lambda: None
        self._registrar = Registrar(Realm(realm or key), single_binding)
        self._sockets = Sockets(host, port, self._receive)
        self._late: dict[tuple[str, str], asyncio.TimerHandle] = {}

    @property
    def host(self) -> str:
        return self._sockets.host

    @property
    def port(self) -> int:
        """The port in use; stays the same while the carrier is down. 0 before the first start."""
        return self._sockets.port

    async def start(self) -> None:
        """Begin to answer; raises PortBusyError."""
        await self._sockets.open()

    async def stop(self) -> None:
        """Close the sockets and forget answers that were to be late."""
        for timer in self._late.values():
            timer.cancel()
        self._late.clear()
        await self._sockets.close()

    async def down(self, how: Outage = Outage.CLOSED) -> None:
        """Take the whole carrier away."""
        if self.outage is Outage.CLOSED and how is Outage.SILENT:
            await self.start()
        elif self.outage is not Outage.CLOSED and how is Outage.CLOSED:
            await self.stop()
        self.outage = how
        self.changed()

    async def up(self) -> None:
        """Bring it back on the same port; the faults of single lines remain."""
        if self.outage is Outage.CLOSED:
            await self.start()
        self.outage = None
        self.changed()

    def line(self, number: str) -> CarrierLine:
        """The line of ``number``; raises UnknownNameError."""
        if number not in self.lines:
            raise UnknownNameError(f"{self.title} has no number {number}")
        return self.lines[number]

    def break_line(self, number: str, fault: Fault, delay: float = SLOW_SECONDS) -> None:
        """Give a line a fault; ``delay`` (s) is for a slow one. Raises UnknownNameError or ValueError."""
        line = self.line(number)
        if fault is Fault.WRONG_PASSWORD and not line.password:
            raise ValueError(f"{number} is known by its address and has no password to change: choose another fault")
        if not 0 < delay <= 60:
            raise ValueError("delay must be above 0 and at most 60 seconds")
        if fault is Fault.WRONG_PASSWORD and line.fault is not fault:
            line.new_password = secrets.token_urlsafe(9)
        line.fault, line.delay = fault, delay
        self.changed()

    def mend(self, number: str) -> None:
        """Take the fault of a line away; its first password is valid again. Raises UnknownNameError."""
        line = self.line(number)
        line.fault, line.delay, line.new_password = None, SLOW_SECONDS, ""
        self.changed()

    def _receive(self, data: bytes, source: Address, send: Send) -> None:
        if self.outage:
            return
        try:
            request = parse(data)
        except MalformedMessageError:
            return  # a response, or noise: a registrar drops it (RFC 3261, 18.3)
        if request.transaction not in self._late:
            self._answer(request, source, send)

    def _answer(self, request: Request, source: Address, send: Send) -> None:
        loop = asyncio.get_running_loop()
        line = self.lines.get(request.number)
        decision = self._registrar.decide(request, line, loop.time())
        if line:
            line.requests += 1
            code = decision.reply.code if decision.reply else 0
            line.last = LastAnswer(request.method, code, datetime.now(UTC))
            self.changed()
        if decision.reply is None:
            return
        wire = decision.reply.encode(request, source)
        if decision.delay:
            self._late[request.transaction] = loop.call_later(decision.delay, self._send_late, request, wire, send)
        else:
            send(wire)

    def _send_late(self, request: Request, wire: bytes, send: Send) -> None:
        self._late.pop(request.transaction, None)
        if not self.outage:
            send(wire)
