"""Who works in which project: admitted and excluded from the project's side and from the user's, one by one or many."""

from collections.abc import Collection, Sequence
from datetime import datetime

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction

from domain.access import Action
from domain.journal import Deed
from domain.users import UserRole
from models import Admission, Project, User
from services import access, access_changes, audit, confirmations
from services.access_changes import AccessWriter
from services.admission_cards import Admitted
from services.admission_lists import projects_of, users_of
from services.cards import MemberCard
from services.deletion import UNDO_LASTS
from services.errors import NotFoundError
from services.locks import lock_contract
from services.user_rows import living, locked
from services.user_secrets import UserSecrets

MOST = 2000
"""Users, or projects, that one call admits at most."""


class AdmissionService:
    """Ticks. A change takes effect at once and is told to the projects service; what is so already is no change."""

    def __init__(self, secrets: UserSecrets) -> None:
        self._writer = AccessWriter(secrets)

    async def admit(
        self, member: MemberCard, project_id: int, user_ids: Sequence[int], admitted: bool, now: datetime
    ) -> int:
        """Admit these users to the project, or exclude them; how many that changed. A foreign id refuses them all."""
        access.require(member, Action.EDIT_PROJECTS)
        project = await access.own_project(member, project_id)
        wanted = _bounded(user_ids)
        async with in_transaction() as connection:
            await lock_contract(member.contract_id)
            users = await _kept(member).filter(id__in=wanted).order_by("id")
            if len(users) != len(wanted):
                raise NotFoundError
            return await self._set(connection, member, [project], users, admitted, now)

    async def admit_role(self, member: MemberCard, project_id: int, role: UserRole, now: datetime) -> Admitted:
        """Admit everybody of this role («all operators»), with a way back."""
        access.require(member, Action.EDIT_PROJECTS)
        project = await access.own_project(member, project_id)
        async with in_transaction() as connection:
            await lock_contract(member.contract_id)
            users = await _kept(member).filter(role=role).order_by("id")
            return await self._many(connection, member, project, users, now)

    async def copy(self, member: MemberCard, project_id: int, from_project_id: int, now: datetime) -> Admitted:
        """Admit everybody who is admitted to another project too, with a way back. Nobody is excluded."""
        access.require(member, Action.EDIT_PROJECTS)
        project = await access.own_project(member, project_id)
        other = await access.own_project(member, from_project_id)
        async with in_transaction() as connection:
            await lock_contract(member.contract_id)
            ids = await users_of(other.id)
            users = await _kept(member).filter(id__in=sorted(ids)).order_by("id")
            return await self._many(connection, member, project, users, now)

    async def undo(self, member: MemberCard, undo_token: str, now: datetime) -> int:
        """Exclude again whom one tap admitted, once, within ten minutes; how many. Raises ``ConfirmationGoneError``."""
        access.require(member, Action.EDIT_PROJECTS)
        async with in_transaction() as connection:
            project_id, *ids = await confirmations.use(member, Deed.ADMIT, undo_token, now)
            project = await access.own_project(member, project_id)
            await lock_contract(member.contract_id)
            users = await _kept(member).filter(id__in=ids).order_by("id")
            return await self._set(connection, member, [project], users, False, now)

    async def admit_user(
        self, member: MemberCard, user_id: int, project_ids: Sequence[int], admitted: bool, now: datetime
    ) -> int:
        """The same from the user's side: admit him to these projects, or exclude him; how many that changed."""
        access.require(member, Action.EDIT_PROJECTS)
        wanted = _bounded(project_ids)
        async with in_transaction() as connection:
            await lock_contract(member.contract_id)
            user = await locked(member, user_id)
            projects = await Project.filter(id__in=wanted, contract_id=member.contract_id).order_by("id")
            if len(projects) != len(wanted):
                raise NotFoundError
            return await self._set(connection, member, projects, [user], admitted, now)

    async def copy_user(self, member: MemberCard, user_id: int, from_user_id: int, now: datetime) -> int:
        """Admit him to every project that another user is admitted to; how many were new to him."""
        access.require(member, Action.EDIT_PROJECTS)
        other = await access.own_user(member, from_user_id)
        async with in_transaction() as connection:
            await lock_contract(member.contract_id)
            user = await locked(member, user_id)
            ids = sorted(await projects_of(other.id))
            projects = await Project.filter(id__in=ids, contract_id=member.contract_id).order_by("id")
            return await self._set(connection, member, projects, [user], True, now)

    async def _many(
        self,
        connection: BaseDBAsyncClient,
        member: MemberCard,
        project: Project,
        users: Sequence[User],
        now: datetime,
    ) -> Admitted:
        there = await users_of(project.id)
        new = [user for user in users if user.id not in there]
        await self._set_one(connection, member, project, new, True, now)
        ids = [project.id, *(user.id for user in new)]
        token = await confirmations.offer(member, Deed.ADMIT, ids, now, UNDO_LASTS) if new else ""
        return Admitted(len(new), token, now + UNDO_LASTS)

    async def _set(
        self,
        connection: BaseDBAsyncClient,
        member: MemberCard,
        projects: Sequence[Project],
        users: Sequence[User],
        admitted: bool,
        now: datetime,
    ) -> int:
        """Each pair that is not so yet; the contract is locked."""
        changed = 0
        for project in projects:
            there = await users_of(project.id)
            others = [user for user in users if (user.id in there) is not admitted]
            await self._set_one(connection, member, project, others, admitted, now)
            changed += len(others)
        return changed

    async def _set_one(
        self,
        connection: BaseDBAsyncClient,
        member: MemberCard,
        project: Project,
        users: Sequence[User],
        admitted: bool,
        now: datetime,
    ) -> None:
        if not users:
            return
        ids = [user.id for user in users]
        if admitted:
            rows = [Admission(project_id=project.id, user_id=number, created_at=now) for number in ids]
            await Admission.bulk_create(rows, batch_size=200)
        else:
            await Admission.filter(project_id=project.id, user_id__in=ids).delete()
        deed = Deed.ADMIT if admitted else Deed.EXCLUDE
        await audit.by_member(member, deed, f"project {project.id}", now, str(len(ids)))
        changes = [
            access_changes.admission(user, project.outside_id, cabinet_login, admitted=admitted)
            for user, cabinet_login in await access_changes.known(users)
        ]
        await self._writer.tell(connection, member.contract_id, changes, now)


def _kept(member: MemberCard) -> QuerySet[User]:
    """Users who stay what they are until the transaction ends: nobody deletes or renames them before all is told."""
    return living(member.contract_id).select_for_update(no_key=True)


def _bounded(ids: Collection[int]) -> list[int]:
    """Each once. Raises ``NotFoundError`` for a number that no row can have, or too many."""
    wanted = sorted(set(ids))
    for number in wanted[:MOST]:
        access.check_possible(number)
    if len(wanted) > MOST:
        raise NotFoundError
    return wanted
