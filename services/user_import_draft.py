"""A list of new people between preview and confirmation: a draft like any other, typed passwords sealed in it."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from domain.user_fields import UserFault, UserField, UserWhy
from domain.users import UserRole
from models import Draft
from services.cards import MemberCard
from services.user_errors import ImportGoneError
from services.user_import_cards import Alike

FORM = "user_import"
LASTS = timedelta(hours=1)
DRAFT_PURPOSE = "imported password"


@dataclass(frozen=True)
class Prepared:
    """One judged row. ``role`` None: the list's. ``sealed`` is the typed password, "" for a made one.

    ``bad_role`` is what was written for a role and names none.
    """

    number: int
    name: str
    login: str
    role: UserRole | None
    faults: tuple[UserFault, ...] = ()
    secret_id: str = ""
    sealed: str = field(default="", repr=False)
    alike: Alike | None = None
    bad_role: str = ""


@dataclass(frozen=True)
class ImportDraft:
    """All of the list."""

    rows: tuple[Prepared, ...]
    role: UserRole
    project_id: int | None
    expires_at: datetime


async def keep(member: MemberCard, draft: ImportDraft) -> None:
    """Keep it as the person's one open form."""
    await Draft.filter(person_id=member.person_id).delete()
    answers = {"rows": [asdict(row) for row in draft.rows], "role": draft.role, "project_id": draft.project_id}
    await Draft.create(
        contract_id=member.contract_id,
        person_id=member.person_id,
        form=FORM,
        answers=json.dumps(answers, ensure_ascii=False),
        expires_at=draft.expires_at,
    )


async def read(member: MemberCard, now: datetime) -> ImportDraft:
    """The list that waits. Raises ``ImportGoneError``."""
    row = await Draft.get_or_none(
        person_id=member.person_id, contract_id=member.contract_id, form=FORM, expires_at__gt=now
    )
    if row is None:
        raise ImportGoneError
    return opened(row)


def opened(row: Draft) -> ImportDraft:
    """The list that a row holds."""
    answers = json.loads(row.answers)
    rows = tuple(_prepared(each) for each in answers["rows"])
    return ImportDraft(rows, UserRole(answers["role"]), answers["project_id"], row.expires_at)


async def forget(member: MemberCard) -> bool:
    """It is gone; False where there was none. Inside a transaction only one of two calls gets True."""
    mine = Draft.filter(person_id=member.person_id, contract_id=member.contract_id, form=FORM)
    return await mine.delete() > 0


def _prepared(row: dict[str, object]) -> Prepared:
    faults = [(UserField(place), UserWhy(why), int(limit)) for place, why, limit in _triples(row["faults"])]
    return Prepared(
        number=int(str(row["number"])),
        name=str(row["name"]),
        login=str(row["login"]),
        role=UserRole(str(row["role"])) if row["role"] else None,
        faults=tuple(UserFault(*fault) for fault in faults),
        secret_id=str(row["secret_id"]),
        sealed=str(row["sealed"]),
        alike=Alike(str(row["alike"])) if row.get("alike") else None,
        bad_role=str(row.get("bad_role", "")),
    )


def _triples(value: object) -> list[tuple[str, str, str]]:
    return [(str(a), str(b), str(c)) for a, b, c in value] if isinstance(value, list) else []
