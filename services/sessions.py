"""What a member has open in a contract, and its end: forms, ticks, questions, links, alerts, the live menu.

Called inside the transaction that changes the membership.
"""

from datetime import datetime

from domain.access import ALERTED_ROLES, Role
from models import Confirmation, Draft, Member, Person, Selection
from services import invites, notices
from services.cards import MemberCard
from services.people_cards import Affected


async def end(contract_id: int, person: Person, now: datetime, *, keep_invites: bool) -> None:
    """Forms, ticks and questions of the person in this contract are gone, sealed secrets with them."""
    for rows in (Draft, Selection, Confirmation):
        await rows.filter(contract_id=contract_id, person_id=person.id).delete()
    if not keep_invites:
        await invites.revoke_of(person.id, now, contract_id)


async def leave(row: Member, now: datetime) -> tuple[int, ...]:
    """The person is a member no more: nothing of the contract stays open and nothing more comes to him.

    Returns his messages whose buttons lead nowhere now.
    """
    person = row.person
    await end(row.contract_id, person, now, keep_invites=False)
    menu = _menu_of(row)
    cards = await notices.withdraw(row.contract_id, notices.private_chat(person.telegram_id, person.id))
    await Person.filter(id=person.id, current_contract_id=row.contract_id).update(current_contract_id=None)
    if menu:
        await Person.filter(id=person.id).update(menu_message_id=None)
    return (*menu, *cards)


async def change(row: Member, now: datetime) -> tuple[int, ...]:
    """The member has another role: what was open ends. Returns his messages whose buttons fit it no more."""
    await end(row.contract_id, row.person, now, keep_invites=row.role is Role.ADMINISTRATOR)
    return (*_menu_of(row), *await alert(row, now))


async def alert(row: Member, now: datetime) -> tuple[int, ...]:
    """Owe the cards of open incidents to a member who receives alerts; to another one, nothing any more.

    Returns the cards that are in his chat in vain.
    """
    chat = notices.private_chat(row.person.telegram_id, row.person.id)
    if row.role in ALERTED_ROLES:
        await notices.owe_open_cards(row.contract_id, chat, now)
        return ()
    return await notices.withdraw(row.contract_id, chat)


def _menu_of(row: Member) -> tuple[int, ...]:
    """The live menu message of the person, where it shows this contract."""
    shows_it = row.person.current_contract_id in (row.contract_id, None)
    message_id: int | None = row.person.menu_message_id
    return (message_id,) if shows_it and message_id is not None else ()


def affected(row: Member, member: MemberCard, stale_messages: tuple[int, ...] = ()) -> Affected:
    """Whom to tell of the change that ``member`` made."""
    person = row.person
    return Affected(
        person.telegram_id,
        person.name,
        person.language,
        row.role,
        member.contract_name,
        member.contract_number,
        stale_messages,
    )
