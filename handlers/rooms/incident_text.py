"""The words of an incident: effect first, cause second, what to do third, and who has it."""

from collections import Counter
from collections.abc import Sequence

from domain.cause import Cause
from domain.sip import Verdict
from handlers.kit.screen import shortened
from handlers.rooms.phrases import advice, contact
from services.cards import IncidentCard, LineBrief
from texts import Html, Texts, joined
from texts.format import duration, moment, money
from texts.verdicts import verdict_name

NAMED = 3
"""Names of lines, or groups of them, that a card has room for."""

PROJECTS = 2
"""Names of projects that one row has room for."""


def outage(card: IncidentCard, t: Texts) -> Html:
    """The line that ends every outage: when it was mended and how long it lasted."""
    ended = card.closed_at or card.now
    at = moment(ended, card.now, card.zone, t)
    if card.merged:
        return t("incident-merged", at=at)
    return t("incident-mended", at=at, duration=duration(ended - card.opened_at, t))


def effect(card: IncidentCard, t: Texts) -> Html:
    """What stopped: people who cannot call, else projects, else a single line by its name or how many of them."""
    if card.impact.operators:
        online = "none" if card.impact.online is None else card.impact.online
        return t("impact-people", n=card.impact.operators, online=online)
    if card.impact.projects:
        return t("impact-stopped", n=len(card.impact.projects))
    if len(card.lines) == 1:
        return t("incident-one", line=shortened(card.lines[0].name))
    return t("incident-many", n=card.lines_failing, total=max(card.lines_of_carrier, card.lines_failing))


def projects(card: IncidentCard, t: Texts) -> Html | None:
    """Which projects stand still, else which go on over fewer lines; None where no line is linked to any."""
    names = card.impact.projects or card.impact.limited
    if not names:
        return None
    named = ", ".join(t.plain("impact-project", name=shortened(name, 24)) for name in names[:PROJECTS])
    more = max(len(names) - PROJECTS, 0)
    return t("impact-projects" if card.impact.projects else "impact-limited", names=named, more=more)


def incident_text(card: IncidentCard, t: Texts, *, menu: bool, news: Html | None = None) -> Html:
    """The whole card; ``news`` is a last line about a check under way or just done."""
    rows = _closed(card, t) if card.closed_at else _open(card, t, menu=menu)
    return joined([*rows, news])


def checked(card: IncidentCard, t: Texts) -> Html | None:
    """The outcome of a check at a person's wish, where the card itself looks as before."""
    if card.closed_at:
        return None
    return t("incident-checked", at=moment(card.now, card.now, card.zone, t), n=card.lines_failing)


def what_failed(card: IncidentCard, t: Texts) -> Html:
    """The effect and the cause, for a message that is only a reminder of the card."""
    return joined([effect(card, t), projects(card, t), _since(card, t, menu=False), *_causes(card, t)])


def _open(card: IncidentCard, t: Texts, *, menu: bool) -> list[Html | None]:
    return [
        effect(card, t),
        projects(card, t),
        _since(card, t, menu=menu),
        *_causes(card, t),
        *_advice(card, t, menu=menu),
        _accepted(card, t) or t("incident-waiting"),
    ]


def _advice(card: IncidentCard, t: Texts, *, menu: bool) -> Sequence[Html]:
    if card.cause is not Cause.MONEY:
        return advice(card.verdict, card, t) if _one_cause(card) else ()
    if menu:  # the banner there says what to pay
        return ()
    return [t("account-pay-to-resume", sum=money(card.to_pay, t)) if card.to_pay else t("incident-ask-to-pay")]


def _closed(card: IncidentCard, t: Texts) -> list[Html | None]:
    since = moment(card.opened_at, card.now, card.zone, t, weekday=True)
    return [
        outage(card, t),
        t("incident-was", contract=shortened(card.contract_name), n=len(card.lines), since=since),
        *_causes(card, t),
        _accepted(card, t),
    ]


def _since(card: IncidentCard, t: Texts, *, menu: bool) -> Html:
    """Since when; a menu tells how long as well, but an alert is read long after it was drawn."""
    began = card.fell_at or card.opened_at
    contract, since = shortened(card.contract_name), moment(began, card.now, card.zone, t, weekday=True)
    if not menu:
        return t("incident-since", contract=contract, since=since)
    lasts = duration(card.now - began, t)
    return t("incident-since-for", contract=contract, since=since, duration=lasts)


def _causes(card: IncidentCard, t: Texts) -> list[Html]:
    """The one cause and the lines' names; or each cause with its own lines, the most frequent first."""
    lines = _lines_told(card)
    if card.cause is Cause.MONEY:
        return [t("incident-unpaid"), *([_which(card, lines, t)] if lines and not _titled(card) else [])]
    if _one_cause(card):
        cause = t("incident-cause", carrier=shortened(card.carrier), verdict=verdict_name(card.verdict, t))
        return [cause] if _titled(card) or not lines else [cause, _which(card, lines, t)]
    frequent = Counter(line.verdict or card.verdict for line in lines).most_common(NAMED)
    rows = [_group(verdict, [line for line in lines if line.verdict is verdict], t) for verdict, _ in frequent]
    return [t("incident-carrier", carrier=shortened(card.carrier), contact=contact(card, t) or "none"), *rows]


def _titled(card: IncidentCard) -> bool:
    """Whether the only line's name is in the first row."""
    return len(card.lines) == 1 and not card.closed_at and not card.impact.projects


def _lines_told(card: IncidentCard) -> Sequence[LineBrief]:
    """Those that fail now while it lasts, all that were in it afterwards."""
    return card.lines if card.closed_at else card.lines[: card.lines_failing]


def _one_cause(card: IncidentCard) -> bool:
    return len({line.verdict for line in _lines_told(card)}) < 2


def _group(verdict: Verdict, lines: Sequence[LineBrief], t: Texts) -> Html:
    return t("incident-group", verdict=verdict_name(verdict, t), n=len(lines), line=shortened(lines[0].name, 24))


def _which(card: IncidentCard, lines: Sequence[LineBrief], t: Texts) -> Html:
    """Names of the lines; how many of the carrier's, where the first row had no room for it and they are many."""
    if card.impact.projects and len(lines) > NAMED:
        return t("impact-lines", n=len(lines), total=max(card.lines_of_carrier, len(lines)))
    return _names(lines, t)


def _names(lines: Sequence[LineBrief], t: Texts) -> Html:
    names = ", ".join(shortened(line.name, 24) for line in lines[:NAMED])
    more = len(lines) - NAMED
    return t("incident-names-more", names=names, n=more) if more > 0 else t("incident-names", names=names)


def _accepted(card: IncidentCard, t: Texts) -> Html | None:
    if card.acknowledged_at is None:
        return None
    at = moment(card.acknowledged_at, card.now, card.zone, t)
    return t("incident-accepted", name=shortened(card.acknowledged_by), at=at)
