"""From facts about money to words in a manager's chat: the services write, the running bot tells."""

from datetime import UTC, datetime

import pytest
from tortoise.context import TortoiseContext

from domain.ledger import LedgerOwner
from models import Contract, Invoice, MoneyNotice
from models.database import open_database
from services.recount import recount
from tests.e2e.conftest import ADMINISTRATOR, MANAGER, ON_CALL, Product
from tests.services.money import INN, Purse, charge, invoice, open_purse
from tests.services.statement_files import Order, file

pytestmark = pytest.mark.kamailio


async def purse_of(context: TortoiseContext) -> tuple[Purse, str]:
    assert context
    purse = open_purse(LedgerOwner.LOCAL)
    purse.clock.at = datetime.now(UTC)
    contract = await Contract.all().order_by("id").first()
    assert contract
    return purse, contract.number


async def test_a_suspension_and_the_payment_that_ends_it_are_told_once(product: Product) -> None:
    manager, administrator = [await product.telegram.person(number) for number in (MANAGER, ADMINISTRATOR)]
    on_call = await product.telegram.person(ON_CALL)
    async with open_database(product.url, everywhere=False) as context:
        purse, number = await purse_of(context)
        today = purse.clock().date()
        await purse.terms(number)
        await purse.ledger.push_invoices([invoice(50_000, "57", "i1", number)], purse.clock())
        await purse.ledger.push_charges([charge(40_000, today, "c1", number)], purse.clock())
        for phone in (manager, administrator):
            await phone.sees("Предоставление услуги приостановлено", timeout=20)
        day = f"{today:%d.%m.%Y}"
        raw = file(Order(day=day, inn=INN))
        await purse.statements.load(raw, purse.clock())
        for phone in (manager, administrator):
            await phone.sees("снова предоставляется", timeout=20)
            await phone.sees("Поступил платёж 500", timeout=20)
        assert (await Invoice.get()).state.value == "paid"
        assert await recount() == ()
        assert await MoneyNotice.all().count() == 6
    words = ("приостановлено", "снова предоставляется", "Поступил платёж")
    for word in words:
        assert [word in shown.text for shown in manager.messages()].count(True) == 1
        assert not [shown for shown in on_call.messages() if word in shown.text]
