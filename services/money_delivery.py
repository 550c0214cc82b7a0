"""Delivers words about money, each to one person in private: claimed by a lease, tried again, settled.

The sibling of ``services.delivery``: these messages are sent once and never edited, and none is a reply.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from tortoise.transactions import in_transaction

from domain.access import MONEY_ROLES
from domain.alerts import NoticeState
from domain.ledger import AccountState, StateReason
from domain.money_warnings import WarningKind
from models import Account, Contract, Member, MoneyMute, MoneyNotice, MoneyWarning, Person
from models.sql import skip_locked, update_returning
from services.delivery import LEASE, SLOWEST_RETRY
from services.messenger import ChatGoneError, RejectedError, UndeliveredError
from services.money_cards import MoneyWarningCard
from services.money_told import WarningFacts

_CLAIM = """
UPDATE money_notice SET lease_until = ?, attempts = attempts + 1 WHERE id IN (
  SELECT n.id FROM money_notice n
  WHERE n.due_at <= ? AND (n.lease_until IS NULL OR n.lease_until < ?)
    AND NOT EXISTS (
      SELECT 1 FROM money_notice earlier
      WHERE earlier.person_id = n.person_id AND earlier.state = 'pending' AND earlier.id < n.id)
  ORDER BY n.due_at, n.id LIMIT ? {lock})
RETURNING id
"""
_CLOSED = {"blocked", "kicked", "not_found", "no_rights", "topic_gone"}
"""Reasons of ``ChatGoneError``: the person takes no messages any more."""

_WHILE_SUSPENDED = {WarningKind.SUSPENDED}
_WHILE_ACTIVE = {WarningKind.RESUMED, WarningKind.RUNS_OUT, WarningKind.LOW_BALANCE}


class MoneyMessenger(Protocol):
    """Puts one word about money into a person's private chat; ``bot`` implements it."""

    async def tell(self, card: MoneyWarningCard) -> int:
        """Send; the message's id. Raises ``UndeliveredError``, ``ChatGoneError`` and ``RejectedError``."""
        ...


class MoneyDelivery:
    """Claims what is owed and settles what came of it; the same face as ``DeliveryService``, and the same fence."""

    def __init__(self, messenger: MoneyMessenger, active: Callable[[], bool] = lambda: True) -> None:
        self._messenger = messenger
        self._active = active

    async def forget_leases(self) -> None:
        """At the start of the one active bot: what a killed one had claimed is owed again at once."""
        await MoneyNotice.filter(due_at__isnull=False).update(lease_until=None)

    async def hurry(self, now: datetime) -> None:
        """After an outage of Telegram: what waits for its next try is due at once."""
        waiting = MoneyNotice.filter(due_at__gt=now, attempts__gt=0, lease_until__isnull=True)
        await waiting.update(due_at=now)

    async def claim(self, now: datetime, limit: int) -> list[int]:
        """Lease up to ``limit`` notices that are due; to one person the first one comes first."""
        async with in_transaction() as connection:
            sql = _CLAIM.format(lock=skip_locked(connection))
            rows = await update_returning(connection, sql, [now + LEASE, now, now, max(limit, 0)])
        return sorted(int(str(row["id"])) for row in rows)

    async def deliver(self, notice_id: int, now: datetime) -> None:
        """Bring one claimed notice to its person and write down what came of it."""
        notice = await MoneyNotice.get_or_none(id=notice_id).select_related("warning__contract", "person")
        if notice is None or notice.due_at is None or not self._active():
            return
        if not await _still_true(notice):
            await _settle(notice, state=NoticeState.SUPERSEDED, due_at=None)
            return
        try:
            outcome = await self._tell(await _card(notice, now), now)
        except UndeliveredError as error:
            outcome = {"due_at": now + _pause(notice, error)}
        # A bot that lost its lease meanwhile writes nothing: the row is the next one's, which forgot our lease.
        if self._active():
            await _settle(notice, **outcome)
            if outcome.get("failure") in _CLOSED:
                await Person.filter(id=notice.person_id, blocked_at__isnull=True).update(blocked_at=now)

    async def _tell(self, card: MoneyWarningCard, now: datetime) -> dict[str, object]:
        """What came of it, as columns of the notice. Raises ``UndeliveredError``."""
        try:
            message_id = await self._messenger.tell(card)
        except ChatGoneError as error:
            return {"state": NoticeState.FAILED, "failure": error.reason[:64], "due_at": None}
        except RejectedError as error:
            return {"state": NoticeState.FAILED, "failure": str(error)[:64], "due_at": None}
        return {"state": NoticeState.SENT, "due_at": None, "message_id": message_id, "sent_at": now}


async def _still_true(notice: MoneyNotice) -> bool:
    """He is still to be told of this contract, and what the message says still holds."""
    warning: MoneyWarning = notice.warning
    there = Member.filter(contract_id=warning.contract_id, person_id=notice.person_id, role__in=sorted(MONEY_ROLES))
    muted = MoneyMute.filter(contract_id=warning.contract_id, person_id=notice.person_id)
    if not await there.exists() or await muted.exists():
        return False
    account = await Account.get(contract_id=warning.contract_id)
    if warning.kind is WarningKind.PROMISE_ENDS and account.reason is not StateReason.PROMISED:
        return False
    over = _WHILE_SUSPENDED if account.state is AccountState.ACTIVE else _WHILE_ACTIVE
    return warning.kind not in over


async def _card(notice: MoneyNotice, now: datetime) -> MoneyWarningCard:
    warning: MoneyWarning = notice.warning
    contract: Contract = warning.contract
    return MoneyWarningCard(
        id=notice.id,
        telegram_id=notice.person.telegram_id,
        language=notice.person.language,
        kind=warning.kind,
        contract_id=contract.id,
        contract_name=contract.name,
        several=await Member.filter(person_id=notice.person_id).count() > 1,
        facts=WarningFacts.read(warning.facts),
        now=now,
        zone=ZoneInfo(contract.timezone),
    )


async def _settle(notice: MoneyNotice, **changes: object) -> None:
    await MoneyNotice.filter(id=notice.id, due_at__isnull=False).update(**changes, lease_until=None)


def _pause(notice: MoneyNotice, error: UndeliveredError) -> timedelta:
    if error.retry_after is not None:
        return timedelta(seconds=max(error.retry_after, 0.0))
    return min(SLOWEST_RETRY, timedelta(seconds=2 ** min(notice.attempts, 9)))
