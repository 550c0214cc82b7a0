"""The list of users, their deletion with undo, and what is left of somebody who was dismissed."""

from datetime import timedelta

import pytest

from domain.access import Role
from domain.softphones import SoftphoneEvent, SoftphoneState
from domain.users import UserRole
from models import (
    AccessChange,
    Admission,
    Audit,
    HandOver,
    Softphone,
    SoftphoneLog,
    User,
)
from services.deletion import ASK_LASTS, UNDO_LASTS
from services.dismissal import retire
from services.errors import ConfirmationGoneError, ForbiddenError, NotFoundError
from services.user_cards import UndoCard, UserFilter
from services.user_deletion import ASKED_ABOUT
from services.user_errors import NobodyTickedError, NotDismissedError, UserFieldError
from services.user_lists import ROWS
from tests.services.centre_desk import Desk, open_desk
from tests.services.house import House

SECOND = timedelta(seconds=1)


@pytest.fixture
async def desk(house: House) -> Desk:
    return await open_desk(house)


async def names(desk: Desk, shown: UserFilter | None = None, search: str = "") -> list[str]:
    page = await desk.centre.lists.page(desk.anna, 0, shown or UserFilter(), desk.now, search)
    assert page.found == len(page.items)
    return [item.name for item in page.items]


async def delete(desk: Desk, *users: User) -> str:
    """Tick and delete; the token of the undo."""
    for user in users:
        await desk.centre.lists.tick(desk.anna, user.id, desk.now)
    ask = await desk.centre.lists.ask_delete(desk.anna, desk.now)
    assert [item.id for item in ask.users] == [user.id for user in sorted(users, key=lambda user: user.name)]
    return (await desk.centre.lists.delete(desk.anna, ask.token, desk.now)).undo_token


async def test_a_search_finds_names_and_logins_whatever_the_case(desk: Desk) -> None:
    await desk.user("Алёна Орлова")
    await desk.user("Борис 100%", login="boris.b")
    assert await names(desk, search="алена") == ["Алёна Орлова"]
    assert await names(desk, search="BORIS") == ["Борис 100%"]
    assert await names(desk, search="10001") == ["Алёна Орлова"]
    assert await names(desk, search="%") == ["Борис 100%"]
    assert await names(desk, search="'; drop table centre_user; --") == []
    await desk.centre.lists.set_search(desk.anna, " орлова ", desk.now)
    assert await names(desk) == ["Алёна Орлова"]
    await desk.centre.lists.clear(desk.anna)
    assert len(await names(desk)) == 2


async def test_filters_show_one_role_and_one_state_of_the_softphone(desk: Desk) -> None:
    online, silent = await desk.user("Онлайн"), await desk.user("Тишина", role=UserRole.SUPERUSER)
    await desk.user("Смотрит", role=UserRole.OBSERVER)
    await Softphone.create(user=online, state=SoftphoneState.ONLINE, since=desk.now, seen_at=desk.now)
    assert await names(desk, UserFilter(role=UserRole.OBSERVER)) == ["Смотрит"]
    assert await names(desk, UserFilter(softphone=SoftphoneState.ONLINE)) == ["Онлайн"]
    assert await names(desk, UserFilter(softphone=SoftphoneState.NEVER)) == ["Тишина"]
    assert await names(desk, UserFilter(softphone=SoftphoneState.ERROR)) == []
    assert await names(desk, UserFilter(UserRole.OPERATOR, SoftphoneState.NEVER)) == []
    page = await desk.centre.lists.page(desk.boris, 0, UserFilter(), desk.now)
    assert page.roles == {UserRole.OPERATOR: 1, UserRole.SUPERUSER: 1, UserRole.OBSERVER: 1}
    assert silent.id in {item.id for item in page.items}


async def test_a_page_past_the_end_is_the_last_one(desk: Desk) -> None:
    for number in range(ROWS + 1):
        await desk.user(f"Оператор {number}")
    page = await desk.centre.lists.page(desk.anna, 99, UserFilter(), desk.now)
    assert (page.page, page.pages, len(page.items), page.total) == (1, 2, 1, ROWS + 1)


async def test_a_foreign_user_is_neither_listed_nor_ticked(desk: Desk) -> None:
    foreign = await desk.user("Чужой", desk.gleb)
    assert await names(desk) == []
    with pytest.raises(NotFoundError):
        await desk.centre.lists.tick(desk.anna, foreign.id, desk.now)
    assert await desk.centre.lists.tick_page(desk.anna, [foreign.id, 1 << 70], desk.now) == 0
    with pytest.raises(NobodyTickedError):
        await desk.centre.lists.ask_delete(desk.anna, desk.now)
    with pytest.raises(NotFoundError):
        await desk.centre.lists.ask_dismiss(desk.anna, foreign.id, desk.now)


