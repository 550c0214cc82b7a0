"""What the SIP server tells: one event of its queue as a frozen value. The form is written in kamailio.cfg."""

import base64
import binascii
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

_CREDENTIALS = ("authorization:", "proxy-authorization:")
_FIELDS = 12


class EventKind(StrEnum):
    """What has happened."""

    REGISTERED = "registered"
    UNREGISTERED = "unregistered"
    EXPIRED = "expired"
    REFUSED = "refused"
    BRAKED = "braked"
    CALL = "call"
    REALM = "realm"


@dataclass(frozen=True)
class SipEvent:
    """One event. ``contract_id`` and ``line_id`` are None where it names none; ``code`` is the SIP status, 0: none.

    ``reason`` of a refusal: wrong_password, unknown_login, other_login, not_saved. ``address`` is host:port.
    ``realm`` is what a carrier asked for. ``evidence`` is the SIP message, without its credentials.
    """

    kind: EventKind
    at: datetime
    login: str
    contract_id: int | None = None
    code: int = 0
    reason: str = ""
    address: str = ""
    transport: str = ""
    realm: str = ""
    line_id: int | None = None
    client: str = ""
    evidence: str = field(default="", repr=False)


def event_of(key: str, text: str) -> SipEvent | None:
    """An event as it was queued; None for what cannot be understood."""
    parts = text.split("|")
    if len(parts) != _FIELDS or parts[0] not in set(EventKind):
        return None
    kind, login, contract, code, reason, host, port, transport, said, line, client, message = parts
    login, _, domain = login.partition("@")
    return SipEvent(
        kind=EventKind(kind),
        at=_moment(key),
        login=login,
        contract_id=number(contract) or number(domain.removeprefix("c")),
        code=number(code) or 0,
        reason=reason,
        address=f"[{host}]:{port}" if ":" in host else f"{host}:{port}" if host else "",
        transport=transport,
        realm=realm_in(_text(said)),
        line_id=number(line),
        client=_text(client),
        evidence=_redacted(_text(message)),
    )


def number(text: str) -> int | None:
    """A whole number, or None."""
    return int(text) if text.isascii() and text.isdecimal() else None


def _moment(key: str) -> datetime:
    try:
        return datetime.fromtimestamp(float(key), UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.now(UTC)


def _text(encoded: str) -> str:
    try:
        text = base64.b64decode(encoded, validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""
    return text.replace("\0", "\ufffd")


def realm_in(challenge: str) -> str:
    """The realm of a challenge (RFC 3261, section 22.4); "" for none, or one that HA1 cannot be made for."""
    _, found, rest = challenge.partition('realm="')
    realm = rest.partition('"')[0]
    return realm if found and 0 < len(realm) <= 128 and realm.isprintable() else ""


def _redacted(message: str) -> str:
    lines = message.split("\r\n")
    return "\n".join(line for line in lines if line and not line.lower().startswith(_CREDENTIALS))
