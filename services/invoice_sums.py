"""Sums that an invoice is likely to be wanted for: what is missing, and what a month costs. Kopecks."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain import ledger
from domain.access import Action
from models import Account
from services import access
from services.accounts import read
from services.cards import MemberCard
from services.invoices import LEAST
from services.outlook import fees, usage_by_day

_STEP = 100_00
_MONTH = timedelta(days=30)


@dataclass(frozen=True)
class UsefulSums:
    """``missing``: what the service needs now, 0: nothing. ``month``: the last thirty days and the fee, 0: unknown.

    Both are sums that can be requested; ``month`` is rounded up to whole hundreds of roubles.
    """

    contract_number: str
    balance: int
    missing: int
    month: int


class InvoiceSumService:
    """For those who may request an invoice; ``ForbiddenError`` for all others."""

    async def useful(self, member: MemberCard, now: datetime) -> UsefulSums:
        """The sums to offer."""
        access.require(member, Action.REQUEST_INVOICE)
        account = await read(member.contract_id, now)
        missing = ledger.to_pay(account.balance, account.credit_limit)
        month = await _month(account, now.astimezone(member.zone).date())
        return UsefulSums(member.contract_number, account.balance, max(missing, LEAST) if missing else 0, month)


async def _month(account: Account, today: date) -> int:
    """What thirty days cost, with the fee of the next thirty."""
    usage = await usage_by_day(account.contract_id, today)
    spent = sum(amount for day, amount in usage.items() if today - _MONTH <= day < today)
    coming = sum(amount for day, amount in fees(account, today) if day < today + _MONTH)
    return -(-max(spent + coming, 0) // _STEP) * _STEP