async def test_deleted_users_are_gone_everywhere_at_once(desk: Desk) -> None:
    first, second = await desk.user("Первый"), await desk.user("Второй")
    stays = await desk.user("Остаётся")
    await Softphone.create(user=first, state=SoftphoneState.ONLINE, since=desk.now, seen_at=desk.now)
    link = await desk.centre.hand_over.make(desk.anna, first.id, desk.now)
    await delete(desk, first, second)
    assert await names(desk) == ["Остаётся"]
    assert sorted(desk.server.dropped) == ["10001", "10002"]
    assert (await HandOver.get(id=link.id)).revoked_at == desk.now
    assert (await Softphone.get()).state is SoftphoneState.OFFLINE
    assert (await desk.told())[-2:] == [("removal", first.id), ("removal", second.id)]
    assert await names(desk, UserFilter(dismissed=True)) == ["Второй", "Первый"]
    assert (await desk.centre.lists.page(desk.anna, 0, UserFilter(), desk.now)).ticked == frozenset()
    assert stays.login == "10003"


async def test_within_ten_minutes_everything_comes_back(desk: Desk) -> None:
    user, project = await desk.user(), await desk.project()
    await desk.centre.admissions.admit(desk.anna, project.id, [user.id], True, desk.now)
    token = await delete(desk, user)
    desk.later(minutes=9, seconds=59)
    await retire(desk.now)
    assert await desk.centre.lists.undo(desk.anna, token, desk.now) == (user.name,)
    back = await User.get(id=user.id)
    assert (back.login, back.sip_ha1, back.deleted_at) == (user.login, user.sip_ha1, None)
    assert desk.secrets.password(back) == desk.secrets.password(user)
    assert [kind for kind, _ in await desk.told()][-4:] == ["removal", "user", "password", "admission"]
    with pytest.raises(ConfirmationGoneError):
        await desk.centre.lists.undo(desk.anna, token, desk.now)


async def test_whoever_administers_brings_back_those_deleted_together_and_nobody_else(desk: Desk) -> None:
    first, second, before = await desk.user("Первый"), await desk.user("Второй"), await desk.user("Раньше")
    await delete(desk, before)
    desk.later(minutes=1)
    token = await delete(desk, first, second)
    other = await desk.house.join(desk.contract, 104, Role.ADMINISTRATOR)
    card = await desk.centre.users.card(other, first.id, desk.now)
    assert card.undo == UndoCard(desk.now + UNDO_LASTS, 2)
    assert (await desk.centre.lists.page(other, 0, UserFilter(), desk.now)).undoable == 3
    with pytest.raises(NotFoundError):
        await desk.centre.lists.bring_back(desk.gleb, first.id, desk.now, together=True)
    assert await desk.centre.lists.bring_back(other, first.id, desk.now, together=True) == ("Второй", "Первый")
    assert await names(desk) == ["Второй", "Первый"]
    for together in (False, True):
        with pytest.raises(ConfirmationGoneError):
            await desk.centre.lists.bring_back(other, first.id, desk.now, together=together)
    with pytest.raises(ConfirmationGoneError):
        await desk.centre.lists.undo(desk.anna, token, desk.now)
    assert {user_id for _, user_id in (await desk.told())[-4:]} == {first.id, second.id}


async def test_the_card_brings_nobody_back_after_ten_minutes_or_once_he_is_erased(desk: Desk) -> None:
    late, erased = await desk.user("Поздно"), await desk.user("Стёрт")
    await delete(desk, late, erased)
    ask = await desk.centre.dismissal.ask_erase(desk.anna, erased.id, desk.now)
    await desk.centre.dismissal.erase(desk.anna, ask.token, desk.now)
    assert (await desk.centre.users.card(desk.anna, late.id, desk.now)).undo == UndoCard(desk.now + UNDO_LASTS, 1)
    with pytest.raises(ConfirmationGoneError):
        await desk.centre.lists.bring_back(desk.anna, erased.id, desk.now)
    desk.later(seconds=UNDO_LASTS.total_seconds())
    with pytest.raises(ConfirmationGoneError):
        await desk.centre.lists.bring_back(desk.anna, late.id, desk.now)
    assert (await desk.centre.users.card(desk.anna, late.id, desk.now)).undo is None
    assert (await desk.centre.lists.page(desk.anna, 0, UserFilter(), desk.now)).undoable == 0


