"""A thousand facts about as many contracts are one batch like any other, on either database."""

from datetime import date

import pytest
from tortoise.context import TortoiseContext

from domain.access import Role
from models import Account, Contract, Invoice, InvoiceRow, MoneyNotice, MoneyWarning, StateChange
from services.ledger import LARGEST_BATCH, Pushed
from services.ledger_facts import ContractFact, PaymentFact, StateFact, TermsFact
from services.recount import recount
from tests.services.money import Purse, charge, invoice, open_purse

DAY = date(2026, 3, 2)
NUMBERS = [f"{number}/24" for number in range(LARGEST_BATCH)]
ALL = Pushed(LARGEST_BATCH, 0)
NONE = Pushed(0, LARGEST_BATCH)


@pytest.fixture
async def purse(db: TortoiseContext) -> Purse:
    """With a thousand contracts, a manager in the first and the last."""
    purse = open_purse()
    facts = [ContractFact(number, "Ромашка") for number in NUMBERS]
    assert await purse.ledger.push_contracts(facts, purse.clock()) == ALL
    for place, number in enumerate((NUMBERS[0], NUMBERS[-1])):
        await purse.join(number, place + 1, Role.MANAGER)
    return purse


async def test_contracts_are_renamed_a_thousand_at_once(purse: Purse) -> None:
    facts = [ContractFact(number, "Лютик", "ООО «Лютик»") for number in NUMBERS]
    assert await purse.ledger.push_contracts([*facts[1:], ContractFact("new", "Лютик")], purse.clock()) == Pushed(
        1, 999
    )
    assert await Contract.filter(name="Лютик", client="ООО «Лютик»").count() == LARGEST_BATCH - 1
    assert (await Contract.get(number="new")).client == "Лютик"


async def test_charges_of_a_thousand_contracts_stop_each_of_them_and_tell_everybody_once(purse: Purse) -> None:
    facts = [charge(place + 1, DAY, f"c{place}", number) for place, number in enumerate(NUMBERS)]
    assert await purse.ledger.push_charges(facts, purse.clock()) == ALL
    assert await purse.ledger.push_charges(facts, purse.clock()) == NONE
    assert await Account.filter(state="suspended", balance__lt=0).count() == LARGEST_BATCH
    assert await StateChange.filter(state="suspended").count() == LARGEST_BATCH
    assert await MoneyWarning.filter(kind="suspended").count() == LARGEST_BATCH
    assert await MoneyNotice.all().count() == 2
    assert await recount() == ()


async def test_payments_of_a_thousand_contracts_pay_their_invoices(purse: Purse) -> None:
    bills = [invoice(place + 1, str(place), f"i{place}", number) for place, number in enumerate(NUMBERS)]
    assert await purse.ledger.push_invoices(bills, purse.clock()) == ALL
    assert await purse.ledger.push_invoices(bills, purse.clock()) == NONE
    facts = [PaymentFact(number, f"p{place}", DAY, place + 1, str(place)) for place, number in enumerate(NUMBERS)]
    assert await purse.ledger.push_payments(facts, purse.clock()) == ALL
    assert await purse.ledger.push_payments(facts, purse.clock()) == NONE
    assert await Invoice.filter(state="paid").count() == await InvoiceRow.all().count() == LARGEST_BATCH
    assert await MoneyWarning.filter(kind="paid").count() == LARGEST_BATCH
    assert await recount() == ()


async def test_terms_and_states_of_a_thousand_contracts_hold(purse: Purse) -> None:
    now = purse.clock()
    terms = [TermsFact(number, now, tariff=number, credit_limit=7) for number in NUMBERS]
    states = [StateFact(number, now, suspended=True) for number in NUMBERS]
    assert (await purse.ledger.push_terms(terms, now)).created == LARGEST_BATCH
    assert (await purse.ledger.push_states(states, now)).created == LARGEST_BATCH
    rows = await Account.all().select_related("contract")
    assert {row.contract.number: (row.tariff, row.credit_limit, row.reason.value) for row in rows} == {
        number: (number, 7, "provider") for number in NUMBERS
    }
