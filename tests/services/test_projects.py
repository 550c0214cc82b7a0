"""Projects, who is admitted to them, and the lines they call over."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from domain.users import AccessKind, UserRole
from models import Admission, Project
from services.access_feed import FeedItem
from services.admission_cards import ChoiceShown
from services.errors import (
    ConfirmationGoneError,
    ForbiddenError,
    NotFoundError,
    UnknownContractError,
)
from services.fact_checks import FactError
from services.impact import impact
from services.project_cards import ProjectFact
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
    assert await desk.centre.projects.push([ProjectFact("184/24", "p1", "Опрос 2")], desk.now) == 1
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
    page = await desk.centre.boxes.users(desk.anna, project.id, 0, desk.now)
    assert [item.chosen for item in page.items] == [False, True, True]
    assert page.chosen == 2


async def test_all_operators_and_copies_only_add(desk: Desk) -> None:
    first, second = await desk.project("Первый"), await desk.project("Второй")
    operator, boss = await desk.user("Оператор"), await desk.user("Старший", role=UserRole.SUPERUSER)
    assert (await desk.centre.admissions.admit_role(desk.anna, first.id, UserRole.OPERATOR, desk.now)).count == 1
    await desk.centre.admissions.admit(desk.anna, second.id, [boss.id], True, desk.now)
    assert (await desk.centre.admissions.copy(desk.anna, second.id, first.id, desk.now)).count == 1
    assert await Admission.filter(project_id=second.id).count() == 2
    assert await desk.centre.admissions.copy_user(desk.anna, boss.id, operator.id, desk.now) == 1
    assert [item.chosen for item in (await desk.centre.boxes.projects(desk.anna, boss.id, 0, desk.now)).items] == [
        True
    ] * 2
    assert await desk.centre.admissions.admit_user(desk.anna, boss.id, [first.id, second.id], False, desk.now) == 2


async def test_many_admitted_by_one_tap_are_excluded_by_one_tap_in_time(desk: Desk) -> None:
    project, old, new = await desk.project(), await desk.user("Первый"), await desk.user("Второй")
    admissions = desk.centre.admissions
    await admissions.admit(desk.anna, project.id, [old.id], True, desk.now)
    done = await admissions.admit_role(desk.anna, project.id, UserRole.OPERATOR, desk.now)
    assert done.count == 1
    assert (await admissions.admit_role(desk.anna, project.id, UserRole.OPERATOR, desk.now)).undo_token == ""
    for member, at in ((desk.gleb, desk.now), (desk.anna, done.undo_until)):
        with pytest.raises(ConfirmationGoneError):
            await admissions.undo(member, done.undo_token, at)
    assert await admissions.undo(desk.anna, done.undo_token, desk.now) == 1
    with pytest.raises(ConfirmationGoneError):
        await admissions.undo(desk.anna, done.undo_token, desk.now)
    assert [row.user_id for row in await Admission.filter(project_id=project.id)] == [old.id]
    assert (await feed(desk))[-1].payload["admitted"] is False
    assert new.id != old.id


async def test_the_boxes_of_a_project_are_searched_and_narrowed(desk: Desk) -> None:
    project = await desk.project()
    chosen = await desk.user("Анна Ёлкина")
    await desk.user("Борис Власов", login="777")
    await desk.centre.admissions.admit(desk.anna, project.id, [chosen.id], True, desk.now)
    boxes = desk.centre.boxes

    async def names(shown: ChoiceShown) -> list[str]:
        return [item.name for item in (await boxes.users(desk.anna, project.id, 0, desk.now, shown)).items]

    assert await names(ChoiceShown.ALL) == ["Анна Ёлкина", "Борис Власов"]
    assert await names(ChoiceShown.CHOSEN) == ["Анна Ёлкина"]
    await boxes.set_search(desk.anna, " елк ", desk.now)
    assert await names(ChoiceShown.FOUND) == ["Анна Ёлкина"]
    await boxes.set_search(desk.anna, "77", desk.now)
    assert await names(ChoiceShown.FOUND) == ["Борис Власов"]
    assert await boxes.search(desk.anna, desk.now) == "77"


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
        centre.boxes.lines(desk.anna, foreign.id, 0, desk.now),
        centre.boxes.users(desk.anna, foreign.id, 0, desk.now),
        centre.boxes.projects(desk.anna, stranger.id, 0, desk.now),
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
    assert (await desk.centre.boxes.lines(desk.anna, project.id, 0, desk.now)).chosen == 0
