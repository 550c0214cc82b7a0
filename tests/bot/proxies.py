"""Two small real proxies on loopback ports: HTTP (CONNECT and absolute addresses) and SOCKS5 (RFC 1928, RFC 1929)."""

import asyncio
import base64
import socket
from abc import ABC, abstractmethod
from asyncio import StreamReader as Reader
from asyncio import StreamWriter as Writer
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit


class Proxy(ABC):
    """Counts where it was asked to go. With ``login`` ("user:password") it lets nobody else through."""

    def __init__(self, login: str = "") -> None:
        self.login = login
        self.port = 0
        self.asked: list[str] = []
        self._writers: set[Writer] = set()

    async def serve(self, reader: Reader, writer: Writer) -> None:
        self._writers.add(writer)
        try:
            await self.talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    @abstractmethod
    async def talk(self, reader: Reader, writer: Writer) -> None: ...

    def close(self) -> None:
        for writer in self._writers:
            writer.transport.abort()

    async def tunnel(self, host: str, port: int, reader: Reader, writer: Writer, greeting: bytes, first: bytes) -> None:
        """Connect onward, say that it worked, and carry bytes both ways until both ends are done."""
        self.asked.append(f"{host}:{port}")
        far_reader, far_writer = await asyncio.open_connection(_resolved(host), port)
        self._writers.add(far_writer)
        writer.write(greeting)
        far_writer.write(first)
        await asyncio.gather(_carry(reader, far_writer), _carry(far_reader, writer))


class HttpProxy(Proxy):
    """CONNECT host:port, or GET http://host/path."""

    async def talk(self, reader: Reader, writer: Writer) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        method, target, _ = head.split(b"\r\n")[0].decode().split(" ")
        wanted = f"Proxy-Authorization: Basic {base64.b64encode(self.login.encode()).decode()}"
        if self.login and wanted.lower().encode() not in head.lower():
            writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            return
        if method == "CONNECT":
            host, _, port = target.rpartition(":")
            await self.tunnel(host, int(port), reader, writer, b"HTTP/1.1 200 Connection established\r\n\r\n", b"")
        else:
            parts = urlsplit(target)
            assert parts.hostname
            path = target.removeprefix(f"{parts.scheme}://{parts.netloc}")
            onward = head.replace(target.encode(), path.encode(), 1)
            await self.tunnel(parts.hostname, parts.port or 80, reader, writer, b"", onward)


class SocksProxy(Proxy):
    """SOCKS5 CONNECT; ``names`` are those it was asked to resolve itself."""

    def __init__(self, login: str = "") -> None:
        super().__init__(login)
        self.names: list[str] = []

    async def talk(self, reader: Reader, writer: Writer) -> None:
        _, count = await reader.readexactly(2)
        methods = await reader.readexactly(count)
        if not await self._let_in(methods, reader, writer):
            return
        _, _, _, kind = await reader.readexactly(4)
        host = await self._host(kind, reader)
        port = int.from_bytes(await reader.readexactly(2), "big")
        await self.tunnel(host, port, reader, writer, b"\x05\x00\x00\x01" + bytes(6), b"")

    async def _let_in(self, methods: bytes, reader: Reader, writer: Writer) -> bool:
        if not self.login:
            writer.write(b"\x05\x00")
            return True
        if 2 not in methods:
            writer.write(b"\x05\xff")
            return False
        writer.write(b"\x05\x02")
        _, size = await reader.readexactly(2)
        user = await reader.readexactly(size)
        password = await reader.readexactly((await reader.readexactly(1))[0])
        right = f"{user.decode()}:{password.decode()}" == self.login
        writer.write(b"\x01\x00" if right else b"\x01\x01")
        return right

    async def _host(self, kind: int, reader: Reader) -> str:
        if kind == 3:
            name = (await reader.readexactly((await reader.readexactly(1))[0])).decode()
            self.names.append(name)
            return name
        return socket.inet_ntoa(await reader.readexactly(4))


def _resolved(host: str) -> str:
    """Only these proxies know where api.test is."""
    return "127.0.0.1" if host == "api.test" else host


async def _carry(reader: Reader, writer: Writer) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    finally:
        writer.close()


@asynccontextmanager
async def running(proxy: Proxy) -> AsyncIterator[None]:
    """Serve on a free port for the time of the block."""
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield
    finally:
        server.close()
        proxy.close()
