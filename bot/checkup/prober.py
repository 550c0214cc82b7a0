"""Do the prober processes start here, and does a SIP answer reach them?"""

import asyncio
from typing import Any

from bot.checkup import Finding
from bot.policy import prober_options
from bot.settings import Settings
from domain.sip import CheckMethod, SipAccount, Verdict
from telephony.crew import ProberError
from telephony.pool import ProberPool

_PART = "prober"
# Headers that a SIP answer repeats (RFC 3261, section 8.2.6.2).
_REPEATED = (b"via:", b"from:", b"to:", b"call-id:", b"cseq:")


class _Responder(asyncio.DatagramProtocol):
    """Says 200 to any SIP request on a loopback port: enough to see that one came and an answer went back."""

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str | Any, int]) -> None:
        lines = [line for line in data.split(b"\r\n") if line.lower().startswith(_REPEATED)]
        tagged = [line + b";tag=doctor" if line.lower().startswith(b"to:") else line for line in lines]
        self._transport.sendto(b"\r\n".join([b"SIP/2.0 200 OK", *tagged, b"Content-Length: 0", b"", b""]), addr)


async def examine(settings: Settings) -> list[Finding]:
    """Start one pool, probe a responder of our own on the loopback interface, stop it."""
    try:
        async with ProberPool(prober_options(settings)) as pool:
            verdict, detail = await _probe(pool)
    except (ProberError, ValueError, OSError) as error:
        return [Finding(_PART, f"does not start: {error}", "Python 3.11 or 3.12 on x86-64 Linux is needed; reinstall.")]
    if verdict is Verdict.REGISTERED:
        return [Finding(_PART, f"starts and probes, {settings.prober_count} processes")]
    words = f"starts, but a probe of this machine's own address says {verdict.value} {detail}".rstrip()
    return [Finding(_PART, words, "Let UDP pass on the loopback interface (firewall, container settings).")]


async def _probe(pool: ProberPool) -> tuple[Verdict, str]:
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(_Responder, local_addr=("127.0.0.1", 0))
    try:
        port = transport.get_extra_info("sockname")[1]
        result = await pool.probe(SipAccount("doctor", "127.0.0.1", port, method=CheckMethod.OPTIONS))
        return result.verdict, result.answer.detail
    finally:
        transport.close()
