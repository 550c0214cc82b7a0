"""Deleting lines: asked with their names, done once, undone within ten minutes, and then gone for good."""

from collections.abc import Sequence
from datetime import datetime

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction

from domain.access import Action
from domain.journal import Deed
from models import Confirmation, Draft, Line, Selection
from services.cards import MemberCard
from services.deletion import ASK_LASTS, UNDO_LASTS, Deletion
from services.line_list_cards import DeletionAsk, NothingTickedError
from services.line_switch import fail_again, fails_untold, forget_state, remove
from services.lines import brief
from services.ports import Wake
from services.retention import forget_records

__all__ = ["ASK_LASTS", "UNDO_LASTS", "LineDeletion", "purge", "undoable"]

PURGE_AT_ONCE = 200


class LineDeletion(Deletion[Line]):
    """Deletes ticked lines."""

    right, delete_deed, undo_deed = Action.EDIT_LINES, Deed.DELETE_LINES, Deed.UNDO_DELETE
    thing, nothing = "line", NothingTickedError

    def __init__(self, wake: Wake) -> None:
        self._wake = wake

    async def ask(self, member: MemberCard, ids: Sequence[int], now: datetime) -> DeletionAsk:
        """Name what is to be deleted. Raises ``NothingTickedError``."""
        token, lines = await self._offered(member, ids, now)
        return DeletionAsk(token, tuple(map(brief, lines)), now + ASK_LASTS)

    def _all(self, member: MemberCard) -> QuerySet[Line]:
        return Line.filter(contract_id=member.contract_id)

    async def _hide(self, connection: BaseDBAsyncClient, rows: Sequence[Line], now: datetime) -> None:
        """Gone from every list; a failing line leaves its incident quietly, a check under way is not recorded.

        One that fails by the word of whoever saved it so keeps its state: brought back, it still disturbs nobody.
        """
        for line in rows:
            if line.enabled and not await fails_untold(line):
                await forget_state(line, now)
            line.deleted_at, line.lease_until, line.lease_token, line.version = now, None, "", line.version + 1
            await line.save(update_fields=["deleted_at", "lease_until", "lease_token", "version"])

    async def _bring_back(self, connection: BaseDBAsyncClient, rows: Sequence[Line], now: datetime) -> None:
        """Due at once; one that failed fails on in its incident, and is no news to anybody."""
        for line in rows:
            left_at, line.deleted_at = line.deleted_at, None
            line.next_check_at, line.version = now, line.version + 1
            await line.save(update_fields=["deleted_at", "next_check_at", "version"])
            if left_at is not None:
                await fail_again(line, left_at, now)

    async def _gone(self, rows: Sequence[Line]) -> None:
        self._wake()


def undoable(contract_id: int, now: datetime) -> QuerySet[Line]:
    """Deleted lines of the contract that can still be brought back."""
    return Line.filter(contract_id=contract_id, deleted_at__gt=now - UNDO_LASTS)


async def purge(now: datetime) -> int:
    """Delete for good what can no longer be undone, and forms, ticks and questions that expired; how many lines.

    Called by a job; at most ``PURGE_AT_ONCE`` lines a time, each in a transaction of its own.
    """
    late = Line.filter(deleted_at__lte=now - UNDO_LASTS).order_by("deleted_at", "id").limit(PURGE_AT_ONCE)
    ids = [int(str(number)) for number in await late.values_list("id", flat=True)]
    for line_id in ids:
        await forget_records(line_id)
        async with in_transaction():
            await remove(line_id, now)
    await Draft.filter(expires_at__lte=now).delete()
    await Selection.filter(expires_at__lte=now).delete()
    await Confirmation.filter(expires_at__lte=now).delete()
    return len(ids)
