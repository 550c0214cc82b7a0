"""A SIP server that behaves as told, number by number: for what a real registrar cannot be made to do.

    async with SipServer() as server:
        server.users["100"] = says(503, "Service Unavailable", "Retry-After: 30")

Numbers without a behaviour log in with the password "secret". UDP and TCP share ``port``; TLS needs a context.
As a program (``python -m tests.kit.sip_server --delay 0.05``) it prints its port: numbers that begin with "dead" are
silent, all others log in.
"""

import argparse
import asyncio
import contextlib
import hashlib
import re
import secrets
import ssl
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.kit.kamailio import free_port

REALM = "carrier.test"
HEADERS_COPIED = ("via", "from", "call-id", "cseq")


@dataclass(frozen=True)
class Request:
    """A request as it came. Header names are lower case; Via keeps its lines."""

    method: str
    uri: str
    headers: dict[str, list[str]]
    transport: str

    @property
    def user(self) -> str:
        """The user part of To, as it stands on the wire."""
        match = re.search(r"sips?:([^@;>]+)@", self.header("to"))
        return match[1] if match else ""

    @property
    def credentials(self) -> str:
        """The Authorization or Proxy-Authorization header; empty when there is none."""
        return self.header("authorization") or self.header("proxy-authorization")

    def header(self, name: str) -> str:
        """The first header of that name, or nothing."""
        return next(iter(self.headers.get(name, [])), "")


Behaviour = Callable[[Request], bytes | None]


def says(code: int, reason: str = "Because", *headers: str) -> Behaviour:
    """Always this answer."""
    return lambda request: reply(request, code, reason, *headers)


def silent(request: Request) -> None:
    """No answer at all."""


def garbage(request: Request) -> bytes:
    """An answer that is no SIP."""
    return b"SIP/2.0 200\r\ngarbage\r\n\r\n"


@dataclass
class Login:
    """Digest (RFC 2617): ``code`` challenges, ``wrong`` answers a bad digest, ``then`` a good one.

    ``scheme`` replaces the challenge's value; ``stale`` never accepts and says so; ``nonce`` empty: always a new one.
    """

    password: str = "secret"
    code: int = 401
    wrong: int = 401
    then: int = 200
    scheme: str = ""
    qop: str = ',qop="auth"'
    nonce: str = ""
    stale: bool = False

    def __call__(self, request: Request) -> bytes:
        if not request.credentials:
            return self._challenge(request)
        if self.stale or not digest_is_right(request, self.password):
            return self._challenge(request) if self.wrong == self.code else reply(request, self.wrong, "Forbidden")
        return accept(request) if self.then == 200 else reply(request, self.then, "After login")

    def _challenge(self, request: Request) -> bytes:
        nonce = self.nonce or secrets.token_hex(8)
        stale = ",stale=true" if self.stale and request.credentials else ""
        scheme = self.scheme or f'Digest realm="{REALM}",nonce="{nonce}",algorithm=MD5{self.qop}{stale}'
        name = "WWW-Authenticate" if self.code == 401 else "Proxy-Authenticate"
        return reply(request, self.code, "Unauthorized", f"{name}: {scheme}")


def digest_is_right(request: Request, password: str) -> bool:
    """RFC 2617, section 3.2.2, with and without qop."""
    found = re.findall(r'(\w+)=(?:"([^"]*)"|([^,\s]+))', request.credentials)
    p = {name.lower(): quoted or bare for name, quoted, bare in found}
    ha1 = _md5(f"{p.get('username')}:{p.get('realm')}:{password}")
    ha2 = _md5(f"{request.method}:{p.get('uri')}")
    middle = [p["nonce"], p["nc"], p["cnonce"], p["qop"]] if "qop" in p else [p.get("nonce", "")]
    return _md5(":".join([ha1, *middle, ha2])) == p.get("response")


def accept(request: Request) -> bytes:
    """200, repeating a binding that was asked for."""
    contact = request.header("contact")
    gone = not contact or ";expires=0" in contact or request.header("expires") == "0"
    return reply(request, 200, "OK", *([] if gone else [f"Contact: {contact};expires=60"]))


