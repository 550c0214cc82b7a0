"""Who calls: bearer tokens (RFC 6750), several for each caller, so that one can be replaced while both work."""

import hashlib
import hmac
import re
from collections.abc import Iterable
from enum import StrEnum

_TOKEN = re.compile(r"[A-Za-z0-9._~+/-]{32,256}={0,2}", re.ASCII)
_BEARER = re.compile(r"Bearer +(\S+)", re.IGNORECASE)


class Caller(StrEnum):
    """The systems that have something to tell. Each may use its own part of the API alone."""

    BILLING = "billing"
    PROJECTS = "projects"


class Callers:
    """The tokens that are known, as digests: none of them can be read out of memory, logs or timings."""

    def __init__(self, tokens: Iterable[tuple[Caller, str]]) -> None:
        self._known = [(_digest(token), caller) for caller, token in tokens]

    def caller(self, authorization: str) -> Caller | None:
        """Whose token the header ``Authorization`` holds; None: nobody's."""
        given = _BEARER.fullmatch(authorization.strip())
        if given is None:
            return None
        digest = _digest(given[1])
        # All are compared, whichever fits, so that the time tells nothing.
        fitting = [caller for known, caller in self._known if hmac.compare_digest(known, digest)]
        return fitting[0] if fitting else None


def split_tokens(text: str) -> tuple[tuple[Caller, str], ...]:
    """``caller:token[,caller:token]`` in pairs.

    Raises:
        ValueError: a caller is unknown, a token too short, of other characters, or there twice; says no token.
    """
    pairs = tuple(_pair(part.strip()) for part in text.split(",") if part.strip())
    if len({token for _, token in pairs}) != len(pairs):
        raise ValueError("a token is there twice")
    return pairs


def _pair(part: str) -> tuple[Caller, str]:
    name, _, token = part.partition(":")
    if name not in {caller.value for caller in Caller}:
        raise ValueError(f"before the colon stands none of {', '.join(caller.value for caller in Caller)}")
    if not _TOKEN.fullmatch(token):
        raise ValueError("a token has less than 32 characters, or others than letters, digits and . _ ~ + / -")
    return Caller(name), token


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()
