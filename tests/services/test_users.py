"""One user: added, changed, given a new password, and what the projects service and the SIP server learn of it."""

import asyncio
from datetime import timedelta

import pytest

from domain.users import PasswordOf, UserRole
from models import AccessChange, Audit, Contract, Softphone, User
from services.errors import ForbiddenError, NotFoundError
from services.passwords import ALPHABET, LENGTH, ha1
from services.user_errors import ExternalObserverError, UserChangedError, UserFieldError
from services.user_facts import NewUser, UserChange
from tests.services.centre_desk import REALM, Desk, open_desk
from tests.services.house import House


@pytest.fixture
async def desk(house: House) -> Desk:
    return await open_desk(house)


async def test_a_new_operator_has_login_passwords_and_a_softphone(desk: Desk) -> None:
    user = await desk.user("  Иван   Петров ")
    assert (user.name, user.login, user.role) == ("Иван Петров", "10001", UserRole.OPERATOR)
    password, sip = desk.secrets.password(user), desk.secrets.sip_password(user)
    assert len(password) == len(sip) == LENGTH
    assert set(password + sip) <= set(ALPHABET)
    assert password != sip
    assert (user.sip_realm, user.sip_ha1) == (REALM, ha1("10001", REALM, sip))
    assert password not in repr(vars(user))
    card = await desk.centre.users.card(desk.anna, user.id, desk.now)
    assert card.dialable
    assert card.softphone is not None
    assert card.softphone.since is None
    assert card.untold_since == desk.now


async def test_an_observer_has_no_softphone(desk: Desk) -> None:
    user = await desk.user(role=UserRole.OBSERVER)
    assert (user.sip_ha1, user.sealed_sip_password) == ("", "")
    assert (await desk.centre.users.card(desk.anna, user.id, desk.now)).softphone is None


async def test_the_projects_service_is_told_of_a_new_user_and_his_password(desk: Desk) -> None:
    user = await desk.user()
    assert await desk.told() == [("user", user.id), ("password", user.id)]
    sealed = (await AccessChange.get(id=2)).sealed_password
    assert desk.secrets.password(user) not in sealed


@pytest.mark.parametrize(
    ("new", "fault"),
    [
        (NewUser(" "), "name-empty"),
        (NewUser("Иван\u202e"), "name-control"),
        (NewUser("..."), "name-syntax"),
        (NewUser("И" * 129), "name-too-long"),
        (NewUser("Иван", login="ab"), "login-too-short"),
        (NewUser("Иван", login="a" * 33), "login-too-long"),
        (NewUser("Иван", login="иван"), "login-syntax"),
        (NewUser("Иван", login="a b"), "login-syntax"),
        (NewUser("Иван", login="a';--"), "login-syntax"),
        (NewUser("Иван", login="112"), "login-emergency"),
        (NewUser("Иван", login="89120000000"), "login-outside"),
        (NewUser("Иван", role=UserRole.EXTERNAL_OBSERVER), "role-choice"),
        (NewUser("Иван", password="Short1!"), "password-too-short"),
        (NewUser("Иван", password="a" * 65), "password-too-long"),
        (NewUser("Иван", password="aaaaaaaaaaaa"), "password-simple"),
        (NewUser("Иван", password="Пароль123456"), "password-syntax"),
        (NewUser("Иван", password='Quoted"pass1234'), "password-syntax"),
        (NewUser("Иван", login="ivanov", password="Ivanov-2026-x"), "password-same"),
    ],
)
async def test_what_cannot_stand_is_refused_and_nothing_is_saved(desk: Desk, new: NewUser, fault: str) -> None:
    with pytest.raises(UserFieldError) as refused:
        await desk.centre.users.add(desk.anna, new, desk.now)
    assert refused.value.values["fault"] == fault
    assert new.password not in (str(refused.value) or "-") or not new.password
    assert (await User.all().count(), await AccessChange.all().count()) == (0, 0)


