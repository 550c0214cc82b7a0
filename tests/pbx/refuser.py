"""A carrier that takes no call: it answers each INVITE with what it was made with, or with nothing, and keeps all."""

import asyncio
from typing import Any

KEPT = ("via:", "from:", "to:", "call-id:", "cseq:")


class Refuser(asyncio.DatagramProtocol):
    """Listens at ``port`` of 127.0.0.1. ``answer`` is "403 Forbidden", "100 Trying", or "" for silence."""

    def __init__(self, answer: str = "", header: str = "Subject: test") -> None:
        self.answer, self.header = answer, header
        self.requests: list[str] = []
        self.asked = asyncio.Event()
        self._invite: list[str] = []

    @property
    def port(self) -> int:
        return int(self._transport.get_extra_info("sockname")[1])

    async def __aenter__(self) -> "Refuser":
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=("127.0.0.1", 0))
        return self

    async def __aexit__(self, *exc: object) -> None:
        self._transport.close()

    def datagram_received(self, data: bytes, addr: Any) -> None:
        lines = data.decode().split("\r\n")
        self.requests.append(data.decode())
        if lines[0].startswith("INVITE"):
            self._invite = lines
            self.asked.set()
        if lines[0].startswith("INVITE") and self.answer:
            self._send(self.answer, lines, addr)
        elif lines[0].startswith("CANCEL"):
            self._send("200 OK", lines, addr)
            self._send("487 Request Terminated", self._invite, addr)

    def _send(self, answer: str, lines: list[str], addr: Any) -> None:
        kept = [line for line in lines if line.lower().startswith(KEPT)]
        tagged = [f"{line};tag=r" if line.lower().startswith("to:") else line for line in kept]
        told = [f"SIP/2.0 {answer}", *tagged, self.header, "Content-Length: 0", "", ""]
        self._transport.sendto("\r\n".join(told).encode(), addr)

    def methods(self) -> list[str]:
        """What was asked of it, without retransmissions."""
        return list(dict.fromkeys(request.partition(" ")[0] for request in self.requests))
