"""Invoices as records: written once, cancelled for good, paid when the payments that name them cover them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import chain
from typing import NamedTuple

from tortoise.functions import Sum

from domain.ledger import InvoiceState, invoice_state
from domain.statement_match import number_key
from models import Invoice, InvoiceRow, Payment
from models.bulk import pieces, update_each
from models.sql import whole
from services.errors import LedgerConflictError, NumberTakenError
from services.invoice_book import Book, Known
from services.ledger_facts import InvoiceFact, RowFact


class Request(NamedTuple):
    """Who asked for an invoice; ``key`` makes a repeated tap the same request."""

    person_id: int
    key: str


async def record_invoices(facts: Sequence[InvoiceFact], contracts: Mapping[str, int], now: datetime) -> int:
    """Write invoices of locked contracts (ids by number); how many were new or changed.

    Raises ``LedgerConflictError`` and ``NumberTakenError``.
    """
    book = await Book.of(facts, contracts)
    make = partial(_invoice, now=now)
    changed = sum(book.take(contracts[fact.contract], fact, make) for fact in facts)
    if book.conflicts:
        raise LedgerConflictError(book.conflicts)
    if book.taken:
        raise NumberTakenError(book.taken)
    await _insert(book.new)
    await update_each(book.changed, ("outside_id", "state", "paid_at"))
    await cover({(contracts[fact.contract], fact.number) for fact in facts}, now)
    return changed


async def write_invoice(contract_id: int, fact: InvoiceFact, now: datetime, request: Request) -> Invoice:
    """One new invoice with its rows, requested here: it has no outside id yet."""
    invoice = _invoice(contract_id, fact, now)
    invoice.outside_id, invoice.requested_by_id, invoice.request_key = None, request.person_id, request.key
    await invoice.save()
    await InvoiceRow.bulk_create(_rows(invoice.id, fact.rows))
    return invoice


def _invoice(contract_id: int, fact: InvoiceFact, now: datetime) -> Invoice:
    return Invoice(
        outside_id=fact.outside_id,
        contract_id=contract_id,
        number=fact.number,
        number_key=number_key(fact.number),
        day=fact.day,
        due_on=fact.due_on,
        total=fact.total,
        state=InvoiceState.CANCELLED if fact.cancelled else InvoiceState.UNPAID,
        recorded_at=now,
    )


def _rows(invoice_id: int, rows: Iterable[RowFact]) -> list[InvoiceRow]:
    return [InvoiceRow(invoice_id=invoice_id, place=place, **vars(row)) for place, row in enumerate(rows)]


async def _insert(new: Sequence[Known]) -> None:
    if not new:
        return
    invoices = [each.invoice for each in new]
    await Invoice.bulk_create(invoices)
    ids = {(row.contract_id, row.number): row.id for row in await _numbered([_key(row) for row in invoices])}
    rows = [_rows(ids[_key(each.invoice)], each.rows) for each in new]
    await InvoiceRow.bulk_create(list(chain.from_iterable(rows)))


async def cover(named: Iterable[tuple[int, str]], now: datetime) -> None:
    """Bring ``paid`` and the state of invoices (contract, number) in line with the payments that name them."""
    for some in pieces(sorted(set(named))):
        there = await _numbered(some)
        paid = await _paid([_key(row) for row in there])
        changed = [row for row in there if _covered(row, paid.get(_key(row), 0), now)]
        await update_each(changed, ("paid", "state", "paid_at"))


def _key(invoice: Invoice) -> tuple[int, str]:
    return invoice.contract_id, invoice.number


async def _numbered(keys: Sequence[tuple[int, str]]) -> list[Invoice]:
    """Those of these contracts and numbers that are there."""
    found = []
    for some in pieces(keys):
        contracts, numbers = ({each[part] for each in some} for part in (0, 1))
        there = await Invoice.filter(contract_id__in=sorted(contracts), number__in=sorted(numbers))
        found += [row for row in there if _key(row) in some]
    return found


def _covered(invoice: Invoice, paid: int, now: datetime) -> bool:
    """Whether that is news to it."""
    state = invoice_state(invoice.total, paid, cancelled=invoice.state is InvoiceState.CANCELLED)
    if (paid, state) == (invoice.paid, invoice.state):
        return False
    invoice.paid, invoice.state = paid, state
    invoice.paid_at = (invoice.paid_at or now) if state is InvoiceState.PAID else None
    return True


async def _paid(keys: Sequence[tuple[int, str]]) -> dict[tuple[int, str], int]:
    """Kopecks of the payments that name an invoice, by contract and number."""
    if not keys:
        return {}
    contracts, numbers = ({each[part] for each in keys} for part in (0, 1))
    query = Payment.filter(contract_id__in=sorted(contracts), invoice_number__in=sorted(numbers))
    sums = query.annotate(total=Sum("amount")).group_by("contract_id", "invoice_number")
    rows = await sums.values_list("contract_id", "invoice_number", "total")
    return {(int(contract_id), str(number)): whole(total) for contract_id, number, total in rows}
