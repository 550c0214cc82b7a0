"""Delivers notices at least once: claim by a lease, send or edit, settle. A kill may double one send, never lose it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from tortoise.transactions import in_transaction

from domain.alerts import NoticeKind, NoticeState
from models import Notice
from models.sql import skip_locked, update_returning
from services.chat_moves import chat_gone, chat_migrated
from services.digests import told, with_others
from services.messenger import (
    ChatGoneError,
    ChatMigratedError,
    MessageGoneError,
    Messenger,
    RejectedError,
    UndeliveredError,
)
from services.notice_cards import notice_card

LEASE = timedelta(seconds=60)
SLOWEST_RETRY = timedelta(minutes=5)
HELD_UP_FOR = 5
"""So many attempts of one message other incidents' messages in its chat wait for."""


class DeliveryService:
    """Claims what is owed and settles what came of it."""

    def __init__(self, messenger: Messenger, active: Callable[[], bool] = lambda: True) -> None:
        self._messenger = messenger
        self._active = active

    async def forget_leases(self) -> None:
        """At the start of the one active bot: what a killed one had claimed is owed again at once."""
        await Notice.filter(due_at__isnull=False).update(lease_until=None)

    async def hurry(self, now: datetime) -> None:
        """After an outage of Telegram: what waits for its next try is due at once."""
        waiting = Notice.filter(due_at__gt=now, attempts__gt=0, lease_until__isnull=True)
        await waiting.update(due_at=now)

    async def claim(self, now: datetime, limit: int) -> list[int]:
        """Lease up to ``limit`` notices that are due; in one chat the first message comes first.

        A message that fails again and again holds up only what belongs to its own incident.
        """
        async with in_transaction() as connection:
            rows = await update_returning(
                connection,
                _CLAIM.format(lock=skip_locked(connection)),
                [now, now, HELD_UP_FOR, max(limit, 0), now + LEASE],
            )
        return sorted(int(str(row["id"])) for row in rows)

    async def deliver(self, notice_id: int, now: datetime) -> None:
        """Bring one claimed notice to its chat and write down what came of it."""
        notice = await Notice.get_or_none(id=notice_id).select_related("incident", "person", "alert_chat")
        if notice is None or notice.due_at is None or not self._active():
            return
        card = await notice_card(notice, now)
        if card is None:
            await _settle(notice, state=NoticeState.SUPERSEDED, due_at=None)
            return
        card, others = await with_others(notice, card, now)
        try:
            message_id = await self._messenger.deliver(card)
        except ChatMigratedError as error:
            await chat_migrated(notice.chat_id, error.new_chat_id, now)
        except ChatGoneError as error:
            await chat_gone(notice, error.reason, now)
        except (UndeliveredError, MessageGoneError, RejectedError) as error:
            if self._active():
                await _failed(notice, error, now)
        else:
            # A bot that lost its lease meanwhile writes nothing: the row is the next one's, which forgot our lease.
            if self._active():
                await told(notice, others)
                await _delivered(notice, message_id, now)


_CLAIM = """
WITH due AS MATERIALIZED (
  SELECT n.id FROM notice n
  WHERE n.due_at <= ? AND (n.lease_until IS NULL OR n.lease_until < ?)
    AND (n.message_id IS NOT NULL OR NOT EXISTS (
      SELECT 1 FROM notice earlier
      WHERE earlier.chat_id = n.chat_id AND earlier.thread_id = n.thread_id
        AND earlier.state = 'pending' AND earlier.due_at IS NOT NULL AND earlier.id < n.id
        AND (earlier.incident_id = n.incident_id OR earlier.attempts < ?)))
  ORDER BY n.due_at, n.id LIMIT ? {lock})
UPDATE notice SET lease_until = ?, attempts = attempts + 1 WHERE id IN (SELECT id FROM due)
RETURNING id
"""


async def _failed(notice: Notice, error: UndeliveredError | MessageGoneError | RejectedError, now: datetime) -> None:
    if isinstance(error, UndeliveredError):
        await _settle(notice, due_at=now + _pause(notice, error))
    elif isinstance(error, MessageGoneError):
        await _send_afresh(notice, now)
    else:
        state = NoticeState.FAILED if notice.message_id is None else NoticeState.SENT
        await _settle(notice, state=state, failure=str(error)[:64], due_at=None)


async def _delivered(notice: Notice, message_id: int, now: datetime) -> None:
    """Settle; a change that came while the message was under way owes one more edit."""
    await _spare_replies(notice, now)
    sent = {"message_id": message_id, "sent_at": notice.sent_at or now, "attempts": 0, "lease_until": None}
    there = Notice.filter(id=notice.id, chat_id=notice.chat_id)
    owed = there.filter(due_at__isnull=False)
    if await owed.filter(wanted=notice.wanted).update(**sent, state=NoticeState.SENT, due_at=None):
        return
    if not await owed.update(**sent, state=NoticeState.SENT, due_at=now):
        await there.update(**sent)  # withdrawn meanwhile: it is known where the message is, nothing more is owed


async def _spare_replies(notice: Notice, now: datetime) -> None:
    """A card that is sent at last tells all there is: no reply has to tell that more lines failed, or of the end."""
    if notice.kind is not NoticeKind.CARD or notice.message_id is not None:
        return
    kinds = [NoticeKind.MORE_LINES.value]
    if notice.incident.closed_at is not None:
        kinds.append(NoticeKind.RECOVERY.value)
    replies = Notice.filter(incident_id=notice.incident.id, kind__in=kinds, state=NoticeState.PENDING)
    there = replies.filter(chat_id=notice.chat_id, thread_id=notice.thread_id, created_at__lte=now)
    await there.update(state=NoticeState.SUPERSEDED, due_at=None)


async def _send_afresh(notice: Notice, now: datetime) -> None:
    if notice.incident.closed_at is None:
        await _settle(notice, state=NoticeState.PENDING, message_id=None, sent_at=None, due_at=now)
    else:
        await _settle(notice, state=NoticeState.SENT, due_at=None)


async def _settle(notice: Notice, **changes: object) -> None:
    """Write down what came of it, unless the notice was withdrawn or moved while its message was under way."""
    owed = Notice.filter(id=notice.id, chat_id=notice.chat_id, due_at__isnull=False)
    await owed.update(**changes, lease_until=None)


def _pause(notice: Notice, error: UndeliveredError) -> timedelta:
    if error.retry_after is not None:
        return timedelta(seconds=max(error.retry_after, 0.0))
    return min(SLOWEST_RETRY, timedelta(seconds=2 ** min(notice.attempts, 9)))
