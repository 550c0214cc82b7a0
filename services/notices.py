"""Owes messages: one notice per recipient, made in the transaction of the change it tells of.

Whoever calls this holds the transaction and the contract's lock (:mod:`services.locks`).
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from tortoise.expressions import F

from domain.access import ALERTED_ROLES
from domain.alerts import NoticeKind, NoticeState
from models import AlertChat, Incident, Member, Notice
from services.locks import lock_contract

GATHER = timedelta(seconds=2)
"""A failure's message waits this long, so that lines failing together are in it from the start."""

EDIT_PACE = timedelta(seconds=1)
"""An edit waits this long, so that changes in a row are one edit."""

_LATEST_CARDS = 20
"""Older ones are far up in the chat, and each that is changed is a call of Telegram."""


@dataclass(frozen=True)
class Recipient:
    """A chat that alerts go to: a member's private one, or a bound group or topic."""

    chat_id: int
    thread_id: int = 0
    person_id: int | None = None
    alert_chat_id: int | None = None


async def announce(incident: Incident, kind: NoticeKind, ordinal: int, now: datetime) -> None:
    """Owe one notice of ``kind`` to every recipient of the contract's alerts."""
    due = now if kind is NoticeKind.RECOVERY else now + GATHER
    for recipient in await _recipients(incident.contract_id):
        await _owe(incident, kind, ordinal, recipient, now, due)


async def announce_again(incident: Incident, now: datetime) -> None:
    """Owe a sounding reply to the card, unless one is still on its way."""
    earlier = Notice.filter(incident_id=incident.id, kind=NoticeKind.MORE_LINES)
    if await earlier.filter(state=NoticeState.PENDING).exists():
        return
    last = await earlier.order_by("-ordinal").first()
    await announce(incident, NoticeKind.MORE_LINES, last.ordinal + 1 if last else 1, now)


async def announce_recovery(incident: Incident, now: datetime) -> None:
    """Owe the short reply that the outage is over; replies about more lines that were not sent are dropped."""
    await drop_unsent(incident.id, NoticeKind.MORE_LINES)
    await announce(incident, NoticeKind.RECOVERY, 0, now)


async def drop_unsent(incident_id: int, *kinds: NoticeKind) -> None:
    """Messages of these kinds that were not sent yet are not worth sending any more."""
    stale = Notice.filter(incident_id=incident_id, kind__in=[kind.value for kind in kinds], state=NoticeState.PENDING)
    await stale.update(state=NoticeState.SUPERSEDED, due_at=None)


async def owe_unsent(incident: Incident, now: datetime) -> None:
    """The incident was over before its card was sent, and goes on after all: whoever gets alerts is to have it."""
    unsent = Notice.filter(incident_id=incident.id, kind=NoticeKind.CARD, message_id__isnull=True)
    dropped = {(card.chat_id, card.thread_id): card for card in await unsent.filter(state=NoticeState.SUPERSEDED)}
    for recipient in await _recipients(incident.contract_id):
        card = dropped.get((recipient.chat_id, recipient.thread_id))
        if card is not None:
            await _owe_again(card, recipient, now)


async def refresh(incident_id: int, now: datetime) -> None:
    """Owe an edit of every card of the incident; one that is not sent yet will be sent as things stand then."""
    cards = Notice.filter(incident_id=incident_id, kind=NoticeKind.CARD)
    # This order: a delivery that ends between the two leaves its row to the second, one that ends later sees the first.
    await cards.update(wanted=F("wanted") + 1)
    await cards.filter(state=NoticeState.SENT, due_at__isnull=True).update(due_at=now + EDIT_PACE)


async def last_told_at(incident: Incident) -> datetime:
    """When the last message about the incident was owed; its beginning, where nobody was there to be told."""
    last = await Notice.filter(incident_id=incident.id).order_by("-created_at").first()
    return last.created_at if last else incident.opened_at


async def owe_open_cards(contract_id: int, recipient: Recipient, now: datetime) -> None:
    """Somebody new, or back again: the cards of open incidents are owed to him as well, each of them once."""
    await lock_contract(contract_id)
    for incident in await Incident.filter(contract_id=contract_id, closed_at__isnull=True).order_by("id"):
        card = await Notice.get_or_none(
            incident_id=incident.id,
            kind=NoticeKind.CARD,
            chat_id=recipient.chat_id,
            thread_id=recipient.thread_id,
        )
        if card is None:
            await _owe(incident, NoticeKind.CARD, 0, recipient, now, now)
        elif card.state in {NoticeState.FAILED, NoticeState.SUPERSEDED}:
            await _owe_again(card, recipient, now)


async def withdraw(contract_id: int, recipient: Recipient) -> tuple[int, ...]:
    """Nothing of the contract goes to this chat any more: neither messages nor edits of those that are there.

    Returns the latest cards there, by Telegram's numbers: their buttons lead nowhere now.
    """
    await lock_contract(contract_id)
    there = Notice.filter(contract_id=contract_id, chat_id=recipient.chat_id, thread_id=recipient.thread_id)
    living = there.filter(state=NoticeState.SENT, kind=NoticeKind.CARD, incident__closed_at__isnull=True)
    owed = there.filter(due_at__isnull=False)
    ids = {*await living.values_list("id", flat=True), *await owed.values_list("id", flat=True)}
    await Notice.filter(id__in=sorted(int(str(row)) for row in ids)).update(
        state=NoticeState.SUPERSEDED, due_at=None, lease_until=None
    )
    cards = there.filter(kind=NoticeKind.CARD, message_id__isnull=False).order_by("-id").limit(_LATEST_CARDS)
    return tuple(int(str(number)) for number in await cards.values_list("message_id", flat=True))


def private_chat(telegram_id: int, person_id: int) -> Recipient:
    """A member's private chat; Telegram gives it the person's own number."""
    return Recipient(telegram_id, person_id=person_id)


def bound_chat(chat: AlertChat) -> Recipient:
    """A bound group or topic."""
    return Recipient(chat.chat_id, chat.thread_id, alert_chat_id=chat.id)


async def _owe(
    incident: Incident, kind: NoticeKind, ordinal: int, recipient: Recipient, now: datetime, due: datetime
) -> None:
    await Notice.create(
        contract_id=incident.contract_id,
        incident_id=incident.id,
        kind=kind,
        ordinal=ordinal,
        created_at=now,
        due_at=due,
        **asdict(recipient),
    )


async def _owe_again(card: Notice, recipient: Recipient, now: datetime) -> None:
    state = NoticeState.PENDING if card.message_id is None else NoticeState.SENT
    changes = {"state": state, "failure": "", "attempts": 0, "due_at": now, "lease_until": None}
    await Notice.filter(id=card.id).update(**changes, alert_chat_id=recipient.alert_chat_id)


async def _recipients(contract_id: int) -> list[Recipient]:
    chats = await AlertChat.filter(contract_id=contract_id, failed_at__isnull=True).order_by("id")
    roles = [role.value for role in ALERTED_ROLES]
    members = Member.filter(contract_id=contract_id, role__in=roles, person__blocked_at__isnull=True)
    people = await members.order_by("id").select_related("person")
    return [*map(bound_chat, chats), *(private_chat(row.person.telegram_id, row.person.id) for row in people)]
