"""Asks a registrar for its realm: one REGISTER without credentials and without Contact, which changes nothing.

A carrier's digest is made for one realm (RFC 3261, section 22), and HA1 with it. Our SIP server keeps HA1 alone, so
the realm must be known before the first call.
"""

import asyncio
import re
import secrets
import ssl

from domain.sip import SipAccount, Transport
from telephony.kamailio_events import realm_in

SECONDS = 2.0
_PORTS = {Transport.UDP: 5060, Transport.TCP: 5060, Transport.TLS: 5061}
_CHALLENGE = re.compile(r"^(?:WWW|Proxy)-Authenticate\s*:\s*Digest\s+(.*)$", re.I | re.M)
_LONGEST = 65_535


async def realm_of(account: SipAccount, *, tls_verify: bool = True, seconds: float = SECONDS) -> str:
    """The realm that the account's registrar challenges in; "" when it does not answer in time, or asks for nothing."""
    ask = _by_datagram if account.transport is Transport.UDP else _by_stream
    try:
        async with asyncio.timeout(seconds):
            answer = await ask(account, tls_verify)
    except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, UnicodeError):
        return ""
    challenge = _CHALLENGE.search(answer)
    return realm_in(challenge[1].strip()) if challenge else ""


async def _by_datagram(account: SipAccount, _: bool) -> str:
    loop = asyncio.get_running_loop()
    answered: asyncio.Future[str] = loop.create_future()
    transport, _protocol = await loop.create_datagram_endpoint(lambda: _Listener(answered), remote_addr=_where(account))
    try:
        host, port = transport.get_extra_info("sockname")[:2]
        message = _register(account, f"{_bracketed(host)}:{port}")
        for pause in (0.5, 1.0, 2.0, 4.0):  # RFC 3261, section 17.1.2.1: Timer E
            transport.sendto(message)
            done, _waiting = await asyncio.wait([answered], timeout=pause)
            if done:
                break
        return await answered
    finally:
        transport.close()


async def _by_stream(account: SipAccount, tls_verify: bool) -> str:
    context = _context(tls_verify) if account.transport is Transport.TLS else None
    reader, writer = await asyncio.open_connection(*_where(account), ssl=context)
    try:
        host, port = writer.get_extra_info("sockname")[:2]
        writer.write(_register(account, f"{_bracketed(host)}:{port}"))
        answer = ""
        while not _is_final(answer):
            answer = (await reader.readuntil(b"\r\n\r\n")).decode(errors="replace")
        return answer
    finally:
        writer.close()


class _Listener(asyncio.DatagramProtocol):
    """Takes the first final answer."""

    def __init__(self, answered: asyncio.Future[str]) -> None:
        self._answered = answered

    def datagram_received(self, data: bytes, addr: object) -> None:
        text = data[:_LONGEST].decode(errors="replace")
        if _is_final(text) and not self._answered.done():
            self._answered.set_result(text)

    def error_received(self, exc: Exception) -> None:
        if not self._answered.done():
            self._answered.set_exception(exc)


def _is_final(message: str) -> bool:
    return bool(re.match(r"SIP/2\.0 [2-6]\d\d ", message))


def _register(account: SipAccount, own: str) -> bytes:
    """RFC 3261, section 10.2: the Request-URI of REGISTER has no user."""
    host, via = _bracketed(account.host), account.transport.value.upper()
    lines = [
        f"REGISTER sip:{host} SIP/2.0",
        f"Via: SIP/2.0/{via} {own};branch=z9hG4bK{secrets.token_hex(8)};rport",
        "Max-Forwards: 70",
        f"From: <sip:{account.user}@{host}>;tag={secrets.token_hex(4)}",
        f"To: <sip:{account.user}@{host}>",
        f"Call-ID: {secrets.token_hex(12)}",
        "CSeq: 1 REGISTER",
        "User-Agent: Linekeeper",
        "Content-Length: 0",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _where(account: SipAccount) -> tuple[str, int]:
    """The outbound proxy, or the registrar itself; SRV records are not asked for."""
    usual = account.port or _PORTS[account.transport]
    if not account.proxy:
        return account.host, usual
    host, colon, port = account.proxy.rpartition(":")
    if not colon or not port.isdecimal() or (host.count(":") and not host.startswith("[")):
        return account.proxy.strip("[]"), _PORTS[account.transport]
    return host.strip("[]"), int(port)


def _context(verify: bool) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if not verify:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
