"""The room of users at work: the list, search, filters, ticks, dismissal with undo, erasure."""

from collections.abc import AsyncIterator

import pytest
from tortoise.context import TortoiseContext

from domain.access import Role
from domain.softphones import SoftphoneEvent
from domain.users import UserRole
from handlers.rooms.user_delete import BringBack, EraseUser
from handlers.rooms.user_ways import OpenUser, UserPlace
from handlers.rooms.users_pick import DeleteUsers, UndoUsers
from models import Audit, User
from tests.handlers.centre import Server, a_user, centre_desk, report
from tests.handlers.desk import ANNA, MARINA, SERGEY, Desk
from tests.handlers.test_people import pressed
from tests.kit.phone import Phone


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
async def desk(db: TortoiseContext, server: Server) -> AsyncIterator[Desk]:
    """A desk on SQLite, and on PostgreSQL."""
    async with centre_desk(server) as opened:
        yield opened


async def with_users(desk: Desk, names: list[str]) -> Phone:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    for name in names:
        await a_user(desk, name)
    await anna.press("Пользователи")
    await anna.sees("Пользователи · ")
    return anna


def people(phone: Phone) -> list[str]:
    return [label for label in phone.buttons() if "·" in label]


async def test_home_leads_to_users_and_counts_softphones(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    first = await a_user(desk)
    await a_user(desk, "Ольга Смирнова")
    await a_user(desk, "Пётр Котов", UserRole.OBSERVER)
    await report(desk, first)
    await anna.send("/start")
    await anna.sees("Софт-фоны: 1 из 2")
    await anna.press("Пользователи")
    await anna.sees("2 оператора, 1 наблюдатель")
    assert people(anna) == [
        "🟢 Иван Петров · 10001 · онлайн",
        "⚪ Ольга Смирн… · 10002 · ещё не входил",
        "Пётр Котов · 10003 · наблюдатель",
    ]


async def test_typing_finds_users_by_name_and_login_and_back_keeps_what_was_found(desk: Desk) -> None:
    anna = await with_users(desk, ["Иван Петров", "Ольга Смирнова", "Пётр Котов"])
    await anna.press("Найти")
    await anna.sees("Напишите часть имени или логина")
    await anna.send("ПЕТР")
    found = await anna.sees("По словам «ПЕТР»: 2 пользователя")
    assert [label for label in found.labels if "·" in label] == [
        "⚪ Иван Петров · 10001 · ещё не входил",
        "⚪ Пётр Котов · 10003 · ещё не входил",
    ]
    await anna.press("⚪ Пётр Котов")
    await anna.sees("Логин и номер: 10003")
    await anna.press("‹ Пользователи")
    await anna.sees("По словам «ПЕТР»: 2 пользователя")
    await anna.send("10002")
    await anna.sees("По словам «10002»: 1 пользователь")
    await anna.send("нет такого")
    await anna.sees("никого нет")
    await anna.press("Все пользователи")
    await anna.sees("Всего: 3")


async def test_filters_by_role_and_state_combine_and_are_counted(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    one = await a_user(desk, "Иван Петров")
    await a_user(desk, "Ольга Смирнова", UserRole.SUPERUSER)
    await a_user(desk, "Пётр Котов", UserRole.OBSERVER)
    await report(desk, one, SoftphoneEvent.WRONG_PASSWORD)
    await anna.press("Пользователи")
    await anna.press("Выбрать")
    await anna.sees("Найдено: 3")
    await anna.press("Операторы")
    await anna.sees("Найдено: 1")
    await anna.press("Не входили")
    await anna.sees("Найдено: 0")
    await anna.press("✓ Операторы")
    await anna.sees("Найдено: 1")
    await anna.press("Показать: 1")
    await anna.sees("Показаны: не входили · 1")
    assert people(anna) == ["⚪ Ольга Смирн… · 10002 · ещё не входил"]
    await anna.press("Все пользователи")
    await anna.sees("Всего: 3")
    assert "🔴 Иван Петров · 10001 · ошибка" in people(anna)


async def test_ticked_users_are_deleted_after_a_question_that_names_them_and_come_back(
    desk: Desk, server: Server
) -> None:
    anna = await with_users(desk, [f"Оператор {number}" for number in range(1, 10)])
    await anna.press("Отметить")
    await anna.press("☐ ⚪ Оператор 1")
    await anna.press("☐ ⚪ Оператор 2")
    await anna.press("›")
    await anna.press("☐ ⚪ Оператор 9")
    await anna.sees("Отмечены 3 пользователя")
    await anna.press("Удалить (3)")
    asked = await anna.sees("Удалить 3 пользователей?")
    assert "Оператор 1\nОператор 2\nОператор 9" in asked.text
    assert "Сразу закроются вход, ссылки, софт-фон и проекты" in asked.text
    await anna.press("Удалить")
    await anna.sees("Удалены 3 пользователя")
    assert sorted(server.dropped) == ["10001", "10002", "10009"]
    assert await User.filter(deleted_at__isnull=True).count() == 6
    assert await anna.press("Вернуть") == "Возвращены 3 пользователя с прежним паролем"
    await anna.sees("Всего: 9")


async def test_the_question_says_who_talks_now_and_that_the_talk_goes_on(desk: Desk, server: Server) -> None:
    anna = await with_users(desk, ["Иван Петров", "Ольга Смирнова"])
    await anna.press("⚪ Иван Петров")
    await anna.press("Удалить")
    assert "разговаривает" not in (await anna.sees("Удалить 1 пользователя?")).text
    await anna.press("Отмена")
    await anna.sees("Иван Петров · оператор")
    server.calls.add("10001")
    await anna.press("Удалить")
    await anna.sees("🟠 Он сейчас разговаривает: разговор продлится, пока не кончится сам")
    await anna.press("Отмена")
    await anna.press("‹ Пользователи")
    await anna.press("Отметить")
    await anna.press("Вся страница")
    await anna.press("Удалить (2)")
    await anna.sees("🟠 Сейчас разговаривают: 1. Разговоры продлятся, пока не кончатся сами")


async def test_the_question_is_answered_once_and_expires(desk: Desk) -> None:
    anna = await with_users(desk, ["Иван Петров", "Ольга Смирнова"])
    await anna.press("⚪ Иван Петров")
    await anna.press("Удалить")
    await anna.sees("Удалить 1 пользователя?")
    desk.clock.skip(minutes=6)
    await anna.press("Удалить")
    await anna.sees("Вопрос устарел")
    assert await User.filter(deleted_at__isnull=True).count() == 2
    [member] = await desk.services.members.contracts(ANNA)
    user = await User.get(name="Иван Петров")
    ask = await desk.services.centre.lists.ask_dismiss(member, user.id, desk.clock())
    await pressed(desk, anna, DeleteUsers(ask.token, 0).pack())
    await anna.sees("Удалён 1 пользователь")
    await pressed(desk, anna, DeleteUsers(ask.token, 0).pack())
    await anna.sees("Вопрос устарел")


async def test_undo_ends_after_ten_minutes(desk: Desk) -> None:
    anna = await with_users(desk, ["Иван Петров"])
    await anna.press("⚪ Иван Петров")
    await anna.press("Удалить")
    await anna.press("Удалить")
    await anna.sees("Вернуть можно до")
    desk.clock.skip(minutes=11)
    await anna.press("Вернуть")
    await anna.sees("Вернуть уже нельзя")
    await pressed(desk, anna, UndoUsers("x" * 16, 0).pack())
    await anna.sees("Вернуть уже нельзя")


async def test_somebody_deleted_comes_back_from_his_card_until_the_promised_minute(desk: Desk) -> None:
    anna = await with_users(desk, ["Иван Петров", "Ольга Смирнова"])
    await anna.press("⚪ Иван Петров")
    await anna.press("Удалить")
    await anna.press("Удалить")
    promised = (await anna.sees("Вернуть можно до")).text.splitlines()[-1]
    await anna.press("‹ Пользователи")
    await anna.sees("Всего: 1")
    await anna.press("Домой")
    await anna.press("Пользователи")
    await anna.press("Удалённые (1)")
    await anna.sees("Удалённые · ")
    assert [label for label in people(anna) if "удалён" in label] == people(anna)
    await anna.press("⚪ Иван Петров · удалён")
    card = await anna.sees("⚪ Удалён ")
    assert card.text.splitlines()[-1] == promised
    assert card.labels == ["Вернуть", "Стереть данные", "‹ Пользователи", "Домой"]
    desk.clock.skip(minutes=9)
    assert await anna.press("Вернуть") == "Возвращён 1 пользователь с прежним паролем"
    await anna.sees("Логин и номер: 10001")
    assert await Audit.filter(action="undo_users").count() == 1


async def test_several_deleted_in_one_go_come_back_together_or_each_alone(desk: Desk) -> None:
    anna = await with_users(desk, ["Иван Петров", "Ольга Смирнова", "Пётр Котов"])
    await anna.press("Отметить")
    await anna.press("Вся страница")
    await anna.press("Удалить (3)")
    await anna.press("Удалить")
    await anna.sees("Удалены 3 пользователя")
    await anna.press("‹ Пользователи")
    await anna.sees("Пользователей пока нет")
    await anna.press("Удалённые (3)")
    await anna.press("⚪ Ольга Смирнова")
    await anna.sees("Вернуть можно до")
    await anna.press("Вернуть")
    await anna.sees("Логин и номер: 10002")
    await anna.press("‹ Пользователи")
    await anna.press("⚪ Пётр Котов")
    await anna.sees("Вместе с ним удалено: 1")
    assert await anna.press("Вернуть всех") == "Возвращены 2 пользователя с прежним паролем"
    await anna.sees("Всего: 3")
    assert "Удалённые (3)" not in anna.buttons()


async def test_from_an_old_card_nobody_comes_back_too_late_or_twice(desk: Desk) -> None:
    anna = await with_users(desk, ["Иван Петров"])
    user = await User.get()
    await anna.press("⚪ Иван Петров")
    await pressed(desk, anna, BringBack(user.id).pack())
    await anna.sees("Вернуть уже нельзя")
    await pressed(desk, anna, OpenUser(user.id).pack())
    await anna.press("Удалить")
    await anna.press("Удалить")
    await pressed(desk, anna, OpenUser(user.id).pack())
    await anna.sees("Вернуть можно до")
    desk.clock.skip(minutes=10)
    await anna.press("Вернуть")
    await anna.press("‹ Пользователи")
    await anna.sees("Пользователей пока нет")
    assert not [label for label in anna.buttons() if label.startswith("Удалённые")]
    await anna.press("Выбрать")
    await anna.press("Удалённые")
    await anna.press("Показать: 1")
    await anna.press("⚪ Иван Петров")
    await anna.sees_button("Стереть данные")
    card = await anna.sees("⚪ Удалён ")
    assert "Вернуть" not in card.labels
    assert "Вернуть можно" not in card.text


async def test_no_to_the_question_leads_back_to_the_card(desk: Desk) -> None:
    anna = await with_users(desk, ["Иван Петров"])
    await anna.press("⚪ Иван Петров")
    await anna.press("Удалить")
    await anna.press("Отмена")
    await anna.sees("Логин и номер: 10001")


async def test_what_is_kept_of_somebody_dismissed_is_erased_at_request(desk: Desk) -> None:
    anna = await with_users(desk, ["Иван Петров", "Ольга Смирнова"])
    await anna.press("⚪ Иван Петров")
    await anna.press("Удалить")
    await anna.press("Удалить")
    await anna.sees("Удалён 1 пользователь")
    await anna.press("‹ Пользователи")
    await anna.press("Выбрать")
    await anna.press("Удалённые")
    await anna.press("Показать: 1")
    await anna.sees("Удалённые · ")
    await anna.press("⚪ Иван Петров")
    card = await anna.sees("Удалён ")
    assert card.labels == ["Вернуть", "Стереть данные", "‹ Пользователи", "Домой"]
    await anna.press("Стереть данные")
    await anna.sees("Вернуть будет нельзя")
    await anna.press("Стереть данные")
    await anna.sees("Данные стёрты")
    gone = await User.get(deleted_at__isnull=False)
    assert (gone.name, gone.login, gone.former_login, gone.sealed_password) == ("", None, "", "")
    assert await Audit.filter(action="erase_user", subject=f"user {gone.id}").count() == 1
    await pressed(desk, anna, EraseUser("x" * 16, 0).pack())
    await anna.sees("ничего не стёрто")


@pytest.mark.parametrize(("person", "role"), [(MARINA, Role.MANAGER), (SERGEY, Role.ON_CALL)])
async def test_who_changes_nothing_sees_states_and_no_button_that_changes(desk: Desk, person: int, role: Role) -> None:
    await desk.join(ANNA, Role.ADMINISTRATOR)
    user = await a_user(desk)
    await report(desk, user)
    phone = await desk.join(person, role)
    await phone.press("Пользователи")
    assert not {"Добавить", "Отметить"} & set(phone.buttons())
    await phone.press("🟢 Иван Петров")
    card = await phone.sees("🟢 Софт-фон: онлайн с")
    assert "MicroSIP/3.21.6 · 192.0.2.41:5062" in card.text
    assert card.labels == ["Проекты", "Лог софт-фона", "Обновить", "‹ Пользователи", "Домой"]


@pytest.mark.parametrize("at", [*range(250), 2**40, 2**62 + 12345])
def test_a_place_in_the_list_is_one_number_and_back(at: int) -> None:
    assert UserPlace.of(at).at == at
