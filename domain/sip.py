"""What a SIP account is and what one probe of it says: words shared by every layer above."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class LineType(StrEnum):
    """How a line reaches the telephone network, as the contract sees it."""

    PHONE = "phone"
    TRUNK = "trunk"
    GATEWAY = "gateway"


class Transport(StrEnum):
    """SIP transports that a prober speaks (RFC 3261, section 18)."""

    UDP = "udp"
    TCP = "tcp"
    TLS = "tls"


class CheckMethod(StrEnum):
    """The SIP request a line is checked with: OPTIONS suits a trunk authenticated by its address."""

    REGISTER = "register"
    OPTIONS = "options"


class Verdict(StrEnum):
    """What one probe says of a line. ``UNKNOWN`` blames our own checker and never the line."""

    REGISTERED = "registered"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105 -- a verdict's name
    UNKNOWN_NUMBER = "unknown_number"
    FORBIDDEN = "forbidden"
    CARRIER_DOWN = "carrier_down"
    CARRIER_ERROR = "carrier_error"
    THROTTLED = "throttled"
    REFUSED = "refused"
    DNS = "dns"
    TLS = "tls"
    NETWORK = "network"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class SipAccount:
    """One SIP account as a probe needs it. ``password`` is open text and never shown by ``repr``.

    ``host`` is an IDNA A-label name or an IP address without brackets; ``port`` 0 lets DNS decide
    (RFC 3263). ``proxy`` is "host", "host:port" or empty. ``auth_user`` empty means ``user``.
    """

    user: str
    host: str
    port: int = 5060
    transport: Transport = Transport.UDP
    password: str = field(default="", repr=False)
    auth_user: str = ""
    proxy: str = ""
    method: CheckMethod = CheckMethod.REGISTER
    full_registration: bool = False

    @property
    def registrar(self) -> str:
        """Key of the registrar that lines share: ``host:port/transport``."""
        return f"{self.host.lower()}:{self.port}/{self.transport}"


@dataclass(frozen=True)
class Answer:
    """The raw outcome of one attempt, as the SIP stack reports it.

    ``code`` is the SIP status (0: none), ``status`` the stack's own error number (0: none), ``source`` the
    address the final answer came from (empty: nobody answered), ``headers`` the few lines kept as evidence
    (Server, Warning, Retry-After, Reason), ``detail`` what the transport said (TLS, DNS).
    """

    code: int
    reason: str = ""
    status: int = 0
    source: str = ""
    headers: tuple[str, ...] = ()
    detail: str = ""
    latency_ms: float = 0.0
    authenticated: bool = False


@dataclass(frozen=True)
class ProbeResult:
    """What a probe of one account says. ``retry_after`` is in seconds, None when the far end named none."""

    verdict: Verdict
    answer: Answer
    at: datetime
    retry_after: int | None = None
