"""Views of the rooms of the account, by name."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from domain.access import MONEY_ROLES, Role
from domain.ledger import AccountState, ChargeKind, LedgerOwner, StateReason
from handlers.rooms import account, account_days, contract
from handlers.rooms.account_days import OpenCharges
from services.contract import ContractCard
from services.keyset import Place, Stretch
from services.line_cards import LineCounts
from services.money_cards import AccountCard, ChargeItem, DayItem, EndCard, HistoryStretch, PromiseCard
from tests.handlers.line_views import Draw
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
CONTRACT = ContractCard(
    "184/24",
    "Ромашка",
    "ООО «Ромашка»",
    date(2024, 3, 2),
    "Колл-центр 20",
    StateReason.COVERED,
    NOW - timedelta(days=2),
    LineCounts(ok=22, error=2),
    True,
    NOW,
    ZONE,
)


def screens() -> Iterator[tuple[str, Draw]]:
    """Screens of the menu."""
    yield from _account()
    yield from _days()
    yield "contract", lambda t: contract.view(CONTRACT, SUPPORT, t)
    stopped = replace(CONTRACT, reason=StateReason.NO_MONEY, sees_money=False, tariff="", signed_on=None)
    yield "contract of a stopped service", lambda t: contract.view(stopped, SUPPORT, t)
    nasty = replace(CONTRACT, number="1" * 64, client=NASTY, tariff=NASTY, lines=LineCounts())
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
            yield f"account for {role}{name}", lambda t, card=card, role=role: account.view(card, t, role)
    yield "nasty account", lambda t: account.view(NASTY_ACCOUNT, t, Role.MANAGER)


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
