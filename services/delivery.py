"""Delivers notices at least once: claim by a lease, send or edit, settle. A kill may double one send, never lose it."""

from datetime import datetime, timedelta

from tortoise.transactions import in_transaction

from domain.alerts import NoticeKind, NoticeState
from domain.language import Language
from models import AlertChat, Notice, Person
from models.sql import skip_locked, update_returning
from services.incident_cards import incident_card
from services.messenger import (
    ChatGoneError,
    ChatMigratedError,
    MessageGoneError,
    Messenger,
    NoticeCard,
    RejectedError,
    UndeliveredError,
)

LEASE = timedelta(seconds=60)
SLOWEST_RETRY = timedelta(minutes=5)


class DeliveryService:
    """Claims what is owed and settles what came of it."""

    def __init__(self, messenger: Messenger) -> None:
        self._messenger = messenger

    async def forget_leases(self) -> None:
        """At the start of the one active bot: what a killed one had claimed is owed again at once."""
        await Notice.filter(due_at__isnull=False).update(lease_until=None)

    async def claim(self, now: datetime, limit: int) -> list[int]:
        """Lease up to ``limit`` notices that are due; in one chat the first message comes first."""
        async with in_transaction() as connection:
            rows = await update_returning(
                connection, _CLAIM.format(lock=skip_locked(connection)), [now + LEASE, now, now, limit]
            )
        return sorted(int(str(row["id"])) for row in rows)

    async def deliver(self, notice_id: int, now: datetime) -> None:
        """Bring one claimed notice to its chat and write down what came of it."""
        notice = await Notice.get(id=notice_id).select_related("incident", "person", "alert_chat")
        card = await _card(notice, now)
        if card is None:
            await _settle(notice, state=NoticeState.SUPERSEDED, due_at=None)
            return
        try:
            message_id = await self._messenger.deliver(card)
        except UndeliveredError as error:
            await _settle(notice, attempts=notice.attempts + 1, due_at=now + _pause(notice, error))
        except ChatMigratedError as error:
            await chat_migrated(notice.chat_id, error.new_chat_id, now)
        except ChatGoneError as error:
            await chat_gone(notice, error.reason, now)
        except MessageGoneError:
            await _send_afresh(notice, now)
        except RejectedError as error:
            await _settle(notice, state=NoticeState.FAILED, failure=str(error)[:64], due_at=None)
        else:
            await _delivered(notice, message_id, now)


_CLAIM = """
UPDATE notice SET lease_until = ? WHERE id IN (
  SELECT n.id FROM notice n
  WHERE n.due_at <= ? AND (n.lease_until IS NULL OR n.lease_until < ?)
    AND (n.message_id IS NOT NULL OR NOT EXISTS (
      SELECT 1 FROM notice earlier
      WHERE earlier.chat_id = n.chat_id AND earlier.thread_id = n.thread_id
        AND earlier.state = 'pending' AND earlier.id < n.id))
  ORDER BY n.due_at, n.id LIMIT ? {lock})
RETURNING id
"""


async def chat_migrated(old_chat_id: int, new_chat_id: int, now: datetime) -> None:
    """Move bindings and owed notices to the supergroup; open cards are sent there afresh."""
    async with in_transaction():
        await AlertChat.filter(chat_id=old_chat_id).update(chat_id=new_chat_id)
        moved = Notice.filter(chat_id=old_chat_id)
        open_cards = moved.filter(kind=NoticeKind.CARD, incident__closed_at__isnull=True)
        ids = await open_cards.values_list("id", flat=True)
        await Notice.filter(id__in=list(ids)).update(state=NoticeState.PENDING, message_id=None, due_at=now)
        await moved.update(chat_id=new_chat_id, lease_until=None)


async def chat_gone(notice: Notice, reason: str, now: datetime) -> None:
    """The chat is closed to us: every notice owed to it fails with the reason, and no new ones are made."""
    async with in_transaction():
        owed = Notice.filter(chat_id=notice.chat_id, thread_id=notice.thread_id, due_at__isnull=False)
        await owed.update(state=NoticeState.FAILED, failure=reason, due_at=None, lease_until=None)
        if notice.person is not None:
            await Person.filter(id=notice.person.id).update(blocked_at=now)
        elif notice.alert_chat is not None:
            await AlertChat.filter(id=notice.alert_chat.id).update(failed_at=now, failure=reason)


async def _card(notice: Notice, now: datetime) -> NoticeCard | None:
    """None where the message would say nothing new: a reply to a card that already told of the end."""
    reply_to: int | None = None
    if notice.kind is not NoticeKind.CARD:
        card = await Notice.get_or_none(
            incident_id=notice.incident.id, kind=NoticeKind.CARD, chat_id=notice.chat_id, thread_id=notice.thread_id
        )
        if card is None or card.message_id is None or _told_already(notice, card):
            return None
        reply_to = card.message_id
    return NoticeCard(
        id=notice.id,
        kind=notice.kind,
        chat_id=notice.chat_id,
        thread_id=notice.thread_id,
        language=await _language(notice),
        message_id=notice.message_id,
        reply_to=reply_to,
        incident=await incident_card(notice.incident, now),
    )


def _told_already(reply: Notice, card: Notice) -> bool:
    closed_at = reply.incident.closed_at
    return closed_at is not None and card.sent_at is not None and card.sent_at >= closed_at


async def _language(notice: Notice) -> str:
    if notice.person is not None:
        return notice.person.language
    binder = await Person.get_or_none(id=notice.alert_chat.bound_by_id) if notice.alert_chat is not None else None
    return binder.language if binder is not None else Language.RU


async def _delivered(notice: Notice, message_id: int, now: datetime) -> None:
    """Settle; a change that came while the message was under way owes one more edit."""
    sent_at = notice.sent_at or now
    changes = {"state": NoticeState.SENT, "message_id": message_id, "sent_at": sent_at, "attempts": 0}
    unchanged = Notice.filter(id=notice.id, wanted=notice.wanted)
    if not await unchanged.update(**changes, due_at=None, lease_until=None):
        await Notice.filter(id=notice.id).update(**changes, due_at=now, lease_until=None)


async def _send_afresh(notice: Notice, now: datetime) -> None:
    if notice.incident.closed_at is None:
        await _settle(notice, state=NoticeState.PENDING, message_id=None, due_at=now)
    else:
        await _settle(notice, due_at=None)


async def _settle(notice: Notice, **changes: object) -> None:
    await Notice.filter(id=notice.id).update(**changes, lease_until=None)


def _pause(notice: Notice, error: UndeliveredError) -> timedelta:
    if error.retry_after is not None:
        return timedelta(seconds=error.retry_after)
    return min(SLOWEST_RETRY, timedelta(seconds=2 ** min(notice.attempts + 1, 9)))
