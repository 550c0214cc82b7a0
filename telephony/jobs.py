"""What the pool asks of a prober process, and the answer that comes back: one JSON object a line."""

import json
from dataclasses import dataclass
from typing import Any

from domain.sip import Answer, CheckMethod, SipAccount
from telephony.address import Addresses

Message = dict[str, Any]

NO_BINDING = "<sip:linekeeper@checker.invalid>;expires=0"
"""A Contact that nobody has registered, taken back."""


@dataclass(frozen=True)
class Job:
    """One attempt. ``slot`` tells a real registration, which needs an account slot, from a slot-free request."""

    message: Message
    slot: bool

    @property
    def deadline(self) -> float:
        """Seconds within which the process must have answered, once it has begun."""
        return float(self.message["deadline"])

    def line(self, number: int) -> bytes:
        """As it is written to the process."""
        return json.dumps(self.message | {"id": number}).encode() + b"\n"


def registration(account: SipAccount, where: Addresses, deadline: float) -> Job:
    """A real REGISTER with Contact and digest."""
    return Job(
        {
            "kind": "register",
            "aor": where.aor,
            "registrar": where.registrar,
            "route": where.route,
            "ipv6": where.ipv6,
            "host": where.host,
            "port": where.port,
            "transport": where.transport,
            "auth_user": account.auth_user or account.user,
            "password": account.password,
            "full": account.full_registration,
            "deadline": deadline,
        },
        slot=True,
    )


def request(method: CheckMethod, where: Addresses, deadline: float, *, contact: bool = False) -> Job:
    """A slot-free OPTIONS or REGISTER without credentials.

    Without Contact a REGISTER changes nothing and only asks (RFC 3261, section 10.2.3); with ``contact`` it looks
    like a phone's and takes back a binding that does not exist.
    """
    message = {
        "kind": "request",
        "method": method.upper(),
        "aor": where.aor,
        "target": where.knock,
        "ipv6": where.ipv6,
        "host": where.host,
        "port": where.port,
        "transport": where.transport,
        "route": where.route,
        "headers": [("Contact", NO_BINDING)] if contact else [],
        "deadline": deadline,
    }
    return Job(message, slot=False)


def answer_of(message: Message) -> Answer:
    """The ``Answer`` in a process's line."""
    return Answer(
        code=int(message["code"]),
        reason=message.get("reason", ""),
        status=int(message.get("status", 0)),
        source=message.get("source", ""),
        headers=tuple(message.get("headers", ())),
        detail=message.get("detail", ""),
        latency_ms=float(message.get("ms", 0.0)),
    )
