"""Support in a contract: a person of support has entered it, and is there with the role of support until he leaves."""

from datetime import datetime
from zoneinfo import ZoneInfo

from domain.access import Role
from domain.journal import Deed
from models import Contract, Member, Person
from services import audit
from services.cards import MemberCard


async def visiting(person: Person) -> MemberCard | None:
    """The contract that a person of support has entered; None for anybody else, and where he is a member."""
    if not person.is_support or person.current_contract_id is None:
        return None
    if await Member.exists(person_id=person.id, contract_id=person.current_contract_id):
        return None
    contract = await Contract.get_or_none(id=person.current_contract_id)
    return card(person, contract, Role.SUPPORT) if contract is not None else None


async def end(person: Person, now: datetime) -> None:
    """Leave the contract that was entered, if any, and write it down there."""
    visit = await visiting(person)
    if visit is not None:
        await audit.by_member(visit, Deed.SUPPORT_LEFT, "", now)
        await Person.filter(id=person.id).update(current_contract_id=None)


def card(person: Person, contract: Contract, role: Role) -> MemberCard:
    """A person in a contract."""
    return MemberCard(
        person_id=person.id,
        telegram_id=person.telegram_id,
        name=person.name,
        language=person.language,
        contract_id=contract.id,
        contract_number=contract.number,
        contract_name=contract.name,
        role=role,
        zone=ZoneInfo(contract.timezone),
    )