def reply(request: Request, code: int, reason: str, *headers: str) -> bytes:
    """A response with the headers that RFC 3261, section 8.2.6 copies."""
    copied = [f"{name.title()}: {value}" for name in HEADERS_COPIED for value in request.headers.get(name, [])]
    tag = "" if code == 100 else ";tag=server"
    lines = [f"SIP/2.0 {code} {reason}", *copied, f"To: {request.header('to')}{tag}", *headers, "Content-Length: 0"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def parse(data: bytes, transport: str) -> Request | None:
    """A request, or None for a keep-alive and for responses."""
    first, *lines = data.decode("utf-8", "replace").partition("\r\n\r\n")[0].split("\r\n")
    words = first.split(" ")
    if len(words) != 3 or not words[2].startswith("SIP/2.0"):
        return None
    headers: dict[str, list[str]] = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), []).append(value.strip())
    return Request(words[0], words[1], headers, transport)


class SipServer(asyncio.DatagramProtocol):
    """The server. ``requests`` keeps what came; ``delay`` seconds pass before each answer over UDP."""

    def __init__(self, *, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None, delay: float = 0.0) -> None:
        self.users: dict[str, Behaviour] = {}
        self.default: Behaviour = Login()
        self.requests: list[Request] = []
        self.delay = delay
        self.host, self.port = host, free_port()
        self.tls_port = free_port() if tls else 0
        self._came = asyncio.Event()
        self._tls = tls
        self._servers: list[asyncio.Server] = []
        self._writers: set[asyncio.StreamWriter] = set()

    async def __aenter__(self) -> "SipServer":
        loop = asyncio.get_running_loop()
        self._udp, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=(self.host, self.port))
        self._servers = [await asyncio.start_server(self._serve, self.host, self.port)]
        if self._tls:
            self._servers.append(await asyncio.start_server(self._serve, self.host, self.tls_port, ssl=self._tls))
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.stop()

    async def stop(self) -> None:
        """Close the ports."""
        self._udp.close()
        for server in self._servers:
            server.close()
        self.drop_connections()
        for server in self._servers:
            await server.wait_closed()

    async def until(self, count: int) -> None:
        """Wait until so many requests have come."""
        while len(self.requests) < count:
            self._came.clear()
            await self._came.wait()

    def drop_connections(self) -> None:
        """Close every TCP and TLS connection at once."""
        for writer in list(self._writers):
            writer.transport.abort()

    def datagram_received(self, data: bytes, addr: Any) -> None:
        answer = self._answer(data, "udp")
        if answer is None:
            return
        if self.delay:
            asyncio.get_running_loop().call_later(self.delay, self._udp.sendto, answer, addr)
        else:
            self._udp.sendto(answer, addr)

    def _answer(self, data: bytes, transport: str) -> bytes | None:
        request = parse(data, transport)
        if request is None or request.method == "ACK":
            return None
        self.requests.append(request)
        self._came.set()
        if request.method == "OPTIONS" and request.user not in self.users:
            return reply(request, 200, "OK")
        return self.users.get(request.user, self.default)(request)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        transport = "tls" if writer.get_extra_info("ssl_object") else "tcp"
        self._writers.add(writer)
        with contextlib.suppress(asyncio.IncompleteReadError, OSError):
            while True:
                answer = self._answer((await reader.readuntil(b"\r\n\r\n")).lstrip(), transport)
                if answer:
                    writer.write(answer)
                    await writer.drain()
        self._writers.discard(writer)
        writer.close()


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def _dead_or_not(request: Request, login: Login) -> bytes | None:
    return None if request.user.startswith("dead") else login(request)


async def _main(delay: float) -> None:
    async with SipServer(delay=delay) as server:
        login = Login()
        server.default = lambda request: _dead_or_not(request, login)
        server.requests = _Nothing()
        sys.stdout.write(f"{server.port}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


class _Nothing(list[Request]):
    """Keeps no record: a benchmark's requests are many."""

    def append(self, item: Request) -> None:
        """Forget it."""


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--delay", type=float, default=0.0)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_main(parser.parse_args().delay))
