"""Phrases that several rooms share: a state with its lamp, a verdict, how to reach the carrier."""

from domain.health import LineState
from domain.sip import Verdict
from handlers.kit.screen import shortened
from services.cards import IncidentCard, LineBrief, LineCard, LineCounts
from texts import Html, Texts
from texts.format import phone

_NOT_FOR_THE_CARRIER = frozenset({Verdict.REGISTERED, Verdict.NETWORK, Verdict.THROTTLED, Verdict.DNS, Verdict.UNKNOWN})
"""Verdicts that the carrier's support cannot help with."""


def sentence(text: str) -> str:
    """``text`` with a capital letter."""
    return text[:1].upper() + text[1:]


def lamp(counts: LineCounts, t: Texts) -> str:
    """One lamp for all lines together, always set before a word."""
    if counts.error and not counts.ok:
        return t.plain("lamp-all-failing")
    if counts.error:
        return t.plain("lamp-some-failing")
    return t.plain("lamp-working") if counts.ok else t.plain("lamp-unwatched")


def trouble(state: LineState, verdict: Verdict | None, t: Texts) -> str:
    """State first, and for a failing line its cause instead: "🔴 неверный пароль"."""
    if state is LineState.ERROR and verdict is not None:
        return t.plain("line-failing", verdict=t.plain(f"verdict-{verdict}"))
    return t.plain(f"state-{state}")


def row(line: LineBrief, t: Texts) -> str:
    """One line as a row of a list."""
    return f"{trouble(line.state, line.verdict, t)} · {line.name}"


def advice(verdict: Verdict, card: LineCard | IncidentCard, t: Texts) -> list[Html]:
    """What to do about ``verdict``, and whom to call where calling helps: one line or two."""
    step = t(f"verdict-next-{verdict}")
    contact = "" if verdict in _NOT_FOR_THE_CARRIER else _contact(card, t)
    return [t("carrier-step", step=step), t("carrier-contact", contact=contact)] if contact else [step]


def _contact(card: LineCard | IncidentCard, t: Texts) -> str:
    number = t.plain("carrier-contract", number=shortened(card.carrier_contract)) if card.carrier_contract else ""
    return ", ".join(part for part in (phone(card.support_phone, t), number) if part)
