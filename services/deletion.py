"""Deleting ticked rows: asked with their names, done once, undone within ten minutes."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Generic, TypeVar

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.models import Model
from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction

from domain.access import Action
from domain.journal import Deed
from services import access, audit, confirmations
from services.cards import MemberCard
from services.errors import ConfirmationGoneError, ServiceError

ASK_LASTS = timedelta(minutes=5)
UNDO_LASTS = timedelta(minutes=10)

_Row = TypeVar("_Row", bound=Model)


@dataclass(frozen=True)
class Deleted:
    """What is gone, for good after ``undo_until``."""

    names: tuple[str, ...]
    undo_token: str
    undo_until: datetime


class Deletion(ABC, Generic[_Row]):
    """Rows with ``id``, ``name`` and ``deleted_at``. ``thing`` is the journal's word for one of them."""

    right: ClassVar[Action]
    delete_deed: ClassVar[Deed]
    undo_deed: ClassVar[Deed]
    thing: ClassVar[str]
    nothing: ClassVar[type[ServiceError]]

    @abstractmethod
    def _all(self, member: MemberCard) -> QuerySet[_Row]:
        """The rows of the member's contract, deleted ones among them."""

    @abstractmethod
    async def _hide(self, connection: BaseDBAsyncClient, rows: Sequence[_Row], now: datetime) -> None:
        """Make the rows deleted as of now, with all that ends at once."""

    @abstractmethod
    async def _bring_back(self, connection: BaseDBAsyncClient, rows: Sequence[_Row], now: datetime) -> None:
        """Make them what they were."""

    async def _gone(self, rows: Sequence[_Row]) -> None:
        """After the transaction of a deletion."""

    async def delete(self, member: MemberCard, token: str, now: datetime) -> Deleted:
        """Delete what was asked, as far as it is there still. Raises ``ConfirmationGoneError``."""
        access.require(member, self.right)
        async with in_transaction() as connection:
            ids = await confirmations.use(member, self.delete_deed, token, now)
            rows = await _locked(self._all(member).filter(id__in=ids, deleted_at__isnull=True))
            await self._hide(connection, rows, now)
            await self._write_down(member, self.delete_deed, rows, now)
            undo = await confirmations.offer(member, self.undo_deed, [row.pk for row in rows], now, UNDO_LASTS)
        await self._gone(rows)
        return Deleted(_names(rows), undo, now + UNDO_LASTS)

    async def undo(self, member: MemberCard, token: str, now: datetime) -> tuple[str, ...]:
        """Bring them back, within ten minutes; the names. Raises ``ConfirmationGoneError``."""
        access.require(member, self.right)
        async with in_transaction() as connection:
            ids = await confirmations.use(member, self.undo_deed, token, now)
            return await self._undone(connection, member, ids, now)

    async def bring_back(self, member: MemberCard, ids: Sequence[int], now: datetime) -> tuple[str, ...]:
        """The same for rows found again after the answer with the token is out of sight, whoever deleted them."""
        access.require(member, self.right)
        async with in_transaction() as connection:
            return await self._undone(connection, member, ids, now)

    async def _offered(self, member: MemberCard, ids: Sequence[int], now: datetime) -> tuple[str, list[_Row]]:
        """The token of the question, and the rows it is about, by name."""
        access.require(member, self.right)
        rows = await self._all(member).filter(id__in=list(ids), deleted_at__isnull=True).order_by("name", "id")
        if not rows:
            raise self.nothing
        token = await confirmations.offer(member, self.delete_deed, [row.pk for row in rows], now, ASK_LASTS)
        return token, rows

    async def _undone(
        self, connection: BaseDBAsyncClient, member: MemberCard, ids: Sequence[int], now: datetime
    ) -> tuple[str, ...]:
        rows = await _locked(self._all(member).filter(id__in=list(ids), deleted_at__gt=now - UNDO_LASTS))
        await self._bring_back(connection, rows, now)
        await self._write_down(member, self.undo_deed, rows, now)
        return _names(rows)

    async def _write_down(self, member: MemberCard, deed: Deed, rows: Sequence[_Row], now: datetime) -> None:
        for row in rows:
            await audit.by_member(member, deed, f"{self.thing} {row.pk}", now, self._details(row))

    def _details(self, row: _Row) -> str:
        """What the journal keeps beside the number, for the time when the row is gone."""
        return _name(row)


async def _locked(found: QuerySet[_Row]) -> list[_Row]:
    rows = await found.order_by("id").select_for_update(no_key=True)
    if not rows:
        raise ConfirmationGoneError
    return rows


def _names(rows: Sequence[Model]) -> tuple[str, ...]:
    return tuple(sorted(map(_name, rows)))


def _name(row: Model) -> str:
    return str(getattr(row, "name", ""))
