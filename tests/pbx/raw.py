"""SIP written by hand, for what no honest softphone sends: one UDP socket of 127.0.0.1."""

import asyncio
import hashlib
import re
import secrets
import socket

from services.passwords import ha1
from tests.kit.pbx import REALM


class Raw:
    """Sends requests to 127.0.0.1:``port`` and reads the final answers."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.setblocking(False)
        self.own: int = self._socket.getsockname()[1]

    def __enter__(self) -> "Raw":
        return self

    def __exit__(self, *exc: object) -> None:
        self._socket.close()

    async def ask(self, method: str, uri: str, *headers: str, user: str = "ivanov", to: str = "", seq: int = 1) -> str:
        """The final answer, whole."""
        lines = [
            f"{method} {uri} SIP/2.0",
            f"Via: SIP/2.0/UDP 127.0.0.1:{self.own};branch=z9hG4bK{secrets.token_hex(8)};rport",
            "Max-Forwards: 70",
            f"From: <sip:{user}@{REALM}>;tag={secrets.token_hex(4)}",
            f"To: {to or f'<sip:{user}@{REALM}>'}",
            f"Call-ID: {secrets.token_hex(8)}",
            f"CSeq: {seq} {method}",
            f"Contact: <sip:{user}@127.0.0.1:{self.own}>",
            *headers,
            "Content-Length: 0",
        ]
        return await self._exchange("\r\n".join(lines) + "\r\n\r\n")

    async def login(self, login: str, password: str, *, name: str | None = None, method: str = "REGISTER") -> str:
        """Register, or call, with a digest; ``name`` claims to be somebody else than the digest proves."""
        uri = f"sip:127.0.0.1:{self._port}"
        challenge = await self.ask(method, uri, user=name or login)
        if status(challenge) not in (401, 407):
            return challenge
        word = "Authorization" if status(challenge) == 401 else "Proxy-Authorization"
        digest = answer(challenge, login, password, method, uri)
        return await self.ask(method, uri, f"{word}: {digest}", user=name or login, seq=2)

    async def _exchange(self, message: str) -> str:
        loop = asyncio.get_running_loop()
        await loop.sock_sendto(self._socket, message.encode(), ("127.0.0.1", self._port))
        async with asyncio.timeout(10):
            while True:
                told = (await loop.sock_recv(self._socket, 65535)).decode(errors="replace")
                if told.startswith("SIP/2.0") and status(told) >= 200:
                    return told


def status(message: str) -> int:
    """The code of an answer."""
    return int(message.split(" ", 2)[1])


def answer(challenge: str, login: str, password: str, method: str, uri: str) -> str:
    """What RFC 2617 (section 3.2.2) says to a challenge with qop=auth."""
    nonce = re.search(r'nonce="([^"]+)"', challenge)
    assert nonce
    cnonce, count = secrets.token_hex(8), "00000001"
    first, second = ha1(login, REALM, password), _md5(f"{method}:{uri}")
    proof = _md5(f"{first}:{nonce[1]}:{count}:{cnonce}:auth:{second}")
    return (
        f'Digest username="{login}", realm="{REALM}", nonce="{nonce[1]}", uri="{uri}", response="{proof}", '
        f'algorithm=MD5, qop=auth, nc={count}, cnonce="{cnonce}"'
    )


def _md5(text: str) -> str:

    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
