"""Projects: what the projects service tells of them, the list, one of them, and the lines it calls over."""

import json
from collections.abc import Sequence
from datetime import datetime

from tortoise.functions import Count
from tortoise.transactions import in_transaction

from domain.access import Action, allowed
from domain.journal import Deed
from domain.users import AccessKind, UserRole
from models import AccessChange, Admission, Contract, LineProject, Project
from models.sql import whole
from services import access, audit
from services.cards import MemberCard
from services.errors import BatchTooLargeError, UnknownContractError
from services.pages import cut
from services.project_cards import (
    Facts,
    ProjectBrief,
    ProjectCard,
    ProjectFact,
    ProjectsPage,
)
from services.ticked_lists import saying

ROWS = 7
LARGEST_BATCH = 1000
_WATCHING = {UserRole.OBSERVER, UserRole.EXTERNAL_OBSERVER}


class ProjectService:
    """Projects of the member's own contract; a foreign one reads like one that is not there."""

    async def page(self, member: MemberCard, page: int, search: str = "") -> ProjectsPage:
        """A page of projects by name, those that run first; a page past the end is the last one. ``search``: of those
        that say all its words."""
        access.require(member, Action.SEE_PROJECTS)
        query = Project.filter(contract_id=member.contract_id)
        total, active = await query.count(), await query.filter(active=True).count()
        if search:
            query = query.filter(id__in=saying(await query.values_list("id", "name"), search))
        found = await query.count()
        place = cut(page, found, ROWS)
        rows = await query.order_by("-active", "name", "id").offset(place.offset).limit(ROWS)
        counts = {row.id: await _roles(row.id) for row in rows}
        return ProjectsPage(
            contract_name=member.contract_name,
            items=tuple(_brief(row, counts[row.id]) for row in rows),
            page=place.page,
            pages=place.pages,
            total=total,
            active=active,
            may=allowed(member.role),
            found=found,
            search=search,
        )

    async def card(self, member: MemberCard, project_id: int, now: datetime) -> ProjectCard:
        """One project; ``NotFoundError`` for a foreign one as for a missing one."""
        access.require(member, Action.SEE_PROJECTS)
        row = await access.own_project(member, project_id)
        linked = LineProject.filter(project_id=row.id, line__deleted_at__isnull=True)
        return ProjectCard(
            id=row.id,
            contract_name=member.contract_name,
            name=row.name,
            active=row.active,
            facts=read_facts(row.facts),
            roles=await _roles(row.id),
            lines=tuple(map(str, await linked.order_by("line__name").values_list("line__name", flat=True))),
            recorded_at=row.recorded_at,
            untold_since=await _untold_since(row),
            may=allowed(member.role),
            now=now,
            zone=member.zone,
        )

    async def link(self, member: MemberCard, project_id: int, line_id: int, linked: bool, now: datetime) -> bool:
        """The project calls over this line, or no longer does; whether that is a change."""
        access.require(member, Action.EDIT_PROJECTS)
        project = await access.own_project(member, project_id)
        line = await access.own_line(member, line_id)
        async with in_transaction():
            if linked:
                _, changed = await LineProject.get_or_create(line_id=line.id, project_id=project.id)
            else:
                changed = await LineProject.filter(line_id=line.id, project_id=project.id).delete() > 0
            if changed:
                deed = Deed.LINK_LINE if linked else Deed.UNLINK_LINE
                await audit.by_member(member, deed, f"line {line.id}", now, project.name)
        return changed

    async def push(self, facts: Sequence[ProjectFact], now: datetime) -> int:
        """What the projects service tells, all of it or nothing; how many were new or other than before.

        Those not named stay as they are; of two that contradict the last word holds.

        Raises ``UnknownContractError`` and ``BatchTooLargeError``. No member asks: the caller has proved itself.
        """
        if len(facts) > LARGEST_BATCH:
            raise BatchTooLargeError(most=LARGEST_BATCH)
        async with in_transaction():
            contracts = await _contracts(facts)
            changed = [await _record(contracts[fact.contract], fact, now) for fact in facts]
        return sum(changed)


def read_facts(text: str) -> Facts:
    """Facts as a project's row keeps them."""
    return tuple((str(title), str(value)) for title, value in json.loads(text))


async def _untold_since(project: Project) -> datetime | None:
    """When the oldest change of who works in it was made that the projects service has not taken yet."""
    waiting = AccessChange.filter(
        contract_id=project.contract_id, kind=AccessKind.ADMISSION, acknowledged_at__isnull=True
    )
    rows = await waiting.order_by("id").only("id", "payload", "at")
    return next((row.at for row in rows if json.loads(row.payload).get("project") == project.outside_id), None)


async def _roles(project_id: int) -> dict[UserRole, int]:
    there = Admission.filter(project_id=project_id, user__deleted_at__isnull=True).annotate(n=Count("id"))
    counted = await there.group_by("user__role").values_list("user__role", "n")
    return {UserRole(role): whole(n) for role, n in counted}


def _brief(row: Project, roles: dict[UserRole, int]) -> ProjectBrief:
    observers = sum(n for role, n in roles.items() if role in _WATCHING)
    return ProjectBrief(row.id, row.name, row.active, sum(roles.values()) - observers, observers)


async def _contracts(facts: Sequence[ProjectFact]) -> dict[str, int]:
    numbers = sorted({fact.contract for fact in facts})
    # In the order of ids, like everybody else: two pushes at once take turns, and neither stops the other.
    rows = await Contract.filter(number__in=numbers).order_by("id").select_for_update(no_key=True)
    known = {row.number: row.id for row in rows}
    missing = [(fact.contract, fact.outside_id) for fact in facts if fact.contract not in known]
    if missing:
        raise UnknownContractError(missing)
    return known


async def _record(contract_id: int, fact: ProjectFact, now: datetime) -> bool:
    """Its contract is locked. Told anew it is ``recorded_at`` now, changed or not."""
    facts = json.dumps(fact.facts, ensure_ascii=False)
    about = {"name": " ".join(fact.name.split()), "facts": facts, "active": fact.active}
    row = await Project.get_or_none(contract_id=contract_id, outside_id=fact.outside_id)
    if row is None:
        row = Project(contract_id=contract_id, outside_id=fact.outside_id)
        await row.update_from_dict({**about, "recorded_at": now}).save()
        return True
    await Project.filter(id=row.id).update(**about, recorded_at=now)
    return any(getattr(row, name) != value for name, value in about.items())
