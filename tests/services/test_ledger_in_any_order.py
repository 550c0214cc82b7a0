"""Any order, repetition and concurrency of pushes gives the same account, equal to the recount."""

import asyncio
import random
from collections.abc import Awaitable, Sequence
from datetime import date, timedelta
from typing import TypeAlias

import pytest
from tortoise.context import TortoiseContext

from domain.ledger import ChargeKind
from models import Account, Charge, Contract, Invoice, MoneyWarning, Payment
from services.ledger import Pushed
from services.ledger_facts import ChargeFact, InvoiceFact, PaymentFact, StateFact, TermsFact
from services.recount import recount
from tests.services.money import Purse, charge, invoice, open_purse

Fact: TypeAlias = ChargeFact | PaymentFact | InvoiceFact | TermsFact | StateFact
Picture: TypeAlias = tuple[object, ...]
CONTRACTS = ("184/24", "185/24", "186/24")
DAY = date(2026, 3, 2)


def some_facts(dice: random.Random, purse: Purse) -> list[Fact]:
    facts: list[Fact] = []
    for contract in CONTRACTS:
        for number in range(dice.randrange(3, 15)):
            day = DAY - timedelta(days=dice.randrange(60))
            amount = dice.choice([-1, 1, 1, 1]) * dice.randrange(1, 10**6)
            facts.append(charge(amount, day, f"c{number}", contract, dice.choice(list(ChargeKind))))
            named = dice.choice(["", "1", "2"])
            facts.append(PaymentFact(contract, f"p{number}", day, dice.randrange(1, 10**6), named))
        for named in ("1", "2"):
            plain = invoice(dice.randrange(1, 2 * 10**6), named, f"i{named}", contract)
            facts += [plain, *([InvoiceFact(**{**vars(plain), "cancelled": True})] if dice.random() < 0.3 else [])]
        for ago in range(3):
            at = purse.clock() - timedelta(hours=ago)
            facts.append(TermsFact(contract, at, credit_limit=dice.randrange(10**6)))
            facts.append(StateFact(contract, at, suspended=dice.random() < 0.3))
    return facts


def pushes(purse: Purse, facts: Sequence[Fact]) -> list[Awaitable[Pushed]]:
    """One batch, by kinds."""
    ledger, now = purse.ledger, purse.clock()
    return [
        ledger.push_charges([fact for fact in facts if isinstance(fact, ChargeFact)], now),
        ledger.push_payments([fact for fact in facts if isinstance(fact, PaymentFact)], now),
        ledger.push_invoices([fact for fact in facts if isinstance(fact, InvoiceFact)], now),
        ledger.push_terms([fact for fact in facts if isinstance(fact, TermsFact)], now),
        ledger.push_states([fact for fact in facts if isinstance(fact, StateFact)], now),
    ]


async def picture() -> Picture:
    """All that the facts determine."""
    accounts = await Account.all().order_by("contract_id")
    invoices = await Invoice.all().order_by("contract__number", "number").select_related("contract")
    return (
        [(row.balance, row.credit_limit, row.held, row.state, row.reason) for row in accounts],
        [(row.contract.number, row.number, row.paid, row.state) for row in invoices],
        await Charge.all().count(),
        await Payment.all().count(),
        await MoneyWarning.filter(kind="paid").count(),
    )


@pytest.mark.parametrize("seed", range(4))
async def test_the_account_is_the_same_in_whatever_way_the_facts_come(db: TortoiseContext, seed: int) -> None:
    dice, purse = random.Random(seed), open_purse()
    facts = some_facts(dice, purse)
    for number in CONTRACTS:
        await purse.client(number)
    for push in pushes(purse, facts):
        await push
    expected = await picture()
    assert await recount() == ()
    await forget()
    for number in CONTRACTS:
        await purse.client(number)
    shuffled = dice.sample(facts, len(facts)) + dice.sample(facts, len(facts) // 2)
    batches = [shuffled[start : start + 12] for start in range(0, len(shuffled), 12)]
    await asyncio.gather(*(push for batch in batches for push in pushes(purse, batch)))
    assert await picture() == expected
    assert await recount() == ()


async def forget() -> None:
    """An empty database once more."""
    await Contract.all().delete()
