"""Home: what fails now comes first, then the way to everything else. Each role has its own."""

from dataclasses import dataclass

from domain.access import Action, Role, may
from handlers.kit.banner import LeaveContract
from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import GoHome, Row, Style, View, button, pairs, shortened
from handlers.rooms import support
from handlers.rooms.incident import accepted_toast
from handlers.rooms.people_ways import OpenJournal, OpenPeople, OpenRestore
from handlers.rooms.phrases import lamp
from handlers.rooms.ways import (
    FAILING,
    ContinueForm,
    OpenContracts,
    OpenHelp,
    OpenIncident,
    OpenIncidents,
    OpenLanguages,
    OpenLines,
)
from services.cards import HomeCard, IncidentBrief, MemberCard
from services.line_form_cards import OpenForm
from texts import Html, Texts, joined
from texts.format import duration


@dataclass(frozen=True)
class AcceptFromHome(Press, prefix="accept"):
    """The tap on "Accept" without opening the incident: acknowledging takes one tap."""

    incident_id: int


def view(card: HomeCard, t: Texts, *, contracts: int = 1, staff: bool = False, form: OpenForm | None = None) -> View:
    """The first screen of the card's role; ``contracts`` is how many the person is in, ``staff``: of the provider.

    ``form`` is one that he left open.
    """
    texts = {Role.MANAGER: _for_manager, Role.ON_CALL: _for_on_call, Role.SUPPORT: _for_support}
    lines = texts.get(card.role, _for_administrator)(card, t)
    ways = [*_left_open(form, t), *_ways(card, contracts, t), *_support(card.role, t, staff=staff)]
    return View(joined(lines), [*_urgent(card, t), *ways])


def _for_administrator(card: HomeCard, t: Texts) -> list[Html]:
    return [_lit(card, _title(card, t), t), _lines(card, t), *_incidents(card, t), *_silent(card, t)]


def _for_support(card: HomeCard, t: Texts) -> list[Html]:
    return [*_for_administrator(card, t), t("home-visiting")]


def _for_manager(card: HomeCard, t: Texts) -> list[Html]:
    return [_title(card, t), _lit(card, _lines(card, t), t)]


def _for_on_call(card: HomeCard, t: Texts) -> list[Html]:
    title = _title(card, t)
    if not card.incidents:
        return [title, _lit(card, _lines(card, t), t), t("home-quiet")]
    rest = t("home-others-work", n=card.lines.ok) if card.lines.ok else None
    return [title, _unaccepted(card, t), *_incidents(card, t), *([rest] if rest else [])]


def _title(card: HomeCard, t: Texts) -> Html:
    return t("home-title", name=shortened(card.contract_name), number=shortened(card.contract_number))


def _lit(card: HomeCard, rest: Html, t: Texts) -> Html:
    """``rest`` behind the lamp of all lines; without lines there is nothing to light."""
    return t("home-lamp", lamp=lamp(card.lines, t), rest=rest) if card.lines.total else rest


def _lines(card: HomeCard, t: Texts) -> Html:
    counts = card.lines
    if not counts.total:
        return t("home-no-lines")
    if counts.unknown:
        return t("home-lines-unknown", ok=counts.ok, total=counts.total, n=counts.unknown)
    return t("home-lines", ok=counts.ok, total=counts.total)


def _silent(card: HomeCard, t: Texts) -> list[Html]:
    """Groups that were bound and take no messages any more: nobody else would notice."""
    return [t("home-silent-chat", title=shortened(title, 30)) for title in card.silent_chats[:2]]


def _unaccepted(card: HomeCard, t: Texts) -> Html:
    waiting = sum(not incident.acknowledged for incident in card.incidents)
    return t("home-unaccepted", n=waiting) if waiting else t("home-all-accepted", n=len(card.incidents))


def _incidents(card: HomeCard, t: Texts) -> list[Html]:
    """The three worst; more of them are a tap away."""
    return [_incident(incident, card, t) for incident in card.incidents[:3]]


def _incident(incident: IncidentBrief, card: HomeCard, t: Texts) -> Html:
    return t(
        "home-incident",
        carrier=shortened(incident.carrier),
        duration=duration(card.now - incident.opened_at, t),
        n=incident.lines_failing,
    )


def _urgent(card: HomeCard, t: Texts) -> list[Row]:
    rows: list[Row] = []
    if card.incidents:
        rows.append(_incident_row(card, t))
    if card.lines.error:
        rows.append([button(t.plain("home-errors", n=card.lines.error), OpenLines(FAILING.at))])
    return rows


def _incident_row(card: HomeCard, t: Texts) -> Row:
    first = card.incidents[0]
    several = len(card.incidents) > 1
    opening = (
        button(t.plain("home-incidents", n=len(card.incidents)), OpenIncidents())
        if several
        else button(t.plain("home-open-incident"), OpenIncident(first.id))
    )
    if first.acknowledged or not may(card.role, Action.ACKNOWLEDGE):
        return [opening]
    return [button(t.plain("incident-accept"), AcceptFromHome(first.id), Style.PRIMARY), opening]


def _left_open(form: OpenForm | None, t: Texts) -> list[Row]:
    """The way back into a form, by the name of its line where it has one."""
    if form is None:
        return []
    label = t.plain("home-go-on-with", name=form.name) if form.name else t.plain("home-go-on")
    return [[button(label, ContinueForm())]]


def _ways(card: HomeCard, contracts: int, t: Texts) -> list[Row]:
    ways = [button(t.plain("home-to-lines"), OpenLines())]
    if may(card.role, Action.SEE_MEMBERS):
        ways.append(button(t.plain("people"), OpenPeople()))
    if may(card.role, Action.SEE_AUDIT):
        ways.append(button(t.plain("journal"), OpenJournal()))
    ways += [button(t.plain("home-to-help"), OpenHelp()), button(t.plain("home-to-language"), OpenLanguages())]
    if contracts > 1 and card.role is not Role.SUPPORT:
        ways.append(button(t.plain("home-to-contracts"), OpenContracts()))
    return pairs(ways)


def _support(role: Role, t: Texts, *, staff: bool) -> list[Row]:
    """What the provider's own staff has besides: in a foreign contract, or in one of their own."""
    if role is Role.SUPPORT:
        return [
            [
                button(t.plain("restore"), OpenRestore(), Style.PRIMARY),
                button(t.plain("support-search"), LeaveContract()),
            ]
        ]
    return [[button(t.plain("support"), LeaveContract())]] if staff else []


async def draw(context: BotContext, member: MemberCard) -> View:
    """Home of ``member``, read afresh."""
    services = context.services
    card = await services.lines.home(member, context.now)
    contracts = len(await services.members.contracts(context.user.id))
    form = await services.forms.left_open(member, context.now) if may(member.role, Action.EDIT_LINES) else None
    return view(card, context.texts, contracts=contracts, staff=context.visitor.support, form=form)


async def go_home(context: BotContext, _: GoHome) -> View:
    """Home of whoever taps: of the contract he is in, or of support outside any."""
    if context.visitor.member is None:
        return await support.draw(context)
    return await draw(context, context.member)


async def accept(context: BotContext, press: AcceptFromHome) -> View:
    """Take the incident that home shows first, and stay at home."""
    card = await context.services.incidents.acknowledge(context.member, press.incident_id, context.now)
    context.toast(accepted_toast(card, context))
    return await draw(context, context.member)


ROOM: Room = (on(GoHome, go_home, support=True), on(AcceptFromHome, accept))
