"""A card that somebody has open follows the softphone by itself: the bot and the SIP server as their user runs them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.access import Role
from models import Member, Person
from tests.kit.caller import Caller
from tests.kit.program import running
from tests.kit.telegram import Telegram, running_telegram
from tests.pbx.centre import PASSWORD, Centre
from tests.pbx.test_program import Ports, registers, server

pytestmark = pytest.mark.kamailio
ANNA = 101


async def administrator(centre: Centre) -> None:
    now = datetime.now(UTC)
    person = await Person.create(telegram_id=ANNA, name="Анна", language="ru", created_at=now)
    await Member.create(contract=centre.ours, person=person, role=Role.ADMINISTRATOR, created_at=now)


def messages(telegram: Telegram) -> int:
    return sum(call["method"] == "sendMessage" for call in telegram.world.calls)


async def test_an_open_card_tells_of_a_wrong_password_within_five_seconds_and_then_of_the_right_one(
    database_url: str, centre: Centre, tmp_path: Path
) -> None:
    await administrator(centre)
    ports = Ports(database_url)
    async with running_telegram([ANNA], []) as telegram, server(ports, tmp_path):
        await registers(ports.sip)
        async with running({**ports.settings, "BOT_API_URL": telegram.url}, tmp_path / "bot.log"):
            anna = await telegram.person(ANNA)
            await anna.send("/start")
            await anna.press("Пользователи")
            await anna.press("⚪ ivanov")
            card, sent = await anna.sees("ivanov · оператор"), messages(telegram)

            async with Caller("ivanov", "wrong", ports.sip) as wrong:
                assert await wrong.registered() == 403
                assert (await anna.sees("Неверный пароль", timeout=5)).id == card.id
            async with Caller("ivanov", PASSWORD, ports.sip) as right:
                assert await right.registered() == 200
                assert (await anna.sees("TestPhone", timeout=5)).id == card.id
            assert messages(telegram) == sent, "a redraw is no message"
