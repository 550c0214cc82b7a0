"""SIP written by hand, for what no honest softphone sends: one UDP socket, or one connection, of 127.0.0.1."""

import asyncio
import contextlib
import hashlib
import re
import secrets
import socket
import ssl
from abc import ABC, abstractmethod

from services.passwords import ha1
from tests.kit.pbx import REALM


class Requests(ABC):
    """Writes requests and their digests; how they travel is told by ``Raw`` and ``Stream``."""

    transport = "UDP"
    own = 0

    def __init__(self, port: int) -> None:
        self._port = port

    async def ask(
        self, method: str, uri: str, *headers: str, user: str = "ivanov", to: str = "", seq: int = 1, hops: int = 70
    ) -> str:
        """The final answer, whole."""
        return await self._exchange(self.request(method, uri, *headers, user=user, to=to, seq=seq, hops=hops))

    def request(
        self, method: str, uri: str, *headers: str, user: str = "ivanov", to: str = "", seq: int = 1, hops: int = 70
    ) -> str:
        """As it is sent."""
        lines = [
            f"{method} {uri} SIP/2.0",
            f"Via: SIP/2.0/{self.transport} 127.0.0.1:{self.own};branch=z9hG4bK{secrets.token_hex(8)};rport",
            f"Max-Forwards: {hops}",
            f"From: <sip:{user}@{REALM}>;tag={secrets.token_hex(4)}",
            f"To: {to or f'<sip:{user}@{REALM}>'}",
            f"Call-ID: {secrets.token_hex(8)}",
            f"CSeq: {seq} {method}",
            f"Contact: <sip:{user}@127.0.0.1:{self.own};transport={self.transport.lower()}>",
            *headers,
            "Content-Length: 0",
        ]
        if any(header.startswith("Contact:") for header in headers):
            lines = [line for line in lines if not line.startswith("Contact:") or line in headers]
        return "\r\n".join(lines) + "\r\n\r\n"

    async def login(self, login: str, password: str, *, name: str | None = None, method: str = "REGISTER") -> str:
        """Register, or call, with a digest; ``name`` claims to be somebody else than the digest proves."""
        challenge = await self.challenge(name or login, method)
        if status(challenge) not in (401, 407):
            return challenge
        return await self.answer(challenge, login, password, name=name, method=method)

    async def challenge(self, login: str, method: str = "REGISTER") -> str:
        """What a request without a digest is answered with."""
        return await self.ask(method, f"sip:127.0.0.1:{self._port}", user=login)

    async def answer(
        self,
        challenge: str,
        login: str,
        password: str,
        *,
        name: str | None = None,
        method: str = "REGISTER",
        to: str = "",
    ) -> str:
        """The second step of ``login``."""
        uri = f"sip:127.0.0.1:{self._port}"
        return await self.ask(
            method, uri, proof(challenge, login, password, method, uri), user=name or login, to=to, seq=2
        )

    async def call(self, uri: str, password: str, *headers: str, login: str = "ivanov", method: str = "INVITE") -> str:
        """Any request with any headers and the login's digest."""
        challenge = await self.ask(method, uri, *headers, user=login)
        if status(challenge) not in (401, 407):
            return challenge
        return await self.ask(method, uri, proof(challenge, login, password, method, uri), *headers, user=login, seq=2)

    @abstractmethod
    async def _exchange(self, message: str) -> str:
        """Send one request; its final answer."""


class Raw(Requests):
    """Sends requests to 127.0.0.1:``port`` and reads the final answers."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.setblocking(False)
        self.own: int = self._socket.getsockname()[1]

    def __enter__(self) -> "Raw":
        return self

    def __exit__(self, *exc: object) -> None:
        self._socket.close()

    async def _exchange(self, message: str) -> str:
        loop = asyncio.get_running_loop()
        await loop.sock_sendto(self._socket, message.encode(), ("127.0.0.1", self._port))
        async with asyncio.timeout(10):
            while True:
                told = (await loop.sock_recv(self._socket, 65535)).decode(errors="replace")
                if told.startswith("SIP/2.0") and status(told) >= 200:
                    return told

    def send(self, message: str) -> None:
        """Without waiting for an answer."""
        with contextlib.suppress(BlockingIOError):
            self._socket.sendto(message.encode(), ("127.0.0.1", self._port))

    def heard(self) -> str:
        """What has come by itself and was not read yet; "" for nothing."""
        try:
            return self._socket.recv(65535).decode(errors="replace")
        except BlockingIOError:
            return ""


class Stream(Requests):
    """The same over one TCP connection, or over TLS with what it trusts."""

    def __init__(self, port: int, trusting: ssl.SSLContext | None = None) -> None:
        super().__init__(port)
        self._trusting = trusting
        self.transport = "TLS" if trusting else "TCP"

    async def __aenter__(self) -> "Stream":
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port, ssl=self._trusting)
        self.own = self._writer.get_extra_info("sockname")[1]
        return self

    async def __aexit__(self, *exc: object) -> None:
        self._writer.transport.abort()
        with contextlib.suppress(OSError):
            await self._writer.wait_closed()

    async def _exchange(self, message: str) -> str:
        self._writer.write(message.encode())
        async with asyncio.timeout(10):
            while True:
                told = (await self._reader.readuntil(b"\r\n\r\n")).decode()
                if status(told) >= 200:
                    return told


def status(message: str) -> int:
    """The code of an answer."""
    return int(message.split(" ", 2)[1])


def proof(challenge: str, login: str, password: str, method: str, uri: str) -> str:
    """The header that answers a challenge."""
    word = "Authorization" if status(challenge) == 401 else "Proxy-Authorization"
    return f"{word}: {answer(challenge, login, password, method, uri)}"


def answer(challenge: str, login: str, password: str, method: str, uri: str) -> str:
    """What RFC 2617 (section 3.2.2) says to a challenge with qop=auth."""
    nonce = re.search(r'nonce="([^"]+)"', challenge)
    assert nonce
    cnonce, count = secrets.token_hex(8), "00000001"
    first, second = ha1(login, REALM, password), _md5(f"{method}:{uri}")
    said = _md5(f"{first}:{nonce[1]}:{count}:{cnonce}:auth:{second}")
    return (
        f'Digest username="{login}", realm="{REALM}", nonce="{nonce[1]}", uri="{uri}", response="{said}", '
        f'algorithm=MD5, qop=auth, nc={count}, cnonce="{cnonce}"'
    )


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
