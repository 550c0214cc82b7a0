"""Payments of a statement as rows: claimed once, matched to invoices, credited."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from domain.ledger import InvoiceState, LedgerOwner
from domain.statement import Document
from domain.statement_match import Candidate, Match, RowState, WaitReason, match, possible_keys
from models import Account, Contract, Invoice, Payment, StatementRow
from services.accounts import locked
from services.ledger import credit
from services.ledger_facts import PaymentFact
from services.statement_cards import RowCard


class Claimed(NamedTuple):
    """A payment that no other file has brought, with the document it came in."""

    row: StatementRow
    document: Document


async def claim_rows(statement_id: int, documents: Sequence[Document], now: datetime) -> list[Claimed]:
    """Store the payments that are new. One that another file is bringing right now is waited for, and is its own.

    In the order of identities, so that two files never wait for each other.
    """
    of_identity = {document.identity: document for document in documents}
    rows = [_row(statement_id, identity, of_identity[identity]) for identity in sorted(of_identity)]
    await StatementRow.bulk_create(rows, ignore_conflicts=True)
    mine = await StatementRow.filter(statement_id=statement_id).order_by("day", "id")
    return [Claimed(row, of_identity[row.identity]) for row in mine]


async def place(claimed: Sequence[Claimed], owner: LedgerOwner, now: datetime) -> list[tuple[StatementRow, int]]:
    """Credit what matches an invoice, let the rest wait. Matched again under the locks: somebody may have paid.

    Answers with the payments that were credited, each with the id of its contract.
    """
    credited = []
    first = [await _match(each.document, owner) for each in claimed]
    invoices = await _invoices(first)
    accounts = await locked({invoice.contract_id for invoice in invoices.values()}, now)
    for (row, document), seen in zip(claimed, first, strict=True):
        found = await _match(document, owner) if seen.invoice_id else seen
        invoice = invoices.get(found.invoice_id or 0)
        stored = StatementRow.filter(id=row.id)
        if found.reason is None and invoice is not None:
            await stored.update(state=RowState.CREDITED)
            await credit_row(row, invoice.contract, invoice.number, accounts[invoice.contract_id], now)
            credited.append((row, invoice.contract_id))
        else:
            await stored.update(reason=found.reason or WaitReason.AMBIGUOUS, invoice_id=found.invoice_id)
    return credited


async def credit_row(
    row: StatementRow, contract: Contract, invoice_number: str, account: Account, now: datetime
) -> None:
    """Make the payment, in a locked account; the row remembers which one it became."""
    fact = PaymentFact(
        contract.number, f"bank {row.identity[:48]}", row.day, row.amount, invoice_number, row.payer, row.purpose
    )
    await credit([fact], {contract.number: account}, now)
    payment = await Payment.get(contract_id=contract.id, outside_id=fact.outside_id)
    invoice = await Invoice.get_or_none(contract_id=contract.id, number=invoice_number) if invoice_number else None
    await StatementRow.filter(id=row.id).update(
        payment_id=payment.id, contract_id=contract.id, invoice_id=invoice.id if invoice else None
    )


async def cards(rows: Iterable[StatementRow]) -> tuple[RowCard, ...]:
    """Rows as people read them, in their order."""
    ids = [row.id for row in rows]
    found = await StatementRow.filter(id__in=ids).order_by("id").select_related("contract", "invoice__contract")
    return tuple(map(_card, found))


def _row(statement_id: int, identity: str, document: Document) -> StatementRow:
    return StatementRow(
        statement_id=statement_id,
        identity=identity,
        number=document.number,
        day=document.day,
        amount=document.amount,
        payer_inn=document.payer_inn,
        payer=document.payer,
        purpose=document.purpose,
        state=RowState.WAITING,
    )


async def _match(document: Document, owner: LedgerOwner) -> Match:
    invoices = await Invoice.filter(number_key__in=sorted(possible_keys(document.purpose))).limit(100)
    accounts = await Account.filter(contract_id__in=[invoice.contract_id for invoice in invoices])
    of_contract = {account.contract_id: account for account in accounts}
    return match(document, [_candidate(each, of_contract.get(each.contract_id), owner) for each in invoices])


def _candidate(invoice: Invoice, account: Account | None, owner: LedgerOwner) -> Candidate:
    ledger = (account.ledger if account else None) or owner
    return Candidate(
        invoice_id=invoice.id,
        key=invoice.number_key,
        left=invoice.total - invoice.paid,
        payer_inn=account.payer_inn if account else "",
        cancelled=invoice.state is InvoiceState.CANCELLED,
        billing=ledger is LedgerOwner.BILLING,
        number=invoice.number,
    )


async def _invoices(matches: Iterable[Match]) -> dict[int, Invoice]:
    ids = sorted({found.invoice_id for found in matches if found.invoice_id})
    return {row.id: row for row in await Invoice.filter(id__in=ids).select_related("contract")}


def _card(row: StatementRow) -> RowCard:
    contract = row.contract or (row.invoice.contract if row.invoice else None)
    return RowCard(
        id=row.id,
        number=row.number,
        day=row.day,
        amount=row.amount,
        payer=row.payer,
        payer_inn=row.payer_inn,
        purpose=row.purpose,
        state=row.state,
        reason=row.reason,
        contract_number=contract.number if contract else "",
        invoice_number=row.invoice.number if row.invoice else "",
    )
