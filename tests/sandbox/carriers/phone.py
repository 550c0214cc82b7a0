"""A SIP phone in forty lines, to ask a carrier what a real one would."""

import asyncio
import re
import secrets
from dataclasses import dataclass

from sandbox.carriers import Carrier
from sandbox.carriers.digest import parameters, response


@dataclass(frozen=True)
class Answer:
    code: int
    text: str

    def header(self, name: str) -> str:
        found = re.search(rf"^{name}: (.*?)\r$", self.text, re.MULTILINE | re.IGNORECASE)
        return found.group(1) if found else ""

    @property
    def contacts(self) -> list[str]:
        return re.findall(r"^Contact: <([^>]*)>", self.text, re.MULTILINE)


class Wire(asyncio.DatagramProtocol):
    def __init__(self) -> None:
        self.answers: asyncio.Queue[bytes | Exception] = asyncio.Queue()

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self.answers.put_nowait(data)

    def error_received(self, exc: Exception) -> None:
        self.answers.put_nowait(exc)


def request(method: str, user: str, *headers: str, cseq: int = 1, call: str = "") -> bytes:
    branch = secrets.token_hex(6)
    uri = f"sip:{user}@127.0.0.1" if user and method == "OPTIONS" else "sip:127.0.0.1"
    party = f"<sip:{user}@127.0.0.1>" if user else "<sip:127.0.0.1>"
    lines = [
        f"{method} {uri} SIP/2.0",
        f"Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK{branch};rport",
        f"From: {party};tag=a1",
        f"To: {party}",
        f"Call-ID: {call or branch}",
        f"CSeq: {cseq} {method}",
        "Max-Forwards: 70",
        *headers,
        "Content-Length: 0",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def authorization(challenge: str, user: str, password: str, *, qop: bool = True) -> str:
    asked = parameters(challenge)
    given = {"username": user, "realm": asked["realm"], "nonce": asked["nonce"], "uri": "sip:127.0.0.1"}
    if qop:
        given |= {"qop": "auth", "nc": "00000001", "cnonce": "abc"}
    digest = response("REGISTER", given, password)
    bare = ("qop", "nc")
    text = ", ".join(f"{key}={value}" if key in bare else f'{key}="{value}"' for key, value in given.items())
    return f'Authorization: Digest {text}, response="{digest}"'


async def ask(carrier: Carrier, data: bytes, seconds: float = 2.0) -> Answer:
    """Send over UDP and wait for one answer; raises TimeoutError for silence, ConnectionRefusedError when closed."""
    loop = asyncio.get_running_loop()
    transport, wire = await loop.create_datagram_endpoint(Wire, remote_addr=(carrier.host, carrier.port))
    try:
        transport.sendto(data)
        got = await asyncio.wait_for(wire.answers.get(), seconds)
    finally:
        transport.close()
    if isinstance(got, Exception):
        raise got
    return read(got)


def read(data: bytes) -> Answer:
    text = data.decode()
    return Answer(int(text.split(" ")[1]), text)


async def register(carrier: Carrier, user: str, password: str, *headers: str, qop: bool = True) -> Answer:
    """Register as a phone does: ask, be challenged, answer the challenge."""
    first = await ask(carrier, request("REGISTER", user, *headers))
    if first.code != 401:
        return first
    proof = authorization(first.header("WWW-Authenticate"), user, password, qop=qop)
    return await ask(carrier, request("REGISTER", user, *headers, proof, cseq=2))
