"""The rooms of projects at work: the list, a card, boxes of users and lines, many at once with a way back."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from tortoise.context import TortoiseContext

from domain.access import Role
from domain.users import AccessKind, UserRole
from handlers.rooms.project_many import AdmitOperators, UndoAdmit
from handlers.rooms.project_ways import OpenWorkers
from handlers.rooms.project_workers import Admit
from handlers.rooms.user_projects import AdmitTo
from handlers.rooms.user_ways import OpenProject
from models import AccessChange, Admission, Audit, Contract, LineProject, Project
from services.admission_cards import ChoiceShown
from services.project_cards import ProjectFact
from tests.handlers.centre import Server, a_user, centre_desk
from tests.handlers.desk import ANNA, MARINA, OLEG, SERGEY, Desk, write_lines
from tests.handlers.test_people import pressed
from tests.kit.phone import Phone

FACTS = (("Заказчик", "Банк «Волга»"), ("План", "1 200 анкет"), ("Срок", "до 30 ноября"))


@pytest.fixture
async def desk(db: TortoiseContext) -> AsyncIterator[Desk]:
    """A desk on SQLite, and on PostgreSQL."""
    async with centre_desk(Server()) as opened:
        yield opened


async def told(desk: Desk, *names: str, active: bool = True, facts: Any = ()) -> list[Project]:
    """Projects of the first contract, as the projects service tells them."""
    pushed = [ProjectFact("184/24", f"p-{name}", name, facts, active) for name in names]
    await desk.services.centre.projects.push(pushed, desk.clock())
    return [await Project.get(name=name) for name in names]


async def in_project(desk: Desk, name: str = "Опрос", person: int = ANNA, role: Role = Role.ADMINISTRATOR) -> Phone:
    """Somebody who has opened the card of the project."""
    phone = await desk.join(person, role)
    await told(desk, name, facts=FACTS)
    await phone.send("/projects")
    await phone.sees("Проекты · ")
    await phone.press(f"🟢 {name}")
    await phone.sees(f"Проект «{name}»")
    return phone


async def who(project: Project) -> list[str]:
    rows = Admission.filter(project_id=project.id).order_by("user__name")
    return [str(name) for name in await rows.values_list("user__name", flat=True)]


async def test_projects_are_listed_with_people_and_those_that_ended_last(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    await anna.press("Проекты")
    await anna.sees("Проектов пока нет")
    [survey] = await told(desk, "Опрос")
    await told(desk, "Архив", active=False)
    user = await a_user(desk)
    [member] = await desk.services.members.contracts(ANNA)
    await desk.services.centre.admissions.admit(member, survey.id, [user.id], True, desk.clock())
    await anna.send("/projects")
    await anna.sees("Идут: 1 из 2")
    assert anna.buttons()[:2] == ["🟢 Опрос · 1 чел.", "⚪ Архив · завершён"]


async def test_a_card_shows_facts_and_leads_to_all_of_them(desk: Desk) -> None:
    anna = await in_project(desk)
    card = await anna.sees("Проект «Опрос»")
    assert "Никто не допущен" in card.text
    assert "Заказчик: Банк «Волга»" in card.text
    assert "Срок" not in card.text
    await anna.press("Все данные")
    assert "Срок: до 30 ноября" in (await anna.sees("Срок")).text


async def test_a_tap_admits_at_once_and_another_takes_it_back(desk: Desk) -> None:
    anna = await in_project(desk)
    await a_user(desk, "Анна Белова")
    await anna.press("Кто работает")
    await anna.sees("Отметка действует сразу")
    assert await anna.press("☐ Анна Белова") == "Допущен к проекту"
    await anna.sees("Допущен 1 пользователь")
    project = await Project.get()
    assert await who(project) == ["Анна Белова"]
    assert await anna.press("☑ Анна Белова") == "Больше не в проекте"
    await anna.sees("Никто не допущен")
    assert await who(project) == []
    deeds = Audit.filter(action__in=["admit", "exclude"]).order_by("id")
    assert [row.action for row in await deeds] == ["admit", "exclude"]
    assert await AccessChange.filter(kind=AccessKind.ADMISSION).count() == 2


async def test_all_operators_and_a_copy_can_be_taken_back(desk: Desk) -> None:
    anna = await in_project(desk)
    [project, other] = [await Project.get(name="Опрос"), *await told(desk, "Второй")]
    for name, role in (("Анна", UserRole.OPERATOR), ("Борис", UserRole.OPERATOR), ("Вера", UserRole.OBSERVER)):
        await a_user(desk, name, role)
    await anna.press("Кто работает")
    await anna.press("Сразу нескольких")
    await anna.press("Все операторы")
    await anna.sees("Допущены ещё 2 пользователя")
    assert await who(project) == ["Анна", "Борис"]
    await anna.press("Вернуть")
    await anna.sees("Допустить сразу нескольких")
    assert await who(project) == []
    await anna.press("Все операторы")
    await anna.sees("Допущены ещё 2")
    await pressed(desk, anna, UndoAdmit(project.id, "no such token").pack())
    await anna.sees("Вернуть уже нельзя")
    await anna.send("/projects")
    await anna.press("🟢 Второй")
    await anna.press("Кто работает")
    await anna.sees("Кто работает · «Второй»")
    await anna.press("Сразу нескольких")
    await anna.press("Скопировать из…")
    await anna.press("🟢 Опрос")
    await anna.sees("Допущены ещё 2")
    assert await who(other) == ["Анна", "Борис"]


async def test_people_are_found_by_typing_and_ticked_there(desk: Desk) -> None:
    anna = await in_project(desk)
    for number in range(9):
        await a_user(desk, f"Оператор {number}")
    await a_user(desk, "Яна Ёлкина")
    await anna.press("Кто работает")
    await anna.press("Найти")
    await anna.sees("Напишите часть имени")
    await anna.send("елк")
    await anna.sees("По словам «елк»")
    await anna.press("☐ Яна Ёлкина")
    await anna.sees("Допущен 1")
    await anna.sees("По словам «елк»")
    await anna.send("нет такой")
    await anna.sees("никого нет")
    await anna.press("Все пользователи")
    await anna.sees_button("☐ Оператор 0")
    await anna.press("Только отмеченные")
    await anna.sees_button("☑ Яна Ёлкина")
    assert not [label for label in anna.buttons() if "☐" in label]


async def test_the_same_from_the_side_of_a_user(desk: Desk) -> None:
    anna = await in_project(desk)
    await a_user(desk, "Анна Белова")
    await anna.send("/users")
    await anna.sees_button_with("Анна Белова")
    await anna.press(next(label for label in anna.buttons() if "Анна Белова" in label))
    await anna.press("Проекты")
    await anna.sees("Отмечено: 0 из 1")
    await anna.press("☐ Опрос")
    await anna.sees("Отмечено: 1 из 1")
    assert await who(await Project.get()) == ["Анна Белова"]


async def test_lines_are_linked_from_both_sides(desk: Desk) -> None:
    anna = await in_project(desk)
    [line] = await write_lines(["Волга-транк"])
    await anna.press("Линии")
    await anna.sees("По отметкам авария скажет")
    await anna.press("☐ Волга-транк")
    await anna.sees("Отмечено: 1 из 1")
    assert await LineProject.filter(line_id=line.id).count() == 1
    await anna.press("‹ Проект")
    await anna.sees("1 линия: Волга-транк")
    await anna.send("/lines")
    await anna.press(next(label for label in (await anna.sees("Линии · ")).labels if "Волга" in label))
    await anna.sees("Волга-транк · ")
    await anna.press("Проекты")
    await anna.sees("Проекты линии")
    await anna.press("☑ Опрос")
    await anna.sees("Отмечено: 0 из 1")
    assert not await LineProject.all().exists()


@pytest.mark.parametrize(("person", "role"), [(MARINA, Role.MANAGER), (SERGEY, Role.ON_CALL)])
async def test_who_only_looks_sees_those_who_work_there_and_no_boxes(desk: Desk, person: int, role: Role) -> None:
    await desk.join(ANNA, Role.ADMINISTRATOR)
    [project] = await told(desk, "Опрос")
    [member] = await desk.services.members.contracts(ANNA)
    inside = await a_user(desk, "Анна Белова")
    await a_user(desk, "Борис Власов")
    await desk.services.centre.admissions.admit(member, project.id, [inside.id], True, desk.clock())
    phone = await desk.join(person, role)
    await phone.send("/projects")
    await phone.press("🟢 Опрос")
    await phone.press("Кто работает")
    seen = await phone.sees("Кто работает · «Опрос»")
    assert seen.labels == ["Анна Белова · оператор", "‹ Проект", "Домой"]
    assert "действует сразу" not in seen.text


async def test_a_project_of_another_contract_is_not_there(desk: Desk) -> None:
    anna = await in_project(desk)
    await desk.join(OLEG, Role.ADMINISTRATOR, "207/25")
    other = await Contract.get(number="207/25")
    foreign = await Project.create(contract=other, outside_id="p", name="Чужой", recorded_at=desk.clock())
    user = await a_user(desk)
    for press in (
        OpenWorkers(foreign.id),
        Admit(foreign.id, user.id, True, 0, 0, ChoiceShown.ALL),
        AdmitTo(user.id, foreign.id, True, 0, 0),
        AdmitOperators(foreign.id),
        OpenProject(foreign.id),
    ):
        await pressed(desk, anna, press.pack())
    assert not await Admission.all().exists()
    assert not [message for message in anna.messages() if "Чужой" in message.text]
