"""Projects pushed, and access changes read out and acknowledged, over HTTP."""

from typing import Any

import pytest

from domain.access import Role
from models import AccessChange, Project
from sandbox.projects.passwords import fits
from services.cards import MemberCard
from services.members import MemberService
from services.user_facts import NewUser
from tests.api.desk import BILLING, NUMBER, PROJECTS, Desk

POLL = {"contract": NUMBER, "outside_id": "p1", "name": "Опрос-Казань"}
FACTS = [{"title": "Клиент", "value": "Банк «Волга»"}, {"title": "Анкет", "value": "1 240"}]


async def administrator(desk: Desk, number: str = NUMBER, telegram_id: int = 1) -> MemberCard:
    members = MemberService("Europe/Samara")
    token = await members.invite(number, Role.ADMINISTRATOR, desk.clock())
    return await members.redeem(token, telegram_id, "Анна", "", "ru", desk.clock())


async def test_a_pushed_project_is_in_the_room_with_its_facts(desk: Desk) -> None:
    anna = await administrator(desk)
    assert (await desk.tell("projects", items=[{**POLL, "facts": FACTS}])).body == {"created": 1, "known": 0}
    [brief] = (await desk.centre.projects.page(anna, 0)).items
    card = await desk.centre.projects.card(anna, brief.id, desk.clock())
    assert (card.name, card.active) == ("Опрос-Казань", True)
    assert card.facts == (("Клиент", "Банк «Волга»"), ("Анкет", "1 240"))


async def test_the_same_project_again_is_known_and_another_word_of_it_holds(desk: Desk) -> None:
    await desk.tell("projects", items=[POLL])
    assert (await desk.tell("projects", items=[POLL])).body == {"created": 0, "known": 1}
    assert (await desk.tell("projects", items=[{**POLL, "active": False}])).body == {"created": 1, "known": 0}
    assert [(row.name, row.active) for row in await Project.all()] == [("Опрос-Казань", False)]


async def test_a_project_of_an_unknown_contract_is_refused_with_the_whole_batch(desk: Desk) -> None:
    said = await desk.tell("projects", items=[POLL, {**POLL, "contract": "нет"}])
    assert (said.status, said.problem) == (409, "unknown-contract")
    assert said.body["records"] == [{"contract": "нет", "outside_id": "p1"}]
    assert not await Project.all().exists()


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"name": ""}, "/items/0/name"),
        ({"name": "я" * 129}, "/items/0/name"),
        ({"outside_id": " p"}, "/items/0/outside_id"),
        ({"active": 1}, "/items/0/active"),
        ({"facts": [{"title": "", "value": "1"}]}, "/items/0/facts/0/title"),
        ({"facts": [["a", "b"]]}, "/items/0/facts/0"),
        ({"facts": [{"title": "а", "value": "в\nг"}]}, "/items/0/facts/0/value"),
        ({"facts": [{"title": "а", "value": "б"}] * 13}, "/items/0/facts"),
        ({"color": "red"}, "/items/0/color"),
    ],
)
async def test_a_wrong_project_is_pointed_at(desk: Desk, wrong: dict[str, Any], pointer: str) -> None:
    said = await desk.tell("projects", items=[{**POLL, **wrong}])
    assert (said.status, said.problem, said.body["errors"][0]["pointer"]) == (422, "invalid", pointer)
    assert not await Project.all().exists()


async def test_a_new_user_is_read_out_with_a_verifier_that_his_password_fits(desk: Desk) -> None:
    anna = await administrator(desk)
    new = NewUser("Пётр Ильин", login="ilin", password="Snegir-2026-vesna")
    user_id = await desk.centre.users.add(anna, new, desk.clock())
    said = await desk.changes()
    assert [item["kind"] for item in said.body["items"]] == ["user", "password"]
    told, secret = said.body["items"]
    assert {name: value for name, value in told.items() if value is not None} == {
        "id": 1,
        "contract": NUMBER,
        "kind": "user",
        "user": user_id,
        "login": "ilin",
        "name": "Пётр Ильин",
        "role": "operator",
        "at": desk.clock().isoformat().replace("+00:00", "Z"),
    }
    assert fits("Snegir-2026-vesna", secret["verifier"])
    assert not fits("snegir-2026-vesna", secret["verifier"])
    assert "Snegir" not in str(said.body)
    assert said.body["next"] == 2


async def test_what_is_acknowledged_loses_its_password_and_can_be_read_again(desk: Desk) -> None:
    anna = await administrator(desk)
    await desk.centre.users.add(anna, NewUser("Пётр Ильин"), desk.clock())
    where = (await desk.changes()).body["next"]
    assert (await desk.tell("access-changes/acknowledge", cursor=where)).body == {"created": 2, "known": 0}
    assert (await desk.tell("access-changes/acknowledge", cursor=where)).body == {"created": 0, "known": 0}
    assert (await desk.tell("access-changes/acknowledge", cursor=0)).body == {"created": 0, "known": 0}
    assert not await AccessChange.filter(acknowledged_at__isnull=True).exists()
    assert not await AccessChange.exclude(sealed_password="").exists()
    assert [item["verifier"] for item in (await desk.changes()).body["items"]] == [None, None]
    assert (await desk.changes(where)).body == {"items": [], "next": where}


async def test_a_cursor_that_was_never_given_is_refused(desk: Desk) -> None:
    for said in (await desk.changes(7), await desk.tell("access-changes/acknowledge", cursor=7)):
        assert (said.status, said.problem) == (409, "unknown-cursor")
        assert "after=0" in said.body["detail"]


async def test_lost_data_are_told_again_with_new_passwords_in_them(desk: Desk) -> None:
    anna = await administrator(desk)
    await desk.centre.users.add(anna, NewUser("Пётр Ильин", password="Snegir-2026-vesna"), desk.clock())
    await desk.tell("access-changes/acknowledge", cursor=2)
    assert (await desk.tell("access-changes/repeat", contracts=[NUMBER])).body == {"created": 2, "known": 0}
    again = (await desk.changes(2)).body["items"]
    assert [item["kind"] for item in again] == ["user", "password"]
    assert fits("Snegir-2026-vesna", again[1]["verifier"])
    said = await desk.tell("access-changes/repeat", contracts=["нет"])
    assert (said.status, said.problem) == (409, "unknown-contract")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/projects/projects"),
        ("GET", "/projects/access-changes"),
        ("POST", "/projects/access-changes/acknowledge"),
        ("POST", "/projects/access-changes/repeat"),
    ],
)
async def test_the_billing_reads_nothing_of_it(desk: Desk, method: str, path: str) -> None:
    assert (await desk.ask(method, path, token=BILLING)).status == 403
    assert (await desk.ask(method, path, token=None)).status == 401
    assert (await desk.ask(method, path, token=PROJECTS)).status in {200, 415}
