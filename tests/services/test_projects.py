"""Projects, who is admitted to them, the lines they call over, and the feed that the projects service reads."""

import asyncio
import json
from dataclasses import replace
from typing import Any

import pytest

from domain.users import AccessKind, UserRole
from models import AccessChange, Admission, Project
from services.access_feed import FeedItem, forget_taken
from services.errors import ForbiddenError, NotFoundError, UnknownContractError
from services.fact_checks import FactError
from services.project_cards import ProjectFact
from services.projects import impact
from services.user_facts import NewUser
from tests.services.centre_desk import Desk, open_desk
from tests.services.house import House


@pytest.fixture
async def desk(house: House) -> Desk:
    return await open_desk(house)


async def feed(desk: Desk) -> list[FeedItem]:
    return list((await desk.centre.feed.after(0)).items)


async def test_pushed_projects_are_listed_with_their_facts(desk: Desk) -> None:
    facts = (("Клиент", "Банк «Волга»"), ("Анкет", "1 240"))
    pushed = [
        ProjectFact("184/24", "p1", "Опрос", facts),
        ProjectFact("184/24", "p2", "Закрытый", active=False),
        ProjectFact("200/25", "p1", "Чужой"),
    ]
    assert await desk.centre.projects.push(pushed, desk.now) == 3
    page = await desk.centre.projects.page(desk.boris, 0)
    assert [(item.name, item.active) for item in page.items] == [("Опрос", True), ("Закрытый", False)]
    card = await desk.centre.projects.card(desk.vera, page.items[0].id, desk.now)
    assert card.facts == facts
    assert await desk.centre.projects.push([ProjectFact("184/24", "p1", "Опрос 2")], desk.now) == 0
    assert (await desk.centre.projects.card(desk.anna, page.items[0].id, desk.now)).name == "Опрос 2"


async def test_a_push_with_an_unknown_contract_changes_nothing(desk: Desk) -> None:
    with pytest.raises(UnknownContractError):
        await desk.centre.projects.push([ProjectFact("184/24", "p", "А"), ProjectFact("нет", "p", "Б")], desk.now)
    assert not await Project.all().exists()


@pytest.mark.parametrize(
    "about", [{"outside_id": ""}, {"name": "я" * 129}, {"facts": (("", "x"),)}, {"facts": (("a", "b"),) * 13}]
)
def test_a_project_that_cannot_be_kept_is_refused_by_name(about: dict[str, Any]) -> None:
    with pytest.raises(FactError):
        replace(ProjectFact("1", "p", "n"), **about)


async def test_ticks_admit_and_exclude_and_tell_the_projects_service_once(desk: Desk) -> None:
    project, users = await desk.project(), [await desk.user(f"Оператор {n}") for n in range(3)]
    ids = [user.id for user in users]
    admissions = desk.centre.admissions
    assert await admissions.admit(desk.anna, project.id, ids, True, desk.now) == 3
    assert await admissions.admit(desk.anna, project.id, ids[:2], True, desk.now) == 0
    assert await admissions.admit(desk.anna, project.id, ids[:1], False, desk.now) == 1
    told = [item for item in await feed(desk) if item.kind is AccessKind.ADMISSION]
    assert [item.payload["admitted"] for item in told] == [True, True, True, False]
    assert told[3].payload == {"login": "10001", "project": "p-Опрос", "admitted": False}
    page = await admissions.users(desk.anna, project.id, 0)
    assert [item.chosen for item in page.items] == [False, True, True]
    assert page.chosen == 2


async def test_all_operators_and_copies_only_add(desk: Desk) -> None:
    first, second = await desk.project("Первый"), await desk.project("Второй")
    operator, boss = await desk.user("Оператор"), await desk.user("Старший", role=UserRole.SUPERUSER)
    assert await desk.centre.admissions.admit_role(desk.anna, first.id, UserRole.OPERATOR, desk.now) == 1
    await desk.centre.admissions.admit(desk.anna, second.id, [boss.id], True, desk.now)
    assert await desk.centre.admissions.copy(desk.anna, second.id, first.id, desk.now) == 1
    assert await Admission.filter(project_id=second.id).count() == 2
    assert await desk.centre.admissions.copy_user(desk.anna, boss.id, operator.id, desk.now) == 1
    assert [item.chosen for item in (await desk.centre.admissions.projects(desk.anna, boss.id, 0)).items] == [True] * 2
    assert await desk.centre.admissions.admit_user(desk.anna, boss.id, [first.id, second.id], False, desk.now) == 2


async def test_two_who_tick_at_once_admit_once(desk: Desk) -> None:
    project, user = await desk.project(), await desk.user()
    changed = await asyncio.gather(
        *(desk.centre.admissions.admit(desk.anna, project.id, [user.id], True, desk.now) for _ in range(4))
    )
    assert sum(changed) == 1
    assert len([item for item in await feed(desk) if item.kind is AccessKind.ADMISSION]) == 1


