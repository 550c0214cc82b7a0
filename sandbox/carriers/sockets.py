"""The sockets of one carrier: UDP and TCP on the same loopback port."""

import asyncio
import errno
from collections.abc import Callable
from typing import cast

from sandbox.carriers.message import COMPACT

Address = tuple[str, int]
Send = Callable[[bytes], None]
Receive = Callable[[bytes, Address, Send], None]

MAX_HEAD = 65_536
ATTEMPTS = 20


class PortBusyError(OSError):
    """A carrier cannot listen where it was told to."""


class Datagrams(asyncio.DatagramProtocol):
    """SIP over UDP: one message a datagram."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: Address) -> None:
        if data.strip():
            self._receive(data, addr, lambda reply: self._send(reply, addr))

    def _send(self, data: bytes, address: Address) -> None:
        """A delayed answer may find the socket closed meanwhile: then the carrier is down and says nothing."""
        if self._transport and not self._transport.is_closing():
            self._transport.sendto(data, address)


class Sockets:
    """UDP and TCP on one port of ``host``; ``open`` keeps the port it was given across closings."""

    def __init__(self, host: str, port: int, receive: Receive) -> None:
        self.host, self.port = host, port
        self._receive = receive
        self._udp: asyncio.DatagramTransport | None = None
        self._tcp: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    async def open(self) -> None:
        """Bind; port 0 takes a free one. Raises PortBusyError."""
        for _ in range(1 if self.port else ATTEMPTS):
            try:
                return await self._bind()
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise
        raise PortBusyError(f"{self.host}:{self.port or 'any port'} is in use: free it or choose another port")

    async def _bind(self) -> None:
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(
            lambda: Datagrams(self._receive), local_addr=(self.host, self.port)
        )
        port = int(transport.get_extra_info("sockname")[1])
        try:
            self._tcp = await asyncio.start_server(self._stream, self.host, port, limit=MAX_HEAD)
        except OSError:
            transport.close()
            raise
        self._udp, self.port = transport, port

    async def close(self) -> None:
        """Close both; what arrives afterwards is refused by the kernel."""
        if self._udp:
            self._udp.close()
        if self._tcp:
            self._tcp.close()
        for writer in self._writers:
            writer.close()
        if self._tcp:
            await self._tcp.wait_closed()
        self._udp = self._tcp = None
        await asyncio.sleep(0)  # the loop closes the datagram socket in its next turn

    async def _stream(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            while True:
                await self._read_message(reader, writer)
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError, ValueError):
            pass  # the far end hung up, or does not speak SIP: nothing is left to read
        finally:
            self._writers.discard(writer)
            writer.close()

    async def _read_message(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.strip():
            writer.write(b"\r\n")  # keep-alive, RFC 5626 section 4.4.1
            return
        body = await reader.readexactly(_length(head))
        peer: Address = writer.get_extra_info("peername")[:2]
        self._receive(head.lstrip() + body, peer, lambda reply: self._write(writer, reply))

    def _write(self, writer: asyncio.StreamWriter, data: bytes) -> None:
        if not writer.is_closing():
            writer.write(data)


def _length(head: bytes) -> int:
    """Content-Length of a message on a stream (RFC 3261, 18.3); raises ValueError when it is no number."""
    for line in head.decode("utf-8", "replace").split("\r\n"):
        name, _, value = line.partition(":")
        if COMPACT.get(name.strip().lower(), name.strip().lower()) == "content-length":
            return int(value)
    return 0
