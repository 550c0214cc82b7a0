"""Acts: what was rendered in a month that is over, made of its charges."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from tortoise.functions import Sum

from domain.access import Action
from domain.papers import PaperRow
from domain.vat import VatRegime, rate_of
from models import Account, Charge, Contract
from models.sql import whole
from services import access
from services.cards import MemberCard
from services.errors import NotFoundError

MONTHS = 6
MOST_ROWS = 60
"""An act with more kinds of charges than this has one row for all of them."""


@dataclass(frozen=True)
class ActCard:
    """An act; ``month`` is its first day, ``day`` the last one. The buyer's details are empty where not known."""

    number: str
    month: date
    day: date
    rows: tuple[PaperRow, ...]
    total: int
    contract_number: str
    signed_on: date | None
    buyer: str
    payer_inn: str
    payer_kpp: str
    payer_address: str


@dataclass(frozen=True)
class MonthsStretch:
    """First days of months with charges, the newest first; ``older`` is the one to go on from (None: no more)."""

    months: tuple[date, ...]
    older: date | None


class ActService:
    """Methods raise ``ForbiddenError`` for roles that may not see money.

    ``row_name`` words charges without a name of their own, from the contract's number; ``unit`` is what a row counts.
    """

    def __init__(self, regime: VatRegime, row_name: Callable[[str], str], unit: str = "") -> None:
        self._regime, self._row_name, self._unit = regime, row_name, unit

    async def months(self, member: MemberCard, before: date | None, now: datetime) -> MonthsStretch:
        """Months that are over and have charges, before the month of a day (None: of today)."""
        access.require(member, Action.SEE_MONEY)
        current = _month(now.astimezone(member.zone).date())
        start, found = min(_month(before) if before else current, current), list[date]()
        while len(found) <= MONTHS:
            last = await Charge.filter(contract_id=member.contract_id, day__lt=start).order_by("-day", "-id").first()
            if last is None:
                return MonthsStretch(tuple(found), None)
            start = _month(last.day)
            found.append(start)
        return MonthsStretch(tuple(found[:MONTHS]), found[MONTHS - 1])

    async def card(self, member: MemberCard, month: date, now: datetime) -> ActCard:
        """The act of the month of this day. ``NotFoundError`` where it is not over, or comes to nothing."""
        access.require(member, Action.SEE_MONEY)
        first, following = _month(month), _month(_month(month) + timedelta(days=31))
        charges = Charge.filter(contract_id=member.contract_id, day__gte=first, day__lt=following)
        sums = (
            await charges.annotate(total=Sum("amount")).group_by("name").order_by("name").values_list("name", "total")
        )
        rows = self._rows([(str(name), whole(total)) for name, total in sums], member.contract_number, first)
        total = sum(row.total for row in rows)
        if following > now.astimezone(member.zone).date() or total <= 0:
            raise NotFoundError
        contract = await Contract.get(id=member.contract_id)
        account = await Account.get(contract_id=member.contract_id)
        return ActCard(
            number=f"{contract.number}-{first:%Y%m}",
            month=first,
            day=following - timedelta(days=1),
            rows=rows,
            total=total,
            contract_number=contract.number,
            signed_on=account.signed_on,
            buyer=contract.client or contract.name,
            payer_inn=account.payer_inn,
            payer_kpp=account.payer_kpp,
            payer_address=account.payer_address,
        )

    def _rows(self, sums: list[tuple[str, int]], number: str, day: date) -> tuple[PaperRow, ...]:
        """Rates change on the first of January alone, so a month has one."""
        vat, usual = rate_of(self._regime, day), self._row_name(number)
        spent = [(name or usual, total) for name, total in sums if total]
        if len(spent) > MOST_ROWS:
            spent = [(usual, sum(total for _, total in spent))]
        return tuple(PaperRow(name, Decimal(1), self._unit, total, vat, total) for name, total in spent)


def _month(day: date) -> date:
    return day.replace(day=1)
