"""What a member has open in a contract, and its end: forms, ticks, questions, links, alerts, the live menu.

Called inside the transaction that changes the membership.
"""

from datetime import datetime

from domain.access import ALERTED_ROLES
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


async def leave(row: Member, now: datetime, menu_message_id: int | None) -> None:
    """The person is a member no more: nothing of the contract stays open and nothing more comes to him."""
    person = row.person
    await end(row.contract_id, person, now, keep_invites=False)
    await notices.withdraw(row.contract_id, notices.private_chat(person.telegram_id, person.id))
    await Person.filter(id=person.id, current_contract_id=row.contract_id).update(current_contract_id=None)
    if menu_message_id is not None:
        await Person.filter(id=person.id).update(menu_message_id=None)


async def alert(row: Member, now: datetime) -> None:
    """Owe the cards of open incidents to a member who receives alerts; to another one, nothing any more."""
    chat = notices.private_chat(row.person.telegram_id, row.person.id)
    if row.role in ALERTED_ROLES:
        await notices.owe_open_cards(row.contract_id, chat, now)
    else:
        await notices.withdraw(row.contract_id, chat)


def menu_of(row: Member) -> int | None:
    """The live menu message of the person, where it shows this contract."""
    shows_it = row.person.current_contract_id in (row.contract_id, None)
    message_id: int | None = row.person.menu_message_id
    return message_id if shows_it else None


def affected(row: Member, member: MemberCard, menu_message_id: int | None) -> Affected:
    """Whom to tell of the change that ``member`` made."""
    person = row.person
    return Affected(
        person.telegram_id,
        person.name,
        person.language,
        row.role,
        member.contract_name,
        member.contract_number,
        menu_message_id,
    )
