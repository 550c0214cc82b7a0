"""The list of users: search, filters by role and softphone, ticks, deletion with undo."""

from collections.abc import Sequence
from datetime import datetime

from tortoise.expressions import Q
from tortoise.functions import Count
from tortoise.queryset import QuerySet

from domain.access import Action, allowed, may
from domain.softphones import SoftphoneState, told
from domain.users import UserRole, has_softphone
from models import Observation, Softphone, User
from models.sql import whole
from services import access
from services.cards import MemberCard
from services.deletion import Deleted
from services.observer_lists import asking
from services.pages import cut
from services.ports import SipServer
from services.ticked_lists import TickedList, saying
from services.user_cards import UserBrief, UserDeletionAsk, UserFilter, UsersPage
from services.user_deletion import UserDeletion
from services.user_reading import briefs
from services.user_rows import dismissed, living, undoable
from services.user_secrets import UserSecrets

ROWS = 7
_WATCHING = [UserRole.OBSERVER, UserRole.EXTERNAL_OBSERVER]
"""Whoever looks for observers wants those of other contracts too."""
CALLING_ROLES = [role.value for role in UserRole if has_softphone(role)]


class UserListService(TickedList[User]):
    """What a member does with many users."""

    listing, see, edit = "users", Action.SEE_USERS, Action.EDIT_USERS

    def __init__(self, secrets: UserSecrets, server: SipServer, *, served: bool) -> None:
        super().__init__()
        self._served = served
        self._deletion = UserDeletion(secrets, server)

    def _there(self, member: MemberCard) -> QuerySet[User]:
        return living(member.contract_id)

    async def page(
        self, member: MemberCard, page: int, shown: UserFilter, now: datetime, search: str = ""
    ) -> UsersPage:
        """A page of users by name; a page past the end is the last one. ``search`` "": the kept one."""
        access.require(member, Action.SEE_USERS)
        ticks = await self._selections.read(member, now)
        search = search.strip() or ticks.search
        query = await _matching(member.contract_id, shown, search)
        found = await query.count()
        place = cut(page, found, ROWS)
        first = ["-deleted_at"] if shown.dismissed else []
        rows = await query.order_by(*first, "name", "id").offset(place.offset).limit(ROWS)
        roles = await by_role(member.contract_id)
        return UsersPage(
            contract_name=member.contract_name,
            items=await briefs(rows, now, served=self._served),
            page=place.page,
            pages=place.pages,
            total=sum(roles.values()),
            found=found,
            roles=roles,
            filter=shown,
            search=search,
            ticked=frozenset(user.id for user in await self._ticked(member, ticks)),
            may=allowed(member.role),
            served=self._served,
            dismissed=await dismissed(member.contract_id).count(),
            undoable=await undoable(member.contract_id, now).count(),
            now=now,
            zone=member.zone,
            asking=await asking(member.contract_id, now) if may(member.role, Action.LEND_OBSERVER) else 0,
        )

    async def ticked(self, member: MemberCard, now: datetime) -> tuple[UserBrief, ...]:
        """Ticked users who are there still, by name."""
        access.require(member, Action.EDIT_USERS)
        return await briefs(await self._ticked(member, await self._selections.read(member, now)), now)

    async def ask_delete(self, member: MemberCard, now: datetime) -> UserDeletionAsk:
        """Ask whether to delete the ticked users. Raises ``NobodyTickedError``."""
        access.require(member, Action.EDIT_USERS)
        return await self._deletion.ask(member, (await self._selections.read(member, now)).ids, now)

    async def ask_dismiss(self, member: MemberCard, user_id: int, now: datetime) -> UserDeletionAsk:
        """Ask whether to delete this one; answered by :meth:`delete` as well. Raises ``NotFoundError``."""
        access.require(member, Action.EDIT_USERS)
        user = await access.own_user(member, user_id)
        return await self._deletion.ask(member, [user.id], now)

    async def delete(self, member: MemberCard, token: str, now: datetime) -> Deleted:
        """Do it, once. Raises ``ConfirmationGoneError`` for a token that is used, expired or another person's."""
        access.require(member, Action.EDIT_USERS)
        gone = await self._deletion.delete(member, token, now)
        there = await living(member.contract_id).values_list("id", flat=True)
        ticks = await self._selections.read(member, now)
        await self._selections.forget(member, set(ticks.ids) - {int(str(number)) for number in there})
        return gone

    async def undo(self, member: MemberCard, undo_token: str, now: datetime) -> tuple[str, ...]:
        """Take the deletion back, once; the names. Raises ``ConfirmationGoneError``."""
        access.require(member, Action.EDIT_USERS)
        return await self._deletion.undo(member, undo_token, now)

    async def bring_back(
        self, member: MemberCard, user_id: int, now: datetime, *, together: bool = False
    ) -> tuple[str, ...]:
        """Take the deletion of this one back, or of all deleted with him, within ten minutes; the names.

        Raises ``ConfirmationGoneError`` when it is too late or done already, ``NotFoundError``.
        """
        access.require(member, Action.EDIT_USERS)
        user = await access.own_user(member, user_id, dismissed=True)
        beside = undoable(member.contract_id, now).filter(deleted_at=user.deleted_at)
        ids = _numbers(await beside.values_list("id", flat=True)) if together else [user.id]
        return await self._deletion.bring_back(member, ids, now)


async def by_role(contract_id: int) -> dict[UserRole, int]:
    """How many users of each role are at work; roles that nobody has are left out."""
    counted = living(contract_id).annotate(n=Count("id")).group_by("role").values_list("role", "n")
    return {UserRole(role): whole(n) for role, n in await counted}


async def _matching(contract_id: int, shown: UserFilter, search: str) -> QuerySet[User]:
    query = dismissed(contract_id) if shown.dismissed else living(contract_id)
    if shown.role is not None:
        query = query.filter(role__in=_WATCHING if shown.role is UserRole.OBSERVER else [shown.role])
    if shown.softphone is not None:
        query = query.filter(await _in_state(contract_id, shown.softphone), role__in=CALLING_ROLES)
    return query.filter(id__in=await _saying(query, search)) if search.split() else query


async def _in_state(contract_id: int, state: SoftphoneState) -> Q:
    """A softphone without a row has never registered."""
    rows = Softphone.filter(user__contract_id=contract_id, user__deleted_at__isnull=True)
    states = {row[0]: told(row[1], row[2]) for row in await rows.values_list("user_id", "state", "address")}
    if state is SoftphoneState.NEVER:
        came = [number for number, each in states.items() if each is not state]
        return ~Q(id__in=came) if came else Q()
    return Q(id__in=[number for number, each in states.items() if each is state])


async def _saying(query: QuerySet[User], search: str) -> list[int]:
    """Users who say every word in name or login, the cabinet's included."""
    rows = await query.values_list("id", "name", "login", "former_login")
    guests = Observation.filter(user_id__in=[int(row[0]) for row in rows if not row[2] and not row[3]])
    cabinet = {row.user_id: row.cabinet_login for row in await guests}
    return saying([(row[0], row[1], row[2] or row[3] or cabinet.get(int(row[0]), "")) for row in rows], search)


def _numbers(values: Sequence[object]) -> list[int]:
    return [int(str(value)) for value in values]
