"""Money in a line or two, for home and for the banner: cheap enough for every screen."""

from dataclasses import dataclass
from datetime import date, datetime

from tortoise.functions import Count, Sum

from domain import ledger
from domain.access import Action, may
from domain.ledger import AccountState, InvoiceState, StateReason
from models import Account, Invoice
from models.sql import whole
from services import access
from services.cards import MemberCard
from services.outlook import outlook
from services.promised import PromisedService


@dataclass(frozen=True)
class StopCard:
    """The service is suspended. ``to_pay`` in kopecks; 0 where this role may not know, or money would not help."""

    reason: StateReason
    to_pay: int
    may_pay: bool
    may_promise: bool


@dataclass(frozen=True)
class UnpaidBrief:
    """The number of the oldest unpaid invoice, what is left to pay of all of them, and how many there are."""

    number: str
    left: int
    count: int


@dataclass(frozen=True)
class MoneyBrief:
    """Money on home. ``balance`` None: this role may not know, or nothing is known yet. ``end``: when it ends."""

    balance: int | None = None
    end: date | None = None
    promised_until: datetime | None = None
    unpaid: UnpaidBrief | None = None
    stop: StopCard | None = None


NOTHING = MoneyBrief()


class MoneyBriefService:
    """Reads what home and the banner show of money."""

    def __init__(self, promised: PromisedService) -> None:
        self._promised = promised

    async def home(self, member: MemberCard, now: datetime) -> MoneyBrief:
        """Home's lines about money, as far as the member's role may see them."""
        access.require(member, Action.SEE_CONTRACT)
        account = await Account.get_or_none(contract_id=member.contract_id)
        if account is None:
            return NOTHING
        stop = await self._stop(member, account, now)
        if not may(member.role, Action.SEE_MONEY):
            return MoneyBrief(stop=stop)
        covered = account.reason is StateReason.COVERED
        foretold = await outlook(account, member.zone, now) if covered else None
        promise = await self._promised.running(member.contract_id) if not covered else None
        return MoneyBrief(
            balance=account.balance,
            end=foretold.end if foretold else None,
            promised_until=promise.until if promise else None,
            unpaid=await _unpaid(member.contract_id),
            stop=stop,
        )

    async def stop(self, member: MemberCard, now: datetime) -> StopCard | None:
        """For the banner, which every role sees: why the service is suspended; None: it is not."""
        access.require(member, Action.SEE_CONTRACT)
        account = await Account.get_or_none(contract_id=member.contract_id)
        return await self._stop(member, account, now) if account else None

    async def _stop(self, member: MemberCard, account: Account, now: datetime) -> StopCard | None:
        if account.state is AccountState.ACTIVE:
            return None
        helps = account.reason is StateReason.NO_MONEY
        knows = may(member.role, Action.SEE_MONEY)
        return StopCard(
            reason=account.reason,
            to_pay=ledger.to_pay(account.balance, account.credit_limit) if helps and knows else 0,
            may_pay=helps and may(member.role, Action.REQUEST_INVOICE),
            may_promise=await self._promised.possible(member, account, now),
        )


async def _unpaid(contract_id: int) -> UnpaidBrief | None:
    unpaid = Invoice.filter(contract_id=contract_id, state=InvoiceState.UNPAID)
    oldest = await unpaid.order_by("day", "id").first()
    if oldest is None:
        return None
    sums = unpaid.annotate(asked=Sum("total"), came=Sum("paid"), n=Count("id")).group_by("contract_id")
    [(asked, came, n)] = await sums.values_list("asked", "came", "n")
    return UnpaidBrief(oldest.number, whole(asked) - whole(came), whole(n))
