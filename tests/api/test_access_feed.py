"""The feed of access changes as a real client reads it over HTTP: pages of any size, readers that differ, lost words,
people who leave, come back and are erased, observers whose last day passes."""

from datetime import timedelta
from typing import Any

import pytest

from domain.access import Role
from domain.users import PasswordOf
from models import AccessChange, Contract, Project
from sandbox.projects.directory import Directory
from sandbox.projects.passwords import fits
from services.cards import MemberCard
from services.members import MemberService
from services.observer_cards import NewObserver
from services.user_facts import NewUser
from tests.api.desk import NUMBER, PROJECTS, Desk

OTHER = "200/25"


async def administrator(desk: Desk, number: str = NUMBER, telegram_id: int = 1) -> MemberCard:
    members = MemberService("Europe/Samara")
    token = await members.invite(number, Role.ADMINISTRATOR, desk.clock())
    return await members.redeem(token, telegram_id, "Анна", "", "ru", desk.clock())


async def people(desk: Desk, anna: MemberCard, count: int = 5) -> list[int]:
    """So many users, all admitted to one project; three changes of each."""
    await desk.tell("projects", items=[{"contract": NUMBER, "outside_id": "p1", "name": "Опрос"}])
    ids = [await desk.centre.users.add(anna, NewUser(f"Человек {n}"), desk.clock()) for n in range(count)]
    project = await Project.get(outside_id="p1")
    await desk.centre.admissions.admit(anna, project.id, ids, True, desk.clock())
    return ids


async def all_of(desk: Desk, limit: int, after: int = 0) -> list[dict[str, Any]]:
    """Page by page to the end."""
    items: list[dict[str, Any]] = []
    while True:
        said = await desk.changes(after, limit)
        assert said.status == 200
        assert len(said.body["items"]) <= limit
        if not said.body["items"]:
            assert said.body["next"] == after
            return items
        items += said.body["items"]
        after = said.body["next"]
        assert after == items[-1]["id"]


async def dismissed(desk: Desk, anna: MemberCard, user_id: int) -> str:
    ask = await desk.centre.lists.ask_dismiss(anna, user_id, desk.clock())
    return (await desk.centre.lists.delete(anna, ask.token, desk.clock())).undo_token


def known(items: list[dict[str, Any]]) -> Directory:
    directory = Directory()
    for item in items:
        directory.apply(item)
    return directory


async def test_a_page_of_one_and_a_page_of_a_thousand_say_the_same(desk: Desk) -> None:
    await people(desk, await administrator(desk))
    whole = await all_of(desk, 1000)
    assert [item["id"] for item in whole] == list(range(1, 16))
    assert await all_of(desk, 1) == whole
    assert await all_of(desk, 7) == whole
    assert (await desk.changes(0, 1001)).status == (await desk.changes(0, 0)).status == 422


async def test_a_lost_acknowledgement_is_repeated_and_an_earlier_one_takes_nothing_back(desk: Desk) -> None:
    await people(desk, await administrator(desk))
    answers = [
        (await desk.tell("access-changes/acknowledge", cursor=cursor)).body["created"] for cursor in (9, 9, 3, 0, 15, 9)
    ]
    assert answers == [9, 0, 0, 0, 6, 0]
    assert not await AccessChange.filter(acknowledged_at__isnull=True).exists()


async def test_two_readers_have_cursors_of_their_own_and_one_acknowledgement(desk: Desk) -> None:
    await people(desk, await administrator(desk))
    first = (await desk.changes(0, 4)).body
    second = await all_of(desk, 100)
    assert second[:4] == first["items"]
    await desk.tell("access-changes/acknowledge", cursor=first["next"])
    rest = await all_of(desk, 3, first["next"])
    assert rest == second[4:]
    again = await all_of(desk, 100)
    assert [{**item, "verifier": None} for item in again[:4]] == [{**item, "verifier": None} for item in second[:4]]
    assert again[4:] == second[4:]


@pytest.mark.parametrize("after", ["-1", "x", "1.0", "1e3", "", "9223372036854775808", "1;2", "0x1", "%00"])
async def test_a_tampered_cursor_is_refused(desk: Desk, after: str) -> None:
    said = await desk.ask("GET", f"/projects/access-changes?after={after}", token=PROJECTS)
    assert (said.status, said.problem) == (422, "invalid")


@pytest.mark.parametrize("cursor", [-1, "1", 1.5, None, True, 2**63, [1]])
async def test_a_tampered_acknowledgement_is_refused(desk: Desk, cursor: Any) -> None:
    await people(desk, await administrator(desk))
    said = await desk.tell("access-changes/acknowledge", cursor=cursor)
    assert (said.status, said.problem) == (422, "invalid")
    assert not await AccessChange.filter(acknowledged_at__isnull=False).exists()


