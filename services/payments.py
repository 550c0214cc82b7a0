"""Payments as a member reads them."""

from datetime import date, datetime
from typing import NamedTuple

from tortoise.functions import Count, Sum
from tortoise.queryset import QuerySet

from domain.access import Action
from domain.payments_sheet import PaymentRow, PaymentsSheet
from models import Contract, Invoice, Payment
from models.sql import whole
from services import access
from services.cards import MemberCard
from services.errors import NotFoundError, SheetTooLongError
from services.keyset import Place, Stretch, stretch, turned
from services.money_cards import PaymentItem

ROWS = 8
LARGEST_SHEET = 100_000


class Period(NamedTuple):
    """Days from ``since`` to ``until``, both inclusive; None: without bound."""

    since: date | None = None
    until: date | None = None


class Came(NamedTuple):
    """How many payments came, and their sum in kopecks; refunds are counted and taken off."""

    payments: int
    sum: int


class PaymentService:
    """Methods raise ``ForbiddenError`` for roles that may not see money."""

    async def page(self, member: MemberCard, period: Period, place: Place | None) -> Stretch[PaymentItem]:
        """Payments of a period, the newest first."""
        access.require(member, Action.SEE_MONEY)
        found = await stretch(_query(member, period), place, ROWS)
        return turned(found, await _items(found.items, member.contract_id))

    async def came(self, member: MemberCard, period: Period) -> Came:
        """What came in a period."""
        access.require(member, Action.SEE_MONEY)
        query = _query(member, period).annotate(n=Count("id"), total=Sum("amount"))
        [[count, total]] = await query.values_list("n", "total")
        return Came(whole(count), whole(total))

    async def began(self, member: MemberCard) -> date | None:
        """The day of the first payment; None: there is none."""
        access.require(member, Action.SEE_MONEY)
        row = await _query(member, Period()).order_by("day", "id").first()
        return row.day if row else None

    async def card(self, member: MemberCard, payment_id: int) -> PaymentItem:
        """One payment; ``NotFoundError``."""
        access.require(member, Action.SEE_MONEY)
        possible = 0 < payment_id < 1 << 63
        row = await Payment.get_or_none(id=payment_id, contract_id=member.contract_id) if possible else None
        if row is None:
            raise NotFoundError
        return (await _items((row,), member.contract_id))[0]

    async def sheet(self, member: MemberCard, period: Period, now: datetime) -> PaymentsSheet:
        """Every payment of a period for a spreadsheet, the oldest first.

        A period without bounds begins with the first payment and ends today. Raises ``SheetTooLongError``.
        """
        access.require(member, Action.SEE_MONEY)
        rows = await _query(member, period).order_by("day", "id").limit(LARGEST_SHEET + 1)
        if len(rows) > LARGEST_SHEET:
            raise SheetTooLongError(most=LARGEST_SHEET)
        contract = await Contract.get(id=member.contract_id)
        until = period.until or max([now.astimezone(member.zone).date(), *(row.day for row in rows[-1:])])
        since = period.since or (rows[0].day if rows else until)
        lines = tuple(PaymentRow(row.day, row.amount, row.payer, row.invoice_number, row.purpose) for row in rows)
        return PaymentsSheet(contract.number, contract.client or contract.name, since, until, lines)

    async def latest(self, member: MemberCard, now: datetime) -> PaymentItem | None:
        """The newest payment, for a line on a screen."""
        access.require(member, Action.SEE_MONEY)
        today = now.astimezone(member.zone).date()
        found = await stretch(_query(member, Period(until=today)), None, 1)
        items = await _items(found.items, member.contract_id)
        return items[0] if items else None


def _query(member: MemberCard, period: Period) -> QuerySet[Payment]:
    query = Payment.filter(contract_id=member.contract_id)
    query = query.filter(day__gte=period.since) if period.since else query
    return query.filter(day__lte=period.until) if period.until else query


async def _items(rows: tuple[Payment, ...], contract_id: int) -> tuple[PaymentItem, ...]:
    numbers = {row.invoice_number for row in rows if row.invoice_number}
    invoices = Invoice.filter(contract_id=contract_id, number__in=sorted(numbers))
    known = (
        {str(number): int(str(key)) for number, key in await invoices.values_list("number", "id")} if numbers else {}
    )
    return tuple(
        PaymentItem(
            row.id,
            row.day,
            row.amount,
            row.invoice_number,
            known.get(row.invoice_number),
            row.payer,
            row.purpose,
            row.recorded_at,
        )
        for row in rows
    )