async def test_a_foreign_project_or_user_reads_like_one_that_is_not_there(desk: Desk) -> None:
    project, foreign = await desk.project(), await desk.project("Чужой", desk.other)
    user, stranger = await desk.user(), await desk.user("Чужой", desk.gleb)
    centre = desk.centre
    for call in (
        centre.projects.card(desk.anna, foreign.id, desk.now),
        centre.projects.lines(desk.anna, foreign.id, 0),
        centre.admissions.users(desk.anna, foreign.id, 0),
        centre.admissions.projects(desk.anna, stranger.id, 0),
        centre.admissions.admit(desk.anna, foreign.id, [user.id], True, desk.now),
        centre.admissions.admit(desk.anna, project.id, [user.id, stranger.id], True, desk.now),
        centre.admissions.admit(desk.anna, project.id, [1 << 70], True, desk.now),
        centre.admissions.admit_user(desk.anna, user.id, [foreign.id], True, desk.now),
        centre.admissions.copy(desk.anna, project.id, foreign.id, desk.now),
        centre.admissions.copy_user(desk.anna, user.id, stranger.id, desk.now),
    ):
        with pytest.raises(NotFoundError):
            await call
    assert not await Admission.all().exists()


async def test_only_administrators_change_projects(desk: Desk) -> None:
    project, user = await desk.project(), await desk.user()
    for member in (desk.boris, desk.vera):
        for call in (
            desk.centre.admissions.admit(member, project.id, [user.id], True, desk.now),
            desk.centre.admissions.admit_role(member, project.id, UserRole.OPERATOR, desk.now),
            desk.centre.admissions.admit_user(member, user.id, [project.id], True, desk.now),
            desk.centre.projects.link(member, project.id, 1, True, desk.now),
        ):
            with pytest.raises(ForbiddenError):
                await call


async def test_lines_are_linked_and_their_failure_says_what_stops(desk: Desk) -> None:
    project, user = await desk.project(), await desk.user()
    observer = await desk.user("Смотрит", role=UserRole.OBSERVER)
    line, spare = await desk.house.some_lines(await desk.house.carrier(desk.contract), 2)
    await desk.centre.admissions.admit(desk.anna, project.id, [user.id, observer.id], True, desk.now)
    await desk.centre.projects.link(desk.anna, project.id, line.id, True, desk.now)
    await desk.centre.projects.link(desk.anna, project.id, line.id, True, desk.now)
    assert (await desk.centre.projects.card(desk.anna, project.id, desk.now)).lines == (line.name,)
    stops = await impact([line.id])
    assert (stops.projects, stops.operators) == (("Опрос",), 1)
    assert (await impact([spare.id])).projects == ()
    await Project.filter(id=project.id).update(active=False)
    assert (await impact([line.id])).operators == 0
    await desk.centre.projects.link(desk.anna, project.id, line.id, False, desk.now)
    assert (await desk.centre.projects.lines(desk.anna, project.id, 0)).chosen == 0


async def test_the_feed_delivers_what_the_user_types_and_forgets_it_when_it_was_taken(desk: Desk) -> None:
    user = await desk.user()
    page = await desk.centre.feed.after(0, limit=1)
    assert (page.more, page.items[0].kind, page.items[0].contract) == (True, AccessKind.USER, "184/24")
    assert page.items[0].payload == {"login": "10001", "name": user.name, "role": "operator"}
    [secret] = (await desk.centre.feed.after(page.cursor)).items
    assert secret.password == desk.secrets.password(user)
    assert secret.password not in repr(secret)
    assert await desk.centre.feed.acknowledge(secret.cursor, desk.now) == 2
    assert await desk.centre.feed.acknowledge(secret.cursor, desk.now) == 0
    assert (await AccessChange.get(id=secret.cursor)).sealed_password == ""
    assert (await desk.centre.feed.after(0)).items[1].password == ""
    assert await desk.centre.feed.waiting() == 0
    assert await forget_taken(desk.later(days=31)) == 2


@pytest.mark.parametrize("cursor", [-1, 1 << 70])
async def test_a_cursor_that_cannot_be_is_harmless(desk: Desk, cursor: int) -> None:
    await desk.user()
    await desk.centre.feed.after(cursor)
    assert await desk.centre.feed.acknowledge(cursor, desk.now) == 0


async def test_numbers_of_the_feed_have_no_gap_when_many_write_and_one_fails(desk: Desk) -> None:
    adding = [desk.centre.users.add(desk.anna, NewUser(f"Оператор {n}"), desk.now) for n in range(5)]
    adding.append(desk.centre.users.add(desk.anna, NewUser(""), desk.now))
    await asyncio.gather(*adding, return_exceptions=True)
    cursors = [item.cursor for item in await feed(desk)]
    assert cursors == list(range(1, 11))
    assert all("password" not in json.loads(row.payload) for row in await AccessChange.all())
