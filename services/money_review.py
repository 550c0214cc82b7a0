"""Thinks over the warnings of accounts when they are due: ends of promises, forecasts, low balances."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tortoise.transactions import in_transaction

from domain.ledger import AccountState
from domain.money_warnings import Outlook, Told, WarningKind, decide, in_office_hours
from models import Account, Contract, Payment, PromisedPayment
from services.accounts import locked, settle
from services.incident_money import look_again
from services.money_cards import EndCard
from services.money_told import WarningFacts, announce
from services.outlook import end_card, outlook
from services.ports import Wake

AGAIN = timedelta(hours=1)
PROMISE_WARNING = timedelta(hours=24)
LAST_CHANCE = timedelta(hours=3)
"""So long before its end a promise is told of even at night."""


class MoneyReview:
    """Run every minute or so; ``threshold`` as in ``AccountService``."""

    def __init__(self, threshold: int, wake: Wake) -> None:
        self._threshold, self._wake = threshold, wake

    async def review(self, now: datetime, limit: int = 200) -> int:
        """Look at the accounts that are due; how many."""
        due = Account.filter(review_at__lte=now).order_by("review_at", "id").limit(limit)
        ids = [int(str(number)) for number in await due.values_list("contract_id", flat=True)]
        for contract_id in ids:
            await self._account(contract_id, now)
            await look_again(contract_id, now)
        if ids:
            self._wake()
        return len(ids)

    async def _account(self, contract_id: int, now: datetime) -> None:
        async with in_transaction():
            account = (await locked([contract_id], now))[contract_id]
            zone = ZoneInfo((await Contract.get(id=contract_id)).timezone)
            await settle([account], now)
            promise = await PromisedPayment.get_or_none(contract_id=contract_id, ended_at__isnull=True)
            if promise is not None:
                await _promise_ends(account, promise, zone, now)
            elif in_office_hours(now, zone):
                await self._look_ahead(account, zone, now)
            account.review_at = min(now + AGAIN, promise.until) if promise else now + AGAIN
            await account.save(update_fields=["review_at", "warned_days", "warned_low", "warned_at"])

    async def _look_ahead(self, account: Account, zone: ZoneInfo, now: datetime) -> None:
        end = end_card(await outlook(account, zone, now), zone, now)
        seen = Outlook(
            active=account.state is AccountState.ACTIVE,
            balance=account.balance,
            threshold=self._threshold if account.threshold is None else account.threshold,
            days_left=end.days_left if end else None,
            paid_since=await _paid_since(account),
        )
        decision = decide(Told(account.warned_days, account.warned_low), seen)
        account.warned_days, account.warned_low = decision.told.days, decision.told.low
        for kind in decision.kinds:
            account.warned_at = now
            await announce(account, kind, now.isoformat(), _facts(account, end), now)


async def _promise_ends(account: Account, promise: PromisedPayment, zone: ZoneInfo, now: datetime) -> None:
    left = promise.until - now
    if left <= LAST_CHANCE or (left <= PROMISE_WARNING and in_office_hours(now, zone)):
        facts = replace(WarningFacts.of(account), until=promise.until.isoformat())
        await announce(account, WarningKind.PROMISE_ENDS, str(promise.id), facts, now)


async def _paid_since(account: Account) -> bool:
    if account.warned_at is None:
        return False
    later = Payment.filter(contract_id=account.contract_id, recorded_at__gt=account.warned_at, amount__gt=0)
    return await later.exists()


def _facts(account: Account, end: EndCard | None) -> WarningFacts:
    facts = WarningFacts.of(account)
    if end is None:
        return facts
    return replace(
        facts,
        days_left=end.days_left,
        end=end.end.isoformat(),
        earliest=end.earliest.isoformat() if end.earliest else "",
        latest=end.latest.isoformat() if end.latest else "",
        pay_by=end.pay_by.isoformat(),
    )