async def test_a_login_is_one_in_the_whole_service_whatever_the_case(desk: Desk) -> None:
    await desk.user(login="Operator.1")
    await Contract.filter(id=desk.other.id).update(cabinet_login="lutik")
    for login in ("operator.1", "OPERATOR.1", "lutik"):
        with pytest.raises(UserFieldError) as refused:
            await desk.user(member=desk.gleb, login=login)
        assert refused.value.values["fault"] == "login-taken"


async def test_a_ready_login_steps_over_those_that_people_chose(desk: Desk) -> None:
    await desk.user(login="10001")
    assert (await desk.user()).login == "10002"


async def test_of_two_who_take_one_login_at_once_one_is_told_that_it_is_taken(desk: Desk) -> None:
    new = NewUser("Иван", login="701")
    took = await asyncio.gather(
        desk.centre.users.add(desk.anna, new, desk.now),
        desk.centre.users.add(desk.gleb, new, desk.now),
        return_exceptions=True,
    )
    [refused] = [each for each in took if isinstance(each, BaseException)]
    assert isinstance(refused, UserFieldError)
    assert await User.filter(login="701").count() == 1


async def test_another_role_takes_the_softphone_and_gives_it_back(desk: Desk) -> None:
    user = await desk.user()
    await Softphone.create(user=user, since=desk.now, seen_at=desk.now)
    card = await desk.centre.users.change(desk.anna, user.id, UserChange(role=UserRole.OBSERVER), 1, desk.now)
    assert (card.softphone, desk.server.dropped) == (None, [user.login])
    assert (await User.get(id=user.id)).sip_ha1 == ""
    assert not await Softphone.all().exists()
    card = await desk.centre.users.change(desk.anna, user.id, UserChange(role=UserRole.SUPERUSER), 2, desk.now)
    assert card.softphone is not None
    assert len((await User.get(id=user.id)).sip_ha1) == 32
    assert [kind for kind, _ in await desk.told()] == ["user", "password", "role", "role"]


async def test_another_login_keeps_the_passwords_and_ends_the_registration_of_the_old_one(desk: Desk) -> None:
    user = await desk.user()
    before = desk.secrets.sip_password(user)
    await desk.centre.users.change(desk.anna, user.id, UserChange(name="Пётр", login="702"), 1, desk.now)
    after = await User.get(id=user.id)
    assert (after.name, after.login, desk.secrets.sip_password(after)) == ("Пётр", "702", before)
    assert after.sip_ha1 == ha1("702", REALM, before)
    assert desk.server.dropped == ["10001"]


async def test_what_another_administrator_saved_meanwhile_is_not_overwritten(desk: Desk) -> None:
    user = await desk.user()
    await desk.centre.users.change(desk.anna, user.id, UserChange(name="Первый"), 1, desk.now)
    with pytest.raises(UserChangedError):
        await desk.centre.users.change(desk.anna, user.id, UserChange(name="Второй"), 1, desk.now)
    assert (await User.get(id=user.id)).name == "Первый"


async def test_a_change_that_changes_nothing_tells_nobody(desk: Desk) -> None:
    user = await desk.user()
    change = UserChange(name=user.name, login=user.login, role=user.role)
    await desk.centre.users.change(desk.anna, user.id, change, 1, desk.now)
    assert len(await desk.told()) == 2
    assert await Audit.filter(action="edit_user").count() == 0


async def test_a_new_password_is_sealed_told_and_ends_the_registration(desk: Desk) -> None:
    user = await desk.user()
    old = (desk.secrets.password(user), desk.secrets.sip_password(user))
    await desk.centre.users.set_password(desk.anna, user.id, PasswordOf.ACCESS, desk.later(minutes=1))
    assert desk.server.dropped == []
    await desk.centre.users.set_password(desk.anna, user.id, PasswordOf.PHONE, desk.now, "Typed-by-hand-2026")
    after = await User.get(id=user.id)
    assert desk.secrets.password(after) != old[0]
    assert desk.secrets.sip_password(after) == "Typed-by-hand-2026"
    assert after.sip_ha1 == ha1("10001", REALM, "Typed-by-hand-2026")
    assert desk.server.dropped == ["10001"]
    assert [kind for kind, _ in await desk.told()] == ["user", "password", "password"]


