"""Documents by month: the invoices of its days, and its act. A cancelled invoice is a document no more."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tortoise.queryset import QuerySet

from domain.access import Action
from domain.ledger import InvoiceState
from models import Charge, Invoice
from services import access
from services.acts import ActCard, ActService, MonthsStretch
from services.cards import MemberCard
from services.errors import NotFoundError
from services.invoices import item
from services.money_cards import InvoiceItem

MONTHS = 8
MOST_INVOICES = 6
"""Invoices of a month that are shown with it; the list of invoices has them all."""


@dataclass(frozen=True)
class MonthPapers:
    """The documents of a month, given by its first day. ``more`` invoices are not among ``invoices``.

    ``act`` None: the month is not ``over``, or nothing was charged for in it.
    """

    month: date
    invoices: tuple[InvoiceItem, ...]
    more: int
    act: ActCard | None
    over: bool


class PaperMonthService:
    """Methods raise ``ForbiddenError`` for roles that may not see money."""

    def __init__(self, acts: ActService) -> None:
        self._acts = acts

    async def months(self, member: MemberCard, before: date | None, now: datetime) -> MonthsStretch:
        """Months with an invoice, or that are over and have charges, before the month of a day (None: the newest)."""
        access.require(member, Action.SEE_MONEY)
        today, found = now.astimezone(member.zone).date(), list[date]()
        edge = before.replace(day=1) if before else date.max
        while len(found) <= MONTHS:
            last = await _last(member.contract_id, edge, today.replace(day=1))
            if last is None:
                return MonthsStretch(tuple(found), None)
            edge = last.replace(day=1)
            found.append(edge)
        return MonthsStretch(tuple(found[:MONTHS]), found[MONTHS - 1])

    async def papers(self, member: MemberCard, month: date, now: datetime) -> MonthPapers:
        """The documents of the month of this day; a month without any is empty."""
        access.require(member, Action.SEE_MONEY)
        first, following = month.replace(day=1), _following(month)
        query = _invoices(member.contract_id).filter(day__gte=first, day__lt=following)
        rows = await query.order_by("-day", "-id").limit(MOST_INVOICES)
        more = await query.count() - len(rows) if len(rows) == MOST_INVOICES else 0
        act = None
        with suppress(NotFoundError):
            act = await self._acts.card(member, first, now)
        over = following <= now.astimezone(member.zone).date()
        return MonthPapers(first, tuple(item(row) for row in rows), more, act, over)


async def _last(contract_id: int, edge: date, current: date) -> date | None:
    """The newest day with an invoice, or with a charge in a month that is over, before ``edge``."""
    invoice = await _invoices(contract_id).filter(day__lt=edge).order_by("-day", "-id").first()
    charge = await Charge.filter(contract_id=contract_id, day__lt=min(edge, current)).order_by("-day", "-id").first()
    return max((row.day for row in (invoice, charge) if row is not None), default=None)


def _invoices(contract_id: int) -> QuerySet[Invoice]:
    return Invoice.filter(contract_id=contract_id).exclude(state=InvoiceState.CANCELLED)


def _following(month: date) -> date:
    """The first day of the month after."""
    return (month.replace(day=1) + timedelta(days=31)).replace(day=1)
