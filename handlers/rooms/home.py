"""Home: what fails now comes first, then the way to everything else. Each role has its own."""

from dataclasses import dataclass

from domain.access import Action, Role, may
from handlers.kit.banner import LeaveContract
from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import GoHome, Row, Style, View, button, pairs
from handlers.kit.stop_banner import stop_rows
from handlers.rooms import home_words as words
from handlers.rooms import support
from handlers.rooms.incident import accepted_toast
from handlers.rooms.money_ways import (
    OpenAccount,
    OpenContract,
    OpenInvoices,
    OpenPapers,
    OpenPayments,
    OpenPromise,
    OpenTopUp,
)
from handlers.rooms.people_ways import OpenJournal, OpenPeople, OpenRestore
from handlers.rooms.unfinished_ask import CONTINUE
from handlers.rooms.user_ways import OpenCredentials, OpenObservers, OpenProjects, OpenUsers
from handlers.rooms.ways import (
    FAILING,
    OpenContracts,
    OpenHelp,
    OpenIncident,
    OpenIncidents,
    OpenLanguages,
    OpenLines,
)
from services.cards import HomeCard, MemberCard
from services.money_brief import NOTHING, MoneyBrief
from services.unfinished import Begun, Unfinished
from texts import Texts, joined


@dataclass(frozen=True)
class AcceptFromHome(Press, prefix="accept"):
    """The tap on "Accept" without opening the incident: acknowledging takes one tap."""

    incident_id: int


def view(
    card: HomeCard,
    t: Texts,
    *,
    money: MoneyBrief = NOTHING,
    contracts: int = 1,
    staff: bool = False,
    left: Unfinished | None = None,
    phones: words.Counts | None = None,
    asking: int = 0,
) -> View:
    """The first screen of the card's role; ``contracts`` is how many the person is in, ``staff``: of the provider.

    ``left`` is what he has not finished; ``phones`` are the softphones by state, ``asking`` requests for
    an observer that wait for a word.
    """
    rows = [
        *_urgent(card, t),
        *_asking(asking, t),
        *_paying(card.role, money, t),
        *_left_open(left, t),
        *_ways(card, contracts, t),
    ]
    return View(joined(words.lines(card, money, t, phones)), [*rows, *_support(card.role, t, staff=staff)])


def _paying(role: Role, money: MoneyBrief, t: Texts) -> list[Row]:
    """A manager's buttons are for paying; whoever else may pay has them while the service is suspended."""
    if role is not Role.MANAGER:
        return stop_rows(money.stop, t) if money.stop else []
    ways = [
        button(t.plain("account-top-up"), OpenTopUp(), Style.PRIMARY),
        button(t.plain("account-promise"), OpenPromise()),
        button(t.plain("account-invoices"), OpenInvoices()),
        button(t.plain("account-payments"), OpenPayments()),
        button(t.plain("account-papers"), OpenPapers()),
    ]
    return pairs([*ways, button(t.plain("home-to-lines"), OpenLines())])


def _urgent(card: HomeCard, t: Texts) -> list[Row]:
    rows: list[Row] = []
    if card.incidents:
        rows.append(_incident_row(card, t))
    if card.lines.error:
        rows.append([button(t.plain("home-errors", n=card.lines.error), OpenLines(FAILING.at))])
    return rows


def _asking(n: int, t: Texts) -> list[Row]:
    """The way to what other contracts ask."""
    return [[button(t.plain("lent-waits", n=n), OpenObservers())]] if n else []


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


def _left_open(left: Unfinished | None, t: Texts) -> list[Row]:
    """The way back into what is not finished, by the name that it has."""
    if left is None:
        return []
    label = t.plain("home-go-on-with", name=left.name) if left.name else t.plain("home-go-on")
    if left.what is Begun.LIST:
        label = t.plain("home-go-on-list", n=left.people)
    return [[button(label, CONTINUE[left.what])]]


def _ways(card: HomeCard, contracts: int, t: Texts) -> list[Row]:
    manager = card.role is Role.MANAGER
    ways = [] if manager else [button(t.plain("home-to-lines"), OpenLines())]
    if may(card.role, Action.SEE_USERS):
        ways.append(button(t.plain("users"), OpenUsers()))
    if may(card.role, Action.SEE_PROJECTS):
        ways.append(button(t.plain("projects"), OpenProjects()))
    if may(card.role, Action.SEE_CREDENTIALS):
        ways.append(button(t.plain("details"), OpenCredentials()))
    if may(card.role, Action.SEE_MEMBERS):
        ways.append(button(t.plain("people"), OpenPeople()))
    if may(card.role, Action.SEE_AUDIT):
        ways.append(button(t.plain("journal"), OpenJournal()))
    if may(card.role, Action.SEE_MONEY):
        ways.append(button(t.plain("account"), OpenAccount()))
        ways += [] if manager else [button(t.plain("account-papers"), OpenPapers())]
    ways.append(button(t.plain("account-contract"), OpenContract()))
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
    money = await services.money.brief.home(member, context.now)
    contracts = len(await services.members.contracts(context.user.id))
    left = await services.unfinished.current(member, context.now)
    phones = await services.centre.softphones.counts(member) if services.centre.users.served else None
    lends = may(member.role, Action.LEND_OBSERVER)
    return view(
        card,
        context.texts,
        money=money,
        contracts=contracts,
        staff=context.visitor.support,
        left=left,
        phones=phones,
        asking=await services.centre.lent.waiting(member, context.now) if lends else 0,
    )


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
