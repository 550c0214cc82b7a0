"""As much of a DNS message as a forwarder must read and write (RFC 1035, section 4)."""

import ipaddress
import struct
from dataclasses import dataclass

A, AAAA, SRV = 1, 28, 33
NO_ERROR, SERVER_FAILURE, NO_SUCH_NAME = 0, 2, 3
TTL_SECONDS = 30
_HEADER = struct.Struct("!6H")
_IS_ANSWER = 0x8180  # QR, RD, RA


@dataclass(frozen=True)
class Question:
    """The one question of a query; ``raw`` is its section as it came, to be sent back."""

    name: str
    kind: int
    raw: bytes


def question(query: bytes) -> Question:
    """Raises ValueError when ``query`` is no DNS query with a question."""
    labels, at = [], _HEADER.size
    while 0 < (length := _byte(query, at)) < 64:
        labels.append(query[at + 1 : at + 1 + length].decode("ascii", "replace").lower())
        at += 1 + length
    end = at + 5
    if length or len(query) < end:
        raise ValueError("not a DNS query")
    return Question(".".join(labels), int.from_bytes(query[at + 1 : at + 3], "big"), query[_HEADER.size : end])


def reply(query: bytes, asked: Question, code: int, addresses: tuple[str, ...] = ()) -> bytes:
    """An answer to ``query`` with a response code and, for A and AAAA, addresses of that family."""
    packed = [ipaddress.ip_address(address).packed for address in addresses]
    fits = [data for data in packed if len(data) == (16 if asked.kind == AAAA else 4)]
    head = _HEADER.pack(int.from_bytes(query[:2], "big"), _IS_ANSWER | code, 1, len(fits), 0, 0)
    records = (struct.pack("!3HIH", 0xC00C, asked.kind, 1, TTL_SECONDS, len(data)) + data for data in fits)
    return head + asked.raw + b"".join(records)


def _byte(data: bytes, at: int) -> int:
    if at >= len(data):
        raise ValueError("a cut DNS query")
    return data[at]
