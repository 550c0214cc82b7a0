"""Every word about money, by name, for ``test_every_room``."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from domain.ledger import StateReason
from domain.money_warnings import WarningKind
from handlers.rooms import money_word
from services.money_cards import MoneyWarningCard
from services.money_told import WarningFacts
from tests.handlers.line_views import Draw, of

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
FACTS = WarningFacts(
    balance=4_821_055,
    to_pay=1_250_000,
    reason=StateReason.NO_MONEY,
    amount=5_000_000,
    days_left=3,
    end="2026-11-30",
    earliest="2026-11-27",
    latest="2026-12-02",
    pay_by="2026-11-27T15:00:00+04:00",
    until="2026-11-24T12:00:00+00:00",
)


def card(kind: WarningKind, several: bool = False, **facts: object) -> MoneyWarningCard:
    told = replace(FACTS, **facts)  # type: ignore[arg-type]  # fields of the facts
    return MoneyWarningCard(1, 7, "ru", kind, 1, "Ромашка", several, told, NOW, ZoneInfo("Europe/Samara"))


def words() -> Iterator[tuple[str, Draw]]:
    for kind in WarningKind:
        yield f"word of {kind}", of(money_word.view, card(kind))
        yield f"word of {kind} in one contract of several", of(money_word.view, card(kind, several=True))
    paid_late = card(WarningKind.RUNS_OUT, end="2026-11-23", pay_by="2026-11-20T15:00:00+04:00", latest="")
    yield "word of an end today", of(money_word.view, paid_late)
    yield "word of a certain end", of(money_word.view, card(WarningKind.RUNS_OUT, latest="2026-11-27"))
    yield (
        "word of a stop by the provider",
        of(money_word.view, card(WarningKind.SUSPENDED, reason=StateReason.PROVIDER)),
    )
    yield "word of a promise", of(money_word.view, card(WarningKind.RESUMED, reason=StateReason.PROMISED))
    paid = card(WarningKind.PAID, several=True, amount=10**15, balance=-(10**15))
    nasty = replace(paid, contract_id=2**63 - 1, contract_name="<b>&" * 30)
    yield "nasty word of a payment", of(money_word.view, nasty)
