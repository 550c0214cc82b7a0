"""The room of details: shown to administrators for a minute, in private; handed over by a one-time link."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from tortoise.context import TortoiseContext

from bot.reveals import RevealLoop
from domain.access import Role
from handlers.rooms.details import OpenDetails
from handlers.rooms.user_ways import HandOver, OpenCredentials, RevealCredentials
from models import Audit, Person, Reveal, User
from services.centre import CentrePolicy, centre_services
from services.ports import NoSipServer
from services.user_facts import NewUser, Places
from services.user_secrets import UserSecrets
from services.vault import Vault
from tests.handlers.desk import ANNA, GROUP, MARINA, OLEG, SERGEY, STRANGER, Desk, open_desk
from tests.handlers.test_people import pressed
from tests.kit.phone import Phone, Shown

VAULT = Vault({"k1": b"0" * 32})
SECRETS = UserSecrets(VAULT, "linekeeper")
POLICY = CentrePolicy(Places("https://projects.example.org", "sip.example.org"), page="https://line.example.org")
CODE = re.compile(r"\?start=u_([a-z0-9]{12})")


@pytest.fixture
async def desk(db: TortoiseContext) -> AsyncIterator[Desk]:
    """A desk on SQLite, and on PostgreSQL."""
    async with open_desk(centre=centre_services(VAULT, POLICY, NoSipServer(), lambda: None)) as opened:
        yield opened
        assert opened.failures == []


async def a_user(desk: Desk, name: str = "Иван Петров", person: int = ANNA) -> User:
    [member] = await desk.services.members.contracts(person)
    return await User.get(id=await desk.services.centre.users.add(member, NewUser(name), desk.clock()))


async def open_room(desk: Desk, phone: Phone) -> None:
    await pressed(desk, phone, OpenCredentials().pack())
    await phone.sees("Реквизиты · ООО «184/24»")


def passwords(user: User) -> list[str]:
    return [SECRETS.password(user), SECRETS.sip_password(user)]


async def gone(desk: Desk) -> None:
    """One round of the loop that deletes."""
    await RevealLoop(desk.application.bot, desk.services.centre.reveals, desk.clock).round()  # type: ignore[arg-type] # the desk's application is any bot


async def shown_secret(phone: Phone, user: User) -> Shown:
    return await phone.sees(SECRETS.password(user))


async def test_details_come_in_a_message_of_their_own_and_are_gone_in_a_minute(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    user = await a_user(desk)
    await open_room(desk, anna)
    await anna.press("Иван Петров")
    await anna.sees("Оператор · логин 10001")
    assert await anna.press("Показать") == "Реквизиты ниже. Исчезнут через минуту"
    message = await shown_secret(anna, user)
    assert message.raw["protected"]
    entities = message.raw["message"]["entities"]
    assert [entity["type"] for entity in entities].count("spoiler") == 2
    assert (await anna.pressed("Пароль софт-фона"))["copy_text"] == SECRETS.sip_password(user)
    assert "sip.example.org" in message.text
    await gone(desk)
    assert SECRETS.password(user) in "".join(each.text for each in anna.messages())
    desk.clock.skip(seconds=60)
    await gone(desk)
    await anna.sees_no(SECRETS.password(user))
    assert not await Reveal.all().exists()
    assert await Audit.filter(action="reveal", subject=f"user {user.id}").count() == 1
