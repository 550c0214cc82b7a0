"""SIP on the wire: as much of RFC 3261 as a registrar reads and writes."""

import re
from dataclasses import dataclass

COMPACT = {"v": "via", "f": "from", "t": "to", "i": "call-id", "m": "contact", "l": "content-length", "k": "supported"}
REASONS = {
    200: "OK",
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    423: "Interval Too Brief",
    481: "Call/Transaction Does Not Exist",
    503: "Service Unavailable",
}
USER = re.compile(r"sips?:([^@;>?\s]+)@", re.IGNORECASE)
REQUIRED = ("via", "from", "to", "call-id", "cseq")


class MalformedMessageError(ValueError):
    """What arrived is not a SIP request."""


@dataclass(frozen=True)
class Request:
    """A parsed request. ``headers`` keeps the order of the wire, names in lower case and long form."""

    method: str
    uri: str
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""

    def values(self, name: str) -> tuple[str, ...]:
        return tuple(value for key, value in self.headers if key == name)

    def value(self, name: str) -> str:
        """The first value of a header, empty when there is none."""
        return next(iter(self.values(name)), "")

    @property
    def transaction(self) -> tuple[str, str]:
        """What a retransmission shares with its original (RFC 3261, 17.2.3): topmost Via and CSeq."""
        return self.value("via"), self.value("cseq")

    @property
    def number(self) -> str:
        """The user the request is about: To's for REGISTER (RFC 3261, 10.2), else the Request-URI's or From's."""
        places = [self.value("to"), self.uri] if self.method == "REGISTER" else [self.uri, self.value("to")]
        found = (USER.search(place) for place in [*places, self.value("from")])
        return next((match.group(1) for match in found if match), "")


@dataclass(frozen=True)
class Reply:
    """A final answer; ``headers`` are full lines, such as ``Allow: REGISTER``."""

    code: int
    headers: tuple[str, ...] = ()
    reason: str = ""

    def encode(self, request: Request, source: tuple[str, int] | None = None) -> bytes:
        """The bytes on the wire, with what RFC 3261 8.2.6.2 copies from the request."""
        to = request.value("to")
        if not re.search(r";\s*tag=", to, re.IGNORECASE):
            to += ";tag=" + format(abs(hash(request.transaction)), "x")[:10]
        lines = [
            f"SIP/2.0 {self.code} {self.reason or REASONS.get(self.code, 'Unknown')}",
            *_vias(request, source),
            f"From: {request.value('from')}",
            f"To: {to}",
            f"Call-ID: {request.value('call-id')}",
            f"CSeq: {request.value('cseq')}",
            *self.headers,
            "Server: Linekeeper sandbox",
            "Content-Length: 0",
        ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _vias(request: Request, source: tuple[str, int] | None) -> list[str]:
    """Every Via in its order; the topmost tells where the request came from (RFC 3581, section 4)."""
    vias = list(request.values("via"))
    if vias and source:
        host, port = source
        top, asked = re.subn(r";rport(?![=\w])", f";rport={port}", vias[0])
        vias[0] = f"{top};received={host}" if asked else vias[0]
    return [f"Via: {via}" for via in vias]


def parse(data: bytes) -> Request:
    """Read one request; raises MalformedMessageError for a response, garbage or a missing mandatory header."""
    head, _, body = data.partition(b"\r\n\r\n")
    start, *lines = head.decode("utf-8", "replace").split("\r\n")
    words = start.split(" ")
    if len(words) != 3 or words[2].upper() != "SIP/2.0":
        raise MalformedMessageError(f"not a SIP request: {start[:60]!r}")
    request = Request(words[0], words[1], tuple(_header(line) for line in _unfolded(lines)), body)
    missing = [name for name in REQUIRED if not request.value(name)]
    if missing:
        raise MalformedMessageError("missing header: " + ", ".join(missing))
    return request


def _unfolded(lines: list[str]) -> list[str]:
    """Continuation lines joined to the header they continue (RFC 3261, 7.3.1)."""
    joined: list[str] = []
    for line in lines:
        if joined and line[:1] in (" ", "\t"):
            joined[-1] += " " + line.strip()
        elif line:
            joined.append(line)
    return joined


def _header(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    if not colon:
        raise MalformedMessageError(f"not a header: {line[:60]!r}")
    key = name.strip().lower()
    return COMPACT.get(key, key), value.strip()
