"""The ledger: one record once, one balance in whatever order, and a state that follows from the facts."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tortoise.context import TortoiseContext

from domain.ledger import AccountState, LedgerOwner, StateReason
from models import Account, Charge, Invoice, Payment, StateChange
from services.errors import (
    BatchTooLargeError,
    LedgerConflictError,
    LedgerOwnerError,
    MomentAheadError,
    NumberTakenError,
    UnknownContractError,
)
from services.fact_checks import FactError
from services.ledger import Pushed
from services.ledger_facts import PaymentFact, StateFact, TermsFact
from services.recount import recount
from tests.services.money import NUMBER, Purse, charge, invoice, open_purse

DAY = date(2026, 3, 2)


@pytest.fixture
def purse(db: TortoiseContext) -> Purse:
    return open_purse()


async def test_the_same_push_twice_changes_nothing(purse: Purse) -> None:
    contract = await purse.client()
    facts = [charge(100, DAY, "c1"), charge(250, DAY, "c2")]
    assert await purse.ledger.push_charges(facts, purse.clock()) == Pushed(2, 0)
    assert await purse.ledger.push_charges(facts, purse.clock()) == Pushed(0, 2)
    assert await purse.balance(contract) == -350
    assert await Charge.all().count() == 2


async def test_a_record_that_says_something_else_is_refused_with_its_whole_batch(purse: Purse) -> None:
    contract = await purse.client()
    await purse.ledger.push_charges([charge(100, DAY, "c1")], purse.clock())
    with pytest.raises(LedgerConflictError) as caught:
        await purse.ledger.push_charges([charge(5, DAY, "c9"), charge(101, DAY, "c1")], purse.clock())
    assert caught.value.values == {"contract": NUMBER, "outside_id": "c1"}
    assert await purse.balance(contract) == -100


async def test_two_contradicting_records_in_one_batch_are_refused(purse: Purse) -> None:
    await purse.client()
    with pytest.raises(LedgerConflictError):
        await purse.ledger.push_charges([charge(1, DAY, "c1"), charge(2, DAY, "c1")], purse.clock())
    assert await Account.all().count() == 0


async def test_a_batch_that_names_an_unknown_contract_changes_nothing(purse: Purse) -> None:
    await purse.client()
    with pytest.raises(UnknownContractError):
        await purse.ledger.push_charges([charge(1, DAY, "c1"), charge(1, DAY, "c1", "nobody")], purse.clock())
    assert await Charge.all().count() == 0


async def test_a_batch_of_more_than_a_thousand_is_refused(purse: Purse) -> None:
    with pytest.raises(BatchTooLargeError):
        await purse.ledger.push_charges([charge(1, DAY, str(n)) for n in range(1001)], purse.clock())


async def test_a_thousand_records_of_many_contracts_are_one_batch(purse: Purse) -> None:
    contracts = [await purse.client(f"{number}") for number in range(50)]
    facts = [charge(n + 1, DAY, f"c{n}", str(n % 50)) for n in range(1000)]
    assert await purse.ledger.push_charges(facts, purse.clock()) == Pushed(1000, 0)
    assert await purse.balance(contracts[7]) == -sum(n + 1 for n in range(7, 1000, 50))
    assert await recount() == ()


async def test_payments_of_a_contract_kept_by_statements_are_refused(purse: Purse) -> None:
    await purse.client()
    await purse.terms(ledger=LedgerOwner.LOCAL)
    with pytest.raises(LedgerOwnerError):
        await purse.pay(100)
    assert await Payment.all().count() == 0


async def test_the_service_stops_below_the_limit_and_comes_back_when_paid(purse: Purse) -> None:
    contract = await purse.client()
    await purse.terms(credit_limit=100)
    await purse.spend(100)
    assert (await Account.get(contract=contract)).state is AccountState.ACTIVE
    stopped = purse.clock.later(60)
    await purse.spend(1)
    account = await Account.get(contract=contract)
    assert (account.state, account.reason, account.state_since) == (
        AccountState.SUSPENDED,
        StateReason.NO_MONEY,
        stopped,
    )
    purse.clock.later(60)
    await purse.pay(1)
    account = await Account.get(contract=contract)
    assert (account.state, account.reason) == (AccountState.ACTIVE, StateReason.COVERED)
    changes = await StateChange.filter(contract=contract).order_by("id")
    assert [(change.state.value, change.balance) for change in changes] == [("suspended", -101), ("active", -100)]


async def test_what_the_provider_stopped_no_money_brings_back(purse: Purse) -> None:
    contract = await purse.client()
    now = purse.clock()
    await purse.ledger.push_states([StateFact(NUMBER, now, suspended=True)], now)
    await purse.pay(10_000)
    assert (await Account.get(contract=contract)).reason is StateReason.PROVIDER
    await purse.ledger.push_states([StateFact(NUMBER, now - timedelta(days=1), suspended=False)], now)
    assert (await Account.get(contract=contract)).state is AccountState.SUSPENDED
    now = purse.clock.later(60)
    await purse.ledger.push_states([StateFact(NUMBER, now, suspended=False)], now)
    assert (await Account.get(contract=contract)).state is AccountState.ACTIVE


async def test_older_terms_that_come_late_change_nothing(purse: Purse) -> None:
    contract = await purse.client()
    now = purse.clock()
    new, old = (TermsFact(NUMBER, now - timedelta(days=ago), tariff=str(ago)) for ago in (1, 2))
    assert await purse.ledger.push_terms([new], now) == Pushed(1, 0, 0)
    assert await purse.ledger.push_terms([old, new], now) == Pushed(0, 1, 1)
    assert (await Account.get(contract=contract)).tariff == "1"


async def test_words_of_the_same_moment_that_contradict_are_refused(purse: Purse) -> None:
    contract = await purse.client()
    now = purse.clock()
    await purse.ledger.push_terms([TermsFact(NUMBER, now, tariff="1", email="a@b.example")], now)
    await Account.all().update(email="typed@in-the-bot.example")
    assert await purse.ledger.push_terms([TermsFact(NUMBER, now, tariff="1", email="a@b.example")], now) == (0, 1, 0)
    with pytest.raises(LedgerConflictError):
        await purse.ledger.push_terms([TermsFact(NUMBER, now, tariff="2")], now)
    with pytest.raises(LedgerConflictError):
        await purse.ledger.push_states([StateFact(NUMBER, now, suspended=stop) for stop in (True, False)], now)
    await purse.ledger.push_states([StateFact(NUMBER, now, suspended=False)], now)
    with pytest.raises(LedgerConflictError):
        await purse.ledger.push_states([StateFact(NUMBER, now, suspended=True)], now)
    account = await Account.get(contract=contract)
    assert (account.tariff, account.held, account.email) == ("1", False, "typed@in-the-bot.example")


async def test_words_of_a_moment_to_come_are_refused(purse: Purse) -> None:
    await purse.client()
    now = purse.clock()
    late = now + timedelta(minutes=6)
    with pytest.raises(MomentAheadError):
        await purse.ledger.push_states([StateFact(NUMBER, late, suspended=True)], now)
    with pytest.raises(MomentAheadError):
        await purse.ledger.push_terms([TermsFact(NUMBER, now), TermsFact(NUMBER, late)], now)
    assert await Account.all().count() == 0
    skewed = StateFact(NUMBER, now + timedelta(minutes=4), suspended=True)
    assert (await purse.ledger.push_states([skewed], now)).created == 1


@pytest.mark.parametrize("first", ["invoice", "payment"])
async def test_an_invoice_is_paid_when_covered_whichever_came_first(purse: Purse, first: str) -> None:
    contract = await purse.client()
    fact = invoice(50_000)
    if first == "invoice":
        await purse.ledger.push_invoices([fact], purse.clock())
    await purse.pay(30_000, "p1", "57")
    await purse.pay(20_000, "p2", "57")
    if first == "payment":
        await purse.ledger.push_invoices([fact], purse.clock())
    row = await Invoice.get(contract=contract)
    assert (row.paid, row.state.value, row.paid_at) == (50_000, "paid", purse.clock())
    assert await recount() == ()


async def test_a_refund_takes_the_invoice_back_among_the_unpaid(purse: Purse) -> None:
    contract = await purse.client()
    await purse.ledger.push_invoices([invoice(500)], purse.clock())
    await purse.pay(500, "p1", "57")
    await purse.pay(-500, "p2", "57")
    row = await Invoice.get(contract=contract)
    assert (row.paid, row.state.value, row.paid_at) == (0, "unpaid", None)


async def test_a_cancelled_invoice_stays_cancelled(purse: Purse) -> None:
    await purse.client()
    fact = invoice(500)
    await purse.ledger.push_invoices([fact], purse.clock())
    cancelled = type(fact)(**{**vars(fact), "cancelled": True})
    assert await purse.ledger.push_invoices([cancelled], purse.clock()) == Pushed(1, 0)
    assert await purse.ledger.push_invoices([fact, cancelled], purse.clock()) == Pushed(0, 2)
    assert (await Invoice.get()).state.value == "cancelled"


async def test_an_invoice_that_says_something_else_is_refused(purse: Purse) -> None:
    await purse.client()
    await purse.ledger.push_invoices([invoice(500)], purse.clock())
    for other in (invoice(501), invoice(500, number="58"), replace(invoice(500), due_on=DAY)):
        with pytest.raises(LedgerConflictError):
            await purse.ledger.push_invoices([other], purse.clock())
    assert await Invoice.all().count() == 1


async def test_a_number_of_another_invoice_of_the_contract_is_refused(purse: Purse) -> None:
    await purse.client()
    await purse.client("185/24")
    await purse.ledger.push_invoices([invoice(500)], purse.clock())
    with pytest.raises(NumberTakenError) as caught:
        await purse.ledger.push_invoices([invoice(500, outside="i2")], purse.clock())
    assert caught.value.records == ((NUMBER, "i2"),)
    with pytest.raises(NumberTakenError):
        await purse.ledger.push_invoices([invoice(5, "60", "i6"), invoice(7, "60", "i7")], purse.clock())
    assert await Invoice.all().count() == 1
    assert (await purse.ledger.push_invoices([invoice(500, contract="185/24")], purse.clock())).created == 1


async def test_pushes_at_once_count_each_record_once(purse: Purse) -> None:
    contract = await purse.client()
    charges = [charge(n + 1, DAY, f"c{n}") for n in range(20)]
    pays = [PaymentFact(NUMBER, f"p{n}", DAY, 1000 + n) for n in range(10)]
    batches = [purse.ledger.push_charges(charges[start : start + 10], purse.clock()) for start in (0, 5, 10, 0)]
    more = [purse.ledger.push_payments(pays[start : start + 5], purse.clock()) for start in (0, 3, 5, 5)]
    await asyncio.gather(*batches, *more)
    assert await purse.balance(contract) == sum(1000 + n for n in range(10)) - sum(n + 1 for n in range(20))
    assert await recount() == ()


async def test_a_recount_names_what_somebody_changed_by_hand(purse: Purse) -> None:
    contract = await purse.client()
    await purse.ledger.push_invoices([invoice(500)], purse.clock())
    await purse.pay(500, "p1", "57")
    await Account.filter(contract=contract).update(balance=1)
    await Invoice.all().update(paid=3, state="unpaid")
    found = [(each.what, each.stored, each.proved) for each in await recount()]
    assert found == [
        ("balance", "1", "500"),
        ("invoice 57, paid", "3", "500"),
        ("invoice 57, state", "unpaid", "paid"),
    ]


def test_a_fact_that_cannot_be_true_is_refused() -> None:
    for amount in (0, 10**16):
        with pytest.raises(FactError, match="amount must be"):
            charge(amount, DAY, "c1")
    with pytest.raises(FactError, match="outside_id must be filled in"):
        charge(1, DAY, " ")
    with pytest.raises(FactError, match="payer_inn must be empty or 10 digits or 12 digits"):
        TermsFact(NUMBER, open_purse().clock(), payer_inn="123")
