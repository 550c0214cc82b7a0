"""One incident, as the living alert in a chat and as a screen of the menu: effect, cause, what to do, who has it."""

from dataclasses import dataclass

from domain.access import Action, Role, may
from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import Button, Row, Style, View, button, home, pairs, shortened
from handlers.rooms.owner import as_member_of
from handlers.rooms.phrases import advice
from handlers.rooms.ways import OpenIncident, OpenIncidentLines, OpenIncidentLog
from services.cards import IncidentCard
from services.errors import ForbiddenError
from texts import Html, Texts, joined
from texts.format import duration, moment
from texts.verdicts import verdict_name

NAMED = 3
"""Names of lines that a card has room for."""


@dataclass(frozen=True)
class AcceptIncident(Press, prefix="ack"):
    """The tap on "Accept": I am on it."""

    incident_id: int
    menu: bool


@dataclass(frozen=True)
class CheckIncident(Press, prefix="recheck"):
    """The tap on "Check": probe the failing lines now."""

    incident_id: int
    menu: bool


def alert(card: IncidentCard, t: Texts, *, checking: bool = False) -> View:
    """The living card of an alert, the same for everybody in the chat; every press checks who taps."""
    text = _text(card, t, menu=False, checking=checking)
    return View(text, _buttons(card, t, Role.ADMINISTRATOR, menu=False), menu=False)


def more_lines(card: IncidentCard, t: Texts) -> View:
    """A sounding reply to the card: the outage has grown since somebody took it."""
    return View(joined([effect(card, t), _cause(card, t)]), menu=False)


def recovery(card: IncidentCard, t: Texts) -> View:
    """A silent reply to the card: it is over."""
    return View(outage(card, t), menu=False, silent=True)


def menu_view(card: IncidentCard, t: Texts, role: Role, *, checking: bool = False) -> View:
    """The incident as a screen of the menu, with what ``role`` may do."""
    text = _text(card, t, menu=True, checking=checking)
    return View(text, [*_buttons(card, t, role, menu=True), home(t)])


def accepted_toast(card: IncidentCard, context: BotContext) -> str:
    """Who has the incident after a tap on "Accept"."""
    t = context.texts
    if card.acknowledged_at == context.now:
        return t.plain("incident-accepted-toast")
    if card.acknowledged_at is not None:
        return t.plain("incident-taken-toast", name=shortened(card.acknowledged_by))
    return t.plain("incident-over-toast")


def outage(card: IncidentCard, t: Texts) -> Html:
    """The line that ends every outage: when it was mended and how long it lasted."""
    ended = card.closed_at or card.now
    at = moment(ended, card.now, card.zone, t)
    return t("incident-mended", at=at, duration=duration(ended - card.opened_at, t))


def effect(card: IncidentCard, t: Texts) -> Html:
    """What stopped: the name of a single line, or how many of the carrier's."""
    if len(card.lines) == 1:
        return t("incident-one", line=shortened(card.lines[0].name))
    return t("incident-many", n=card.lines_failing, total=max(card.lines_of_carrier, card.lines_failing))


def _text(card: IncidentCard, t: Texts, *, menu: bool, checking: bool) -> Html:
    rows = _closed(card, t) if card.closed_at else _open(card, t, menu=menu)
    return joined([*rows, t("line-checking") if checking else None])


def _open(card: IncidentCard, t: Texts, *, menu: bool) -> list[Html | None]:
    return [
        effect(card, t),
        _since(card, t, menu=menu),
        _cause(card, t),
        _names(card, t),
        *advice(card.verdict, card, t),
        _accepted(card, t) or t("incident-waiting"),
    ]


def _closed(card: IncidentCard, t: Texts) -> list[Html | None]:
    since = moment(card.opened_at, card.now, card.zone, t, weekday=True)
    return [
        outage(card, t),
        t("incident-was", contract=shortened(card.contract_name), n=len(card.lines), since=since),
        _cause(card, t),
        _names(card, t),
        _accepted(card, t),
    ]


