"""The form of a user as a service: rights, what is kept between answers, two taps at once, a refusal at the end."""

import asyncio

import pytest

from domain.user_fields import UserField, UserWhy
from domain.users import UserRole
from models import Draft, User
from services.errors import ForbiddenError, NotFoundError
from services.user_errors import UserChangedError, UserFieldError
from services.user_facts import UserChange
from services.user_form_cards import UserFormGoneError
from tests.services.centre_desk import Desk, open_desk
from tests.services.house import House

TYPED = "Klyuch-7719-Zima"


@pytest.fixture
async def desk(house: House) -> Desk:
    return await open_desk(house)


async def filled(desk: Desk, login: str = "2001", password: str = TYPED) -> None:
    """A form of somebody new, all but saved."""
    forms, anna = desk.centre.forms, desk.anna
    await forms.begin(anna, None, desk.now)
    await forms.answer(anna, "Иван Петров", desk.now)
    await forms.choose(anna, UserField.ROLE, UserRole.OPERATOR, desk.now)
    await forms.answer(anna, login, desk.now)
    if password:
        await forms.answer(anna, password, desk.now)
    else:
        await forms.choose(anna, UserField.PASSWORD, "", desk.now)


async def test_who_may_not_edit_users_has_no_form(desk: Desk) -> None:
    for member in (desk.boris, desk.vera):
        with pytest.raises(ForbiddenError):
            await desk.centre.forms.begin(member, None, desk.now)
        assert await desk.centre.forms.current(member, desk.now) is None
        with pytest.raises(ForbiddenError):
            await desk.centre.forms.save(member, desk.now)


async def test_a_foreign_user_reads_like_one_that_is_not_there(desk: Desk) -> None:
    foreign = await desk.user("Глеб", desk.gleb)
    for user_id in (foreign.id, foreign.id + 999, -1, 1 << 70):
        with pytest.raises(NotFoundError):
            await desk.centre.forms.begin(desk.anna, user_id, desk.now)


async def test_a_typed_password_is_sealed_until_it_is_saved(desk: Desk) -> None:
    await filled(desk)
    [row] = await Draft.all()
    assert TYPED not in f"{row.answers}{row.sealed_secret}"
    draft = await desk.centre.forms.current(desk.anna, desk.now)
    assert TYPED not in repr(draft)
    user = await User.get(id=await desk.centre.forms.save(desk.anna, desk.now))
    assert desk.secrets.password(user) == TYPED
    assert desk.secrets.sip_password(user) not in {"", TYPED}
    assert not await Draft.all().exists()


async def test_a_form_is_saved_once(desk: Desk) -> None:
    await filled(desk, password="")
    forms = desk.centre.forms
    both = await asyncio.gather(
        forms.save(desk.anna, desk.now), forms.save(desk.anna, desk.now), return_exceptions=True
    )
    assert sorted(type(each).__name__ for each in both) == ["UserFormGoneError", "int"]
    assert await User.filter(contract_id=desk.contract.id).count() == 1


async def test_a_login_that_was_taken_meanwhile_is_asked_again_and_nothing_typed_is_lost(desk: Desk) -> None:
    await filled(desk)
    await desk.user("Ольга", login="2001")
    with pytest.raises(UserFieldError) as refused:
        await desk.centre.forms.save(desk.anna, desk.now)
    assert refused.value.fault.why is UserWhy.TAKEN
    draft = await desk.centre.forms.current(desk.anna, desk.now)
    assert draft is not None
    assert (draft.step, draft.name, draft.typed_password) == (UserField.LOGIN, "Иван Петров", True)
    await desk.centre.forms.answer(desk.anna, "2002", desk.now)
    user = await User.get(id=await desk.centre.forms.save(desk.anna, desk.now))
    assert (user.login, desk.secrets.password(user)) == ("2002", TYPED)


async def test_a_password_made_of_the_login_chosen_later_is_asked_again(desk: Desk) -> None:
    forms, anna = desk.centre.forms, desk.anna
    await filled(desk)
    await forms.ask(anna, UserField.LOGIN, desk.now)
    await forms.answer(anna, "klyuch", desk.now)
    with pytest.raises(UserFieldError) as refused:
        await forms.save(anna, desk.now)
    assert (refused.value.fault.field, refused.value.fault.why) == (UserField.PASSWORD, UserWhy.SAME)


async def test_what_is_missing_is_asked_and_not_saved(desk: Desk) -> None:
    forms, anna = desk.centre.forms, desk.anna
    await forms.begin(anna, None, desk.now)
    with pytest.raises(UserFormGoneError):
        await forms.save(anna, desk.now)
    draft = await forms.current(anna, desk.now)
    assert draft is not None
    assert draft.step is UserField.NAME
    assert not await User.filter(contract_id=desk.contract.id).exists()


async def test_an_expired_form_is_gone_with_its_secret(desk: Desk) -> None:
    await filled(desk)
    desk.later(minutes=61)
    assert await desk.centre.forms.current(desk.anna, desk.now) is None
    assert not await Draft.all().exists()


async def test_somebody_else_who_saved_first_is_not_overwritten(desk: Desk) -> None:
    forms, anna, user = desk.centre.forms, desk.anna, await desk.user()
    await forms.begin(anna, user.id, desk.now)
    await forms.ask(anna, UserField.NAME, desk.now)
    await forms.answer(anna, "Иван Сидоров", desk.now)
    await desk.centre.users.change(anna, user.id, UserChange(name="Иван Орлов"), user.version, desk.now)
    with pytest.raises(UserChangedError):
        await forms.save(anna, desk.now)
    assert (await User.get(id=user.id)).name == "Иван Орлов"
    assert await forms.current(anna, desk.now) is None


async def test_the_own_login_typed_again_is_not_taken(desk: Desk) -> None:
    forms, anna, user = desk.centre.forms, desk.anna, await desk.user(login="2001")
    await forms.begin(anna, user.id, desk.now)
    await forms.ask(anna, UserField.LOGIN, desk.now)
    draft = await forms.answer(anna, " 2001 ", desk.now)
    assert (draft.login, draft.renumbered, draft.changed) == ("2001", False, frozenset())


@pytest.mark.parametrize("field", [UserField.CABINET_LOGIN, UserField.UNTIL, UserField.ROW])
async def test_fields_of_other_forms_are_not_asked(desk: Desk, field: UserField) -> None:
    forms, anna = desk.centre.forms, desk.anna
    await forms.begin(anna, None, desk.now)
    assert (await forms.ask(anna, field, desk.now)).step is UserField.NAME
    with pytest.raises(UserFormGoneError):
        await forms.choose(anna, field, "x", desk.now)
