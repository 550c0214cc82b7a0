"""Groups and topics that receive alerts."""

import asyncio

import pytest

from domain.access import Role
from models import AlertChat, Audit
from services.cards import BoundChat, MemberCard
from services.errors import ChatTakenError
from tests.services.house import GROUP, House


@pytest.fixture
async def anna(house: House) -> MemberCard:
    return await house.join(await house.client(), 101, Role.ADMINISTRATOR)


async def test_binding_twice_is_binding_once(house: House, anna: MemberCard) -> None:
    await house.chats.bind(anna, GROUP, 0, "Старое имя", house.clock())
    bound = await house.chats.bind(anna, GROUP, 0, "Дежурные", house.clock())
    assert bound == BoundChat(GROUP, 0, "Дежурные")
    assert await AlertChat.all().count() == 1


async def test_two_people_may_bind_at_once(house: House, anna: MemberCard) -> None:
    await asyncio.gather(*(house.chats.bind(anna, GROUP, 0, "Дежурные", house.clock()) for _ in range(4)))
    assert await AlertChat.all().count() == 1


async def test_a_group_of_another_contract_is_taken(house: House, anna: MemberCard) -> None:
    await house.chats.bind(anna, GROUP, 0, "Дежурные", house.clock())
    oleg = await house.join(await house.client("207/25", "Вектор"), 201, Role.ADMINISTRATOR)
    with pytest.raises(ChatTakenError):
        await house.chats.bind(oleg, GROUP, 0, "Наши", house.clock())
    assert not await house.chats.unbind(oleg, GROUP, 0, house.clock())
    assert (await AlertChat.get()).title == "Дежурные"
    assert await house.chats.bind(oleg, GROUP, 5, "Другая тема", house.clock())


async def test_unbinding_says_whether_there_was_anything(house: House, anna: MemberCard) -> None:
    await house.chats.bind(anna, GROUP, 0, "Дежурные", house.clock())
    assert await house.chats.unbind(anna, GROUP, 0, house.clock())
    assert not await house.chats.unbind(anna, GROUP, 0, house.clock())


async def test_binding_and_unbinding_are_in_the_audit_trail(house: House, anna: MemberCard) -> None:
    await house.chats.bind(anna, GROUP, 3, "Дежурные", house.clock())
    await house.chats.unbind(anna, GROUP, 3, house.clock())
    rows = await Audit.filter(person_id=anna.person_id, action__in=["bind", "unbind"]).order_by("id")
    assert [(row.action, row.subject, row.actor) for row in rows] == [
        ("bind", f"chat {GROUP}/3", "administrator"),
        ("unbind", f"chat {GROUP}/3", "administrator"),
    ]