async def test_whoever_reads_while_people_come_misses_and_repeats_nothing(desk: Desk) -> None:
    anna = await administrator(desk)
    read: list[dict[str, Any]] = []
    for number in range(6):
        await desk.centre.users.add(anna, NewUser(f"Человек {number}"), desk.clock())
        read += (await desk.changes(read[-1]["id"] if read else 0, 1)).body["items"]
    read += await all_of(desk, 2, read[-1]["id"])
    assert read == await all_of(desk, 1000)
    assert [item["id"] for item in read] == list(range(1, 13))


async def test_somebody_deleted_comes_back_with_all_that_is_his(desk: Desk) -> None:
    anna = await administrator(desk)
    first, second, *_ = await people(desk, anna, 2)
    before = known(await all_of(desk, 100)).people
    undo = await dismissed(desk, anna, first)
    assert set(known(await all_of(desk, 100)).people) == {second}
    await desk.centre.lists.undo(anna, undo, desk.clock())
    after = known(await all_of(desk, 100)).people
    assert after[first].projects == before[first].projects == {"p1"}
    assert (after[first].name, after[first].login) == (before[first].name, before[first].login)
    assert after[first].verifier


async def test_an_observers_last_day_is_told_and_his_removal_when_it_has_passed(desk: Desk) -> None:
    await desk.client(OTHER)
    anna, gleb = await administrator(desk), await administrator(desk, OTHER, 2)
    await people(desk, anna, 1)
    await Contract.filter(number=OTHER).update(cabinet_login="lutik")
    project, today = await Project.get(outside_id="p1"), desk.clock().date()
    new = NewObserver("lutik", today + timedelta(days=2), "Глеб", (project.id,))
    user_id = await desk.centre.observers.ask(anna, new, desk.clock())
    assert user_id not in known(await all_of(desk, 100)).people
    [asked] = (await desk.centre.lent.page(gleb, 0, desk.clock())).of_others
    await desk.centre.lent.confirm(gleb, asked.id, desk.clock())
    told = known(await all_of(desk, 100)).people[user_id]
    assert (told.cabinet_login, told.login, told.until) == ("lutik", "", (today + timedelta(days=2)).isoformat())
    assert (told.projects, told.verifier, told.contract) == ({"p1"}, "", NUMBER)
    desk.clock.later(timedelta(days=2).total_seconds())
    await desk.centre.review.run(desk.clock())
    assert user_id in known(await all_of(desk, 100)).people
    desk.clock.later(timedelta(days=1).total_seconds())
    await desk.centre.review.run(desk.clock())
    await desk.centre.review.run(desk.clock())
    items = await all_of(desk, 100)
    assert [item["kind"] for item in items if item["user"] == user_id] == ["user", "admission", "removal"]
    assert user_id not in known(items).people


@pytest.mark.parametrize("taken", ["before", "between", "after"])
async def test_after_erasure_nothing_of_him_is_kept_nor_told(desk: Desk, taken: str) -> None:
    """``taken``: when the projects service acknowledged; until it knows of the removal his login must reach it."""
    anna = await administrator(desk)
    name, login = "Пётр Ильин", "ilin"
    user_id = await desk.centre.users.add(anna, NewUser(name, login=login), desk.clock())
    if taken == "before":
        await desk.tell("access-changes/acknowledge", cursor=2)
    await dismissed(desk, anna, user_id)
    if taken == "between":
        await desk.tell("access-changes/acknowledge", cursor=3)
    ask = await desk.centre.dismissal.ask_erase(anna, user_id, desk.clock())
    await desk.centre.dismissal.erase(anna, ask.token, desk.clock())
    said = await all_of(desk, 100)
    assert name not in str(said)
    assert [item["kind"] for item in said] == ([] if taken == "between" else ["removal"])
    last = (await desk.changes(0)).body["next"]
    await desk.tell("access-changes/acknowledge", cursor=last)
    assert await all_of(desk, 100) == []
    kept = str(await AccessChange.all().values())
    assert name not in kept
    assert login not in kept


async def test_cards_say_since_when_something_was_not_taken(desk: Desk) -> None:
    anna = await administrator(desk)
    [user_id] = await people(desk, anna, 1)
    project = await Project.get(outside_id="p1")

    async def untold() -> tuple[object, object]:
        user = await desk.centre.users.card(anna, user_id, desk.clock())
        return user.untold_since, (await desk.centre.projects.card(anna, project.id, desk.clock())).untold_since

    began = desk.clock()
    assert await untold() == (began, began)
    desk.clock.later(60)
    await desk.tell("access-changes/acknowledge", cursor=(await desk.changes()).body["next"])
    assert await untold() == (None, None)
    await desk.centre.users.set_password(anna, user_id, PasswordOf.ACCESS, desk.clock())
    assert await untold() == (desk.clock(), None)
    [secret] = (await desk.changes(3)).body["items"]
    assert not fits("not his password", secret["verifier"])
