"""Owes words about users, each once and in private. Who reads them is decided when they are owed and when they go."""

import json
from collections.abc import Iterable
from datetime import datetime

from domain.access import Role
from domain.users import UserNoticeKind
from models import Member, UserNotice


async def owe(
    contract_id: int,
    people: Iterable[int],
    kind: UserNoticeKind,
    subject: str,
    now: datetime,
    facts: dict[str, object] | None = None,
) -> bool:
    """Owe it to these persons, inside the caller's transaction; False where this very thing was told all of them.

    ``subject`` ("user 7", "observation 3 …") makes it that thing; ``facts`` hold ids and days, never names or secrets.
    """
    told = await UserNotice.filter(contract_id=contract_id, kind=kind, subject=subject).values_list(
        "person_id", flat=True
    )
    new = [person for person in dict.fromkeys(people) if person not in {int(str(number)) for number in told}]
    text = json.dumps(facts or {})
    await UserNotice.bulk_create(
        [
            UserNotice(
                contract_id=contract_id,
                person_id=person,
                kind=kind,
                subject=subject,
                facts=text,
                created_at=now,
                due_at=now,
            )
            for person in new
        ]
    )
    return bool(new)


async def administrators(contract_id: int) -> list[int]:
    """Persons who administer the contract and can be reached."""
    members = Member.filter(contract_id=contract_id, role=Role.ADMINISTRATOR, person__blocked_at__isnull=True)
    return [int(str(number)) for number in await members.order_by("id").values_list("person_id", flat=True)]
