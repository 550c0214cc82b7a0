"""Invoices as a member reads and requests them, and as the billing reads the requested ones out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.functions import Count, Sum
from tortoise.transactions import in_transaction

from domain.access import Action
from domain.journal import Deed
from domain.ledger import InvoiceState
from domain.papers import PaperRow
from domain.statement_match import number_key
from domain.vat import VatRegime, rate_of
from models import Account, Contract, Invoice, InvoiceRow, Person
from models.sql import whole
from services import access, audit
from services.accounts import locked
from services.cards import MemberCard
from services.errors import InvoiceSumError, NotFoundError
from services.invoice_book import rows_of
from services.invoice_push import Request, write_invoice
from services.keyset import Place, Stretch, stretch, turned
from services.ledger_facts import InvoiceFact, RowFact
from services.money_cards import InvoiceCard, InvoiceItem, Owed, RequestedInvoice
from services.numbering import invoice_series, next_number

ROWS = 8
LEAST, MOST = 100_00, 100_000_000_00
"""Kopecks that can be requested: a hundred roubles to a hundred million."""


@dataclass(frozen=True)
class InvoicePolicy:
    """How requested invoices are made: numbers are ``prefix``, the year, a dash and at least four digits.

    ``row_name`` words the only row from the contract's number, ``unit`` is what it counts.
    ``due_days`` after its day an invoice is due.
    """

    row_name: Callable[[str], str]
    unit: str = ""
    prefix: str = ""
    regime: VatRegime = VatRegime.GENERAL
    due_days: int = 10


class InvoiceService:
    """Methods for members raise ``ForbiddenError`` for roles that may not see money."""

    def __init__(self, policy: InvoicePolicy) -> None:
        self._policy = policy

    async def page(self, member: MemberCard, unpaid: bool, place: Place | None) -> Stretch[InvoiceItem]:
        """Invoices, the newest first; ``unpaid``: those alone."""
        access.require(member, Action.SEE_MONEY)
        query = Invoice.filter(contract_id=member.contract_id)
        found = await stretch(query.filter(state=InvoiceState.UNPAID) if unpaid else query, place, ROWS)
        return turned(found, [item(row) for row in found.items])

    async def card(self, member: MemberCard, invoice_id: int, now: datetime) -> InvoiceCard:
        """One invoice with its rows; ``NotFoundError``."""
        access.require(member, Action.SEE_MONEY)
        possible = 0 < invoice_id < 1 << 63
        row = await Invoice.get_or_none(id=invoice_id, contract_id=member.contract_id) if possible else None
        if row is None:
            raise NotFoundError
        return await _card(row, member, now)

    def check(self, member: MemberCard, amount: int) -> None:
        """Raise ``InvoiceSumError`` or ``ForbiddenError`` where ``request`` would."""
        access.require(member, Action.REQUEST_INVOICE)
        if not LEAST <= amount <= MOST:
            raise InvoiceSumError(least=LEAST // 100, most=MOST // 100)

    async def request(self, member: MemberCard, amount: int, key: str, now: datetime) -> InvoiceCard:
        """A new invoice over ``amount`` kopecks; the same ``key`` again gives the same invoice.

        Raises ``InvoiceSumError`` and ``ForbiddenError``.
        """
        self.check(member, amount)
        async with in_transaction() as connection:
            await locked([member.contract_id], now)
            row = await Invoice.get_or_none(contract_id=member.contract_id, request_key=key)
            if row is None:
                row = await self._make(connection, member, amount, key, now)
                await audit.by_member(member, Deed.REQUEST_INVOICE, f"invoice {row.id}", now, row.number)
        return await _card(row, member, now)

    async def made(self, member: MemberCard, key: str) -> int | None:
        """The id of the invoice that was requested with ``key``; None: there is none yet. ``NotFoundError``: no key."""
        access.require(member, Action.REQUEST_INVOICE)
        if not key.isascii() or not key.isprintable():  # no key of ours, and PostgreSQL takes not every text
            raise NotFoundError
        row = await Invoice.get_or_none(contract_id=member.contract_id, request_key=key)
        return row.id if row else None

    async def owed(self, member: MemberCard) -> Owed:
        """How many invoices are unpaid, and what is missing for all of them together."""
        access.require(member, Action.SEE_MONEY)
        query = Invoice.filter(contract_id=member.contract_id, state=InvoiceState.UNPAID)
        [[count, total, paid]] = await query.annotate(n=Count("id"), all=Sum("total"), came=Sum("paid")).values_list(
            "n", "all", "came"
        )
        return Owed(whole(count), whole(total) - whole(paid))

    async def requested_after(self, cursor: int, limit: int) -> tuple[RequestedInvoice, ...]:
        """For the billing: invoices requested after the one whose id is ``cursor`` (0: from the first on)."""
        rows = await Invoice.filter(id__gt=cursor, request_key__isnull=False).order_by("id").limit(limit)
        contracts = {row.id: row.number for row in await Contract.filter(id__in=[row.contract_id for row in rows])}
        papers = await rows_of([row.id for row in rows])
        return tuple(_requested(row, contracts[row.contract_id], tuple(papers[row.id])) for row in rows)

    async def _make(
        self, connection: BaseDBAsyncClient, member: MemberCard, amount: int, key: str, now: datetime
    ) -> Invoice:
        day = now.astimezone(member.zone).date()
        number = await self._number(connection, day.year)
        vat = rate_of(self._policy.regime, day)
        row = RowFact(self._policy.row_name(member.contract_number), amount, amount, day, vat, unit=self._policy.unit)
        due = day + timedelta(days=self._policy.due_days)
        fact = InvoiceFact(member.contract_number, f"request {key}"[:64], number, day, (row,), due)
        return await write_invoice(member.contract_id, fact, now, Request(member.person_id, key))

    async def _number(self, connection: BaseDBAsyncClient, year: int) -> str:
        """The next number; one that the billing has used itself is passed over."""
        while True:
            number = f"{self._policy.prefix}{year}-{await next_number(connection, invoice_series(year)):04d}"
            if not await Invoice.filter(number_key=number_key(number), number=number).exists():
                return number


def _requested(row: Invoice, contract: str, rows: tuple[RowFact, ...]) -> RequestedInvoice:
    return RequestedInvoice(
        row.id, contract, row.number, row.day, row.due_on, row.total, rows, requested_at=row.recorded_at
    )


def item(row: Invoice) -> InvoiceItem:
    """An invoice as a list has it."""
    return InvoiceItem(row.id, row.number, row.day, row.due_on, row.total, row.paid, row.state)


async def _card(row: Invoice, member: MemberCard, now: datetime) -> InvoiceCard:
    contract = await Contract.get(id=row.contract_id)
    account = await Account.get_or_none(contract_id=row.contract_id)
    person = await Person.get_or_none(id=row.requested_by_id) if row.requested_by_id else None
    rows = await InvoiceRow.filter(invoice_id=row.id).order_by("place")
    return InvoiceCard(
        **vars(item(row)),
        paid_at=row.paid_at,
        rows=tuple(_paper_row(each) for each in rows),
        requested_by=person.name if person else "",
        contract_number=contract.number,
        signed_on=account.signed_on if account else None,
        buyer=contract.client or contract.name,
        payer_inn=account.payer_inn if account else "",
        payer_kpp=account.payer_kpp if account else "",
        payer_address=account.payer_address if account else "",
        now=now,
        zone=member.zone,
    )


def _paper_row(row: InvoiceRow) -> PaperRow:
    return PaperRow(row.name, Decimal(row.quantity).scaleb(-3), row.unit, row.price, row.vat, row.amount)
