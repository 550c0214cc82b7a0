"""The form of a user at work: adding, changing, what a role gives or takes; a new password, and advice before it."""

from collections.abc import AsyncIterator

import pytest
from tortoise.context import TortoiseContext

from domain.access import Role
from domain.softphones import SoftphoneEvent
from domain.users import PasswordOf, UserRole
from models import AccessChange, Draft, User
from services.user_facts import UserChange
from tests.handlers.centre import SECRETS, Server, a_user, centre_desk, report
from tests.handlers.desk import ANNA, MARINA, Desk
from tests.kit.phone import Phone

TYPED = "Klyuch-7719-Zima"


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
async def desk(db: TortoiseContext, server: Server) -> AsyncIterator[Desk]:
    """A desk on SQLite, and on PostgreSQL."""
    async with centre_desk(server) as opened:
        yield opened


async def at_users(desk: Desk) -> Phone:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    await anna.press("Пользователи")
    await anna.sees("Пользователи · ")
    return anna


async def at_card(desk: Desk, name: str = "Иван Петров", role: UserRole = UserRole.OPERATOR) -> tuple[Phone, User]:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    user = await a_user(desk, name, role)
    await anna.press("Пользователи")
    [label] = [label for label in (await anna.sees("Всего: 1")).labels if name in label]
    await anna.press(label)
    await anna.sees(f"{name} · ")
    return anna, user


async def test_a_user_is_added_with_a_ready_login_and_password(desk: Desk) -> None:
    anna = await at_users(desk)
    await anna.press("Добавить")
    await anna.sees("Как зовут?")
    await anna.send("  Иван   Петров ")
    await anna.sees("Какая роль?")
    await anna.press("Оператор")
    await anna.sees("Свободен 10001")
    await anna.press("10001")
    await anna.sees("Какой пароль для входа?")
    await anna.press("Готовый пароль")
    review = await anna.sees("Сохраните или выберите")
    assert "Появится софт-фон с номером 10001" in review.text
    await anna.press("Сохранить")
    card = await anna.sees("🟢 Добавлен. Передайте ему данные")
    assert "Иван Петров · оператор" in card.text
    user = await User.get()
    assert (user.name, user.login, user.role) == ("Иван Петров", "10001", UserRole.OPERATOR)
    assert len(SECRETS.password(user)) == 20
    assert not await Draft.all().exists()


async def test_a_typed_password_leaves_the_chat_and_is_nowhere_in_the_clear(desk: Desk) -> None:
    anna = await at_users(desk)
    await anna.press("Добавить")
    await anna.send("Иван Петров")
    await anna.press("Наблюдатель")
    await anna.send("ivan.petrov")
    await anna.sees("Какой пароль")
    for weak, why in (("short1A", "Пароль короче 12"), ("aaaaaaaaaaaa", "Пароль простой"), ("Ivan.Petrov-77", "логин")):
        await anna.send(weak)
        await anna.sees(why)
        await anna.sees_no(weak)
    await anna.send(TYPED)
    await anna.sees("Пароль для входа: ваш")
    await anna.sees_no(TYPED)
    [row] = await Draft.all()
    assert TYPED not in row.answers + row.sealed_secret
    await anna.press("Сохранить")
    await anna.sees("🟢 Добавлен")
    user = await User.get()
    assert (SECRETS.password(user), user.sip_ha1, user.login) == (TYPED, "", "ivan.petrov")
    assert TYPED not in "".join(message.text for message in anna.messages())


async def test_a_password_that_nobody_asked_for_leaves_the_chat_and_the_summary_says_what_to_press(desk: Desk) -> None:
    anna = await at_users(desk)
    await anna.press("Добавить")
    await anna.send("Иван Петров")
    await anna.press("Оператор")
    await anna.press("10001")
    await anna.press("Готовый пароль")
    await anna.sees("Сохраните или выберите")
    await anna.send(TYPED)
    said = await anna.sees("Сообщение удалено: вдруг в нём пароль")
    assert "Пароль задаётся кнопкой «Пароль»" in said.text
    assert {"Сохранить", "Пароль"} <= set(said.labels)
    await anna.sees_no(TYPED)
    await anna.press("Сохранить")
    await anna.sees("Добавлен")
    await anna.press("Изменить")
    await anna.send(TYPED)
    assert "Пароль меняется в карточке: «Новый пароль»" in (await anna.sees("Сообщение удалено")).text
    await anna.sees_no(TYPED)
    user = await User.get()
    assert (user.name, SECRETS.password(user) == TYPED) == ("Иван Петров", False)


