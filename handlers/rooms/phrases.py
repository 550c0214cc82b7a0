"""Phrases that several rooms share: a state with its lamp, a verdict, how to reach the carrier."""

from domain.cause import Cause
from domain.health import LineState
from domain.sip import LineType, Verdict
from domain.sip_host import readable_host
from handlers.kit.screen import Button, button, shortened
from handlers.rooms.ways import Hide
from services.cards import IncidentBrief, IncidentCard, LineBrief, LineCard, LineCounts
from texts import Html, Texts
from texts.format import phone
from texts.html import escaped
from texts.verdicts import verdict_advice, verdict_short

_NOT_FOR_THE_CARRIER = frozenset({Verdict.REGISTERED, Verdict.NETWORK, Verdict.THROTTLED, Verdict.DNS, Verdict.UNKNOWN})
"""Verdicts that the carrier's support cannot help with."""


_ROW = 35
"""Characters of name and word together that a phone shows in one row, beside a lamp and a box to tick."""


def sentence(text: str) -> str:
    """``text`` with a capital letter."""
    return text[:1].upper() + text[1:]


def calls_advice(kind: LineType, t: Texts) -> Html:
    """What to do about a line that registers while many calls over it fail."""
    return t("calls-advice-gateway") if kind is LineType.GATEWAY else t("calls-advice-carrier")


def server(host: str, port: int) -> str:
    """An address as people write it: national letters, the usual port left out, IPv6 in brackets."""
    bracketed = f"[{host}]" if ":" in host else readable_host(host)
    return bracketed if port in (0, 5060) else f"{bracketed}:{port}"


def lamp(counts: LineCounts, t: Texts) -> str:
    """One lamp for all lines together, always set before a word."""
    if counts.error and not counts.ok:
        return t.plain("lamp-all-failing")
    if counts.error:
        return t.plain("lamp-some-failing")
    return t.plain("lamp-working") if counts.ok else t.plain("lamp-unwatched")


def row(line: LineBrief, t: Texts) -> str:
    """One line as a row of a list: lamp, name, and its state or, when it fails, its cause."""
    failing = line.verdict if line.state is LineState.ERROR else None
    word = verdict_short(failing, t) if failing else t.plain(f"word-{line.state}")
    name = shortened(line.name, min(24, _ROW - len(word)))
    return t.plain("lines-row", lamp=t.plain(f"lamp-{line.state}"), name=name, word=word)


def advice(verdict: Verdict, card: LineCard | IncidentCard, t: Texts) -> list[Html]:
    """What to do about ``verdict``, and whom to call where calling helps: one line or two."""
    step = verdict_advice(verdict, t)
    whom = "" if verdict in _NOT_FOR_THE_CARRIER else contact(card, t)
    return [t("carrier-step", step=step), t("carrier-contact", contact=whom)] if whom else [escaped(step)]


def contact(card: LineCard | IncidentCard, t: Texts) -> str:
    """The carrier's support and our contract there, as far as they are known."""
    number = t.plain("carrier-contract", number=shortened(card.carrier_contract)) if card.carrier_contract else ""
    return ", ".join(part for part in (phone(card.support_phone, t), number) if part)


def where(incident: IncidentBrief | IncidentCard, t: Texts) -> str:
    """The carrier that an incident is of; for want of money all of them are."""
    return t.plain("incident-unpaid-short") if incident.cause is Cause.MONEY else shortened(incident.carrier)


def hide(t: Texts) -> Button:
    """Takes away a message that stands beside an alert."""
    return button(t.plain("hide"), Hide())