async def test_after_ten_minutes_the_login_is_free_and_the_passwords_are_gone(desk: Desk) -> None:
    user, project = await desk.user(login="701"), await desk.project()
    await desk.centre.admissions.admit(desk.anna, project.id, [user.id], True, desk.now)
    token = await delete(desk, user)
    with pytest.raises(UserFieldError):
        await desk.user(login="701")
    desk.later(seconds=UNDO_LASTS.total_seconds())
    assert (await retire(desk.now), await retire(desk.now)) == (1, 0)
    row = await User.get(id=user.id)
    assert (row.login, row.former_login, row.sealed_password, row.sip_ha1) == (None, "701", "", "")
    assert not await Admission.all().exists()
    with pytest.raises(ConfirmationGoneError):
        await desk.centre.lists.undo(desk.anna, token, desk.now)
    assert (await desk.user(login="701")).login == "701"
    assert (await desk.centre.users.card(desk.anna, user.id, desk.now)).login == "701"


async def test_a_question_is_answered_once_in_time_and_by_the_one_who_was_asked(desk: Desk) -> None:
    user = await desk.user()
    ask = await desk.centre.lists.ask_dismiss(desk.anna, user.id, desk.now)
    other = await desk.house.join(desk.contract, 104, Role.ADMINISTRATOR)
    with pytest.raises(ConfirmationGoneError):
        await desk.centre.lists.delete(other, ask.token, desk.now)
    with pytest.raises(ConfirmationGoneError):
        await desk.centre.lists.delete(desk.anna, ask.token, desk.now + ASK_LASTS)
    await desk.centre.lists.delete(desk.anna, ask.token, desk.now)
    with pytest.raises(ConfirmationGoneError):
        await desk.centre.lists.delete(desk.anna, ask.token, desk.now)


async def test_personal_data_are_erased_on_request_after_the_dismissal(desk: Desk) -> None:
    user = await desk.user("Иван Тайный")
    await SoftphoneLog.create(user=user, at=desk.now, event=SoftphoneEvent.REGISTERED)
    with pytest.raises(NotDismissedError):
        await desk.centre.dismissal.ask_erase(desk.anna, user.id, desk.now)
    token = await delete(desk, user)
    ask = await desk.centre.dismissal.ask_erase(desk.anna, user.id, desk.now)
    assert ask.name == "Иван Тайный"
    await desk.centre.dismissal.erase(desk.anna, ask.token, desk.now)
    row = await User.get(id=user.id)
    assert (row.name, row.login, row.former_login, row.sealed_password) == ("", None, "", "")
    assert not await SoftphoneLog.all().exists()
    assert await names(desk, UserFilter(dismissed=True)) == []
    assert not [entry for entry in await Audit.all() if "Тайный" in entry.details + entry.subject]
    assert [change.kind for change in await AccessChange.all()] == ["removal"]
    with pytest.raises(ConfirmationGoneError):
        await desk.centre.lists.undo(desk.anna, token, desk.now)


async def test_only_administrators_tick_and_delete(desk: Desk) -> None:
    user, lists = await desk.user(), desk.centre.lists
    for member in (desk.boris, desk.vera):
        for call in (
            lists.tick(member, user.id, desk.now),
            lists.tick_page(member, [user.id], desk.now),
            lists.untick_all(member, desk.now),
            lists.ticked(member, desk.now),
            lists.ask_delete(member, desk.now),
            lists.ask_dismiss(member, user.id, desk.now),
            lists.delete(member, "x", desk.now),
            lists.undo(member, "x", desk.now),
            lists.bring_back(member, user.id, desk.now),
            desk.centre.dismissal.ask_erase(member, user.id, desk.now),
            desk.centre.dismissal.erase(member, "x", desk.now),
        ):
            with pytest.raises(ForbiddenError):
                await call


async def test_a_foreign_dismissed_user_cannot_be_erased(desk: Desk) -> None:
    user = await desk.user()
    await delete(desk, user)
    with pytest.raises(NotFoundError):
        await desk.centre.dismissal.ask_erase(desk.gleb, user.id, desk.now)
    ask = await desk.centre.dismissal.ask_erase(desk.anna, user.id, desk.now)
    with pytest.raises(ConfirmationGoneError):
        await desk.centre.dismissal.erase(desk.gleb, ask.token, desk.now)


async def test_the_question_counts_who_is_on_a_call_but_asks_not_about_a_crowd(desk: Desk) -> None:
    users = [await desk.user(f"Оператор {number:02}") for number in range(ASKED_ABOUT)]
    await desk.user("Смотрит", role=UserRole.OBSERVER)
    desk.server.calls.update(str(user.login) for user in users[:2])
    assert (await desk.centre.lists.ask_dismiss(desk.anna, users[0].id, desk.now)).calling == 1
    assert (await desk.centre.lists.ask_dismiss(desk.anna, users[2].id, desk.now)).calling == 0
    await desk.centre.lists.tick_page(desk.anna, [user.id for user in users], desk.now)
    assert (await desk.centre.lists.ask_delete(desk.anna, desk.now)).calling == 2
    await desk.centre.lists.tick(desk.anna, (await desk.user("Лишний")).id, desk.now)
    assert (await desk.centre.lists.ask_delete(desk.anna, desk.now)).calling == 0
