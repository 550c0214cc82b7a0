"""What a batch of invoices makes of those that are there: new ones, changed ones, contradictions. Writes nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tortoise.expressions import Q

from domain.ledger import InvoiceState
from models import Invoice, InvoiceRow
from models.bulk import pieces
from services.ledger_facts import InvoiceFact, RowFact


class Known(NamedTuple):
    """An invoice with its rows."""

    invoice: Invoice
    rows: tuple[RowFact, ...]


@dataclass
class Book:
    """Invoices by outside id and by number within their contracts, those of the batch among them.

    ``conflicts`` and ``taken`` are (contract, outside id): known and says something else; another one has its number.
    """

    by_id: dict[tuple[int, str], Known] = field(default_factory=dict)
    by_number: dict[tuple[int, str], Known] = field(default_factory=dict)
    new: list[Known] = field(default_factory=list)
    changed: list[Invoice] = field(default_factory=list)
    conflicts: list[tuple[str, str]] = field(default_factory=list)
    taken: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    async def of(cls, facts: Sequence[InvoiceFact], contracts: Mapping[str, int]) -> "Book":
        """All that these facts may be about."""
        book = cls()
        for some in pieces(facts):
            found = await _about(some, contracts)
            rows = await rows_of([invoice.id for invoice in found])
            for invoice in found:
                book._remember(Known(invoice, tuple(rows.get(invoice.id, ()))))
        return book

    def take(self, contract_id: int, fact: InvoiceFact, make: Callable[[int, InvoiceFact], Invoice]) -> bool:
        """Whether the fact is news."""
        mine = self.by_id.get((contract_id, fact.outside_id))
        numbered = self.by_number.get((contract_id, fact.number))
        if mine is None and numbered is None:
            known = Known(make(contract_id, fact), fact.rows)
            self.new.append(known)
            self._remember(known)
            return True
        if mine is None and numbered is not None and numbered.invoice.outside_id is not None:
            self.taken.append((fact.contract, fact.outside_id))
            return False
        known = mine or self.by_number[contract_id, fact.number]
        if not _agree(known, fact):
            self.conflicts.append((fact.contract, fact.outside_id))
            return False
        return self._update(known, fact)

    def _update(self, known: Known, fact: InvoiceFact) -> bool:
        invoice = known.invoice
        adopted = invoice.outside_id is None
        cancels = fact.cancelled and invoice.state is not InvoiceState.CANCELLED
        if not (adopted or cancels):
            return False
        invoice.outside_id = fact.outside_id
        if cancels:
            invoice.state, invoice.paid_at = InvoiceState.CANCELLED, None
        if invoice.pk is not None:
            self.changed.append(invoice)
        self._remember(known)
        return True

    def _remember(self, known: Known) -> None:
        invoice = known.invoice
        self.by_number[invoice.contract_id, invoice.number] = known
        if invoice.outside_id is not None:
            self.by_id[invoice.contract_id, invoice.outside_id] = known


async def _about(facts: Sequence[InvoiceFact], contracts: Mapping[str, int]) -> list[Invoice]:
    """Of their contracts, with an outside id or a number of theirs."""
    ids = {(contracts[fact.contract], fact.outside_id) for fact in facts}
    numbers = {(contracts[fact.contract], fact.number) for fact in facts}
    same = Q(outside_id__in=sorted({each for _, each in ids})) | Q(number__in=sorted({each for _, each in numbers}))
    found = await Invoice.filter(same, contract_id__in=sorted({contract for contract, _ in ids}))
    return [
        row for row in found if (row.contract_id, row.outside_id) in ids or (row.contract_id, row.number) in numbers
    ]


async def rows_of(invoice_ids: Sequence[int]) -> dict[int, list[RowFact]]:
    """Rows of invoices, in their order."""
    rows: dict[int, list[RowFact]] = {}
    for row in await InvoiceRow.filter(invoice_id__in=list(invoice_ids)).order_by("place"):
        rows.setdefault(row.invoice_id, []).append(_fact(row))
    return rows


def _agree(known: Known, fact: InvoiceFact) -> bool:
    """Whether both say the same. A client has the paper of one that was requested here: the billing may add nothing.

    The last day to pay is ours there, so it may be left out.
    """
    invoice = known.invoice
    unsaid = invoice.request_key is not None and fact.due_on is None
    days = invoice.day == fact.day and (unsaid or invoice.due_on == fact.due_on)
    return days and invoice.number == fact.number and known.rows == fact.rows


def _fact(row: InvoiceRow) -> RowFact:
    return RowFact(row.name, row.amount, row.price, row.service_day, row.vat, row.quantity, row.unit)
