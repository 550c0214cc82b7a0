"""Lists of boxes about admissions: users of a project and projects of a user, searched by typed words."""

from datetime import datetime

from tortoise.queryset import QuerySet

from domain.access import Action, allowed
from models import Admission, LineProject, Project, User
from services import access
from services.admission_cards import ChoiceShown
from services.cards import MemberCard
from services.pages import cut
from services.project_cards import Choice, ChoicesPage
from services.selections import Selections, Ticks
from services.ticked_lists import saying, searched
from services.user_rows import living

ROWS = 7
_LISTING = "admissions"


class AdmissionListService:
    """What the boxes look like; :class:`services.admissions.AdmissionService` turns them."""

    def __init__(self) -> None:
        self._selections = Selections(_LISTING)

    async def set_search(self, member: MemberCard, text: str, now: datetime) -> None:
        """Keep the words that :attr:`ChoiceShown.FOUND` finds by."""
        access.require(member, Action.SEE_PROJECTS)
        await self._selections.keep(member, Ticks(search=searched(text)), now)

    async def search(self, member: MemberCard, now: datetime) -> str:
        """The kept words."""
        access.require(member, Action.SEE_PROJECTS)
        return (await self._selections.read(member, now)).search

    async def users(
        self, member: MemberCard, project_id: int, page: int, now: datetime, shown: ChoiceShown = ChoiceShown.ALL
    ) -> ChoicesPage:
        """Users of the contract by name, with a tick at those admitted to the project."""
        access.require(member, Action.SEE_PROJECTS)
        project = await access.own_project(member, project_id)
        query, chosen = living(member.contract_id), await users_of(project.id)
        if shown is ChoiceShown.FOUND:
            query = await self._found(member, query, now)
        elif shown is ChoiceShown.CHOSEN:
            query = query.filter(admissions__project_id=project.id)
        total = await query.count()
        place = cut(page, total, ROWS)
        rows = await query.order_by("name", "id").offset(place.offset).limit(ROWS)
        items = tuple(Choice(row.id, row.name, row.id in chosen, row.role) for row in rows)
        may = allowed(member.role)
        return ChoicesPage(project.id, project.name, items, place.page, place.pages, total, len(chosen), may)

    async def projects(self, member: MemberCard, user_id: int, page: int) -> ChoicesPage:
        """Projects of the contract, running ones first, with a tick at those the user is admitted to."""
        access.require(member, Action.SEE_PROJECTS)
        user = await access.own_user(member, user_id)
        return await _projects(member, (user.id, user.name), await projects_of(user.id), page)

    async def of_line(self, member: MemberCard, line_id: int, page: int) -> ChoicesPage:
        """Projects of the contract, running ones first, with a tick at those that call over the line."""
        access.require(member, Action.SEE_PROJECTS)
        line = await access.own_line(member, line_id)
        linked = await LineProject.filter(line_id=line.id).values_list("project_id", flat=True)
        return await _projects(member, (line.id, line.name), {int(str(number)) for number in linked}, page)

    async def _found(self, member: MemberCard, query: QuerySet[User], now: datetime) -> QuerySet[User]:
        words = (await self._selections.read(member, now)).search
        return query.filter(id__in=saying(await query.values_list("id", "name", "login"), words))


async def _projects(member: MemberCard, whose: tuple[int, str], chosen: set[int], page: int) -> ChoicesPage:
    query = Project.filter(contract_id=member.contract_id)
    total = await query.count()
    place = cut(page, total, ROWS)
    rows = await query.order_by("-active", "name", "id").offset(place.offset).limit(ROWS)
    items = tuple(Choice(row.id, row.name, row.id in chosen) for row in rows)
    return ChoicesPage(*whose, items, place.page, place.pages, total, len(chosen), allowed(member.role))


async def users_of(project_id: int) -> set[int]:
    """Ids of the users who are admitted to the project."""
    there = Admission.filter(project_id=project_id, user__deleted_at__isnull=True)
    return {int(str(number)) for number in await there.values_list("user_id", flat=True)}


async def projects_of(user_id: int) -> set[int]:
    """Ids of the projects that the user is admitted to."""
    return {int(str(n)) for n in await Admission.filter(user_id=user_id).values_list("project_id", flat=True)}
