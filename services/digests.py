"""Incidents that ended while their chat could not be told of them: one message for all of them."""

from dataclasses import replace
from datetime import datetime

from tortoise.queryset import QuerySet

from domain.alerts import NoticeKind, NoticeState
from models import Notice
from services.incident_cards import incident_card
from services.messenger import NoticeCard

READ = 8
"""Incidents that are read to be named in the message; the others are counted."""


async def with_others(notice: Notice, card: NoticeCard, now: datetime) -> tuple[NoticeCard, tuple[int, ...]]:
    """The card with all that the chat is still owed of the same kind, and the ids of those other notices.

    Only for the first message about an incident that is over; every other card comes back as it is.
    """
    if notice.kind is not NoticeKind.CARD or notice.message_id is not None or notice.incident.closed_at is None:
        return card, ()
    rows = await _untold(notice).order_by("id").select_related("incident")
    others = tuple([await incident_card(row.incident, now) for row in rows[:READ] if row.incident is not None])
    return replace(card, others=others, unnamed=len(rows[READ:])), tuple(int(row.id) for row in rows)


async def told(notice: Notice, ids: tuple[int, ...]) -> None:
    """The message of ``notice`` told of these as well; no reply is needed to cards that were never sent."""
    over = await _untold(notice).filter(id__in=list(ids)).values_list("incident_id", flat=True) if ids else []
    there = Notice.filter(chat_id=notice.chat_id, thread_id=notice.thread_id, state=NoticeState.PENDING)
    untold = there.filter(incident_id__in=[int(str(row)) for row in over])
    await untold.update(state=NoticeState.SUPERSEDED, due_at=None, lease_until=None)


def _untold(notice: Notice) -> QuerySet[Notice]:
    return Notice.filter(
        contract_id=notice.contract_id,
        chat_id=notice.chat_id,
        thread_id=notice.thread_id,
        kind=NoticeKind.CARD,
        state=NoticeState.PENDING,
        message_id__isnull=True,
        due_at__isnull=False,
        incident__closed_at__isnull=False,
    ).exclude(id=notice.id)
