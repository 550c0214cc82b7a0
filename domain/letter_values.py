"""What stands after a label of a carrier's letter, judged: a clear value, a doubtful one, or none at all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.line_fields import BadField, LineField, judge
from domain.sip import Transport

_WRAPPED = {"«": "»", "“": "”", "„": "“", "`": "`", '"': '"'}
_LONGEST = 300
"""Characters after which a value is a story."""
_LOGIN = re.compile(r"[A-Za-z0-9+][A-Za-z0-9_.+*#~&=-]{0,63}")
_NAME = r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]"
_IP = r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}|\[[0-9a-f:]+\]"
_SERVER = re.compile(rf"(?:{_NAME}|{_IP})", re.I)
_TRANSPORT = re.compile(r"(?<![^\W\d_])(udp|tcp|tls)(?![^\W\d_])", re.I)
_PHONE = re.compile(
    r"(?<![\w+])\+?[0-9]{0,3}[\s-]?(?:\([0-9]{2,5}\))?[\s-]?[0-9](?:[\s\u2013-]?[0-9]){5,13}(?![\w/]|[-.:][0-9])"
)
_ACCOUNT = re.compile(
    r"(?:sips?:)?(?P<user>[A-Za-z0-9_.+*~-]{1,64})@(?P<host>[\w.-]{1,253}|\[[0-9a-f:]+\])(?::(?P<port>[0-9]{1,5}))?"
    r"(?:;transport=(?P<transport>udp|tcp|tls))?",
    re.I,
)
_REMARK = re.compile(r"\s+\((?=[^()]*[^\W\d_]{2})[^()]*\)[.,;]?$")


@dataclass(frozen=True)
class Candidate:
    """One reading of a field. ``value`` None is a doubt; a weak doubt gives way to one clear value elsewhere."""

    field: LineField
    value: str | None = None
    weak: bool = False


def read_value(field: LineField, raw: str, nothing: frozenset[str]) -> Iterator[Candidate]:
    """The readings of ``raw``, which stood after a label of ``field``. None for words that say "there is none"."""
    text = raw.strip()
    if field is LineField.PASSWORD or len(text) > _LONGEST:
        yield _password(text, nothing) if len(text) <= _LONGEST else Candidate(field, weak=True)
        return
    if text.strip(" .,;()—–-").lower() in nothing:
        return
    match field:
        case LineField.USER | LineField.AUTH_USER:
            yield _login(field, text)
        case LineField.HOST | LineField.PROXY:
            yield from _server(field, text)
        case LineField.PORT | LineField.TRANSPORT:
            yield from _port(text) if field is LineField.PORT else _transport(text)
        case LineField.CHANNELS:
            yield _one(field, re.findall(r"[0-9]+", text) if re.match(r"[0-9]+\b", text) else [])
        case LineField.SUPPORT_PHONE:
            yield _one(field, [phone.strip() for phone in _PHONE.findall(text)])
        case LineField.CARRIER_CONTRACT:
            yield _contract(text)
        case LineField.CARRIER:
            yield _fit(field, text.rstrip(" .,;"))


def read_account(raw: str, nothing: frozenset[str]) -> Iterator[Candidate]:
    """The readings of a SIP address, or of a login that stands where one might."""
    match = _ACCOUNT.fullmatch(_REMARK.sub("", raw.strip()).rstrip(".,;"))
    if match is None:
        yield from read_value(LineField.USER, raw, nothing)
        return
    yield from addresses(match)


def find_accounts(text: str) -> Iterator[Candidate]:
    """SIP addresses that stand anywhere in the letter, with their scheme."""
    for match in _ACCOUNT.finditer(text):
        if match[0].lower().startswith(("sip:", "sips:")):
            yield from addresses(match)


def addresses(match: re.Match[str]) -> Iterator[Candidate]:
    """User, server, port and transport of one SIP address."""
    yield _fit(LineField.USER, match["user"])
    yield _fit(LineField.HOST, match["host"].rstrip("."))
    if match["port"]:
        yield _fit(LineField.PORT, match["port"])
    if match["transport"]:
        yield Candidate(LineField.TRANSPORT, match["transport"].lower())


def unwrapped(text: str) -> str:
    """Without one pair of quotes around it."""
    return text[1:-1] if len(text) > 2 and _WRAPPED.get(text[0]) == text[-1] else text


def _login(field: LineField, text: str) -> Candidate:
    token = unwrapped(_REMARK.sub("", text).rstrip(".,;"))
    if _LOGIN.fullmatch(token) and len(token) > 1:
        return _fit(field, token)
    return Candidate(field, weak=bool(re.search(r"[^\W\d_]\s+[^\W\d_]", token)))


def _password(text: str, nothing: frozenset[str]) -> Candidate:
    token = unwrapped(_REMARK.sub("", text))
    clear = token.isascii() and token.isprintable() and not re.search(r"\s", token)
    doubtful = token[-1:] in ".,;:" or token[:1] in "<[(\"'`{" or token[-1:] in "\"'`" or "://" in token
    if not clear or len(token) < 4 or len(set(token)) < 3 or token.lower() in nothing:
        return Candidate(LineField.PASSWORD, weak=True)
    return Candidate(LineField.PASSWORD) if doubtful else _fit(LineField.PASSWORD, token)


def _server(field: LineField, text: str) -> Iterator[Candidate]:
    servers = set(_SERVER.findall(text))
    if "://" in text or not servers:
        yield Candidate(field, weak=True)
        return
    match = re.match(rf"[«\"“`(]?(?:sips?:)?({_SERVER.pattern})(?::([0-9]{{1,5}}))?(?=[\s,;.)/»\"”`]|$)", text, re.I)
    if match is None or len(servers) > 1:
        yield Candidate(field)
        return
    rest = text[match.end() :]
    if field is LineField.PROXY:
        yield _fit(field, f"{match[1]}:{match[2]}" if match[2] else match[1])
        return
    yield _fit(field, match[1])
    if match[2]:
        yield _fit(LineField.PORT, match[2])
    elif re.match(r"\s*[:/]\s*[0-9]", rest):
        yield from _port(rest.lstrip(" :/"))
    elif re.match(r"[\s,;(]*[0-9]{2,5}\b", rest):
        yield Candidate(LineField.PORT, weak=True)
    yield from _transport(rest, silent=True)


def _port(text: str) -> Iterator[Candidate]:
    numbers = re.findall(r"[0-9]+", text)
    plain = re.fullmatch(
        r"(?:(?:udp|tcp|tls)\s*[:/,]?\s*)?[0-9]{2,5}(?:\s*[/,(]?\s*(?:udp|tcp|tls)\)?)?[.,;)]*", text, re.I
    )
    if len(numbers) == 1 and (plain or re.fullmatch(r"[0-9]{2,5}\s*\([^()]*\)[.,;]?", text)):
        yield _fit(LineField.PORT, numbers[0])
        yield from _transport(text, silent=True)
    else:
        yield Candidate(LineField.PORT)


def _transport(text: str, *, silent: bool = False) -> Iterator[Candidate]:
    """``silent``: nothing is expected here, so nothing said is no doubt. The protocol "SIP" says nothing."""
    said = {word.lower() for word in _TRANSPORT.findall(text)}
    if len(said) == 1:
        yield Candidate(LineField.TRANSPORT, Transport(said.pop()).value)
    elif said or not (silent or re.search(r"(?<!\w)sip(?!\w)", text, re.I)):
        yield Candidate(LineField.TRANSPORT, weak=not said)


def _contract(text: str) -> Candidate:
    match = re.match(r"(?:№|n[o°]?\.?(?=[\s\d])|#)?\s*([\w/.-]*[0-9][\w/.-]*)(?=[\s,;)]|$)", text, re.I)
    return (
        _fit(LineField.CARRIER_CONTRACT, match[1].rstrip("."))
        if match
        else Candidate(LineField.CARRIER_CONTRACT, weak=True)
    )


def _one(field: LineField, found: list[str]) -> Candidate:
    return _fit(field, found[0]) if len(found) == 1 else Candidate(field, weak=not found)


def _fit(field: LineField, value: str) -> Candidate:
    """Clear, as far as the form takes it."""
    try:
        judge(field, value)
    except BadField:
        return Candidate(field)
    return Candidate(field, value)
