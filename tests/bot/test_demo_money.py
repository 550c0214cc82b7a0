"""The demonstration's money: one seller, so one row of invoice numbers."""

from datetime import UTC, datetime, timedelta

from tortoise.context import TortoiseContext

from bot.cli.demo_money import write_money
from models import Contract, Invoice, InvoiceNumber
from sandbox import sample


async def test_requested_invoices_continue_after_the_highest_number_of_the_sample(db_sqlite: TortoiseContext) -> None:
    now = datetime(2026, 11, 23, 8, tzinfo=UTC)
    for each in sample.CONTRACTS:
        await Contract.create(
            number=each.number,
            name=each.name,
            client=each.client,
            timezone="Europe/Samara",
            created_at=now - timedelta(days=100),
        )
    await write_money("Europe/Samara", now, now.date())
    numbers = [invoice.number for invoice in await Invoice.all()]
    assert len(set(numbers)) == len(numbers)
    last = max(int(number.removeprefix("2026-")) for number in numbers)
    assert (await InvoiceNumber.get(series="invoice 2026")).given == last
