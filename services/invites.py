"""One-time links into a contract; only the hash of a token is kept. Rights are the callers' matter."""

from datetime import datetime, timedelta

from tortoise.queryset import QuerySet

from domain.access import Role, allowed
from models import Invite
from services.cards import MemberCard
from services.errors import NotFoundError
from services.pages import cut
from services.people_cards import Invitation, InviteBrief, InvitesPage
from services.vault import hash_token, new_token

LASTS = timedelta(hours=72)
ROWS = 7


def pending(contract_id: int, now: datetime) -> QuerySet[Invite]:
    """Invitations that can still be used."""
    return Invite.filter(contract_id=contract_id, used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=now)


async def create(member: MemberCard, role: Role, now: datetime, lasts: timedelta) -> Invitation:
    """A link of ``role`` into the member's contract."""
    token, expires_at = new_token(), now + lasts
    await Invite.create(
        contract_id=member.contract_id,
        role=role,
        token_hash=hash_token(token),
        created_at=now,
        created_by_id=member.person_id,
        expires_at=expires_at,
    )
    return Invitation(member.contract_name, member.contract_number, role, token, expires_at, now, member.zone)


async def page(member: MemberCard, number: int, now: datetime) -> InvitesPage:
    """A page of the pending ones, the newest first."""
    query = pending(member.contract_id, now)
    place = cut(number, await query.count(), ROWS)
    rows = await query.order_by("-id").offset(place.offset).limit(ROWS).select_related("created_by")
    items = tuple(_brief(row) for row in rows)
    return InvitesPage(member.contract_name, items, place.page, place.pages, allowed(member.role), now, member.zone)


async def revoke(member: MemberCard, invite_id: int, now: datetime) -> Role:
    """End one pending invitation of the member's contract; its role. Else ``NotFoundError``."""
    if not 0 < invite_id < 1 << 63 or not await pending(member.contract_id, now).filter(id=invite_id).update(
        revoked_at=now
    ):
        raise NotFoundError
    return (await Invite.get(id=invite_id)).role


async def revoke_of(person_id: int, now: datetime, contract_id: int | None = None) -> None:
    """End every pending invitation that somebody has made, in one contract or in all: he may have kept a link."""
    made = Invite.filter(created_by_id=person_id, used_at__isnull=True, revoked_at__isnull=True)
    await (made if contract_id is None else made.filter(contract_id=contract_id)).update(revoked_at=now)


def _brief(row: Invite) -> InviteBrief:
    author = row.created_by.name if row.created_by is not None else ""
    return InviteBrief(row.id, row.role, author, row.created_at, row.expires_at)
