"""Writes the audit trail; called inside the transaction of the change."""

from datetime import datetime

from domain.access import Role
from models import Audit
from services.cards import MemberCard


async def by_member(member: MemberCard, action: str, subject: str, now: datetime, details: str = "") -> None:
    """Record what a member did. ``subject`` names the thing ("line 7"), never a secret."""
    await Audit.create(
        contract_id=member.contract_id,
        person_id=member.person_id,
        actor=member.role.value,
        action=action,
        subject=subject,
        details=details,
        at=now,
    )


async def by_support(
    contract_id: int | None, person_id: int, action: str, subject: str, now: datetime, details: str = ""
) -> None:
    """Record what the provider's own staff did; ``contract_id`` is the contract that it is about, None: about none."""
    await Audit.create(
        contract_id=contract_id,
        person_id=person_id,
        actor=Role.SUPPORT.value,
        action=action,
        subject=subject,
        details=details,
        at=now,
    )


async def by_program(
    contract_id: int | None, actor: str, action: str, subject: str, now: datetime, details: str = ""
) -> None:
    """Record what the command line or the program itself did; ``contract_id`` None: in no contract."""
    await Audit.create(contract_id=contract_id, actor=actor, action=action, subject=subject, details=details, at=now)