async def test_logins_that_cannot_stand_are_refused_with_what_to_do(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    await a_user(desk, login="777")
    await anna.press("Пользователи")
    await anna.press("Добавить")
    await anna.send("Ольга")
    await anna.press("Оператор")
    for login, why in (
        ("777", "Этот логин занят"),
        ("112", "номер экстренной службы"),
        ("79991234567", "похоже на городской"),
        ("Иван", "латинские буквы и цифры"),
    ):
        await anna.sees("Какой логин?")
        await anna.send(login)
        await anna.sees(why)
    await anna.send("778")
    await anna.sees("Логин: 778")


async def test_the_form_goes_on_after_a_restart_and_home_leads_back(desk: Desk) -> None:
    anna = await at_users(desk)
    await anna.press("Добавить")
    await anna.send("Иван Петров")
    await anna.sees("Какая роль?")
    await anna.press("Домой")
    await anna.press("Продолжить · Иван Петров")
    await anna.sees("Форма продолжается с того же места")
    await anna.send("/cancel")
    await anna.sees("Форма закрыта")
    assert not await Draft.all().exists()


async def test_a_form_is_gone_after_an_hour_and_by_another_tap(desk: Desk) -> None:
    anna = await at_users(desk)
    await anna.press("Добавить")
    await anna.send("Иван Петров")
    await anna.sees("Какая роль?")
    desk.clock.skip(minutes=61)
    assert "Эта форма закрыта" in str(await anna.press("Оператор"))
    assert not await Draft.all().exists()


async def test_another_role_says_what_becomes_of_the_softphone_before_it_is_saved(desk: Desk, server: Server) -> None:
    anna, user = await at_card(desk)
    await anna.press("Изменить")
    await anna.sees("Сохраните или выберите")
    assert "Сохранить" not in anna.buttons()
    await anna.press("Роль")
    await anna.press("Наблюдатель")
    await anna.sees("Софт-фон отключится сразу")
    assert (await User.get()).sip_ha1
    await anna.press("Сохранить")
    await anna.sees("Софт-фона нет")
    after = await User.get()
    assert (after.role, after.sip_ha1) == (UserRole.OBSERVER, "")
    assert server.dropped == [user.login]
    await anna.press("Изменить")
    await anna.press("Роль")
    await anna.press("Суперюзер")
    await anna.sees("Появится софт-фон с номером 10001")
    await anna.press("Сохранить")
    await anna.sees("Софт-фон: ещё не входил")
    assert (await User.get()).sip_ha1


async def test_another_login_says_that_the_number_changes(desk: Desk) -> None:
    anna, _ = await at_card(desk)
    await anna.press("Изменить")
    await anna.press("Логин")
    await anna.send("1234")
    await anna.sees("Номер сменится на 1234")
    await anna.press("Сохранить")
    await anna.sees("Логин и номер: 1234")


async def test_two_administrators_do_not_overwrite_one_another(desk: Desk) -> None:
    anna, user = await at_card(desk)
    await anna.press("Изменить")
    await anna.press("Имя")
    await anna.send("Иван Сидоров")
    await anna.sees("Имя: Иван Сидоров")
    await desk.join(MARINA, Role.ADMINISTRATOR)
    [marina] = await desk.services.members.contracts(MARINA)
    centre = desk.services.centre
    await centre.users.change(marina, user.id, UserChange(name="Иван Орлов"), user.version, desk.clock())
    await anna.press("Сохранить")
    await anna.sees("его сохранил другой администратор")
    assert (await User.get()).name == "Иван Орлов"


async def test_a_new_password_is_four_taps_from_home(desk: Desk, server: Server) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    user = await a_user(desk)
    before = (SECRETS.password(user), SECRETS.sip_password(user))
    for tap in ("Пользователи", "⚪ Иван Петров", "Новый пароль", "Готовые пароли"):
        await anna.press(tap)
    card = await anna.sees("🟢 Новые пароли сделаны")
    assert {"Показать", "Передать"} <= set(card.labels)
    after = await User.get()
    assert not {SECRETS.password(after), SECRETS.sip_password(after)} & set(before)
    assert server.dropped == ["10001"]
    assert await AccessChange.filter(kind="password", user_id=user.id).count() == 2  # the first, and the new one


@pytest.mark.parametrize(("tap", "which"), [("Только вход", PasswordOf.ACCESS), ("Только софт-фон", PasswordOf.PHONE)])
async def test_one_of_the_two_passwords_is_made_anew(desk: Desk, tap: str, which: PasswordOf) -> None:
    anna, user = await at_card(desk)
    await anna.press("Новый пароль")
    await anna.press(tap)
    await anna.sees("🟢 Новый пароль")
    after = await User.get()
    assert (SECRETS.password(after) == SECRETS.password(user)) is (which is PasswordOf.PHONE)
    assert (SECRETS.sip_password(after) == SECRETS.sip_password(user)) is (which is PasswordOf.ACCESS)


async def test_a_typed_new_password_is_judged_and_leaves_the_chat(desk: Desk) -> None:
    anna, _ = await at_card(desk)
    await anna.press("Новый пароль")
    await anna.send("12345")
    await anna.sees("Пароль короче 12")
    await anna.send(TYPED)
    await anna.sees("🟢 Новый пароль для входа сделан")
    await anna.sees_no(TYPED)
    assert SECRETS.password(await User.get()) == TYPED


async def test_words_that_look_like_another_question_are_the_awaited_password(desk: Desk) -> None:
    anna, _ = await at_card(desk)
    await anna.press("Новый пароль")
    await anna.send("счёт на 50 000")
    await anna.sees("латинские буквы, цифры")
    await anna.sees_no("счёт на 50 000")


async def test_who_cannot_enter_is_advised_first(desk: Desk, server: Server) -> None:
    anna, user = await at_card(desk)
    await report(desk, user, SoftphoneEvent.WRONG_PASSWORD)
    await anna.press("Не входит")
    advice = await anna.sees("Сначала сверьте адрес и раскладку")
    assert "Адрес: https://projects.example.org" in advice.text
    assert "Софт-фон: sip.example.org" in advice.text
    assert "Неверный пароль" in advice.text
    assert advice.labels[:2] == ["Показать", "Новый пароль"]
    server.calls.add(str(user.login))
    await anna.press("Новый пароль")
    await anna.sees("Он сейчас разговаривает")