def _since(card: IncidentCard, t: Texts, *, menu: bool) -> Html:
    """Since when; a menu tells how long as well, but an alert is read long after it was drawn."""
    contract, since = shortened(card.contract_name), moment(card.opened_at, card.now, card.zone, t, weekday=True)
    if not menu:
        return t("incident-since", contract=contract, since=since)
    lasts = duration(card.now - card.opened_at, t)
    return t("incident-since-for", contract=contract, since=since, duration=lasts)


def _cause(card: IncidentCard, t: Texts) -> Html:
    return t("incident-cause", carrier=shortened(card.carrier), verdict=verdict_name(card.verdict, t))


def _names(card: IncidentCard, t: Texts) -> Html | None:
    """Names of the lines, those that fail now while it lasts; a single one of an open incident is in the title."""
    lines = card.lines if card.closed_at else card.lines[: card.lines_failing]
    if len(card.lines) == 1 and not card.closed_at:
        return None
    names = ", ".join(shortened(line.name, 24) for line in lines[:NAMED])
    more = len(lines) - NAMED
    return t("incident-names-more", names=names, n=more) if more > 0 else t("incident-names", names=names)


def _accepted(card: IncidentCard, t: Texts) -> Html | None:
    if card.acknowledged_at is None:
        return None
    at = moment(card.acknowledged_at, card.now, card.zone, t)
    return t("incident-accepted", name=shortened(card.acknowledged_by), at=at)


def _buttons(card: IncidentCard, t: Texts, role: Role, *, menu: bool) -> list[Row]:
    buttons: list[Button] = []
    if card.closed_at is None:
        if card.acknowledged_at is None and may(role, Action.ACKNOWLEDGE):
            buttons.append(button(t.plain("incident-accept"), AcceptIncident(card.id, menu), Style.PRIMARY))
        if may(role, Action.CHECK_LINE):
            buttons.append(button(t.plain("check"), CheckIncident(card.id, menu)))
    if card.only_line_id is not None:
        log: Press = OpenIncidentLog(card.id, card.only_line_id, 0, menu)
    else:
        log = OpenIncidentLines(card.id, 0, menu)
    return pairs([*buttons, button(t.plain("log"), log)])


def _drawn(card: IncidentCard, t: Texts, role: Role, *, menu: bool, checking: bool = False) -> View:
    return menu_view(card, t, role, checking=checking) if menu else alert(card, t, checking=checking)


async def open_incident(context: BotContext, press: OpenIncident) -> View:
    """The card, read afresh."""
    member, card = await as_member_of(context, press.incident_id)
    return _drawn(card, context.texts, member.role, menu=press.menu)


async def accept(context: BotContext, press: AcceptIncident) -> View:
    """The first who taps has it; everybody's card says so."""
    member, _ = await as_member_of(context, press.incident_id)
    card = await context.services.incidents.acknowledge(member, press.incident_id, context.now)
    context.toast(accepted_toast(card, context))
    return _drawn(card, context.texts, member.role, menu=press.menu)


async def check(context: BotContext, press: CheckIncident) -> View:
    """Say at once that the checks have begun; draw the card again when they end."""
    member, card = await as_member_of(context, press.incident_id)
    if not may(member.role, Action.CHECK_LINE):
        raise ForbiddenError
    context.toast(context.texts.plain("checking"))

    async def checked() -> View:
        now_known = await context.services.checks.check_incident(member, press.incident_id, context.now)
        return _drawn(now_known, context.texts, member.role, menu=press.menu)

    context.later(checked)
    return _drawn(card, context.texts, member.role, menu=press.menu, checking=True)


ROOM: Room = (
    on(OpenIncident, open_incident, groups=True),
    on(AcceptIncident, accept, groups=True),
    on(CheckIncident, check, groups=True),
)
