"""One thing is filled in at a time: before a form or a list takes the place of another one, the person is asked."""

from collections.abc import AsyncIterator

import pytest
from tortoise.context import TortoiseContext

from domain.access import Role
from handlers.rooms.user_ways import AddUser, ImportUsers
from handlers.rooms.ways import AddLine
from models import Draft, User
from tests.handlers.centre import Server, centre_desk
from tests.handlers.desk import ANNA, Desk
from tests.handlers.test_people import pressed
from tests.kit.phone import Phone

NAMES = "Белова Анна\nВласов Борис"
OTHERS = "Громова Вера\nДмитриев Глеб\nЕжова Дарья"
WAYS = ["Продолжить", "Начать заново", "‹ Назад", "Домой"]


@pytest.fixture
async def desk(db_sqlite: TortoiseContext) -> AsyncIterator[Desk]:
    async with centre_desk(Server()) as opened:
        await opened.join(ANNA, Role.ADMINISTRATOR)
        yield opened


async def begun_user(desk: Desk) -> Phone:
    anna = await desk.phone(ANNA)
    await pressed(desk, anna, AddUser().pack())
    await anna.sees("Как зовут?")
    await anna.send("Иван Петров")
    await anna.sees("Какая роль?")
    return anna


async def begun_line(desk: Desk) -> Phone:
    anna = await desk.phone(ANNA)
    await pressed(desk, anna, AddLine().pack())
    await anna.press("SIP-транк")
    await anna.sees("Как назвать линию?")
    await anna.send("Волга")
    await anna.sees("Какой провайдер?")
    return anna


async def begun_list(desk: Desk) -> Phone:
    anna = await desk.phone(ANNA)
    await anna.send(NAMES)
    await anna.sees("Новые пользователи: 2")
    return anna


BEGUN = {
    "Новый пользователь «Иван Петров»": begun_user,
    "Новая линия «Волга»": begun_line,
    "Список новых пользователей: 2": begun_list,
}
NEXT = {
    "user": (AddUser(), "Как зовут?"),
    "line": (AddLine(), "Новая линия"),
    "list": (ImportUsers(), "Вставьте имена"),
}
SAME = {("Новый пользователь «Иван Петров»", "user"), ("Новая линия «Волга»", "line")}
"""Whoever taps «Добавить» again goes on with the form that he began."""

CROSSED = [(what, then) for what in BEGUN for then in NEXT if (what, then) not in SAME]


@pytest.mark.parametrize(("what", "then"), CROSSED)
async def test_nothing_takes_the_place_of_what_is_not_finished_without_a_word(desk: Desk, what: str, then: str) -> None:
    anna = await BEGUN[what](desk)
    press, first = NEXT[then]
    draft = (await Draft.get()).answers
    await pressed(desk, anna, press.pack())
    asked = await anna.sees("Начатое не закончено")
    assert what in asked.text
    assert asked.labels == WAYS
    assert (await Draft.get()).answers == draft
    await anna.press("Начать заново")
    await anna.sees(first)
    assert what not in (await anna.sees(first)).text


@pytest.mark.parametrize(
    ("what", "again"),
    list(zip(BEGUN, ("Форма продолжается", "Форма продолжается", "Новые пользователи: 2"), strict=True)),
)
async def test_what_is_not_finished_goes_on_from_the_question_and_from_home(desk: Desk, what: str, again: str) -> None:
    anna = await BEGUN[what](desk)
    other = "line" if "пользов" in what else "user"
    await pressed(desk, anna, NEXT[other][0].pack())
    await anna.sees("Начатое не закончено")
    await anna.press("Продолжить")
    await anna.sees(again)
    await anna.send("/start")
    await anna.sees_button("Продолжить ·")
    await anna.press("Продолжить ·")
    await anna.sees(again)


async def test_a_second_list_that_is_pasted_does_not_take_the_place_of_the_first(desk: Desk) -> None:
    anna = await begun_list(desk)
    await anna.send(OTHERS)
    asked = await anna.sees("Присланный список не взят")
    assert "Список новых пользователей: 2" in asked.text
    await anna.press("Продолжить")
    await anna.press("Добавить (2)")
    await anna.sees("Добавлены 2 пользователя")
    assert await User.all().count() == 2
    await anna.send(OTHERS)
    await anna.sees("Новые пользователи: 3")


async def test_start_over_waits_for_the_second_list(desk: Desk) -> None:
    anna = await begun_list(desk)
    await anna.send(OTHERS)
    await anna.sees("Начатое не закончено")
    await anna.press("Начать заново")
    await anna.sees("Вставьте имена")
    await anna.send(OTHERS)
    await anna.sees("Новые пользователи: 3")


async def test_a_list_with_faults_is_mended_by_another_one_at_once(desk: Desk) -> None:
    anna = await desk.phone(ANNA)
    await anna.send("Белова Анна, директор\nВласов Борис")
    await anna.sees("Строк с ошибками: 1")
    await anna.send(OTHERS)
    await anna.sees("Новые пользователи: 3")


async def test_a_form_without_answers_is_left_without_a_question(desk: Desk) -> None:
    anna = await desk.phone(ANNA)
    await pressed(desk, anna, AddLine().pack())
    await anna.sees("Новая линия")
    await pressed(desk, anna, AddUser().pack())
    await anna.sees("Как зовут?")


async def test_passwords_of_a_list_that_is_not_taken_leave_the_chat(desk: Desk) -> None:
    anna = await begun_list(desk)
    await anna.send("Громова Вера, 701, Typed-by-hand-2026\nДмитриев Глеб, 702, Typed-by-hand-2027")
    await anna.sees("Присланный список не взят")
    assert not [message for message in anna.messages() if "Typed-by-hand" in message.text]
