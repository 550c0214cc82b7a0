"""What becomes of notices when a chat moves or closes."""

from datetime import datetime

from tortoise.expressions import Q
from tortoise.transactions import in_transaction

from domain.alerts import NoticeKind, NoticeState
from models import AlertChat, Notice, Person
from services.locks import lock_contract


async def chat_migrated(old_chat_id: int, new_chat_id: int, now: datetime) -> None:
    """Move bindings and notices to the supergroup; idempotent, as Telegram tells of it several times.

    Messages of the old group can be neither edited nor answered in the new one: cards that are not finished with
    are sent there afresh, and the replies that wait follow them.
    """
    async with in_transaction():
        await _lock_contracts_of(old_chat_id, new_chat_id)
        await _move_bindings(old_chat_id, new_chat_id)
        await _drop_twins(old_chat_id, new_chat_id)
        unfinished = Notice.filter(id__in=await _unfinished_cards(old_chat_id))
        await unfinished.update(state=NoticeState.PENDING, message_id=None, sent_at=None, due_at=now)
        await Notice.filter(chat_id=old_chat_id).update(chat_id=new_chat_id, lease_until=None)


async def chat_gone(notice: Notice, reason: str, now: datetime) -> None:
    """The chat is closed to us: what the contract owes it fails with the reason, and no new notices are made."""
    async with in_transaction():
        if notice.person_id is not None:
            await Person.filter(id=notice.person_id, blocked_at__isnull=True).update(blocked_at=now)
        await lock_contract(notice.contract_id)
        if notice.alert_chat_id is not None:
            await AlertChat.filter(id=notice.alert_chat_id).update(failed_at=now, failure=reason)
        there = Notice.filter(contract_id=notice.contract_id, chat_id=notice.chat_id, thread_id=notice.thread_id)
        owed = there.filter(due_at__isnull=False)
        await owed.update(state=NoticeState.FAILED, failure=reason, due_at=None, lease_until=None)


async def _lock_contracts_of(*chat_ids: int) -> None:
    bound = await AlertChat.filter(chat_id__in=chat_ids).distinct().values_list("contract_id", flat=True)
    for contract_id in sorted(int(str(number)) for number in bound):
        await lock_contract(contract_id)


async def _move_bindings(old_chat_id: int, new_chat_id: int) -> None:
    bound_anew = await AlertChat.filter(chat_id=new_chat_id).values_list("thread_id", flat=True)
    await AlertChat.filter(chat_id=old_chat_id, thread_id__in=list(bound_anew)).delete()
    await AlertChat.filter(chat_id=old_chat_id).update(chat_id=new_chat_id)


async def _drop_twins(old_chat_id: int, new_chat_id: int) -> None:
    """Somebody bound the supergroup before we heard of it: what is owed there already is not moved."""
    there = await Notice.filter(chat_id=new_chat_id).distinct().values_list("incident_id", flat=True)
    await Notice.filter(chat_id=old_chat_id, incident_id__in=list(there)).delete()


async def _unfinished_cards(chat_id: int) -> list[int]:
    """Cards of open incidents, and of closed ones of which something is still to be told."""
    owed = await Notice.filter(chat_id=chat_id, due_at__isnull=False).distinct().values_list("incident_id", flat=True)
    alive = [NoticeState.PENDING.value, NoticeState.SENT.value]
    cards = Notice.filter(chat_id=chat_id, kind=NoticeKind.CARD, state__in=alive)
    found = cards.filter(Q(incident__closed_at__isnull=True) | Q(incident_id__in=list(owed)))
    return [int(str(card)) for card in await found.values_list("id", flat=True)]
