"""The people of a contract: who is in it, invitations into it, roles, removal."""

from datetime import datetime, timedelta

from tortoise.expressions import Case, When
from tortoise.transactions import in_transaction

from domain.access import MEMBER_ROLES, Action, Role, allowed
from domain.journal import Deed
from models import Contract, Member, Person
from services import access, audit, confirmations, invites, sessions
from services.cards import MemberCard
from services.errors import ForbiddenError, LastAdministratorError, NotFoundError, OneselfError
from services.locks import lock_contract
from services.pages import cut
from services.people_cards import (
    Affected,
    Invitation,
    InvitesPage,
    MemberBrief,
    MembersPage,
    PersonCard,
    RemovalAsk,
)

ROWS = 7
_REMOVAL = "remove_member"
_ANSWER_WITHIN = timedelta(minutes=5)
_BY_RANK = Case(When(role=Role.ADMINISTRATOR.value, then="0"), When(role=Role.MANAGER.value, then="1"), default="2")


class PeopleService:
    """Members and invitations of the contract of whoever asks."""

    async def members(self, member: MemberCard, page: int, now: datetime) -> MembersPage:
        """A page of members, administrators first; a page past the end is the last one."""
        access.require(member, Action.SEE_MEMBERS)
        query = Member.filter(contract_id=member.contract_id)
        total = await query.count()
        place = cut(page, total, ROWS)
        ranked = query.annotate(rank=_BY_RANK).order_by("rank", "person__name", "id")
        rows = await ranked.offset(place.offset).limit(ROWS).select_related("person")
        contract = await Contract.get(id=member.contract_id)
        return MembersPage(
            member.contract_name,
            tuple(_brief(row, member) for row in rows),
            place.page,
            place.pages,
            total,
            await invites.pending(member.contract_id, now).count(),
            contract.cabinet_login or "",
            allowed(member.role),
        )

    async def person(self, member: MemberCard, person_id: int, now: datetime) -> PersonCard:
        """One member; ``NotFoundError`` for a foreign one as for a missing one."""
        access.require(member, Action.SEE_MEMBERS)
        row = await access.own_member(member, person_id)
        return PersonCard(
            row.person.id,
            row.person.name,
            row.person.username,
            row.role,
            row.created_at,
            row.person.blocked_at is not None,
            row.person.id == member.person_id,
            allowed(member.role),
            now,
            member.zone,
        )

    async def invitations(self, member: MemberCard, page: int, now: datetime) -> InvitesPage:
        """A page of the invitations that can still be used."""
        access.require(member, Action.SEE_MEMBERS)
        return await invites.page(member, page, now)

    async def check_inviting(self, member: MemberCard) -> None:
        """``ForbiddenError`` for who may invite nobody: asked before a role is chosen."""
        access.require(member, Action.INVITE)

    async def invite(self, member: MemberCard, role: Role, now: datetime) -> Invitation:
        """A one-time link into the contract; the only time that its token is seen."""
        access.require(member, Action.INVITE)
        _one_of_a_member(role)
        async with in_transaction():
            await lock_contract(member.contract_id)
            await _still_administrator(member)
            invitation = await invites.create(member, role, now, invites.LASTS)
            await audit.by_member(member, Deed.INVITE, f"role {role}", now)
        return invitation

    async def revoke(self, member: MemberCard, invite_id: int, now: datetime) -> None:
        """The link works no more. ``NotFoundError`` for one that is used, expired, revoked or foreign."""
        access.require(member, Action.INVITE)
        async with in_transaction():
            await lock_contract(member.contract_id)
            await _still_administrator(member)
            role = await invites.revoke(member, invite_id, now)
            await audit.by_member(member, Deed.REVOKE, f"role {role}", now)

    async def change_role(self, member: MemberCard, person_id: int, role: Role, now: datetime) -> Affected:
        """Give a member another role; forms and ticks of the old one are dropped, alerts begin or stop.

        Raises ``OneselfError`` for one's own role and ``LastAdministratorError`` for the last administrator's.
        """
        access.require(member, Action.CHANGE_ROLE)
        _one_of_a_member(role)
        async with in_transaction():
            row = await self._held(member, person_id)
            if row.role is role:
                return sessions.affected(row, member)
            await Member.filter(id=row.id).update(role=role)
            row.role = role
            stale = await sessions.change(row, now)
            await audit.by_member(member, Deed.CHANGE_ROLE, f"person {person_id}", now, role.value)
        return sessions.affected(row, member, stale)

    async def ask_remove(self, member: MemberCard, person_id: int, now: datetime) -> RemovalAsk:
        """The question before a removal: its token is used once, by the same person, before it expires."""
        access.require(member, Action.REMOVE_MEMBER)
        row = await access.own_member(member, person_id)
        await _somebody_else(row, member)
        token = await confirmations.offer(member, _REMOVAL, [person_id], now, _ANSWER_WITHIN)
        return RemovalAsk(person_id, row.person.name, row.role, token, _ANSWER_WITHIN // timedelta(minutes=1))

    async def remove(self, member: MemberCard, person_id: int, token: str, now: datetime) -> Affected:
        """Remove the member of the question: at once he is a stranger here, and nothing of the contract goes to him.

        Raises ``ConfirmationGoneError`` for a token that is used, expired or another person's.
        """
        access.require(member, Action.REMOVE_MEMBER)
        async with in_transaction():
            row = await self._held(member, person_id)
            if await confirmations.use(member, _REMOVAL, token, now) != [person_id]:
                raise NotFoundError
            await Member.filter(id=row.id).delete()
            stale = await sessions.leave(row, now)
            await audit.by_member(member, Deed.REMOVE_MEMBER, f"person {person_id}", now, row.person.name)
        return sessions.affected(row, member, stale)

    async def _held(self, member: MemberCard, person_id: int) -> Member:
        """Somebody else's membership, locked, and safe to change. Person before contract: the order of locks."""
        await access.own_member(member, person_id)
        await Person.filter(id=person_id).select_for_update(no_key=True).first()
        await lock_contract(member.contract_id)
        await _still_administrator(member)
        row = await access.own_member(member, person_id)
        await _somebody_else(row, member)
        return row


async def _still_administrator(member: MemberCard) -> None:
    """Two who remove each other: the second has lost his right between the tap and the lock."""
    own = Member.filter(contract_id=member.contract_id, person_id=member.person_id, role=Role.ADMINISTRATOR)
    if not await own.exists():
        raise ForbiddenError


async def _somebody_else(row: Member, member: MemberCard) -> None:
    """Whoever acts is an administrator and stays one: so a contract never loses its last."""
    if row.person.id != member.person_id:
        return
    administrators = Member.filter(contract_id=member.contract_id, role=Role.ADMINISTRATOR)
    raise OneselfError if await administrators.count() > 1 else LastAdministratorError


def _one_of_a_member(role: Role) -> None:
    if role not in MEMBER_ROLES:
        raise NotFoundError


def _brief(row: Member, reader: MemberCard) -> MemberBrief:
    person = row.person
    return MemberBrief(
        person.id, person.name, row.role, person.blocked_at is not None, is_self=person.id == reader.person_id
    )
