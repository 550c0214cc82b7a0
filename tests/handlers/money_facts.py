"""Facts about money for tests of its rooms: pushed as billing pushes them, on the clock of the desk."""

from collections.abc import Sequence
from datetime import date, timedelta

from domain.ledger import ChargeKind
from domain.vat import VatRate
from services.ledger_facts import ChargeFact, InvoiceFact, PaymentFact, RowFact
from tests.handlers.desk import Desk

NUMBER = "184/24"


def today(desk: Desk) -> date:
    """Today in Samara, by the desk's clock."""
    return (desk.clock() + timedelta(hours=4)).date()


async def spend(desk: Desk, amount: int, days_ago: int = 0, name: str = "", contract: str = NUMBER) -> None:
    day = today(desk) - timedelta(days=days_ago)
    fact = ChargeFact(contract, f"c {day} {amount} {name}", day, amount, ChargeKind.USAGE, name)
    await desk.services.money.ledger.push_charges([fact], desk.clock())


async def bill(
    desk: Desk, number: str, amounts: Sequence[int], days_ago: int = 0, due_in: int | None = 10, contract: str = NUMBER
) -> None:
    """An invoice with a row for each amount; due ``due_in`` days from today (None: never)."""
    day = today(desk) - timedelta(days=days_ago)
    rows = tuple(RowFact(f"Услуга {place}", each, each, day, VatRate.VAT_22) for place, each in enumerate(amounts, 1))
    due = None if due_in is None else today(desk) + timedelta(days=due_in)
    fact = InvoiceFact(contract, f"i {number}", number, day, rows, due)
    await desk.services.money.ledger.push_invoices([fact], desk.clock())


async def pay(desk: Desk, amount: int, invoice: str = "", days_ago: int = 0, contract: str = NUMBER) -> None:
    day = today(desk) - timedelta(days=days_ago)
    fact = PaymentFact(contract, f"p {day} {amount}", day, amount, invoice, "ООО «Ромашка»", "Оплата по счёту")
    await desk.services.money.ledger.push_payments([fact], desk.clock())
