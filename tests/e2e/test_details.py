"""Details through the running program: shown, handed over, killed in between; afterwards no trace of a password."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.settings import load_settings
from domain.access import Role
from handlers.rooms.user_ways import HandOver, RevealCredentials
from models import Reveal, User
from models.database import open_database
from models.sql import update_returning
from services.centre import CentrePolicy, centre_services
from services.members import MemberService
from services.ports import NoSipServer
from services.user_facts import NewUser
from services.user_secrets import UserSecrets
from services.vault import Vault
from tests.e2e.conftest import ADMINISTRATOR, ON_BOTH_DATABASES, STRANGER
from tests.kit.contract import write_contract
from tests.kit.phone import Phone
from tests.kit.ports import free_port
from tests.kit.program import KEY, Program, running
from tests.kit.telegram import Telegram

CODE = re.compile(r"start=u_(\w+)")
VAULT = Vault(dict(load_settings(_env_file=None, secret_keys=KEY).keys))
SECRETS = UserSecrets(VAULT, "linekeeper")


@dataclass
class House:
    """The program, and whose details it keeps."""

    telegram: Telegram
    program: Program
    url: str
    folder: Path
    user: User

    @property
    def passwords(self) -> list[str]:
        return [SECRETS.password(self.user), SECRETS.sip_password(self.user)]

    async def pressed(self, phone: Phone, data: str) -> None:
        """A tap on a button with this data."""
        keyboard = {"inline_keyboard": [[{"text": "Кнопка", "callback_data": data}]]}
        bot = self.telegram.bot(self.program.token)
        message = await bot.sent("Меню", chat_id=phone.chat_id, reply_markup=keyboard)
        await phone.press_data(data, message_id=message["message_id"])

    async def a_minute_later(self) -> None:
        """What was shown is due now."""
        async with open_database(self.url, everywhere=False):
            await Reveal.all().update(delete_at=datetime.now(UTC) - timedelta(seconds=1))

    async def traces(self) -> list[str]:
        """Where one of the passwords is still to be read: the database, its files, the log, Telegram."""
        world = self.telegram.world
        chats = [chat for bot in world.bots.values() for chat in bot.dialogs.values()]
        places = {
            "rows": await rows(self.url),
            "log": self.program.log(),
            "messages": repr([(one.content, one.markup) for chat in chats for one in chat.messages.values()]),
            "calls": repr(world.calls),
            "events": repr([event.data for event in world.events.since(0)]),
        }
        places |= {str(file): file.read_bytes().decode("latin-1") for file in self.folder.rglob("*") if file.is_file()}
        assert not [name for name in ("rows", "log", "messages", "calls", "events") if len(places[name]) < 100]
        return [name for name, held in places.items() if any(secret in held for secret in self.passwords)]


async def rows(url: str) -> str:
    """Every row of every table."""
    async with open_database(url, everywhere=False) as context:
        assert context.apps
        tables = [model._meta.db_table for model in context.apps.get_models_iterable()]
        return repr([await update_returning(context.db(), f'SELECT * FROM "{table}"') for table in tables])


async def a_user(url: str) -> User:
    """Somebody with a login, passwords and a softphone."""
    centre = centre_services(VAULT, CentrePolicy(), NoSipServer(), lambda: None)
    async with open_database(url, everywhere=False):
        [anna] = await MemberService("Europe/Samara").contracts(ADMINISTRATOR)
        return await User.get(id=await centre.users.add(anna, NewUser("Иван Петров"), datetime.now(UTC)))


@pytest.fixture
async def house(database_url: str, telegram: Telegram, tmp_path: Path) -> AsyncIterator[House]:
    await write_contract(database_url, people={ADMINISTRATOR: Role.ADMINISTRATOR}, port=free_port(), lines={}, chats=[])
    user = await a_user(database_url)
    port = free_port()
    settings = {
        "DATABASE_URL": database_url,
        "BOT_API_URL": telegram.url,
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "SIP_LISTEN": f"127.0.0.1:{free_port()}",
        "SIP_RPC": f"127.0.0.1:{free_port()}",
        "LOG_LEVEL": "DEBUG",
    }
    async with running(settings, tmp_path / "log", port) as program:
        yield House(telegram, program, database_url, tmp_path, user)


@ON_BOTH_DATABASES
async def test_details_are_seen_and_leave_no_trace_though_the_bot_is_killed(house: House) -> None:
    anna, ivan = await house.telegram.person(ADMINISTRATOR), await house.telegram.person(STRANGER)
    await house.pressed(anna, RevealCredentials(house.user.id).pack())
    await anna.sees(house.passwords[1])
    await house.program.kill()
    await house.a_minute_later()
    await anna.sees(house.passwords[1])
    await house.program.start()
    await anna.sees_no(house.passwords[1], timeout=20)

    await house.pressed(anna, HandOver(house.user.id).pack())
    [code] = CODE.findall((await anna.sees("Ссылка готова")).text)
    await ivan.send(f"/start u_{code}")
    await ivan.press("Показать")
    await ivan.sees(house.passwords[0])
    await house.a_minute_later()
    await ivan.sees_no(house.passwords[0])

    await anna.press("‹ Назад")
    await anna.sees_no("Ссылка готова")
    await house.pressed(anna, HandOver(house.user.id).pack())
    page = (await anna.pressed("Для браузера"))["copy_text"]
    async with aiohttp.ClientSession() as http:
        async with http.get(page) as response:
            assert house.passwords[0] not in await response.text()
        async with http.post(page) as response:
            said = await response.text()
            assert all(password in said for password in house.passwords)
    assert await house.program.stop() == 0
    assert await house.traces() == []
