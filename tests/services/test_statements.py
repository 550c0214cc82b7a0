"""Bank statements: whole or not at all, nothing twice, doubtful payments to a person."""

import asyncio

import pytest
from tortoise.context import TortoiseContext

from domain.access import Role
from domain.ledger import LedgerOwner
from models import Audit, Contract, Invoice, Payment, Person, StatementImport, StatementRow
from services.errors import ForbiddenError, LedgerOwnerError, NotFoundError, RowDecidedError, StatementRefusedError
from services.recount import recount
from services.statements import Decided
from services.support import SupportService
from tests.services.money import NUMBER, Purse, invoice, open_purse
from tests.services.statement_files import Order, file, text


@pytest.fixture
def purse(db: TortoiseContext) -> Purse:
    return open_purse(LedgerOwner.LOCAL)


async def client_with_invoice(purse: Purse, total: int = 50_000, number: str = "57") -> None:
    await purse.client()
    await purse.terms()
    await purse.ledger.push_invoices([invoice(total, number)], purse.clock())


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8", "utf-8-sig", "cp866"])
async def test_a_payment_that_names_its_invoice_pays_it(purse: Purse, encoding: str) -> None:
    await client_with_invoice(purse)
    loaded = await purse.statements.load(text().replace("№", "N").encode(encoding), purse.clock())
    assert [row.invoice_number for row in loaded.credited] == ["57"]
    assert (await Invoice.get()).state.value == "paid"
    assert (await Payment.get()).amount == 50_000
    assert await recount() == ()
    entry = await Audit.get(action="credit_row")
    assert (entry.contract_id, entry.details) == ((await Contract.get()).id, "57 2026-03-02 500.00")


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        (Order(purpose="Предоплата за услуги"), "no_invoice"),
        (Order(amount="499.99"), "other_sum"),
        (Order(inn="7707083893"), "other_payer"),
        (Order(inn=""), "other_payer"),
    ],
)
async def test_what_does_not_match_waits_for_a_person(purse: Purse, order: Order, reason: str) -> None:
    await client_with_invoice(purse)
    loaded = await purse.statements.load(file(order), purse.clock())
    assert [row.reason for row in loaded.waiting] == [reason]
    assert await Payment.all().count() == 0
    (row,) = await purse.statements.waiting()
    assert (row.amount, row.payer) == (int(order.amount.replace(".", "")), 'ООО "Ромашка"')


async def test_a_client_whose_inn_is_unknown_waits(purse: Purse) -> None:
    await purse.client()
    await purse.ledger.push_invoices([invoice(50_000)], purse.clock())
    loaded = await purse.statements.load(file(), purse.clock())
    assert [row.reason for row in loaded.waiting] == ["payer_unknown"]


async def test_two_payments_of_one_invoice_in_one_file_pay_it_once(purse: Purse) -> None:
    await client_with_invoice(purse)
    loaded = await purse.statements.load(file(Order(), Order(number="58")), purse.clock())
    assert (len(loaded.credited), [row.reason for row in loaded.waiting]) == (1, ["already_paid"])


async def test_a_contract_whose_billing_tells_payments_is_never_credited(purse: Purse) -> None:
    await client_with_invoice(purse)
    purse.clock.later(1)
    await purse.terms(ledger=LedgerOwner.BILLING)
    loaded = await purse.statements.load(file(), purse.clock())
    assert [row.reason for row in loaded.waiting] == ["billing"]
    with pytest.raises(LedgerOwnerError):
        await purse.statements.decide(loaded.waiting[0].id, Decided(NUMBER), purse.clock())
    assert [row.state.value for row in await StatementRow.all()] == ["waiting"]


async def test_the_same_file_twice_is_refused(purse: Purse) -> None:
    await client_with_invoice(purse)
    await purse.statements.load(file(), purse.clock())
    with pytest.raises(StatementRefusedError) as caught:
        await purse.statements.load(file(), purse.clock())
    assert caught.value.values["fault"] == "doubled"
    assert await Payment.all().count() == 1


async def test_the_same_payments_in_another_encoding_are_refused(purse: Purse) -> None:
    await client_with_invoice(purse)
    await purse.statements.load(file(), purse.clock())
    with pytest.raises(StatementRefusedError):
        await purse.statements.load(file(encoding="utf-8"), purse.clock())
    assert (await StatementImport.all().count(), await Payment.all().count()) == (1, 1)


async def test_a_later_file_that_overlaps_brings_only_what_is_new(purse: Purse) -> None:
    await client_with_invoice(purse)
    await purse.statements.load(file(), purse.clock())
    loaded = await purse.statements.load(file(Order(), Order(number="58", purpose="Аванс")), purse.clock())
    assert (loaded.known, len(loaded.waiting), len(loaded.credited)) == (1, 1, 0)


async def test_files_read_at_once_credit_a_payment_once(purse: Purse) -> None:
    await client_with_invoice(purse)
    files = [file(), file(), file(Order(), Order(number="9", purpose="Аванс")), file(encoding="utf-8")]
    done = await asyncio.gather(*(purse.statements.load(raw, purse.clock()) for raw in files), return_exceptions=True)
    assert all(isinstance(each, StatementRefusedError) for each in done if isinstance(each, BaseException))
    assert await Payment.all().count() == 1
    assert await recount() == ()


