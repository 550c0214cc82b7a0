"""Invoices as records: written once, cancelled for good, paid when the payments that name them cover them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from tortoise.expressions import Q
from tortoise.functions import Sum

from domain.ledger import InvoiceState, invoice_state
from domain.statement_match import number_key
from models import Invoice, InvoiceRow, Payment
from models.sql import whole
from services.errors import LedgerConflictError
from services.ledger_facts import InvoiceFact, RowFact


class Request(NamedTuple):
    """Who asked for an invoice; ``key`` makes a repeated tap the same request."""

    person_id: int
    key: str


async def record_invoices(facts: Sequence[InvoiceFact], contracts: Mapping[str, int], now: datetime) -> int:
    """Write invoices of locked contracts (ids by number); how many were new or changed."""
    changed, conflicts = 0, []
    for fact in facts:
        contract_id = contracts[fact.contract]
        same = Q(outside_id=fact.outside_id) | Q(number=fact.number)
        found = await Invoice.filter(same, contract_id=contract_id)
        if not found:
            await write_invoice(contract_id, fact, now)
            changed += 1
        elif len(found) == 1 and await _says_the_same(found[0], fact):
            changed += await _update(found[0], fact)
        else:
            conflicts.append((fact.contract, fact.outside_id))
        await cover([(contract_id, fact.number)], now)
    if conflicts:
        raise LedgerConflictError(conflicts)
    return changed


async def write_invoice(contract_id: int, fact: InvoiceFact, now: datetime, request: Request | None = None) -> Invoice:
    """One new invoice with its rows. One that was requested here has no outside id yet."""
    invoice = await Invoice.create(
        outside_id=None if request else fact.outside_id,
        requested_by_id=request.person_id if request else None,
        request_key=request.key if request else None,
        contract_id=contract_id,
        number=fact.number,
        number_key=number_key(fact.number),
        day=fact.day,
        due_on=fact.due_on,
        total=fact.total,
        state=InvoiceState.CANCELLED if fact.cancelled else InvoiceState.UNPAID,
        recorded_at=now,
    )
    rows = [InvoiceRow(invoice_id=invoice.id, place=place, **vars(row)) for place, row in enumerate(fact.rows)]
    await InvoiceRow.bulk_create(rows)
    return invoice


async def cover(named: Iterable[tuple[int, str]], now: datetime) -> None:
    """Bring ``paid`` and the state of invoices (contract, number) in line with the payments that name them."""
    for contract_id, number in sorted(set(named)):
        invoice = await Invoice.get_or_none(contract_id=contract_id, number=number)
        if invoice is None:
            continue
        paid = await paid_for(contract_id, number)
        state = invoice_state(invoice.total, paid, cancelled=invoice.state is InvoiceState.CANCELLED)
        if (paid, state) == (invoice.paid, invoice.state):
            continue
        paid_at = (invoice.paid_at or now) if state is InvoiceState.PAID else None
        await Invoice.filter(id=invoice.id).update(paid=paid, state=state, paid_at=paid_at)


async def paid_for(contract_id: int, number: str) -> int:
    """Kopecks of the payments that name the invoice."""
    query = Payment.filter(contract_id=contract_id, invoice_number=number)
    sums = await query.annotate(total=Sum("amount")).values_list("total", flat=True)
    return whole(sums[0]) if sums else 0


async def _says_the_same(invoice: Invoice, fact: InvoiceFact) -> bool:
    """One that was requested here has no outside id yet; its rows are ours, its sum must agree."""
    if invoice.number != fact.number or invoice.total != fact.total:
        return False
    if invoice.outside_id is None:
        return True
    rows = await InvoiceRow.filter(invoice_id=invoice.id).order_by("place")
    same_rows = tuple(_fact(row) for row in rows) == fact.rows or invoice.requested_by_id is not None
    days = (invoice.day, invoice.due_on) == (fact.day, fact.due_on) or invoice.requested_by_id is not None
    return invoice.outside_id == fact.outside_id and same_rows and days


def _fact(row: InvoiceRow) -> RowFact:
    return RowFact(row.name, row.amount, row.price, row.service_day, row.vat, row.quantity, row.unit)


async def _update(invoice: Invoice, fact: InvoiceFact) -> int:
    adopted = invoice.outside_id is None
    cancels = fact.cancelled and invoice.state is not InvoiceState.CANCELLED
    if adopted:
        await Invoice.filter(id=invoice.id).update(outside_id=fact.outside_id)
    if cancels:
        await Invoice.filter(id=invoice.id).update(state=InvoiceState.CANCELLED, paid_at=None)
    return int(adopted or cancels)
