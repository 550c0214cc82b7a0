"""A name server for tests on a free UDP port of 127.0.0.1: a few records, or silence."""

import asyncio
import ipaddress
import struct
from typing import Any

A, SRV = 1, 33


class DnsServer(asyncio.DatagramProtocol):
    """``addresses`` maps names to IPv4 addresses, ``services`` "_sip._udp.name" to (host, port). Others do not exist.

    ``silent`` makes it hang; ``asked`` keeps (name, type) of every question.
    """

    def __init__(self) -> None:
        self.addresses: dict[str, str] = {}
        self.services: dict[str, tuple[str, int]] = {}
        self.silent = False
        self.asked: list[tuple[str, int]] = []

    @property
    def address(self) -> str:
        """As ``ProberOptions.nameservers`` wants it."""
        return f"127.0.0.1:{self._transport.get_extra_info('sockname')[1]}"

    async def __aenter__(self) -> "DnsServer":
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=("127.0.0.1", 0))
        return self

    async def __aexit__(self, *exc: object) -> None:
        self._transport.close()

    def datagram_received(self, data: bytes, addr: Any) -> None:
        name, end = _name(data, 12)
        kind = int.from_bytes(data[end : end + 2], "big")
        self.asked.append((name, kind))
        if self.silent:
            return
        record = self._record(name, kind)
        known = record is not None or any(name in each for each in (self.addresses, self.services))
        head = data[:2] + struct.pack("!5H", 0x8180 | (0 if known else 3), 1, int(record is not None), 0, 0)
        answer = b"" if record is None else struct.pack("!3HIH", 0xC00C, kind, 1, 5, len(record)) + record
        self._transport.sendto(head + data[12 : end + 4] + answer, addr)

    def _record(self, name: str, kind: int) -> bytes | None:
        if kind == A and name in self.addresses:
            return ipaddress.ip_address(self.addresses[name]).packed
        if kind == SRV and name in self.services:
            host, port = self.services[name]
            labels = b"".join(bytes([len(label)]) + label.encode() for label in host.split("."))
            return struct.pack("!3H", 0, 0, port) + labels + b"\0"
        return None


def _name(data: bytes, at: int) -> tuple[str, int]:
    labels = []
    while length := data[at]:
        labels.append(data[at + 1 : at + 1 + length].decode().lower())
        at += 1 + length
    return ".".join(labels), at + 1
