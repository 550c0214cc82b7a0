"""Sixty projects and two hundred people: found by typing from either side, ticked over pages, two at once, copied."""

from collections.abc import AsyncIterator

import pytest
from tortoise.context import TortoiseContext

from domain.access import Role
from domain.users import UserRole
from handlers.rooms.project_lines import LinkLine
from handlers.rooms.project_workers import Admit
from handlers.rooms.user_projects import AdmitTo, CopyLike
from handlers.rooms.user_ways import OpenProject, OpenUserProjects
from models import Admission, Contract, Project, User
from services.admission_cards import ChoiceShown
from tests.handlers.centre import Server, centre_desk
from tests.handlers.desk import ANNA, MARINA, Desk, write_lines
from tests.handlers.test_people import pressed
from tests.kit.phone import Phone


@pytest.fixture
async def desk(db: TortoiseContext) -> AsyncIterator[Desk]:
    """One contract with sixty projects and two hundred users."""
    async with centre_desk(Server()) as opened:
        await opened.join(ANNA, Role.ADMINISTRATOR)
        contract, now = await Contract.get(number="184/24"), opened.clock()
        names = [f"Проект {n:02}" for n in range(59)] + ["Опрос-Казань"]
        await Project.bulk_create([Project(contract=contract, outside_id=n, name=n, recorded_at=now) for n in names])
        people = [(f"Оператор {n:03}", UserRole.OPERATOR) for n in range(199)] + [("Яна Ёлкина", UserRole.OBSERVER)]
        rows = [
            User(contract=contract, name=name, role=role, login=str(20000 + n), created_at=now)
            for n, (name, role) in enumerate(people)
        ]
        await User.bulk_create(rows, batch_size=100)
        yield opened


async def at_user(desk: Desk, name: str) -> tuple[Phone, User]:
    anna, user = await desk.phone(ANNA), await User.get(name=name)
    await pressed(desk, anna, OpenUserProjects(user.id).pack())
    await anna.sees("Отмечено: 0 из 60")
    return anna, user


async def inside(user: User) -> list[str]:
    names = Admission.filter(user_id=user.id).order_by("project__name").values_list("project__name", flat=True)
    return [str(name) for name in await names]


async def test_a_project_is_found_by_typing_and_back_leads_to_what_was_found(desk: Desk) -> None:
    anna = await desk.phone(ANNA)
    await anna.send("/projects")
    await anna.sees("Идут: 60 из 60")
    await anna.press("Найти")
    await anna.sees("Напишите часть названия")
    await anna.send("КАЗАНЬ")
    await anna.sees("По словам «КАЗАНЬ» найдено: 1")
    await anna.press("🟢 Опрос-Казань · 0 чел.")
    await anna.sees("Проект «Опрос-Казань»")
    await anna.press("‹ Проекты")
    await anna.sees("По словам «КАЗАНЬ» найдено: 1")
    await anna.send("проект 1")
    await anna.sees("найдено: 15")
    await anna.press("Все проекты")
    await anna.sees_button("1/9")


async def test_projects_of_a_user_are_ticked_while_searching_and_over_pages(desk: Desk) -> None:
    anna, user = await at_user(desk, "Яна Ёлкина")
    await anna.press("☐ Опрос-Казань")
    await anna.sees("Отмечено: 1 из 60")
    await anna.press("›")
    await anna.sees_button("2/9")
    await anna.press("☐ Проект 07")
    await anna.sees("Отмечено: 2 из 60")
    await anna.press("Найти")
    await anna.send("58")
    await anna.sees("По словам «58» найдено: 1")
    await anna.press("☐ Проект 58")
    await anna.sees("Отмечено: 3 из 60")
    await anna.sees("По словам «58»")
    await anna.send("57")
    await anna.sees("По словам «57» найдено: 1")
    await anna.press("Показать все")
    await anna.sees_button("1/9")
    await anna.press("Только отмеченные")
    await anna.sees_button("☑ Проект 58")
    assert not [label for label in anna.buttons() if "☐" in label]
    assert await inside(user) == ["Опрос-Казань", "Проект 07", "Проект 58"]


async def test_the_second_of_two_administrators_is_told_that_it_was_done(desk: Desk) -> None:
    marina = await desk.join(MARINA, Role.ADMINISTRATOR)
    anna, user = await desk.phone(ANNA), await User.get(name="Яна Ёлкина")
    project = await Project.get(name="Опрос-Казань")
    [line] = await write_lines(["Волга"])
    on: tuple[Admit | AdmitTo | LinkLine, ...] = (
        Admit(project.id, user.id, True, 0, 0, ChoiceShown.ALL),
        LinkLine(project.id, line.id, True, 0, 0),
    )
    off = (AdmitTo(user.id, project.id, False, 0, 0), LinkLine(project.id, line.id, False, 0, 0))
    for press in on:
        await pressed(desk, anna, press.pack())
        assert await pressed(desk, marina, press.pack()) == "Уже отмечено: это сделал кто-то другой"
    for gone in off:
        await pressed(desk, marina, gone.pack())
        assert await pressed(desk, anna, gone.pack()) == "Отметка уже снята: это сделал кто-то другой"


async def test_projects_of_one_user_are_given_to_another(desk: Desk) -> None:
    _, source = await at_user(desk, "Оператор 150")
    now = desk.clock()
    for name in ("Проект 03", "Опрос-Казань"):
        await Admission.create(project=await Project.get(name=name), user=source, created_at=now)
    anna, user = await at_user(desk, "Яна Ёлкина")
    await anna.press("Как у…")
    await anna.sees("Чьи проекты добавить?")
    await anna.press("Найти")
    await anna.send("150")
    await anna.sees("найдено: 1")
    assert await anna.press("Оператор 150 · оператор") == "Добавлено проектов: 2"
    await anna.sees("Отмечено: 2 из 60")
    assert await inside(user) == ["Опрос-Казань", "Проект 03"]
    assert await pressed(desk, anna, CopyLike(user.id, source.id).pack()) == "Все эти проекты у него уже есть"


async def test_all_operators_are_admitted_and_copied_to_a_project_found_by_typing(desk: Desk) -> None:
    anna, first = await desk.phone(ANNA), await Project.get(name="Опрос-Казань")
    await pressed(desk, anna, OpenProject(first.id).pack())
    await anna.press("Кто работает")
    await anna.press("Сразу нескольких")
    await anna.press("Все операторы")
    await anna.sees("Допущено ещё 199 пользователей")
    await pressed(desk, anna, OpenProject((await Project.get(name="Проект 58")).id).pack())
    await anna.press("Кто работает")
    await anna.press("Сразу нескольких")
    await anna.press("Скопировать из…")
    await anna.sees("Из какого проекта")
    await anna.press("Найти")
    await anna.send("казань")
    await anna.sees("По словам «казань» найдено: 1")
    await anna.press("🟢 Опрос-Казань · 199 чел.")
    await anna.sees("Допущено ещё 199")
    assert await Admission.all().count() == 2 * 199
