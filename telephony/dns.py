"""The name server of our own prober processes, on loopback: no name can ever block one of them.

pjsip asks it for SRV, A and AAAA (RFC 3263). It answers from the hosts file, which pjsip does not read, forwards the
rest to the real name servers, and says "server failure" when they are silent for too long.
"""

import asyncio
import ipaddress
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from telephony import dns_wire
from telephony.dns_wire import Question

RESOLV_CONF = Path("/etc/resolv.conf")
DNS_PORT = 53
Address = tuple[str, int]


class NameServer(asyncio.DatagramProtocol):
    """A forwarder. ``upstream`` empty: names are left to the system's resolver, in threads."""

    def __init__(self, upstream: tuple[Address, ...], hosts: dict[str, tuple[str, ...]], deadline: float) -> None:
        self._upstream = upstream
        self._hosts = hosts
        self._deadline = deadline
        self._transport: asyncio.DatagramTransport | None = None
        self._asked: set[asyncio.Task[None]] = set()
        self._threads = ThreadPoolExecutor(4, "resolver")

    async def start(self) -> int:
        """Listen on a free port of 127.0.0.1, which is returned."""
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=("127.0.0.1", 0))
        port: int = self._transport.get_extra_info("sockname")[1]
        return port

    async def close(self) -> None:
        """Stop listening; unanswered questions are dropped."""
        if self._transport:
            self._transport.close()
        for task in self._asked:
            task.cancel()
        await asyncio.gather(*self._asked, return_exceptions=True)
        self._threads.shutdown(wait=False, cancel_futures=True)

    def datagram_received(self, data: bytes, addr: Any) -> None:
        """One question of pjsip."""
        try:
            asked = dns_wire.question(data)
        except ValueError:
            return
        task = asyncio.get_running_loop().create_task(self._answer(data, asked, addr))
        self._asked.add(task)
        task.add_done_callback(self._asked.discard)

    async def _answer(self, query: bytes, asked: Question, asker: Address) -> None:
        try:
            async with asyncio.timeout(self._deadline):
                answer = await self._find(query, asked)
        except (TimeoutError, OSError):
            answer = dns_wire.reply(query, asked, dns_wire.SERVER_FAILURE)
        if self._transport and not self._transport.is_closing():
            self._transport.sendto(answer, asker)

    async def _find(self, query: bytes, asked: Question) -> bytes:
        # _sip._udp.localhost has no record of its own; pjsip then asks for localhost.
        if self._hosts.keys() & {asked.name, asked.name.split(".", 2)[-1]}:
            addresses = self._hosts.get(asked.name, ())
            code = dns_wire.NO_ERROR if addresses else dns_wire.NO_SUCH_NAME
            return dns_wire.reply(query, asked, code, addresses)
        if not self._upstream:
            return await self._of_system(query, asked)
        return await self._forward(query)

    async def _forward(self, query: bytes) -> bytes:
        """The first answer; a silent server costs its share of the deadline."""
        share = self._deadline / len(self._upstream)
        for server in self._upstream:
            try:
                async with asyncio.timeout(share):
                    return await ask(server, query)
            except (TimeoutError, OSError):
                continue
        raise TimeoutError

    async def _of_system(self, query: bytes, asked: Question) -> bytes:
        if asked.kind == dns_wire.SRV:
            return dns_wire.reply(query, asked, dns_wire.NO_SUCH_NAME)
        family = socket.AF_INET6 if asked.kind == dns_wire.AAAA else socket.AF_INET
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(self._threads, socket.getaddrinfo, asked.name, None, family)
        except socket.gaierror:
            return dns_wire.reply(query, asked, dns_wire.NO_SUCH_NAME)
        return dns_wire.reply(query, asked, dns_wire.NO_ERROR, tuple(sorted({str(each[4][0]) for each in found})))


async def ask(server: Address, query: bytes) -> bytes:
    """Send ``query`` to one server over UDP and await its answer. Raises OSError when it is refused."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[bytes] = loop.create_future()

    class Asker(asyncio.DatagramProtocol):
        def datagram_received(self, data: bytes, addr: Any) -> None:
            if data[:2] == query[:2] and not answer.done():
                answer.set_result(data)

        def error_received(self, exc: Exception) -> None:
            if not answer.done():
                answer.set_exception(exc)

    transport, _ = await loop.create_datagram_endpoint(Asker, remote_addr=server)
    try:
        transport.sendto(query)
        return await answer
    finally:
        transport.close()


def name_servers(chosen: tuple[str, ...] | None, resolv_conf: Path = RESOLV_CONF) -> tuple[Address, ...]:
    """The servers to forward to: those chosen, else the ``nameserver`` lines of resolv.conf.

    Raises:
        ValueError: an entry is not "ip", "ip:port" or "[ip]:port".
    """
    if chosen is not None:
        return tuple(_server(text) for text in chosen)
    try:
        lines = resolv_conf.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ()
    words = [line.split() for line in lines]
    return tuple((each[1].partition("%")[0], DNS_PORT) for each in words if len(each) > 1 and each[0] == "nameserver")


def read_hosts(path: Path) -> dict[str, tuple[str, ...]]:
    """Names of the hosts file (lower case) with their addresses; an unreadable file has none."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return {}
    hosts: dict[str, tuple[str, ...]] = {}
    for address, *names in (words for line in text.splitlines() if (words := line.partition("#")[0].split())):
        if _is_address(address):
            hosts |= {name.lower(): (*hosts.get(name.lower(), ()), address) for name in names}
    return hosts


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _server(text: str) -> Address:
    if _is_address(text):
        return text, DNS_PORT
    host, _, port = text.rpartition(":")
    return str(ipaddress.ip_address(host.strip("[]"))), int(port)
