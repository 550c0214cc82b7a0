"""Digest access authentication of a registrar: MD5, with qop=auth or without (RFC 2617; RFC 3261, section 22)."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field
from enum import Enum, auto

PARAMETER = re.compile(r'(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^",\s]+))')


class Proof(Enum):
    """What the Authorization header of a request proves."""

    NONE = auto()
    STALE = auto()
    WRONG = auto()
    RIGHT = auto()


def parameters(header: str) -> dict[str, str]:
    """The parameters of a Digest header; empty for another scheme."""
    scheme, _, rest = header.partition(" ")
    if scheme.lower() != "digest":
        return {}
    return {name.lower(): quoted or plain for name, quoted, plain in PARAMETER.findall(rest)}


def response(method: str, given: dict[str, str], password: str) -> str:
    """The response that a client who knows ``password`` computes (RFC 2617, 3.2.2)."""
    ha1 = _md5(given.get("username", ""), given.get("realm", ""), password)
    ha2 = _md5(method, given.get("uri", ""))
    if not given.get("qop"):
        return _md5(ha1, given.get("nonce", ""), ha2)
    return _md5(ha1, *(given.get(name, "") for name in ("nonce", "nc", "cnonce", "qop")), ha2)


def _md5(*parts: str) -> str:
    return hashlib.md5(":".join(parts).encode(), usedforsecurity=False).hexdigest()


@dataclass
class Realm:
    """Issues nonces that prove themselves, so nothing is kept per client. ``lifetime`` is in seconds."""

    name: str
    lifetime: float = 300.0
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(16), repr=False)

    def challenge(self, now: float, *, stale: bool = False) -> str:
        """The value of WWW-Authenticate. ``now`` is any monotonic time in seconds."""
        stamp = f"{int(now * 1000)}-{secrets.token_hex(4)}"
        again = ", stale=TRUE" if stale else ""
        return f'Digest realm="{self.name}", nonce="{stamp}-{self._seal(stamp)}", algorithm=MD5, qop="auth"{again}'

    def check(self, header: str, method: str, user: str, password: str, now: float) -> Proof:
        """What ``header`` proves of ``user``, whose password is ``password``, at ``now``."""
        given = parameters(header)
        if not given:
            return Proof.NONE
        if not self._fresh(given.get("nonce", ""), now):
            return Proof.STALE
        named = given.get("username") == user and given.get("realm") == self.name
        expected = response(method, given, password)
        right = hmac.compare_digest(given.get("response", "").lower().encode(), expected.encode())
        return Proof.RIGHT if named and right else Proof.WRONG

    def _fresh(self, nonce: str, now: float) -> bool:
        stamp, _, seal = nonce.rpartition("-")
        if not hmac.compare_digest(seal.encode(), self._seal(stamp).encode()):
            return False
        return 0 <= now - int(stamp.partition("-")[0]) / 1000 <= self.lifetime

    def _seal(self, stamp: str) -> str:
        return hmac.new(self._key, stamp.encode(), hashlib.sha256).hexdigest()[:16]