async def test_a_person_decides_once(purse: Purse) -> None:
    await client_with_invoice(purse)
    loaded = await purse.statements.load(file(Order(amount="100.00")), purse.clock())
    row = await purse.statements.decide(loaded.waiting[0].id, Decided(NUMBER, "57"), purse.clock())
    assert (row.state.value, row.invoice_number) == ("credited", "57")
    assert (await Invoice.get()).paid == 10_000
    for again in (purse.statements.dismiss(row.id, purse.clock()),):
        with pytest.raises(RowDecidedError):
            await again
    assert await recount() == ()


async def test_decisions_at_once_credit_once(purse: Purse) -> None:
    await client_with_invoice(purse)
    loaded = await purse.statements.load(file(Order(purpose="Аванс")), purse.clock())
    row_id = loaded.waiting[0].id
    choices = (purse.statements.decide(row_id, Decided(NUMBER), purse.clock()) for _ in range(4))
    done = await asyncio.gather(*choices, purse.statements.dismiss(row_id, purse.clock()), return_exceptions=True)
    assert sum(isinstance(each, RowDecidedError) for each in done) == 4
    assert await Payment.all().count() <= 1


async def test_a_decision_about_nothing_is_refused_and_leaves_the_row_waiting(purse: Purse) -> None:
    await client_with_invoice(purse)
    loaded = await purse.statements.load(file(Order(purpose="Аванс")), purse.clock())
    row_id = loaded.waiting[0].id
    for decided in (Decided("nobody"), Decided(NUMBER, "no such invoice")):
        with pytest.raises(NotFoundError):
            await purse.statements.decide(row_id, decided, purse.clock())
    with pytest.raises(NotFoundError):
        await purse.statements.decide(10**20, Decided(NUMBER), purse.clock())
    assert len(await purse.statements.waiting()) == 1


async def test_a_dismissed_payment_waits_no_more_and_comes_back_in_no_file(purse: Purse) -> None:
    await client_with_invoice(purse)
    loaded = await purse.statements.load(file(Order(purpose="Аванс")), purse.clock())
    await purse.statements.dismiss(loaded.waiting[0].id, purse.clock())
    again = await purse.statements.load(file(Order(purpose="Аванс"), Order(number="2")), purse.clock())
    assert (again.known, await purse.statements.waiting(), len(again.credited)) == (1, (), 1)


async def test_only_support_may_load_a_statement_in_the_bot(purse: Purse) -> None:
    await purse.client()
    administrator = await purse.join(role=Role.ADMINISTRATOR)
    for stranger in (administrator.telegram_id, 77):
        with pytest.raises(ForbiddenError):
            await purse.statements.load(file(), purse.clock(), stranger)
        with pytest.raises(ForbiddenError):
            await purse.statements.page(0, stranger)
    assert await StatementImport.all().count() == 0
    await SupportService().appoint(301, "Ольга", purse.clock())
    await purse.statements.load(file(), purse.clock(), 301)
    assert (await StatementImport.get()).person_id == (await Person.get(telegram_id=301)).id
    assert await Audit.filter(action="read_statement", actor="support").count() == 1


async def test_a_payment_is_offered_where_it_may_belong(purse: Purse) -> None:
    await client_with_invoice(purse)
    await purse.client("207/25")
    await purse.terms("207/25", payer_inn="7710000022")
    await purse.ledger.push_invoices([invoice(700_00, "58", "i2", "207/25")], purse.clock())
    await SupportService().appoint(301, "Ольга", purse.clock())
    loaded = await purse.statements.load(
        file(Order(amount="499.00"), Order(number="9", inn="", purpose="Аванс")), purse.clock()
    )
    named, nameless = [row.id for row in loaded.waiting]
    found = (await purse.statements.row(named, 301)).choices
    assert [(each.contract_number, each.invoice_number, each.left) for each in found] == [
        (NUMBER, "57", 500_00),
        (NUMBER, "", 0),
    ]
    assert (await purse.statements.row(nameless, 301)).choices == ()
    other = await Contract.get(number="207/25")
    await SupportService().enter(301, other.id, purse.clock())
    assert [each.contract_number for each in (await purse.statements.row(nameless, 301)).choices] == ["207/25"]
    await purse.statements.decide(nameless, Decided("207/25"), purse.clock(), 301)
    assert await Audit.filter(action="credit_row", actor="support", contract_id=other.id).count() == 1
    with pytest.raises(RowDecidedError):
        await purse.statements.row(nameless, 301)
    assert (await purse.statements.page(5, 301)).total == 1


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (file()[:300], "truncated"),
        (file().decode("cp1251").encode("utf-16"), "encoding"),
        (file() + file(), "several"),
        (file(Order(), Order()), "alike"),
        (text(account="40702810000000000009").encode(), "foreign"),
        (b"%PDF-1.7", "not_statement"),
    ],
)
async def test_a_refused_file_changes_nothing(purse: Purse, raw: bytes, fault: str) -> None:
    await client_with_invoice(purse)
    with pytest.raises(StatementRefusedError) as caught:
        await purse.statements.load(raw, purse.clock())
    assert caught.value.values["fault"] == fault
    assert (await StatementImport.all().count(), await Payment.all().count()) == (0, 0)
    assert await Audit.filter(action="read_statement").count() == 0
