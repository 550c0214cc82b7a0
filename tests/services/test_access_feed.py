"""The feed that the projects service reads: in order, without gaps, with passwords that only it can check."""

import asyncio
import json
from datetime import timedelta

import pytest
from tortoise.context import TortoiseContext
from tortoise.transactions import in_transaction

from domain.users import AccessKind, PasswordOf, UserRole
from models import AccessChange, Contract, User
from sandbox.projects.passwords import fits
from services.access_changes import AccessWriter, described
from services.access_feed import FeedItem, forget_taken
from services.errors import UnknownContractError, UnknownCursorError
from services.observer_cards import NewObserver
from services.user_facts import NewUser, UserChange
from tests.services.centre_desk import Desk, open_desk
from tests.services.house import House, open_house


@pytest.fixture
async def desk(house: House) -> Desk:
    return await open_desk(house)


async def feed(desk: Desk, after: int = 0) -> list[FeedItem]:
    return list((await desk.centre.feed.after(after)).items)


async def test_the_feed_delivers_what_the_user_types_and_forgets_it_when_it_was_taken(desk: Desk) -> None:
    user = await desk.user()
    page = await desk.centre.feed.after(0, limit=1)
    assert (page.more, page.items[0].kind, page.items[0].contract) == (True, AccessKind.USER, "184/24")
    assert page.items[0].payload == {"login": "10001", "name": user.name, "role": "operator"}
    [secret] = (await desk.centre.feed.after(page.cursor)).items
    password = desk.secrets.password(user)
    assert fits(password, secret.verifier)
    assert not fits(password + "x", secret.verifier)
    assert secret.verifier not in repr(secret)
    assert password not in str(page) + secret.verifier
    assert (await desk.centre.feed.after(page.cursor)).items[0].verifier == secret.verifier
    assert await desk.centre.feed.acknowledge(secret.cursor, desk.now) == 2
    assert await desk.centre.feed.acknowledge(secret.cursor, desk.now) == 0
    assert (await AccessChange.get(id=secret.cursor)).sealed_password == ""
    assert (await desk.centre.feed.after(0)).items[1].verifier == ""
    assert await desk.centre.feed.waiting() == 0
    assert await forget_taken(desk.later(days=31)) == 2


@pytest.mark.parametrize("cursor", [3, 1 << 70])
async def test_a_cursor_that_was_never_given_is_refused(desk: Desk, cursor: int) -> None:
    await desk.user()
    for call in (desk.centre.feed.after(cursor), desk.centre.feed.acknowledge(cursor, desk.now)):
        with pytest.raises(UnknownCursorError):
            await call
    assert await desk.centre.feed.waiting() == 2
    assert await desk.centre.feed.acknowledge(-1, desk.now) == 0


async def test_a_page_has_no_more_passwords_than_a_processor_likes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.access_feed.MOST_PASSWORDS", 2)
    for name in ("Первый", "Второй", "Третий"):
        await desk.user(name)
    page = await desk.centre.feed.after(0)
    assert ([bool(item.verifier) for item in page.items], page.more) == ([False, True, False, True, False], True)
    rest = await desk.centre.feed.after(page.cursor)
    assert ([item.kind for item in rest.items], rest.more) == ([AccessKind.PASSWORD], False)


async def test_numbers_of_the_feed_have_no_gap_when_many_write_and_one_fails(desk: Desk) -> None:
    adding = [desk.centre.users.add(desk.anna, NewUser(f"Оператор {n}"), desk.now) for n in range(5)]
    adding.append(desk.centre.users.add(desk.anna, NewUser(""), desk.now))
    await asyncio.gather(*adding, return_exceptions=True)
    cursors = [item.cursor for item in await feed(desk)]
    assert cursors == list(range(1, 11))
    assert all("password" not in json.loads(row.payload) for row in await AccessChange.all())


async def test_a_number_is_not_read_while_an_earlier_one_is_not_there_yet(db_postgres: TortoiseContext) -> None:
    """Two connections: the first one has taken its number and is slow, the second one wants the next number."""
    desk = await open_desk(open_house())
    user = await desk.user("Первый")
    writer, taken, go_on = AccessWriter(desk.secrets), asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        async with in_transaction() as connection:
            await writer.tell(connection, desk.contract.id, [described(user)], desk.now)
            taken.set()
            await go_on.wait()

    first = asyncio.create_task(slow())
    await taken.wait()
    second = asyncio.create_task(desk.user("Второй"))
    while not await waits_for_a_lock(db_postgres):
        assert not second.done()
    assert [item.cursor for item in await feed(desk)] == [1, 2]
    go_on.set()
    await asyncio.gather(first, second)
    assert [(item.cursor, item.user_id) for item in await feed(desk, 2)] == [
        (3, user.id),
        (4, second.result().id),
        (5, second.result().id),
    ]


async def waits_for_a_lock(context: TortoiseContext) -> bool:
    found = await context.db().execute_query_dict("SELECT 1 FROM pg_locks WHERE NOT granted")
    return bool(found)


