"""Deleting lines: asked with their names, done once, undone within ten minutes, and then gone for good."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction

from domain.access import Action
from domain.journal import Deed
from models import Confirmation, Draft, Line, Selection
from services import access, audit, confirmations
from services.cards import MemberCard
from services.line_list_cards import ConfirmationGoneError, Deleted, DeletionAsk, NothingTickedError
from services.line_switch import forget_state, remove
from services.lines import brief
from services.ports import Wake
from services.retention import forget_records

ASK_LASTS = timedelta(minutes=5)
UNDO_LASTS = timedelta(minutes=10)
DELETE, UNDO = Deed.DELETE_LINES, Deed.UNDO_DELETE
PURGE_AT_ONCE = 200


class LineDeletion:
    """Deletes ticked lines."""

    def __init__(self, wake: Wake) -> None:
        self._wake = wake

    async def ask(self, member: MemberCard, ids: Sequence[int], now: datetime) -> DeletionAsk:
        """Name what is to be deleted. Raises ``NothingTickedError``."""
        access.require(member, Action.EDIT_LINES)
        lines = await _living(member, ids).order_by("name", "id")
        if not lines:
            raise NothingTickedError
        token = await confirmations.offer(member, DELETE, [line.id for line in lines], now, ASK_LASTS)
        return DeletionAsk(token, tuple(map(brief, lines)), now + ASK_LASTS)

    async def delete(self, member: MemberCard, token: str, now: datetime) -> Deleted:
        """Delete what was asked, as far as it is there still. Raises ``ConfirmationGoneError``."""
        access.require(member, Action.EDIT_LINES)
        async with in_transaction():
            ids = await confirmations.use(member, DELETE, token, now)
            lines = await _living(member, ids).order_by("id").select_for_update(no_key=True)
            if not lines:
                raise ConfirmationGoneError
            for line in lines:
                await _hide(member, line, now)
            undo = await confirmations.offer(member, UNDO, [line.id for line in lines], now, UNDO_LASTS)
        self._wake()
        return Deleted(tuple(sorted(line.name for line in lines)), undo, now + UNDO_LASTS)

    async def undo(self, member: MemberCard, token: str, now: datetime) -> tuple[str, ...]:
        """Bring them back, within ten minutes; the names. Raises ``ConfirmationGoneError``."""
        access.require(member, Action.EDIT_LINES)
        async with in_transaction():
            ids = await confirmations.use(member, UNDO, token, now)
            hidden = Line.filter(id__in=ids, contract_id=member.contract_id, deleted_at__isnull=False)
            lines = await hidden.order_by("id").select_for_update(no_key=True)
            if not lines:
                raise ConfirmationGoneError
            for line in lines:
                line.deleted_at, line.next_check_at, line.version = None, now, line.version + 1
                await line.save(update_fields=["deleted_at", "next_check_at", "version"])
                await audit.by_member(member, UNDO, f"line {line.id}", now, line.name)
        return tuple(sorted(line.name for line in lines))


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


def _living(member: MemberCard, ids: Sequence[int]) -> QuerySet[Line]:
    return Line.filter(id__in=list(ids), contract_id=member.contract_id, deleted_at__isnull=True)


async def _hide(member: MemberCard, line: Line, now: datetime) -> None:
    """Gone from every list; a failing line leaves its incident quietly, a check under way is not recorded."""
    if line.enabled:
        await forget_state(line, now)
    line.deleted_at, line.lease_until, line.lease_token, line.version = now, None, "", line.version + 1
    await line.save(update_fields=["deleted_at", "lease_until", "lease_token", "version"])
    await audit.by_member(member, DELETE, f"line {line.id}", now, line.name)