async def test_a_typed_password_that_cannot_stand_leaves_the_old_one(desk: Desk) -> None:
    user = await desk.user()
    with pytest.raises(UserFieldError):
        await desk.centre.users.set_password(desk.anna, user.id, PasswordOf.BOTH, desk.now, "short")
    assert (await User.get(id=user.id)).sealed_password == user.sealed_password
    assert desk.server.dropped == []


async def test_advice_comes_first_with_a_warning_when_he_is_on_a_call(desk: Desk) -> None:
    user = await desk.user()
    assert not (await desk.centre.users.trouble(desk.anna, user.id, desk.now)).calling
    desk.server.calls.add("10001")
    card = await desk.centre.users.trouble(desk.anna, user.id, desk.now)
    assert (card.calling, card.projects_url, card.sip_server) == (
        True,
        "https://projects.example.org",
        "sip.example.org",
    )


async def test_a_foreign_user_reads_like_one_that_is_not_there(desk: Desk) -> None:
    user = await desk.user()
    users = desk.centre.users
    for call in (
        users.card(desk.gleb, user.id, desk.now),
        users.change(desk.gleb, user.id, UserChange(name="Чужой"), 1, desk.now),
        users.set_password(desk.gleb, user.id, PasswordOf.BOTH, desk.now),
        users.trouble(desk.gleb, user.id, desk.now),
        users.card(desk.anna, 1 << 70, desk.now),
        users.card(desk.anna, -1, desk.now),
    ):
        with pytest.raises(NotFoundError):
            await call


async def test_only_administrators_change_users_and_everybody_may_look(desk: Desk) -> None:
    user = await desk.user()
    for member in (desk.boris, desk.vera):
        assert (await desk.centre.users.card(member, user.id, desk.now)).name == user.name
        for call in (
            desk.centre.users.add(member, NewUser("Иван"), desk.now),
            desk.centre.users.change(member, user.id, UserChange(name="Я"), 1, desk.now),
            desk.centre.users.set_password(member, user.id, PasswordOf.BOTH, desk.now),
            desk.centre.users.ready_login(member),
            desk.centre.users.check_login(member, "703"),
            desk.centre.users.trouble(member, user.id, desk.now),
        ):
            with pytest.raises(ForbiddenError):
                await call


async def test_an_external_observer_gets_no_password_and_no_role(desk: Desk) -> None:
    user = await User.create(
        contract=desk.contract, name="Гость", role=UserRole.EXTERNAL_OBSERVER, created_at=desk.now, version=1
    )
    with pytest.raises(ExternalObserverError):
        await desk.centre.users.set_password(desk.anna, user.id, PasswordOf.BOTH, desk.now)
    with pytest.raises(ExternalObserverError):
        await desk.centre.users.change(desk.anna, user.id, UserChange(role=UserRole.OBSERVER), 1, desk.now)
    await desk.centre.users.change(desk.anna, user.id, UserChange(name="Гостья"), 1, desk.now)
    assert (await User.get(id=user.id)).name == "Гостья"


async def test_a_user_changed_long_ago_says_since_when_it_was_not_passed_on(desk: Desk) -> None:
    made = desk.now
    user = await desk.user()
    desk.later(hours=2)
    assert (await desk.centre.users.card(desk.anna, user.id, desk.now)).untold_since == made
    await AccessChange.all().update(acknowledged_at=desk.now)
    assert (await desk.centre.users.card(desk.anna, user.id, desk.now)).untold_since is None
    assert desk.now - made == timedelta(hours=2)
