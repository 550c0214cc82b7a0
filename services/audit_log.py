"""The journal of a contract, as its administrators read it: who, what, when, with names instead of numbers."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.access import Action, Role
from domain.journal import Deed
from models import Audit
from services import access
from services.audit_subjects import named
from services.cards import MemberCard
from services.pages import cut

ROWS = 6


@dataclass(frozen=True)
class AuditItem:
    """One change. ``who`` is empty where a program acted: then ``actor`` names it (``domain.journal``).

    ``what`` is the thing by name, empty where the deed says all; ``role`` is the role that was given.
    ``deed`` None: written by a newer version; ``action`` is then all that is known.
    """

    at: datetime
    who: str
    actor: str
    support: bool
    deed: Deed | None
    action: str
    what: str
    role: Role | None
    details: str


@dataclass(frozen=True)
class AuditPage:
    """One page of the journal, the newest first."""

    contract_name: str
    items: tuple[AuditItem, ...]
    page: int
    pages: int
    now: datetime
    zone: ZoneInfo


class AuditService:
    """Reads the journal."""

    async def page(self, member: MemberCard, page: int, now: datetime) -> AuditPage:
        """A page of the contract's journal; a page past the end is the last one."""
        access.require(member, Action.SEE_AUDIT)
        query = Audit.filter(contract_id=member.contract_id)
        place = cut(page, await query.count(), ROWS)
        rows = await query.order_by("-id").offset(place.offset).limit(ROWS).select_related("person")
        names = await named(member.contract_id, [row.subject for row in rows])
        items = tuple(_item(row, names) for row in rows)
        return AuditPage(member.contract_name, items, place.page, place.pages, now, member.zone)


def _item(row: Audit, names: dict[str, str]) -> AuditItem:
    kind, _, rest = row.subject.partition(" ")
    role = rest if kind == "role" else row.details
    return AuditItem(
        row.at,
        row.person.name if row.person is not None else "",
        row.actor,
        row.actor == Role.SUPPORT,
        Deed(row.action) if row.action in set(Deed) else None,
        row.action,
        names.get(row.subject, "") or row.details,
        Role(role) if role in set(Role) else None,
        row.details,
    )
