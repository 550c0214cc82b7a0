"""Owes messages: one notice per recipient, made in the transaction of the change it tells of."""

from datetime import datetime, timedelta

from tortoise.expressions import F

from domain.access import ALERTED_ROLES
from domain.alerts import NoticeKind, NoticeState
from models import AlertChat, Incident, Member, Notice

GATHER = timedelta(seconds=2)
"""A new card waits this long, so that lines failing together are in it from the start."""

EDIT_PACE = timedelta(seconds=1)
"""An edit waits this long, so that changes in a row are one edit."""


async def announce(incident: Incident, kind: NoticeKind, ordinal: int, now: datetime) -> None:
    """Owe one notice of ``kind`` to every recipient of the contract's alerts."""
    due = now + GATHER if kind is NoticeKind.CARD else now
    common = {"contract_id": incident.contract_id, "incident_id": incident.id, "kind": kind, "ordinal": ordinal}
    chats = await AlertChat.filter(contract_id=incident.contract_id, failed_at__isnull=True)
    for chat in chats:
        await Notice.create(
            **common, alert_chat=chat, chat_id=chat.chat_id, thread_id=chat.thread_id, created_at=now, due_at=due
        )
    for telegram_id, person_id in await _people(incident.contract_id):
        await Notice.create(**common, person_id=person_id, chat_id=telegram_id, created_at=now, due_at=due)


async def announce_again(incident: Incident, now: datetime) -> None:
    """Owe a sounding reply to the card, unless one is still on its way."""
    earlier = Notice.filter(incident_id=incident.id, kind=NoticeKind.MORE_LINES)
    if await earlier.filter(state=NoticeState.PENDING).exists():
        return
    last = await earlier.order_by("-ordinal").first()
    await announce(incident, NoticeKind.MORE_LINES, last.ordinal + 1 if last else 1, now)


async def announce_recovery(incident: Incident, now: datetime) -> None:
    """Owe the short reply that the outage is over; replies about more lines that were not sent are dropped."""
    stale = Notice.filter(incident_id=incident.id, kind=NoticeKind.MORE_LINES, state=NoticeState.PENDING)
    await stale.update(state=NoticeState.SUPERSEDED, due_at=None)
    await announce(incident, NoticeKind.RECOVERY, 0, now)


async def refresh(incident_id: int, now: datetime) -> None:
    """Owe an edit of every card of the incident; one that is not sent yet will be sent as things stand then."""
    cards = Notice.filter(incident_id=incident_id, kind=NoticeKind.CARD)
    await cards.filter(state=NoticeState.SENT, due_at__isnull=True).update(due_at=now + EDIT_PACE)
    await cards.update(wanted=F("wanted") + 1)


async def _people(contract_id: int) -> list[tuple[int, int]]:
    rows = Member.filter(
        contract_id=contract_id, role__in=[role.value for role in ALERTED_ROLES], person__blocked_at__isnull=True
    )
    return [(row.person.telegram_id, row.person.id) for row in await rows.order_by("id").select_related("person")]
