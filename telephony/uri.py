"""A SIP URI as people write it (RFC 3261, section 19.1): its parts, with a clear word for what cannot be used."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

import idna

from domain.sip import Transport
from telephony.address import Unsendable, has_control, host_part, is_address

_URI = re.compile(
    r"<?(?P<scheme>sips?):(?:(?P<user>[^@]*)@)?(?P<host>\[[^\]]*\]|[^:;?>]*)(?::(?P<port>[^;?>]*))?"
    r"(?P<parameters>;[^?>]*)?(?:\?[^>]*)?>?",
    re.I,
)


@dataclass(frozen=True)
class SipUri:
    """``transport`` is None when the URI names none; ``port`` 0 when it leaves it to DNS (RFC 3263)."""

    user: str
    host: str
    port: int
    transport: Transport | None


def parse_uri(text: str) -> SipUri:
    """Read ``sip:user@host:port;transport=udp``; an international host name becomes ASCII (UTS 46).

    Raises:
        ValueError: with a sentence for a person, which never repeats a password.
    """
    if has_control(text.strip()):
        raise ValueError("the address holds a line break or another control character: write it on one line")
    match = _URI.fullmatch(text.strip())
    if match is None:
        raise ValueError("write the account as sip:NUMBER@HOST or sip:NUMBER@HOST:PORT")
    user = match["user"] or ""
    if ":" in user:
        raise ValueError("leave the password out of the address: it is asked for, or read from standard input")
    return SipUri(unquote(user), ascii_host(match["host"]), _port(match["port"]), _transport(match))


def ascii_host(host: str) -> str:
    """A host name as DNS knows it, an IP address without brackets. Raises ValueError."""
    if is_address(host):
        return host.strip("[]")
    try:
        name = idna.encode(host, uts46=True).decode("ascii") if not host.isascii() else host.lower()
        return host_part(name)
    except (idna.IDNAError, Unsendable):
        raise ValueError("the host is neither a host name nor an IP address (IPv6 in brackets)") from None


def _port(text: str | None) -> int:
    if text is None:
        return 0
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 1 <= int(text) <= 65535:
        raise ValueError("the port is a number from 1 to 65535")
    return int(text)


def _transport(match: re.Match[str]) -> Transport | None:
    named = re.search(r";transport=([^;]*)", match["parameters"] or "", re.I)
    secure = match["scheme"].lower() == "sips"
    if named is None:
        return Transport.TLS if secure else None
    if named[1].lower() not in set(Transport):
        raise ValueError("the transport is udp, tcp or tls")
    transport = Transport(named[1].lower())
    if secure and transport is Transport.UDP:
        raise ValueError("sips: means TLS; leave transport=udp out, or write sip:")
    return Transport.TLS if secure else transport
