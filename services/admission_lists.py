"""Lists of boxes about projects: who works in one, the lines it calls over, the projects of a user or of a line;
searched by typed words."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from tortoise.models import Model
from tortoise.queryset import QuerySet

from domain.access import Action, allowed
from models import Admission, LineProject, Project
from services import access
from services.admission_cards import ChoiceShown
from services.cards import MemberCard
from services.lines import living as living_lines
from services.pages import Cut, cut
from services.project_cards import Choice, ChoicesPage
from services.selections import Selections, Ticks
from services.ticked_lists import saying, searched
from services.user_rows import living

ROWS = 7
_LISTING = "admissions"
_Row = TypeVar("_Row", bound=Model)


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
        everybody, chosen = living(member.contract_id), await users_of(project.id)
        total = await everybody.count()
        query = await self._shown(member, everybody, ("name", "login"), chosen, shown, now)
        found = await query.count()
        place = cut(page, found, ROWS)
        rows = await query.order_by("name", "id").offset(place.offset).limit(ROWS)
        items = tuple(Choice(row.id, row.name, row.id in chosen, row.role) for row in rows)
        return _page(member, (project.id, project.name), items, place, (found, len(chosen), total))

    async def lines(
        self, member: MemberCard, project_id: int, page: int, now: datetime, shown: ChoiceShown = ChoiceShown.ALL
    ) -> ChoicesPage:
        """The contract's lines by name, with a tick at those that the project calls over."""
        access.require(member, Action.SEE_PROJECTS)
        project = await access.own_project(member, project_id)
        linked = LineProject.filter(project_id=project.id, line__deleted_at__isnull=True)
        every, chosen = living_lines(member.contract_id), _numbers(await linked.values_list("line_id", flat=True))
        total = await every.count()
        query = await self._shown(member, every, ("name", "user"), chosen, shown, now)
        found = await query.count()
        place = cut(page, found, ROWS)
        rows = await query.order_by("name", "id").offset(place.offset).limit(ROWS)
        items = tuple(Choice(row.id, row.name, row.id in chosen) for row in rows)
        return _page(member, (project.id, project.name), items, place, (found, len(chosen), total))

    async def projects(
        self, member: MemberCard, user_id: int, page: int, now: datetime, shown: ChoiceShown = ChoiceShown.ALL
    ) -> ChoicesPage:
        """Projects of the contract, running ones first, with a tick at those the user is admitted to."""
        access.require(member, Action.SEE_PROJECTS)
        user = await access.own_user(member, user_id)
        return await self._projects(member, (user.id, user.name), await projects_of(user.id), page, now, shown)

    async def of_line(
        self, member: MemberCard, line_id: int, page: int, now: datetime, shown: ChoiceShown = ChoiceShown.ALL
    ) -> ChoicesPage:
        """Projects of the contract, running ones first, with a tick at those that call over the line."""
        access.require(member, Action.SEE_PROJECTS)
        line = await access.own_line(member, line_id)
        chosen = _numbers(await LineProject.filter(line_id=line.id).values_list("project_id", flat=True))
        return await self._projects(member, (line.id, line.name), chosen, page, now, shown)

    async def others(
        self, member: MemberCard, user_id: int, page: int, now: datetime, shown: ChoiceShown = ChoiceShown.ALL
    ) -> ChoicesPage:
        """The other users by name, whose projects he could be admitted to as well; none is ticked."""
        access.require(member, Action.SEE_PROJECTS)
        user = await access.own_user(member, user_id)
        everybody = living(member.contract_id).exclude(id=user.id)
        total = await everybody.count()
        query = await self._shown(member, everybody, ("name", "login"), set(), shown, now)
        found = await query.count()
        place = cut(page, found, ROWS)
        rows = await query.order_by("name", "id").offset(place.offset).limit(ROWS)
        items = tuple(Choice(row.id, row.name, False, row.role) for row in rows)
        return _page(member, (user.id, user.name), items, place, (found, 0, total))

    async def _projects(
        self,
        member: MemberCard,
        whose: tuple[int, str],
        chosen: set[int],
        page: int,
        now: datetime,
        shown: ChoiceShown,
    ) -> ChoicesPage:
        every = Project.filter(contract_id=member.contract_id)
        total = await every.count()
        query = await self._shown(member, every, ("name",), chosen, shown, now)
        found = await query.count()
        place = cut(page, found, ROWS)
        rows = await query.order_by("-active", "name", "id").offset(place.offset).limit(ROWS)
        items = tuple(Choice(row.id, row.name, row.id in chosen) for row in rows)
        return _page(member, whose, items, place, (found, len(chosen), total))

    async def _shown(
        self,
        member: MemberCard,
        query: QuerySet[_Row],
        columns: tuple[str, ...],
        chosen: set[int],
        shown: ChoiceShown,
        now: datetime,
    ) -> QuerySet[_Row]:
        """Those of the rows that are asked for; the words are looked for in ``columns``."""
        if shown is ChoiceShown.FOUND:
            words = (await self._selections.read(member, now)).search
            return query.filter(id__in=saying(await query.values_list("id", *columns), words))
        return query.filter(id__in=sorted(chosen)) if shown is ChoiceShown.CHOSEN else query


def _page(
    member: MemberCard, whose: tuple[int, str], items: tuple[Choice, ...], place: Cut, counts: tuple[int, int, int]
) -> ChoicesPage:
    found, chosen, total = counts
    return ChoicesPage(*whose, items, place.page, place.pages, total, chosen, allowed(member.role), found)


def _numbers(values: Sequence[object]) -> set[int]:
    return {int(str(value)) for value in values}


async def users_of(project_id: int) -> set[int]:
    """Ids of the users who are admitted to the project."""
    there = Admission.filter(project_id=project_id, user__deleted_at__isnull=True)
    return _numbers(await there.values_list("user_id", flat=True))


async def projects_of(user_id: int) -> set[int]:
    """Ids of the projects that the user is admitted to."""
    return _numbers(await Admission.filter(user_id=user_id).values_list("project_id", flat=True))
