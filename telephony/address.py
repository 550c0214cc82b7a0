"""A SIP account as the URIs of a REGISTER or OPTIONS request (RFC 3261, sections 10.2, 19.1 and 25.1)."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote

from domain.sip import CheckMethod, SipAccount, Transport

_USER_SAFE = "-_.!~*'()&=+$,;?/"
"""``unreserved`` and ``user-unreserved`` beside letters and digits; all else is %-escaped."""
_HOST = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,252}[A-Za-z0-9_])?\.?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
LONGEST_URI = 200
"""Characters of a URI. pjsip has room for 255 (PJSIP_MAX_URL_SIZE), our own Contact included, and aborts beyond."""
LONGEST_LOGIN = 250
"""Bytes of the digest's user name: it and the rest of a request must fit pjsip's 4,000 (PJSIP_MAX_PKT_LEN)."""


class Unsendable(ValueError):  # noqa: N818 -- it names the account, not a fault of the program
    """The account cannot be put into a SIP message. The text names the field and never holds its value."""


@dataclass(frozen=True)
class Addresses:
    """What a request needs: ``aor`` is From and To, ``registrar`` the Request-URI, ``knock`` both at once for a
    request without an account of its own, ``route`` the outbound proxy's Route value (empty: none). ``host`` (no
    brackets) and ``port`` are the next hop."""

    aor: str
    registrar: str
    knock: str
    route: str
    transport: Transport
    host: str
    port: int

    @property
    def ipv6(self) -> bool:
        """Whether the next hop is an IPv6 address."""
        return ":" in self.host


def addresses(account: SipAccount) -> Addresses:
    """The URIs of ``account``.

    Raises:
        Unsendable: a field holds line breaks, a quote where none can be escaped, no text that UTF-8 can hold, is too
            long for a request, or is no host name.
    """
    _refuse_what_is_no_text(account)
    _refuse_controls(account)
    _login(account)
    host = host_part(account.host)
    user = quote(account.user, safe=_USER_SAFE, encoding="utf-8")
    if not user and account.method is CheckMethod.REGISTER:
        raise Unsendable("user is empty")
    aor = f"sip:{user}@{host}" if user else f"sip:{host}"
    tail = _port(account.port) + _transport(account.transport)
    route = f"<{proxy_uri(account)}>" if account.proxy else ""
    _refuse_too_long(user=aor + tail, proxy=route)
    hop, port = next_hop(account)
    return Addresses(aor, f"sip:{host}{tail}", aor + tail, route, account.transport, hop.strip("[]"), port)


def next_hop(account: SipAccount) -> tuple[str, int]:
    """Host (an IPv6 address in brackets) and port (0: for DNS to say) that the requests go to."""
    if not account.proxy:
        return host_part(account.host), account.port
    host, port = split_host_port(account.proxy)
    return host_part(host), port


def proxy_uri(account: SipAccount) -> str:
    """The outbound proxy as a loose route (RFC 3261, section 16.12)."""
    host, port = next_hop(account)
    return f"sip:{host}{_port(port)}{_transport(account.transport)};lr"


def split_host_port(text: str) -> tuple[str, int]:
    """``host``, ``host:port``, ``[v6]:port`` or a bare IPv6 address -> host without brackets, port or 0.

    Raises:
        Unsendable: the port is no number from 1 to 65535.
    """
    if text.count(":") > 1 and not text.startswith("["):
        return text, 0
    match = re.fullmatch(r"\[([^\]]*)\](?::(\d{1,5}))?|([^:]*)(?::(\d{1,5}))?", text)
    if match is None:
        raise Unsendable("proxy is not host:port")
    written = match[2] or match[4]
    if written and not 1 <= int(written) <= 65535:
        raise Unsendable("proxy has a port that is not 1 to 65535")
    return match[1] or match[3] or "", int(written or 0)


def host_part(host: str) -> str:
    """``host`` as it stands in a URI: an IPv6 address gets brackets.

    Raises:
        Unsendable: neither an address nor a host name in ASCII.
    """
    bare = host.strip("[]")
    try:
        address = ipaddress.ip_address(bare)
    except ValueError:
        if not _HOST.fullmatch(host):
            raise Unsendable("host is not a host name") from None
        return host
    return f"[{bare}]" if address.version == 6 else bare


def is_address(host: str) -> bool:
    """Whether ``host`` (brackets allowed) is an IP address and needs no DNS."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _refuse_what_is_no_text(account: SipAccount) -> None:
    # Half a surrogate pair, as Python reads bytes that are no UTF-8: no message can carry it.
    for name in ("user", "host", "auth_user", "proxy", "password"):
        try:
            getattr(account, name).encode()
        except UnicodeEncodeError:
            raise Unsendable(f"{name} is not text in UTF-8") from None


def _refuse_controls(account: SipAccount) -> None:
    for name in ("user", "host", "auth_user", "proxy"):
        if has_control(getattr(account, name)):
            raise Unsendable(f"{name} holds a line break or another control character")


def has_control(text: str) -> bool:
    """Whether a line break or another control character is in it: inside a header it would begin another one."""
    return bool(_CONTROL.search(text))


def _refuse_too_long(**uris: str) -> None:
    for name, uri in uris.items():
        if len(uri) > LONGEST_URI:
            raise Unsendable(f"{name} is too long: an address in SIP has at most {LONGEST_URI} characters")


def _login(account: SipAccount) -> None:
    # pjsip hashes the same text that it prints between quotes, so an escaped quote could never match.
    if re.search(r'["\\]', account.auth_user or account.user):
        raise Unsendable("auth_user holds a quote or a backslash")
    if len((account.auth_user or account.user).encode()) > LONGEST_LOGIN:
        raise Unsendable(f"auth_user is too long: {LONGEST_LOGIN} bytes are the most")
    if not 0 <= account.port <= 65535:
        raise Unsendable("port is above 65535")


def _port(port: int) -> str:
    return f":{port}" if port else ""


def _transport(transport: Transport) -> str:
    return "" if transport is Transport.UDP else f";transport={transport}"