async def observer(desk: Desk, projects: tuple[int, ...] = ()) -> User:
    """Asked for by the first contract, confirmed by the second one."""
    await Contract.filter(id=desk.other.id).update(cabinet_login="lutik")
    until = desk.now.date() + timedelta(days=9)
    user_id = await desk.centre.observers.ask(desk.anna, NewObserver("lutik", until, "Глеб", projects), desk.now)
    assert not [item for item in await feed(desk) if item.user_id == user_id]
    [request] = (await desk.centre.lent.page(desk.gleb, 0, desk.now)).of_others
    await desk.centre.lent.confirm(desk.gleb, request.id, desk.now)
    return await User.get(id=user_id)


async def test_an_external_observer_is_told_with_his_last_day_and_a_prolonged_one_again(desk: Desk) -> None:
    project = await desk.project()
    user = await observer(desk, (project.id,))
    told = await feed(desk)
    assert [item.kind for item in told] == [AccessKind.USER, AccessKind.ADMISSION]
    day = desk.now.date()
    about = {"cabinet_login": "lutik", "name": "Глеб", "role": "external_observer"}
    assert told[0].payload == {**about, "until": (day + timedelta(days=9)).isoformat()}
    await desk.centre.observers.prolong(desk.anna, user.id, day + timedelta(days=20), desk.now)
    [again] = await feed(desk, told[-1].cursor)
    assert again.payload == {**about, "until": (day + timedelta(days=20)).isoformat()}


async def test_an_observer_who_is_renamed_keeps_his_login_of_the_cabinet(desk: Desk) -> None:
    user = await observer(desk)
    last = (await feed(desk))[-1].cursor
    await desk.centre.users.change(desk.anna, user.id, UserChange(name="Глеб Лосев"), user.version, desk.now)
    [renamed] = await feed(desk, last)
    assert (renamed.payload["cabinet_login"], renamed.payload["name"]) == ("lutik", "Глеб Лосев")


async def test_an_observer_whom_nobody_has_confirmed_is_not_told_of(desk: Desk) -> None:
    until = desk.now.date() + timedelta(days=9)
    user_id = await desk.centre.observers.ask(desk.anna, NewObserver("lutik", until, "Глеб"), desk.now)
    version = (await User.get(id=user_id)).version
    await desk.centre.users.change(desk.anna, user_id, UserChange(name="Глеб Лосев"), version, desk.now)
    await desk.centre.observers.prolong(desk.anna, user_id, until + timedelta(days=1), desk.now)
    assert await feed(desk) == []


async def test_everything_is_told_again_to_a_service_that_has_lost_its_data(desk: Desk) -> None:
    project, user = await desk.project(), await desk.user()
    gone, stranger = await desk.user("Ушёл"), await desk.user("Чужой", desk.gleb)
    await desk.centre.admissions.admit(desk.anna, project.id, [user.id], True, desk.now)
    await User.filter(id=gone.id).update(deleted_at=desk.now)
    last = (await feed(desk))[-1].cursor
    await desk.centre.feed.acknowledge(last, desk.now)
    assert await desk.centre.feed.tell_again(["184/24"], desk.now) == 3
    told = await feed(desk, last)
    assert [(item.kind, item.user_id) for item in told] == [
        (AccessKind.USER, user.id),
        (AccessKind.PASSWORD, user.id),
        (AccessKind.ADMISSION, user.id),
    ]
    assert fits(desk.secrets.password(user), told[1].verifier)
    assert await desk.centre.feed.tell_again(["184/24", "200/25"], desk.now) == 5
    assert (await feed(desk))[-1].user_id == stranger.id
    with pytest.raises(UnknownContractError):
        await desk.centre.feed.tell_again(["184/24", "нет"], desk.now)


async def test_cards_say_since_when_a_change_was_not_taken(desk: Desk) -> None:
    project, user = await desk.project(), await desk.user()
    await desk.centre.feed.acknowledge(2, desk.now)
    assert (await desk.centre.users.card(desk.anna, user.id, desk.now)).untold_since is None
    assert (await desk.centre.projects.card(desk.anna, project.id, desk.now)).untold_since is None
    since = desk.later(minutes=5)
    await desk.centre.admissions.admit(desk.anna, project.id, [user.id], True, since)
    await desk.centre.users.set_password(desk.anna, user.id, PasswordOf.ACCESS, desk.later(minutes=5))
    assert (await desk.centre.users.card(desk.anna, user.id, desk.now)).untold_since == since
    assert (await desk.centre.projects.card(desk.anna, project.id, desk.now)).untold_since == since
    assert await desk.centre.feed.acknowledge(3, desk.now) == 1
    assert await desk.centre.feed.acknowledge(1, desk.now) == 0
    assert (await desk.centre.projects.card(desk.anna, project.id, desk.now)).untold_since is None
    assert (await desk.centre.users.card(desk.anna, user.id, desk.now)).untold_since is not None


async def test_what_an_erased_person_was_called_is_not_told_any_more(desk: Desk) -> None:
    await desk.user(role=UserRole.OBSERVER)
    await desk.user("Второй")
    await AccessChange.filter(id=1).update(payload="{}")
    assert [item.cursor for item in await feed(desk)] == [2, 3, 4]
