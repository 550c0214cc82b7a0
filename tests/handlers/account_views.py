"""Views of the rooms of the account, by name."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from domain.access import MONEY_ROLES, Role
from domain.cause import Cause
from domain.ledger import AccountState, ChargeKind, InvoiceState, LedgerOwner, StateReason
from handlers.kit.stop_banner import stopped
from handlers.rooms import account, account_days, contract, home, incident, incidents, line, promise, top_up
from handlers.rooms.account_days import OpenCharges
from handlers.rooms.ways import IncidentPlace, OpenIncidentLines, OpenLine
from services.cards import IncidentCard
from services.contract import ContractCard
from services.errors import PromiseHeldError, PromiseNeedlessError, PromiseOftenError, PromiseRunningError
from services.keyset import Place, Stretch
from services.money import PayWays
from services.money_brief import MoneyBrief, StopCard, UnpaidBrief
from services.money_cards import AccountCard, ChargeItem, DayItem, EndCard, HistoryStretch, InvoiceItem, PromiseCard
from services.promised import PromiseTerms
from tests.handlers import samples
from tests.handlers.line_views import Draw, of
from tests.handlers.samples import HUGE, NASTY, NOW, SUPPORT, ZONE

PAY_BY = datetime(2026, 11, 30, 11, 0, tzinfo=UTC)
END = EndCard(date(2026, 12, 1), date(2026, 11, 30), date(2026, 12, 3), 2, PAY_BY)
PROMISE = PromiseCard(1, "184/24", 125_000, NOW, NOW + timedelta(days=3), None, False, "Марина")
ACCOUNT = AccountCard(
    contract_number="184/24",
    contract_name="Ромашка",
    client="ООО «Ромашка»",
    signed_on=date(2024, 3, 2),
    tariff="Колл-центр 20",
    ledger=LedgerOwner.BILLING,
    balance=4_821_055,
    credit_limit=0,
    threshold=1_000_000,
    to_pay=0,
    state=AccountState.ACTIVE,
    reason=StateReason.COVERED,
    state_since=NOW - timedelta(days=2),
    next_charge=150_000,
    next_charge_on=date(2026, 12, 1),
    end=END,
    promise=None,
    may_promise=False,
    may_request=True,
    told=True,
    unpaid=2,
    now=NOW,
    zone=ZONE,
)
STOPPED = replace(
    ACCOUNT,
    balance=-125_000,
    credit_limit=1_000_000,
    to_pay=125_000,
    state=AccountState.SUSPENDED,
    reason=StateReason.NO_MONEY,
    may_promise=True,
    told=False,
)
HELD = replace(STOPPED, reason=StateReason.PROVIDER, may_promise=False)
PROMISED = replace(STOPPED, state=AccountState.ACTIVE, reason=StateReason.PROMISED, promise=PROMISE, may_promise=False)
LATE = replace(ACCOUNT, end=replace(END, end=NOW.date(), pay_by=NOW - timedelta(hours=1), latest=None))
FAR = replace(ACCOUNT, end=None, next_charge=None, unpaid=0)
NASTY_ACCOUNT = replace(STOPPED, contract_number="1" * 64, balance=-(10**15), credit_limit=10**15, to_pay=10**15)
STOP = StopCard(StateReason.NO_MONEY, 125_000, True, True)
CONTRACT = ContractCard(
    "184/24",
    "Ромашка",
    "ООО «Ромашка»",
    date(2024, 3, 2),
    "Колл-центр 20",
    StateReason.COVERED,
    NOW - timedelta(days=2),
    3,
    15,
    24,
    True,
    NOW,
    ZONE,
)


def unpaid(n: int, *, to_pay: int = 125_000, closed: bool = False, merged: bool = False) -> IncidentCard:
    """An incident of money: ``n`` lines of several carriers."""
    return replace(samples.incident(n, closed=closed), cause=Cause.MONEY, to_pay=to_pay, merged=merged)


def alerts() -> Iterator[tuple[str, Draw]]:
    """Incidents for want of money, in private and in a group."""
    for n in (1, 12):
        yield f"alert of money, {n} lines", of(incident.alert, unpaid(n))
        yield f"alert of money to a group, {n} lines", of(incident.alert, unpaid(n, to_pay=0))
        yield f"alert of money that is over, {n} lines", of(incident.alert, unpaid(n, closed=True))
    yield "alert that went over", of(incident.alert, unpaid(2, closed=True, merged=True))
    yield "nasty alert of money", of(incident.alert, replace(unpaid(100, to_pay=10**15), contract_name=NASTY))


def screens() -> Iterator[tuple[str, Draw]]:
    """Screens of the menu."""
    yield from _account()
    yield from _days()
    yield from _homes()
    yield from _stopped()
    yield from _incidents()
    yield from _paying()
    yield "contract", lambda t: contract.view(CONTRACT, SUPPORT, t)
    stopped = replace(CONTRACT, reason=StateReason.NO_MONEY, sees_money=False, tariff="", signed_on=None)
    yield "contract of a stopped service", lambda t: contract.view(stopped, SUPPORT, t)
    nasty = replace(CONTRACT, number="1" * 64, client=NASTY, tariff=NASTY, lines=0, users=10**9)
    yield "nasty contract", lambda t: contract.view(nasty, SUPPORT, t)


def _account() -> Iterator[tuple[str, Draw]]:
    cards = {
        "": ACCOUNT,
        ", stopped": STOPPED,
        ", held": HELD,
        ", promised": PROMISED,
        ", late": LATE,
        ", far": FAR,
    }
    for name, card in cards.items():
        for role in sorted(MONEY_ROLES | {Role.SUPPORT}):
            yield f"account for {role}{name}", of(account.view, card, role)
    yield "nasty account", lambda t: account.view(NASTY_ACCOUNT, t, Role.MANAGER)


def _homes() -> Iterator[tuple[str, Draw]]:
    briefs = {
        "with money": MoneyBrief(4_821_055, date(2026, 11, 30), unpaid=UnpaidBrief("1147", 4_986_690, 1)),
        "with unpaid invoices": MoneyBrief(4_821_055, None, unpaid=UnpaidBrief("1147", 4_986_690, 3)),
        "on the last day": MoneyBrief(21_055, NOW.date()),
        "on a promise": MoneyBrief(-125_000, promised_until=NOW + timedelta(days=3)),
        "that is stopped": MoneyBrief(-125_000, stop=STOP),
        "that is held": MoneyBrief(125_000, stop=StopCard(StateReason.PROVIDER, 0, False, False)),
    }
    unpaid = UnpaidBrief(NASTY, 10**15, 10**6)
    briefs["nasty"] = MoneyBrief(-(10**15), unpaid=unpaid, stop=replace(STOP, to_pay=10**15))
    for role in (Role.ADMINISTRATOR, Role.MANAGER, Role.SUPPORT):
        for name, brief in briefs.items():
            for n in (0, 5):
                yield f"home of {role} {name}, {n} incidents", of(home.view, samples.home(role, n), money=brief)
    on_call = MoneyBrief(stop=StopCard(StateReason.NO_MONEY, 0, False, False))
    for n in (0, 5):
        card = samples.home(Role.ON_CALL, n)
        yield f"home on call, stopped, {n} incidents", of(home.view, card, money=on_call)


def _incidents() -> Iterator[tuple[str, Draw]]:
    for role in Role:
        yield f"incident of money for {role}", _with(STOP, of(incident.menu_view, unpaid(12), role))
    briefs = tuple(replace(brief, cause=Cause.MONEY) for brief in samples.home(Role.ON_CALL, 3).incidents)
    yield "incidents of money", lambda t: incidents.view("Ромашка", briefs, t)
    card = replace(samples.home(Role.ON_CALL, 3), incidents=briefs)
    yield "home on call with incidents of money", of(home.view, card)
    yield (
        "lines of an incident of money",
        of(incidents.lines_view, unpaid(12), OpenIncidentLines(3, 0, IncidentPlace.MENU)),
    )


def _with(stop: StopCard, draw: Draw) -> Draw:
    return lambda t: stopped(draw(t), stop, t)


def _stopped() -> Iterator[tuple[str, Draw]]:
    """Screens of the service with the banner; their first line stays the first."""
    card, origin = samples.line(), OpenLine(7)
    for name, stop in {"": STOP, ", promised once": replace(STOP, may_promise=False)}.items():
        yield f"stopped line{name}", _with(stop, of(line.view, card, origin))


def _paying() -> Iterator[tuple[str, Draw]]:
    ways = PayWays("https://pay.example.org/184", "В приложении банка: «Волга-Телеком», договор 184/24")
    items = tuple(InvoiceItem(n, f"114{n}", NOW.date(), None, 4_986_690, n, InvoiceState.UNPAID) for n in range(8))
    nasty = tuple(replace(item, id=HUGE, number=NASTY, total=10**15) for item in items)
    yield "top up", lambda t: top_up.view(ACCOUNT, items, ways, t)
    yield "top up without invoices", lambda t: top_up.view(FAR, (), PayWays(), t)
    yield "top up of a stopped service", lambda t: top_up.view(STOPPED, items[:1], ways, t)
    yield "nasty top up", lambda t: top_up.view(NASTY_ACCOUNT, nasty, PayWays("https://a.example/", NASTY * 2), t)
    until = NOW + timedelta(days=3)
    terms = PromiseTerms("184/24", 125_000, 3, until, 1, 1, "x" * 16, None, None, NOW, ZONE)
    yield "promise", lambda t: promise.view(terms, t)
    yield "nasty promise", lambda t: promise.view(replace(terms, contract_number="1" * 64, amount=10**15), t)
    yield "promise made", lambda t: promise.made_view(PROMISE, terms, t)
    for refusal in (PromiseHeldError(), PromiseNeedlessError(), PromiseOftenError()):
        refused = replace(terms, token="", refusal=refusal)
        yield f"promise refused, {refusal.key}", of(promise.view, refused)
    running = replace(terms, token="", refusal=PromiseRunningError(), running=PROMISE)
    yield "promise that runs", lambda t: promise.view(running, t)


def _days() -> Iterator[tuple[str, Draw]]:
    some = tuple(DayItem(date(2026, 11, 27 - ago), 123_456, 3, 5_000_000 * (ago % 2)) for ago in range(8))
    yield "days", lambda t: account_days.view(HistoryStretch(some, date(2026, 11, 27), date(2026, 11, 20)), "184/24", t)
    yield "no days", lambda t: account_days.view(HistoryStretch((), None, None), "184/24", t)
    nasty = tuple(DayItem(date.max, -(10**15), HUGE, -(10**15) + 1) for _ in range(8))
    yield (
        "nasty days",
        lambda t: account_days.view(HistoryStretch(nasty, date.max, date.max), "1" * 64, t, -date.max.toordinal()),
    )
    yield "charges", lambda t: account_days.charges_view(_charges(3), OpenCharges(739_582), t)
    yield "charges of a quiet day", lambda t: account_days.charges_view(Stretch((), None, None), OpenCharges(1), t)
    far = OpenCharges(date.max.toordinal(), -date.max.toordinal(), HUGE, True)
    yield "nasty charges", lambda t: account_days.charges_view(_charges(8, NASTY, 10**15), far, t)


def _charges(n: int, name: str = "", amount: int = 41_152) -> Stretch[ChargeItem]:
    place = Place(739_582, HUGE)
    kinds = list(ChargeKind)
    items = tuple(ChargeItem(i, date(2026, 11, 27), kinds[i % 3], name, amount) for i in range(n))
    return Stretch(items, place._replace(newer=True) if n > 3 else None, place if n > 3 else None)
