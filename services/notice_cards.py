"""Reads an owed notice into what the messenger needs to send or edit it."""

from datetime import datetime

from domain.access import Action, may
from domain.alerts import NoticeKind
from domain.language import Language
from models import Member, Notice, Person
from services.incident_cards import incident_card
from services.messenger import NoticeCard


async def notice_card(notice: Notice, now: datetime) -> NoticeCard | None:
    """None where the message would say nothing new. ``notice`` comes with its incident, person and alert chat."""
    reply_to: int | None = None
    if notice.kind is not NoticeKind.CARD:
        card = await _card_in_the_same_chat(notice)
        late = notice.kind is NoticeKind.MORE_LINES and notice.incident.closed_at is not None
        if card is None or card.message_id is None or late:
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
        incident=await incident_card(notice.incident, now, sees_money=await _sees_money(notice)),
    )


async def _card_in_the_same_chat(notice: Notice) -> Notice | None:
    return await Notice.get_or_none(
        incident_id=notice.incident.id, kind=NoticeKind.CARD, chat_id=notice.chat_id, thread_id=notice.thread_id
    )


async def _sees_money(notice: Notice) -> bool:
    """In private, somebody whose role may; never a group."""
    if notice.person_id is None:
        return False
    member = await Member.get_or_none(contract_id=notice.contract_id, person_id=notice.person_id)
    return member is not None and may(member.role, Action.SEE_MONEY)


async def _language(notice: Notice) -> str:
    if notice.person is not None:
        return notice.person.language
    binder = await Person.get_or_none(id=notice.alert_chat.bound_by_id) if notice.alert_chat is not None else None
    return binder.language if binder is not None else Language.RU
