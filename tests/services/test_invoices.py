"""Invoices, payments and the account as members read them; numbers without gaps."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tortoise.context import TortoiseContext

from domain.access import Role
from domain.vat import VatRate
from models import Invoice
from services.cards import MemberCard
from services.errors import ForbiddenError, IdempotencyError, InvoiceSumError, LedgerConflictError, NotFoundError
from services.idempotency import Answer, forget_old, once
from services.keyset import Place
from services.ledger_facts import InvoiceFact, PaymentFact
from services.payments import Period
from tests.services.money import NUMBER, Purse, charge, invoice, open_purse

DAY = date(2026, 3, 2)


@pytest.fixture
def purse(db: TortoiseContext) -> Purse:
    return open_purse()


async def test_a_requested_invoice_has_a_number_a_row_with_tax_and_a_day_it_is_due(purse: Purse) -> None:
    await purse.client()
    await purse.terms(payer_kpp="540801001", payer_address="Новосибирск")
    member = await purse.join()
    card = await purse.invoices.request(member, 5_000_000, "tap", purse.clock())
    assert (card.number, card.total, card.state, card.due_on) == (
        "ВТ-2026-0001",
        5_000_000,
        "unpaid",
        date(2026, 3, 12),
    )
    (row,) = card.rows
    assert (row.vat.value, row.tax, row.total) == ("22", 901_639, 5_000_000)
    assert (card.buyer, card.payer_inn, card.payer_kpp) == ("ООО «Ромашка»", "5408123456", "540801001")
    assert await purse.invoices.card(member, card.id, purse.clock()) == card


async def test_a_repeated_tap_gives_the_same_invoice(purse: Purse) -> None:
    await purse.client()
    member = await purse.join()
    requests = (purse.invoices.request(member, 10_000, "tap", purse.clock()) for _ in range(5))
    assert len({card.number for card in await asyncio.gather(*requests)}) == 1
    assert await Invoice.all().count() == 1


async def test_numbers_have_no_gaps_when_many_ask_at_once_and_some_fail(purse: Purse) -> None:
    members: list[MemberCard] = []
    for number in range(5):
        await purse.client(f"c{number}")
        members.append(await purse.join(f"c{number}", telegram_id=number + 1))

    async def ask(place: int) -> None:
        amount = 10_000 if place % 4 else 1
        await purse.invoices.request(members[place % 5], amount, f"tap {place}", purse.clock())

    await asyncio.gather(*map(ask, range(40)), return_exceptions=True)
    numbers = sorted(row.number for row in await Invoice.all())
    assert numbers == [f"ВТ-2026-{n:04}" for n in range(1, 31)]
    read = await purse.invoices.requested_after(0, 100)
    assert [row.number for row in read] == numbers
    assert await purse.invoices.requested_after(read[9].id, 100) == read[10:]


async def test_a_number_that_the_billing_used_is_passed_over(purse: Purse) -> None:
    await purse.client()
    member = await purse.join()
    await purse.ledger.push_invoices([invoice(500, "ВТ-2026-0001")], purse.clock())
    assert (await purse.invoices.request(member, 10_000, "tap", purse.clock())).number == "ВТ-2026-0002"


async def test_the_billing_adopts_a_requested_invoice_by_its_number(purse: Purse) -> None:
    await purse.client()
    card = await purse.invoices.request(await purse.join(), 10_000, "tap", purse.clock())
    fact = await as_requested(purse)
    assert (await purse.ledger.push_invoices([fact], purse.clock())).created == 1
    assert (await purse.ledger.push_invoices([fact, replace(fact, due_on=None)], purse.clock())).created == 0
    assert (await Invoice.get()).outside_id == "billing 7"
    assert fact.number == card.number


async def test_a_push_that_contradicts_the_paper_of_a_requested_invoice_is_refused(purse: Purse) -> None:
    await purse.client()
    await purse.invoices.request(await purse.join(), 10_000, "tap", purse.clock())
    fact = await as_requested(purse)
    [row] = fact.rows
    others = [replace(row, name="Другое"), replace(row, vat=VatRate.NONE), replace(row, amount=9_999)]
    later = fact.day + timedelta(days=1)
    wrong = [replace(fact, day=later), replace(fact, due_on=later), *(replace(fact, rows=(one,)) for one in others)]
    for adopted in (False, True):
        for each in wrong:
            with pytest.raises(LedgerConflictError):
                await purse.ledger.push_invoices([each], purse.clock())
        assert (await purse.ledger.push_invoices([fact], purse.clock())).created == (not adopted)


async def as_requested(purse: Purse) -> InvoiceFact:
    """What the billing reads out, as it pushes it back."""
    [asked] = await purse.invoices.requested_after(0, 100)
    return InvoiceFact(asked.contract_number, "billing 7", asked.number, asked.day, asked.rows, asked.due_on)


@pytest.mark.parametrize("amount", [0, 9_999, 10_000_000_001, -5])
async def test_an_invoice_for_too_little_or_too_much_is_refused(purse: Purse, amount: int) -> None:
    await purse.client()
    with pytest.raises(InvoiceSumError):
        await purse.invoices.request(await purse.join(), amount, "tap", purse.clock())


async def test_lists_go_there_and_back_and_lose_nothing(purse: Purse) -> None:
    await purse.client()
    member = await purse.join()
    facts = [PaymentFact(NUMBER, f"p{n}", DAY - timedelta(days=n // 3), n + 1) for n in range(30)]
    await purse.ledger.push_payments(facts, purse.clock())
    pages, place = [], None
    while True:
        page = await purse.payments.page(member, Period(), place)
        pages.append(page)
        if page.older is None:
            break
        place = page.older
    assert [len(page.items) for page in pages] == [8, 8, 8, 6]
    seen = [item.id for page in pages for item in page.items]
    assert len(set(seen)) == 30
    days = [item.day for page in pages for item in page.items]
    assert days == sorted(days, reverse=True)
    back = pages[-1].newer
    for page in reversed(pages[:-1]):
        returned = await purse.payments.page(member, Period(), back)
        assert returned.items == page.items
        back = returned.newer
    assert back is None


async def test_a_place_from_nowhere_gives_a_page(purse: Purse) -> None:
    await purse.client()
    member = await purse.join()
    await purse.pay(5)
    for place in (Place(-1, 1), Place(10**9, 1), Place(DAY.toordinal(), 1 << 70), Place(1, 1, newer=True)):
        assert len((await purse.payments.page(member, Period(), place)).items) == 1
    assert (await purse.payments.page(member, Period(), Place(1, 1))).items == ()


async def test_payments_are_filtered_by_period_and_invoices_by_being_unpaid(purse: Purse) -> None:
    await purse.client()
    member = await purse.join()
    facts = [
        PaymentFact(NUMBER, f"p{n}", DAY - timedelta(days=n), 100, "57" if n == 1 else "", payer="ООО «Ромашка»")
        for n in range(10)
    ]
    await purse.ledger.push_payments(facts, purse.clock())
    await purse.ledger.push_invoices([invoice(100), invoice(200, "58", "i2")], purse.clock())
    period = Period(DAY - timedelta(days=3), DAY - timedelta(days=1))
    sheet = await purse.payments.sheet(member, period, purse.clock())
    assert [row.day for row in sheet.rows] == [DAY - timedelta(days=n) for n in (3, 2, 1)]
    assert sheet.rows[2].invoice == "57"
    assert {row.payer for row in sheet.rows} == {"ООО «Ромашка»"}
    assert (sheet.since, sheet.until) == period
    whole = await purse.payments.sheet(member, Period(), purse.clock())
    assert (whole.since, whole.total) == (DAY - timedelta(days=9), 1_000)
    unpaid = await purse.invoices.page(member, True, None)
    assert [item.number for item in unpaid.items] == ["58"]
    assert len((await purse.invoices.page(member, False, None)).items) == 2


async def test_the_history_shows_days_there_and_back(purse: Purse) -> None:
    await purse.client()
    member = await purse.join()
    await purse.spend_daily(100, 20)
    await purse.ledger.push_charges([charge(50, DAY - timedelta(days=1), "more")], purse.clock())
    await purse.pay(7_000)
    first = await purse.account.history(member)
    assert [(day.charged, day.charges, day.paid) for day in first.items[:3]] == [
        (0, 0, 7_000),
        (150, 2, 0),
        (100, 1, 0),
    ]
    second = await purse.account.history(member, before=first.older)
    assert second.items[0].day < first.items[-1].day
    assert await purse.account.history(member, after=second.newer) == first
    day = await purse.account.charges(member, DAY - timedelta(days=1), None)
    assert [item.amount for item in day.items] == [50, 100]


async def test_the_picture_ends_with_the_balance_and_goes_on_with_the_forecast(purse: Purse) -> None:
    await purse.client()
    member = await purse.join()
    await purse.spend_daily(100, 60)
    await purse.pay(10_000)
    picture = await purse.account.picture(member, purse.clock())
    assert len(picture.points) == 90
    assert picture.points[-1] == (DAY, 4_000)
    assert picture.points[-2] == (DAY - timedelta(days=1), -6_000)
    assert picture.points[0].balance == 0
    assert picture.forecast[0].day == DAY + timedelta(days=1)
    assert picture.runs_out is not None
    assert (picture.moments[0].kind.value, picture.moments[0].amount) == ("payment", 10_000)


async def test_the_card_says_when_the_money_ends_and_until_when_to_pay(purse: Purse) -> None:
    await purse.client()
    member = await purse.join()
    await purse.spend_daily(10_000, 60)
    await purse.ledger.push_payments([PaymentFact(NUMBER, "p", DAY, 660_000)], purse.clock())
    card = await purse.account.card(member, purse.clock())
    assert (card.balance, card.to_pay, card.unpaid, card.told) == (60_000, 0, 0, True)
    assert card.end is not None
    assert card.end.end == date(2026, 3, 8)  # a Sunday, and a holiday: the money must come on Friday
    assert card.end.pay_by.isoformat() == "2026-03-05T15:00:00+04:00"


async def test_an_account_without_money_so_far_is_all_zeros(purse: Purse) -> None:
    await purse.client()
    card = await purse.account.card(await purse.join(), purse.clock())
    assert (card.balance, card.state, card.end, card.promise) == (0, "active", None, None)


async def test_on_call_staff_and_strangers_see_no_money(purse: Purse) -> None:
    await purse.client()
    await purse.client("other")
    on_call = await purse.join(role=Role.ON_CALL)
    stranger = await purse.join("other", telegram_id=2)
    await purse.pay(5)
    await purse.ledger.push_invoices([invoice(100)], purse.clock())
    (payment,) = (await purse.payments.page(await purse.join(telegram_id=3), Period(), None)).items
    for asked in (
        purse.account.card(on_call, purse.clock()),
        purse.payments.page(on_call, Period(), None),
        purse.invoices.page(on_call, False, None),
        purse.invoices.request(on_call, 10_000, "tap", purse.clock()),
    ):
        with pytest.raises(ForbiddenError):
            await asked
    for hidden in (
        purse.payments.card(stranger, payment.id),
        purse.invoices.card(stranger, (await Invoice.get()).id, purse.clock()),
    ):
        with pytest.raises(NotFoundError):
            await hidden
    assert await purse.brief.stop(on_call, purse.clock()) is None


async def test_a_repeated_request_gets_the_first_answer_and_does_nothing(purse: Purse) -> None:
    done: list[int] = []

    async def work() -> Answer:
        done.append(1)
        return Answer(201, "made")

    now = purse.clock()
    answers = await asyncio.gather(*(once("billing", "k1", "digest", now, work) for _ in range(4)))
    assert sorted(repeated for _, repeated in answers) == [False, True, True, True]
    assert {answer for answer, _ in answers} == {Answer(201, "made")}
    assert len(done) == 1
    with pytest.raises(IdempotencyError):
        await once("billing", "k1", "another digest", now, work)
    assert (await once("other caller", "k1", "digest", now, work))[1] is False
    assert await forget_old(now + timedelta(days=31)) == 2


async def test_a_request_that_fails_may_come_again(purse: Purse) -> None:
    async def fail() -> Answer:
        raise NotFoundError

    async def work() -> Answer:
        return Answer(200, "")

    with pytest.raises(NotFoundError):
        await once("billing", "k1", "digest", purse.clock(), fail)
    assert await once("billing", "k1", "digest", purse.clock(), work) == (Answer(200, ""), False)


def test_an_invoice_needs_rows_that_ask_for_money() -> None:
    for total in (0, -5):
        with pytest.raises(ValueError, match="rows must be"):
            invoice(total)
    with pytest.raises(ValueError, match="rows must be 1 to 100 rows"):
        InvoiceFact(NUMBER, "i", "57", DAY, ())
