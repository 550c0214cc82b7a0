"""What came of a letter that was handed to a mail server, and what its answer blames. Sources: RFC 5321, RFC 3463."""

import re
from enum import StrEnum


class MailOutcome(StrEnum):
    """One attempt to send. ``sent``: the server has taken it over."""

    SENT = "sent"
    OFF = "off"
    """No mail server is set."""
    UNREACHABLE = "unreachable"
    """No connection, none in time, or it was lost."""
    INSECURE = "insecure"
    """The server's certificate is not trusted, or it speaks no TLS where TLS is wanted."""
    LOGIN = "login"
    """The server wants another login than ours."""
    NO_MAILBOX = "no_mailbox"
    FULL = "full"
    TOO_LARGE = "too_large"
    LATER = "later"
    """A passing refusal (4xx)."""
    REFUSED = "refused"
    """Any other refusal; its words tell."""


_ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b", re.ASCII)
_BY_STATUS = {
    **dict.fromkeys(("1.1", "1.2", "1.3", "1.6", "1.10", "2.1"), MailOutcome.NO_MAILBOX),
    "2.2": MailOutcome.FULL,
    **dict.fromkeys(("2.3", "3.4"), MailOutcome.TOO_LARGE),
    **dict.fromkeys(("7.8", "7.9"), MailOutcome.LOGIN),
}
_BY_CODE = {
    **dict.fromkeys((530, 534, 535, 538), MailOutcome.LOGIN),
    552: MailOutcome.FULL,
}
_OF_THE_ADDRESS = (550, 551, 553)
_SHOWN = 160


def outcome_of(code: int, words: str, *, of_recipient: bool) -> MailOutcome:
    """What a refusal means. ``of_recipient``: it answered RCPT, so 550 is about the mailbox and not about the text."""
    found = _ENHANCED.search(words)
    known = _BY_STATUS.get(f"{found[2]}.{found[3]}") if found else None
    if known is not None and (code >= 500 or known is MailOutcome.FULL):
        return known
    if 400 <= code < 500:
        return MailOutcome.LATER
    if code in _OF_THE_ADDRESS:
        return MailOutcome.NO_MAILBOX if of_recipient and not found else MailOutcome.REFUSED
    return _BY_CODE.get(code, MailOutcome.REFUSED)


def shown(words: str) -> str:
    """A server's own words in one line, short enough for a screen."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1].rstrip() + "…"
