"""One incident, as the living alert in a chat and as a screen of the menu: effect, cause, what to do, who has it."""

from dataclasses import dataclass, replace

from domain.access import Action, Role, may
from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import Button, Row, Style, View, button, home, pairs, shortened
from handlers.rooms.incident_text import checked, incident_text, outage, what_failed
from handlers.rooms.owner import as_member_of, seen_in
from handlers.rooms.ways import IncidentPlace, OpenIncident, OpenIncidentLines, OpenIncidentLog
from services.cards import IncidentCard, MemberCard
from services.errors import ForbiddenError
from texts import Html, Texts


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


def alert(card: IncidentCard, t: Texts, *, news: Html | None = None) -> View:
    """The living card of an alert, the same for everybody in the chat; every press checks who taps."""
    text = incident_text(card, t, menu=False, news=news)
    return View(text, _buttons(card, t, Role.ADMINISTRATOR, menu=False), menu=False)


def more_lines(card: IncidentCard, t: Texts) -> View:
    """A sounding reply to the card: the outage has grown since somebody took it."""
    return View(what_failed(card, t), menu=False)


def recovery(card: IncidentCard, t: Texts) -> View:
    """A silent reply to the card: it is over."""
    return View(outage(card, t), menu=False, silent=True)


def menu_view(card: IncidentCard, t: Texts, role: Role, *, news: Html | None = None) -> View:
    """The incident as a screen of the menu, with what ``role`` may do."""
    text = incident_text(card, t, menu=True, news=news)
    return View(text, [*_buttons(card, t, role, menu=True), home(t)], service=True)


def accepted_toast(card: IncidentCard, context: BotContext) -> str:
    """Who has the incident after a tap on "Accept"."""
    t = context.texts
    if card.acknowledged_at == context.now:
        return t.plain("incident-accepted-toast")
    if card.acknowledged_at is not None:
        return t.plain("incident-taken-toast", name=shortened(card.acknowledged_by))
    return t.plain("incident-over-toast")


def _buttons(card: IncidentCard, t: Texts, role: Role, *, menu: bool) -> list[Row]:
    buttons: list[Button] = []
    if card.closed_at is None:
        if card.acknowledged_at is None and may(role, Action.ACKNOWLEDGE):
            buttons.append(button(t.plain("incident-accept"), AcceptIncident(card.id, menu), Style.PRIMARY))
        if may(role, Action.CHECK_LINE):
            buttons.append(button(t.plain("check"), CheckIncident(card.id, menu)))
    place = IncidentPlace.MENU if menu else IncidentPlace.ALERT
    if card.only_line_id is not None:
        log: Press = OpenIncidentLog(card.id, card.only_line_id, 0, place)
    else:
        log = OpenIncidentLines(card.id, 0, place)
    return pairs([*buttons, button(t.plain("log"), log)])


def _drawn(
    context: BotContext, member: MemberCard, card: IncidentCard, *, menu: bool, news: Html | None = None
) -> View:
    """The incident where it was tapped. The banner of a stop is the chosen contract's, so it is not on another's."""
    if not menu:
        return alert(card, context.texts, news=news)
    view = menu_view(card, context.texts, member.role, news=news)
    return view if member.contract_id == context.member.contract_id else replace(view, service=False)


async def open_incident(context: BotContext, press: OpenIncident) -> View:
    """The card, read afresh."""
    member, card = await as_member_of(context, press.incident_id)
    return _drawn(context, member, card, menu=press.menu)


async def accept(context: BotContext, press: AcceptIncident) -> View:
    """The first who taps has it; everybody's card says so."""
    member, _ = await as_member_of(context, press.incident_id)
    card = await context.services.incidents.acknowledge(member, press.incident_id, context.now)
    context.toast(accepted_toast(card, context))
    return _drawn(context, member, seen_in(context, card), menu=press.menu)


async def check(context: BotContext, press: CheckIncident) -> View:
    """Say at once that the checks have begun; draw the card again when they end."""
    member, card = await as_member_of(context, press.incident_id)
    if not may(member.role, Action.CHECK_LINE):
        raise ForbiddenError
    context.toast(context.texts.plain("checking"))

    async def afterwards() -> View:
        known = await context.services.checks.check_incident(member, press.incident_id, context.now)
        known = seen_in(context, known)
        return _drawn(context, member, known, menu=press.menu, news=checked(known, context.texts))

    context.later(afterwards)
    return _drawn(context, member, card, menu=press.menu, news=context.texts("line-checking"))


ROOM: Room = (
    on(OpenIncident, open_incident, groups=True),
    on(AcceptIncident, accept, groups=True),
    on(CheckIncident, check, groups=True),
)
