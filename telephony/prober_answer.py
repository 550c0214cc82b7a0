"""What pjsip says of a request, as the plain fields of ``domain.sip.Answer``."""

import time
from typing import Any

import pjsua2 as pj

Fields = dict[str, Any]

_EVIDENCE = (
    "server:",
    "warning:",
    "retry-after:",
    "reason:",
    "min-expires:",
    "www-authenticate:",
    "proxy-authenticate:",
)
MAX_HEADERS = 12
MAX_LENGTH = 300


def evidence(message: str) -> list[str]:
    """The few header lines of a whole SIP message that are kept, each cut to 300 characters."""
    head = message.partition("\r\n\r\n")[0]
    kept = [clean(line) for line in head.split("\r\n")[1:] if line.lower().startswith(_EVIDENCE)]
    return kept[:MAX_HEADERS]


def clean(text: str) -> str:
    """A server's words fit for a log: no bytes that are not UTF-8, no control characters, 300 characters at most."""
    readable = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else " " for letter in readable)[:MAX_LENGTH]


def from_transaction(state: Any, started: float) -> Fields:
    """Of ``onSendRequest``: a received answer, or the code that pjsip made up (408, 503) with an empty source."""
    fields = {"code": state.tsx.statusCode, "reason": clean(state.tsx.statusText), "ms": _since(started)}
    if state.type != pj.PJSIP_EVENT_RX_MSG:
        return fields
    return fields | {"source": state.src.rdata.srcAddress, "headers": evidence(state.src.rdata.wholeMsg)}


def from_registration(prm: Any, started: float) -> Fields:
    """Of ``onRegState``."""
    fields = {"code": prm.code, "reason": clean(prm.reason), "status": prm.status, "ms": _since(started)}
    if not prm.rdata.srcAddress:
        return fields
    return fields | {"source": prm.rdata.srcAddress, "headers": evidence(prm.rdata.wholeMsg)}


def from_failure(error: Any, started: float) -> Fields:
    """Of an exception at sending: nothing went out."""
    return {"code": 0, "reason": error.reason, "status": error.status, "ms": _since(started)}


def _since(started: float) -> float:
    return round((time.monotonic() - started) * 1000, 1)
