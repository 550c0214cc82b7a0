"""A server's address as people type it: IDNA 2008 with the mappings of UTS 46, IP addresses, and a port behind it."""

import ipaddress
import re
from typing import Literal

import idna

_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_FOREIGN = re.compile(r"[\s<>\"\\;,@?#/&%=|{}^`'()*!$+\x00-\x1f\x7f-\x9f]")
_LONGEST = 253

Fault = Literal["empty", "syntax", "host", "address", "port"]


class HostFault(ValueError):  # noqa: N818 -- a refusal, not a fault of the program
    """The text is no address of a server; ``why`` says in which way."""

    def __init__(self, why: Fault) -> None:
        super().__init__(why)
        self.why: Fault = why


def split_port(text: str) -> tuple[str, int]:
    """``host``, ``host:port``, ``[v6]``, ``[v6]:port`` or a bare IPv6 address -> host without brackets; port, 0: none.

    Raises:
        HostFault: "empty", "syntax", or "port" for one that is not from 1 to 65535.
    """
    if not text:
        raise HostFault("empty")
    if _FOREIGN.search(text) or re.match(r"sips?:", text, re.I):
        raise HostFault("syntax")
    if text.count(":") > 1 and not text.startswith("["):
        return text, 0
    match = re.fullmatch(r"(?:\[([^\[\]]*)\]|([^:\[\]]*))(?::(.*))?", text)
    if match is None:
        raise HostFault("syntax")
    return match[1] or match[2] or "", _port(match[3])


def judged_host(host: str) -> str:
    """The name in A-labels without a dot at its end, or the IP address in its usual form, without brackets.

    Raises:
        HostFault: "host" for what is no name, "address" for an address at which no server can listen.
    """
    address = _address(host)
    if address is not None:
        return address
    name = _ascii(host)
    labels = name.split(".")
    if len(name) > _LONGEST or not all(map(_LABEL.fullmatch, labels)):
        raise HostFault("host")
    if labels[-1].isdecimal() or re.fullmatch(r"0x[0-9a-f]*", labels[-1]):
        return _address(name) or _refuse_numbers()
    return name


def readable_host(host: str) -> str:
    """A name in A-labels as people read it; anything else, and what does not decode, unchanged."""
    if "xn--" not in host:
        return host
    try:
        return idna.decode(host)
    except (idna.IDNAError, UnicodeError):
        return host


def _ascii(host: str) -> str:
    bare = host.removesuffix(".").lower()
    if bare.isascii() and "xn--" not in bare:
        return bare
    try:
        return idna.encode(bare, uts46=True).decode("ascii").removesuffix(".")
    except (idna.IDNAError, UnicodeError):
        raise HostFault("host") from None


def _address(host: str) -> str | None:
    """None for what is not written like an address."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    meant = mapped or address
    if meant.is_unspecified or meant.is_multicast or str(meant) == "255.255.255.255":
        raise HostFault("address")
    return str(address)


def _refuse_numbers() -> str:
    """A name may not end in a number (RFC 1123, section 2.1): it is an address with a mistake in it."""
    raise HostFault("address")


def _port(text: str | None) -> int:
    if text is None:
        return 0
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 1 <= int(text) <= 65535:
        raise HostFault("port")
    return int(text)
