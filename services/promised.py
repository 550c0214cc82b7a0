"""Promised payments: a person's word keeps the service running for some days, so many times a month."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tortoise.transactions import in_transaction

from domain import ledger
from domain.access import Action, may
from domain.journal import Deed
from domain.ledger import StateReason
from domain.money import to_decimal
from models import Account, Contract, Person, PromisedPayment
from services import access, audit, confirmations
from services.accounts import locked, read, settle
from services.cards import MemberCard
from services.errors import PromiseHeldError, PromiseNeedlessError, PromiseOftenError, PromiseRunningError, ServiceError
from services.money_cards import PromiseCard
from services.numbering import next_number
from services.ports import Wake


@dataclass(frozen=True)
class PromisePolicy:
    """For how many days a promise keeps the service running, and how many may be made in a calendar month.

    0 a month: none at all.
    """

    days: int = 3
    per_month: int = 1


@dataclass(frozen=True)
class PromiseTerms:
    """What a promise would mean. ``refusal`` None: it can be made, by ``token``, once and within ten minutes."""

    contract_number: str
    amount: int
    days: int
    until: datetime
    left: int
    per_month: int
    token: str
    refusal: ServiceError | None
    running: PromiseCard | None
    now: datetime
    zone: ZoneInfo


ASK_LASTS = timedelta(minutes=10)


class PromisedService:
    """Makes promised payments and reads them out."""

    def __init__(self, policy: PromisePolicy, wake: Wake) -> None:
        self._policy, self._wake = policy, wake

    async def terms(self, member: MemberCard, now: datetime) -> PromiseTerms:
        """The question before a promise, or the reason why none can be made."""
        access.require(member, Action.PROMISE_PAYMENT)
        account = await read(member.contract_id, now)
        refusal = await self._refusal(member, account, now)
        token = "" if refusal else await confirmations.offer(member, Deed.PROMISE_PAYMENT, [], now, ASK_LASTS)
        return PromiseTerms(
            contract_number=member.contract_number,
            amount=ledger.to_pay(account.balance, account.credit_limit),
            days=self._policy.days,
            until=now + timedelta(days=self._policy.days),
            left=max(0, self._policy.per_month - await _made_this_month(member, now)),
            per_month=self._policy.per_month,
            token=token,
            refusal=refusal,
            running=await self.running(member.contract_id),
            now=now,
            zone=member.zone,
        )

    async def promise(self, member: MemberCard, token: str, now: datetime) -> PromiseCard:
        """Keep the service running, or bring it back, until the policy's days are over; promises what is missing.

        Raises ``ForbiddenError``, ``PromiseNeedlessError``, ``PromiseRunningError``, ``PromiseOftenError``,
        ``PromiseHeldError``, and ``ConfirmationGoneError`` for a token that is used, old or another person's.
        """
        access.require(member, Action.PROMISE_PAYMENT)
        async with in_transaction() as connection:
            account = (await locked([member.contract_id], now))[member.contract_id]
            refusal = await self._refusal(member, account, now)
            if refusal is not None:
                raise refusal
            await confirmations.use(member, Deed.PROMISE_PAYMENT, token, now)
            # The counter's row makes promises come in the order of their ids, so that a cursor misses none.
            await next_number(connection, "promise")
            row = await PromisedPayment.create(
                contract_id=member.contract_id,
                person_id=member.person_id,
                amount=ledger.to_pay(account.balance, account.credit_limit),
                made_at=now,
                until=now + timedelta(days=self._policy.days),
            )
            await settle([account], now)
            await audit.by_member(member, Deed.PROMISE_PAYMENT, f"promise {row.id}", now, str(to_decimal(row.amount)))
        self._wake()
        return _card(row, member.contract_number, member.name)

    async def possible(self, member: MemberCard, account: Account, now: datetime) -> bool:
        """Whether :meth:`promise` would not refuse."""
        may_ask = may(member.role, Action.PROMISE_PAYMENT)
        return may_ask and await self._refusal(member, account, now) is None

    async def running(self, contract_id: int) -> PromiseCard | None:
        """The promise that runs."""
        row = await PromisedPayment.get_or_none(contract_id=contract_id, ended_at__isnull=True)
        return (await _cards([row]))[0] if row else None

    async def after(self, cursor: int, limit: int) -> tuple[PromiseCard, ...]:
        """For the billing: promises made after the one whose id is ``cursor`` (0: from the first on), oldest first."""
        rows = await PromisedPayment.filter(id__gt=cursor).order_by("id").limit(limit)
        return await _cards(rows)

    async def _refusal(self, member: MemberCard, account: Account, now: datetime) -> ServiceError | None:
        if account.reason is StateReason.PROVIDER:
            return PromiseHeldError()
        if await PromisedPayment.filter(contract_id=member.contract_id, ended_at__isnull=True).exists():
            return PromiseRunningError()
        if ledger.to_pay(account.balance, account.credit_limit) == 0:
            return PromiseNeedlessError()
        return PromiseOftenError() if await _made_this_month(member, now) >= self._policy.per_month else None


async def _made_this_month(member: MemberCard, now: datetime) -> int:
    month = now.astimezone(member.zone).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return await PromisedPayment.filter(contract_id=member.contract_id, made_at__gte=month).count()


async def _cards(rows: list[PromisedPayment]) -> tuple[PromiseCard, ...]:
    contracts = {row.id: row.number for row in await Contract.filter(id__in=[row.contract_id for row in rows])}
    people = {row.id: row.name for row in await Person.filter(id__in=[row.person_id for row in rows])}
    return tuple(_card(row, contracts[row.contract_id], people.get(row.person_id or 0, "")) for row in rows)


def _card(row: PromisedPayment, number: str, by: str) -> PromiseCard:
    return PromiseCard(row.id, number, row.amount, row.made_at, row.until, row.ended_at, row.kept, by)
