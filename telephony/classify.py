"""An answer as a verdict: pure. The numbers are pjsip's: ``sip_errno.h``, ``pjlib-util/errno.h``, ``errno(3)``."""

import re

from domain.sip import Answer, CheckMethod, SipAccount, Transport, Verdict

_SYSTEM = 120_000
"""pjlib reports ``errno`` plus this."""
_OWN_NETWORK = frozenset(_SYSTEM + number for number in (1, 13, 99, 100, 101, 113))
"""EPERM, EACCES (a firewall of ours), EADDRNOTAVAIL, ENETDOWN, ENETUNREACH, EHOSTUNREACH."""
_CONNECTION_REFUSED = _SYSTEM + 111
_TIMED_OUT = frozenset({70009, _SYSTEM + 110})
_RESET = frozenset({70016, _SYSTEM + 104, _SYSTEM + 32, _SYSTEM + 103, _SYSTEM + 107})
"""PJ_EEOF, ECONNRESET, EPIPE, ECONNABORTED, ENOTCONN: an idle connection that the far end had closed."""
_DNS = range(320_040, 320_071)
_RESOLVE = 70018
_TLS = (range(171_160, 171_180), range(470_000, 520_000))
"""PJSIP_TLS_…, and pjlib's own numbers for what OpenSSL says."""
UNREAD_CHALLENGE = "unread_challenge"
"""``Answer.detail`` for a challenge of another scheme than Digest with MD5, which our library cannot read or answer."""
TLS13_ONLY = "tls13_only"
"""``Answer.detail`` for a server that refuses every version of TLS our library has."""
_CHALLENGE = re.compile(r"(www|proxy)-authenticate:", re.I)
_STALE = re.compile(r'stale\s*=\s*"?true', re.I)
_OPTIONS_ALIVE = frozenset({405, 415, 420, 481, 483, 486, 488, 501})
"""The far end has no use for OPTIONS, but it spoke to us: the trunk is there."""

_OF_CODE = {
    402: Verdict.FORBIDDEN,
    404: Verdict.UNKNOWN_NUMBER,
    410: Verdict.UNKNOWN_NUMBER,
    604: Verdict.UNKNOWN_NUMBER,
    408: Verdict.CARRIER_ERROR,
    480: Verdict.CARRIER_ERROR,
    429: Verdict.THROTTLED,
}


def classify(answer: Answer, account: SipAccount) -> Verdict:
    """The verdict on ``account`` that ``answer`` gives.

    A refusal after our digest was sent means the password, one before it means the account or our address.
    Whatever nobody answered and no rule below explains is our own checker's fault: ``UNKNOWN``.
    """
    if not answer.source:
        return _unanswered(answer, account)
    if answer.code // 100 == 2:
        return Verdict.REGISTERED
    if account.method is CheckMethod.OPTIONS and answer.code in _OPTIONS_ALIVE:
        return Verdict.REGISTERED
    if answer.code in (401, 407):
        return _challenged(answer, account)
    if answer.code in (403, 603):
        return Verdict.WRONG_PASSWORD if answer.authenticated else Verdict.FORBIDDEN
    return _refused(answer)


def is_silence(answer: Answer) -> bool:
    """Whether nobody answered in time: Timer F, our own deadline, or a connection that could not be made in time."""
    return not answer.source and (answer.status in _TIMED_OUT or (answer.code == 408 and not answer.status))


def was_reset(answer: Answer) -> bool:
    """Whether a connection broke, which says nothing until it is tried again."""
    return not answer.source and answer.status in _RESET


def tls_failed(answer: Answer, account: SipAccount) -> bool:
    """Whether a TLS connection could not be made; a server that breaks it off in the handshake says no more."""
    if answer.source or account.transport is not Transport.TLS:
        return False
    return was_reset(answer) or any(answer.status in codes for codes in _TLS)


def retry_after(answer: Answer) -> int | None:
    """Seconds of a Retry-After header (RFC 3261, section 20.33); None when there is none to read."""
    value = _header(answer, "retry-after")
    match = re.match(r"\s*(\d{1,9})", value)
    return int(match[1]) if match else None


def _unanswered(answer: Answer, account: SipAccount) -> Verdict:
    if answer.detail == UNREAD_CHALLENGE:
        return Verdict.UNKNOWN
    if tls_failed(answer, account):
        return Verdict.UNKNOWN if answer.detail == TLS13_ONLY else Verdict.TLS
    if is_silence(answer) or was_reset(answer) or answer.status == _CONNECTION_REFUSED:
        return Verdict.CARRIER_DOWN
    if answer.status in _OWN_NETWORK:
        return Verdict.NETWORK
    if answer.status in _DNS or answer.status == _RESOLVE:
        return Verdict.DNS
    return Verdict.UNKNOWN


def _challenged(answer: Answer, account: SipAccount) -> Verdict:
    """A last 401 or 407. pjsip speaks Digest with MD5 alone: what it cannot answer is no wrong password."""
    if account.method is CheckMethod.OPTIONS:
        return Verdict.FORBIDDEN
    if asks_too_much(answer):
        return Verdict.UNKNOWN
    # RFC 3261, 22.4: "stale" says that the password was right and the nonce old; for ever, that is their fault.
    stale = any(_STALE.search(challenge) for challenge in _challenges(answer))
    return Verdict.CARRIER_ERROR if stale else Verdict.WRONG_PASSWORD


def asks_too_much(answer: Answer) -> bool:
    """Whether each challenge of a 401 or 407 is one that our library has no answer to, such as SHA-256 alone."""
    challenges = _challenges(answer)
    return bool(challenges) and not any(map(_answerable, challenges))


def _challenges(answer: Answer) -> list[str]:
    return [line.partition(":")[2] for line in answer.headers if _CHALLENGE.match(line)]


def _answerable(challenge: str) -> bool:
    algorithm = re.search(r'algorithm\s*=\s*"?([\w-]+)', challenge, re.I)
    digest = challenge.strip().lower().startswith("digest")
    return digest and (algorithm is None or algorithm[1].upper() == "MD5")


def _refused(answer: Answer) -> Verdict:
    if answer.code in _OF_CODE:
        return _OF_CODE[answer.code]
    if answer.code == 503 and retry_after(answer) is not None:
        return Verdict.THROTTLED
    return Verdict.CARRIER_ERROR if answer.code // 100 == 5 else Verdict.REFUSED


def _header(answer: Answer, name: str) -> str:
    lines = (line.partition(":") for line in answer.headers)
    return next((value for key, _, value in lines if key.strip().lower() == name), "")
