"""Delivers words that are owed to one person in private, sent once and never edited: claimed by a lease, tried again,
settled. The sibling of ``services.delivery``; money and users have each their own table of them."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from tortoise.transactions import in_transaction

from domain.alerts import NoticeState
from models import MoneyNotice, Person, UserNotice
from models.sql import skip_locked, update_returning
from services.delivery import LEASE, SLOWEST_RETRY
from services.messenger import ChatGoneError, RejectedError, UndeliveredError

_CLAIM = """
WITH due AS MATERIALIZED (
  SELECT n.id FROM {table} n
  WHERE n.due_at <= ? AND (n.lease_until IS NULL OR n.lease_until < ?)
    AND NOT EXISTS (
      SELECT 1 FROM {table} earlier
      WHERE earlier.person_id = n.person_id AND earlier.state = 'pending' AND earlier.id < n.id)
  ORDER BY n.due_at, n.id LIMIT ? {lock})
UPDATE {table} SET lease_until = ?, attempts = attempts + 1 WHERE id IN (SELECT id FROM due)
RETURNING id
"""
_CLOSED = {"blocked", "kicked", "not_found", "no_rights", "topic_gone"}
"""Reasons of ``ChatGoneError``: the person takes no messages any more."""

_Row = TypeVar("_Row", MoneyNotice, UserNotice)
_Card = TypeVar("_Card")
_Said = TypeVar("_Said", contravariant=True)


class PrivateMessenger(Protocol[_Said]):
    """Puts one word into a person's private chat; ``bot`` implements it."""

    async def tell(self, card: _Said) -> int:
        """Send; the message's id. Raises ``UndeliveredError``, ``ChatGoneError`` and ``RejectedError``."""
        ...


class PrivateDelivery(ABC, Generic[_Row, _Card]):
    """Claims what is owed and settles what came of it; the same face as ``DeliveryService``, and the same fence."""

    table: ClassVar[Any]

    def __init__(self, messenger: PrivateMessenger[_Card], active: Callable[[], bool] = lambda: True) -> None:
        self._messenger = messenger
        self._active = active

    @abstractmethod
    async def _read(self, notice_id: int) -> _Row | None:
        """The notice with what a card is made of."""

    @abstractmethod
    async def _still_true(self, notice: _Row) -> bool:
        """He is still to be told, and what the message says still holds."""

    @abstractmethod
    async def _card(self, notice: _Row, now: datetime) -> _Card:
        """What the message is drawn from."""

    async def forget_leases(self) -> None:
        """At the start of the one active bot: what a killed one had claimed is owed again at once."""
        await self.table.filter(due_at__isnull=False).update(lease_until=None)

    async def hurry(self, now: datetime) -> None:
        """After an outage of Telegram: what waits for its next try is due at once."""
        waiting = self.table.filter(due_at__gt=now, attempts__gt=0, lease_until__isnull=True)
        await waiting.update(due_at=now)

    async def claim(self, now: datetime, limit: int) -> list[int]:
        """Lease up to ``limit`` notices that are due; to one person the first one comes first."""
        async with in_transaction() as connection:
            sql = _CLAIM.format(table=self.table._meta.db_table, lock=skip_locked(connection))
            rows = await update_returning(connection, sql, [now, now, max(limit, 0), now + LEASE])
        return sorted(int(str(row["id"])) for row in rows)

    async def deliver(self, notice_id: int, now: datetime) -> None:
        """Bring one claimed notice to its person and write down what came of it."""
        notice = await self._read(notice_id)
        if notice is None or notice.due_at is None or not self._active():
            return
        if not await self._still_true(notice):
            await self._settle(notice, state=NoticeState.SUPERSEDED, due_at=None)
            return
        try:
            outcome = await self._tell(await self._card(notice, now), now)
        except UndeliveredError as error:
            outcome = {"due_at": now + _pause(notice.attempts, error)}
        # A bot that lost its lease meanwhile writes nothing: the row is the next one's, which forgot our lease.
        if self._active():
            await self._settle(notice, **outcome)
            if outcome.get("failure") in _CLOSED:
                await Person.filter(id=notice.person_id, blocked_at__isnull=True).update(blocked_at=now)

    async def _tell(self, card: _Card, now: datetime) -> dict[str, object]:
        """What came of it, as columns of the notice. Raises ``UndeliveredError``."""
        try:
            message_id = await self._messenger.tell(card)
        except ChatGoneError as error:
            return {"state": NoticeState.FAILED, "failure": error.reason[:64], "due_at": None}
        except RejectedError as error:
            return {"state": NoticeState.FAILED, "failure": str(error)[:64], "due_at": None}
        return {"state": NoticeState.SENT, "due_at": None, "message_id": message_id, "sent_at": now}

    async def _settle(self, notice: _Row, **changes: object) -> None:
        await self.table.filter(id=notice.id, due_at__isnull=False).update(**changes, lease_until=None)


def _pause(attempts: int, error: UndeliveredError) -> timedelta:
    if error.retry_after is not None:
        return timedelta(seconds=max(error.retry_after, 0.0))
    return min(SLOWEST_RETRY, timedelta(seconds=2 ** min(attempts, 9)))
