"""Every view of the rooms of projects, by name."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

from domain.access import Role, allowed
from domain.users import UserRole
from handlers.rooms import find_in, project, project_lines, project_many, project_workers, projects, user_projects
from handlers.rooms.project_ways import (
    AdmitMany,
    FindIn,
    OpenLineProjects,
    OpenProjectLines,
    OpenWorkers,
    PickLike,
    PickSource,
    Sought,
)
from handlers.rooms.user_ways import OpenUserProjects
from services.admission_cards import Admitted, ChoiceShown
from services.project_cards import Choice, ChoicesPage, ProjectBrief, ProjectCard, ProjectsPage
from tests.handlers.line_views import Draw, of
from tests.handlers.samples import HUGE, MEMBER, NASTY, NASTY_MEMBER, NOW, SINCE, ZONE

FAR = 2**50
FACTS = (("Заказчик", "Банк «Волга»"), ("План", "1 200 анкет"), ("Срок", "до 30 ноября"))
NASTY_FACTS = ((NASTY[:64], (NASTY * 2)[:255]),) * 12


def page(role: Role = Role.ADMINISTRATOR) -> ProjectsPage:
    items = (
        ProjectBrief(1, "Опрос-Казань", True, 14, 2),
        ProjectBrief(2, "Телефонные продажи, весна", True, 140, 0),
        ProjectBrief(3, "Опрос 2025", False, 0, 0),
    )
    return ProjectsPage("Ромашка", items, 0, 2, 12, 10, allowed(role))


def nasty_page() -> ProjectsPage:
    items = (ProjectBrief(HUGE, NASTY, True, HUGE, HUGE), ProjectBrief(HUGE, NASTY, False, HUGE, HUGE)) * 4
    return ProjectsPage(NASTY, items, FAR, FAR, HUGE, HUGE, allowed(Role.ADMINISTRATOR))


def card(role: Role = Role.ADMINISTRATOR) -> ProjectCard:
    return ProjectCard(
        id=7,
        contract_name="Ромашка",
        name="Опрос-Казань",
        active=True,
        facts=FACTS,
        roles={UserRole.OPERATOR: 14, UserRole.SUPERUSER: 1, UserRole.EXTERNAL_OBSERVER: 2},
        lines=("МТС-транк", "Волга-транк"),
        recorded_at=SINCE,
        may=allowed(role),
        now=NOW,
        zone=ZONE,
    )


def nasty_card() -> ProjectCard:
    roles = dict.fromkeys(UserRole, HUGE)
    lines = (NASTY,) * 40
    return replace(card(), id=HUGE, name=NASTY, facts=NASTY_FACTS, roles=roles, lines=lines, untold_since=SINCE)


def boxes(role: Role = Role.ADMINISTRATOR, *, users: bool = True) -> ChoicesPage:
    names = ("Анна Белова", "Борис Власов", "Вера Громова") if users else ("Опрос-Казань", "Опрос-Пермь")
    items = tuple(Choice(n, name, n == 1, UserRole.OPERATOR if users else None) for n, name in enumerate(names, 1))
    return ChoicesPage(7, "Опрос-Казань", items, 0, 3, 20, 14, allowed(role))


def nasty_boxes(*, users: bool = True) -> ChoicesPage:
    item = Choice(HUGE, NASTY, True, UserRole.EXTERNAL_OBSERVER if users else None)
    return ChoicesPage(HUGE, NASTY, (item,) * 7, FAR, FAR, HUGE, HUGE, allowed(Role.ADMINISTRATOR))


def empty() -> ChoicesPage:
    return ChoicesPage(7, "Опрос-Казань", (), 0, 1, 0, 0, allowed(Role.ADMINISTRATOR))


def screens() -> Iterator[tuple[str, Draw]]:
    yield from _projects()
    yield from _workers()
    yield from _many()
    yield from _ticks()


def _projects() -> Iterator[tuple[str, Draw]]:
    yield "projects", of(projects.view, page())
    found = replace(page(), found=1, search="казань", items=page().items[:1], pages=1)
    yield "found projects", lambda t: projects.view(found, t, found=True)
    none = replace(page(), found=0, search="<&>" * 21, items=(), pages=1)
    yield "no found projects", lambda t: projects.view(none, t, found=True)
    yield "no projects", of(projects.view, replace(page(), items=(), total=0, active=0, pages=1))
    yield "nasty projects", of(projects.view, nasty_page())
    for role in Role:
        yield f"project for {role}", of(project.view, card(role), 0)
    yield "project without anything", of(project.view, replace(card(), facts=(), roles={}, lines=(), active=False), 0)
    yield "nasty project", of(project.view, nasty_card(), FAR)
    yield "facts", of(project.facts_view, card(), 0)
    yield "nasty facts", of(project.facts_view, nasty_card(), FAR)


def _workers() -> Iterator[tuple[str, Draw]]:
    for role in Role:
        yield f"workers for {role}", of(project_workers.view, boxes(role), OpenWorkers(7))
    for shown in ChoiceShown:
        yield f"workers {shown}", of(project_workers.view, boxes(), OpenWorkers(7, 0, 0, shown), "бел")
        nobody = replace(empty(), chosen=3)
        yield f"workers {shown}, none", of(project_workers.view, nobody, OpenWorkers(7, 0, 0, shown), "бел")
        far = OpenWorkers(HUGE, FAR, FAR, shown)
        yield f"nasty workers {shown}", of(project_workers.view, nasty_boxes(), far, NASTY)
    for what in Sought:
        yield f"find in {what}", partial(find_in.view, here=FindIn(what, HUGE, FAR))
    yield "find workers, not by voice", lambda t: find_in.view(t, FindIn(Sought.WORKERS, 7), t("ask-text-only"))


def _many() -> Iterator[tuple[str, Draw]]:
    here, until = AdmitMany(HUGE, FAR), NOW + timedelta(minutes=10)
    yield "many", of(project_many.view, card(), 0)
    yield "nasty many", of(project_many.view, nasty_card(), FAR)
    yield "copy from", of(project_many.source_view, page(), PickSource(1))
    yield "copy from none", of(project_many.source_view, replace(page(), items=page().items[:1]), PickSource(1))
    searched = replace(page(), items=(), found=0, search="нет")
    yield "copy from, found none", of(project_many.source_view, searched, PickSource(1, 0, 0, True))
    yield "nasty copy from", of(project_many.source_view, nasty_page(), PickSource(7, FAR, FAR))
    for n in (1, 14, HUGE):
        done = Admitted(n, "x" * 16, until)
        yield f"{n} admitted", _done(done, here)
    nobody = Admitted(0, "", until)
    yield "nobody new", lambda t: project_many.done_view(nobody, MEMBER, t, NOW, here)
    yield "too late to take back", lambda t: project_many.late_view(t, here)


def _done(done: Admitted, here: AdmitMany) -> Draw:
    return lambda t: project_many.done_view(done, NASTY_MEMBER, t, NOW, here)


def _ticks() -> Iterator[tuple[str, Draw]]:
    for role in Role:
        some = boxes(role, users=False)
        yield f"lines of a project for {role}", of(project_lines.view, some, OpenProjectLines(7))
        yield f"projects of a line for {role}", of(project_lines.line_view, some, OpenLineProjects(7))
        yield f"projects of a user for {role}", of(user_projects.view, some, OpenUserProjects(7))
        yield f"whose projects for {role}", of(user_projects.like_view, boxes(role), PickLike(7))
        for shown in ChoiceShown:
            yield f"lines {shown} for {role}", of(project_lines.view, some, OpenProjectLines(7, 0, 0, shown), "мтс")
            there = OpenUserProjects(7, 0, 0, shown)
            yield f"nothing {shown} for {role}", of(user_projects.view, replace(some, items=(), found=0), there, NASTY)
    yield "nobody's projects", of(user_projects.like_view, empty(), PickLike(7))
    yield "nasty projects of others", of(user_projects.like_view, nasty_boxes(), PickLike(HUGE, FAR, FAR, True), NASTY)
    yield "no lines of a project", of(project_lines.view, empty(), OpenProjectLines(7))
    yield "no projects of a line", of(project_lines.line_view, empty(), OpenLineProjects(7))
    yield "no projects of a user", of(user_projects.view, empty(), OpenUserProjects(7))
    nasty = nasty_boxes(users=False)
    yield (
        "nasty lines of a project",
        of(project_lines.view, nasty, OpenProjectLines(HUGE, FAR, FAR, ChoiceShown.FOUND), NASTY),
    )
    yield (
        "nasty projects of a line",
        of(project_lines.line_view, nasty, OpenLineProjects(HUGE, FAR, FAR, ChoiceShown.FOUND), NASTY),
    )
    yield (
        "nasty projects of a user",
        of(user_projects.view, nasty, OpenUserProjects(HUGE, FAR, FAR, ChoiceShown.FOUND), NASTY),
    )
