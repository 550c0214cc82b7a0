"""Details through the running program: shown, handed over, killed in between; afterwards no trace of a password."""

import asyncio
import base64
import io
import re
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp

from bot.settings import load_settings
from domain.access import Role
from handlers.rooms.user_ways import ExportUsers, HandOver, RevealCredentials
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
INI = re.compile(r'download="microsip.ini" href="data:application/octet-stream;base64,([^"]+)"')
SETTINGS = re.compile(r'href="linphone-config:([^"]+)"')
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
    shown: list[str] = field(default_factory=list)
    """What was secret besides the passwords: addresses of settings."""

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

    async def a_secret_is_due(self) -> None:
        """The end of a message that is to show a secret is written down."""
        async with asyncio.timeout(10), open_database(self.url, everywhere=False):
            while not await Reveal.all().exists():  # noqa: ASYNC110 -- another process writes the rows
                await asyncio.sleep(0.05)

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
            "sent files": "".join(unpacked(file.data) for bot in world.bots.values() for file in bot.files.values()),
        }
        places |= {str(file): file.read_bytes().decode("latin-1") for file in self.folder.rglob("*") if file.is_file()}
        assert not [name for name in ("rows", "log", "messages", "calls", "events") if len(places[name]) < 100]
        secrets = [*self.passwords, *self.shown]
        return [name for name, held in places.items() if any(secret in held for secret in secrets)]


def unpacked(content: bytes) -> str:
    """A file's bytes as text; those of a table are packed."""
    if not content.startswith(b"PK"):
        return content.decode("latin-1")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode("latin-1") for name in archive.namelist())


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


@asynccontextmanager
async def opened(database_url: str, telegram: Telegram, folder: Path, **chosen: str) -> AsyncIterator[House]:
    """The program runs; every file that it may write is in ``folder``."""
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
        "TMPDIR": str(folder),
        **chosen,
    }
    async with running(settings, folder / "log", port) as program:
        yield House(telegram, program, database_url, folder, user)


async def read_on_the_page(house: House, page: str) -> None:
    """The page before and after the press, the file for a PC, and the settings that a phone fetches."""
    async with aiohttp.ClientSession() as http:
        async with http.get(page) as response:
            assert house.passwords[0] not in await response.text()
        async with http.post(page) as response:
            said = await response.text()
        assert all(password in said for password in house.passwords)
        [file], [settings] = INI.findall(said), SETTINGS.findall(said)
        assert house.passwords[1] in base64.b64decode(file).decode("utf-16")
        async with http.get(settings) as response:
            assert house.passwords[1] in await response.text()
    house.shown.append(settings.rpartition("/p/")[2])


@ON_BOTH_DATABASES
async def test_details_are_seen_and_leave_no_trace_though_the_bot_is_killed(
    database_url: str, telegram: Telegram, tmp_path: Path
) -> None:
    async with opened(database_url, telegram, tmp_path) as house:
        anna, ivan = await telegram.person(ADMINISTRATOR), await telegram.person(STRANGER)
        await house.pressed(anna, RevealCredentials(house.user.id).pack())
        await anna.sees(house.passwords[1])
        await house.pressed(anna, HandOver(house.user.id).pack())
        [code] = CODE.findall((await anna.sees("Ссылка готова")).text)
        await ivan.send(f"/start u_{code}")
        await ivan.press("Показать")
        await ivan.sees(house.passwords[0])
        await ivan.sees("Софт-фон на телефоне")
        house.shown.append(str((await ivan.pressed("Скопировать ссылку"))["copy_text"]).rpartition("/p/")[2])
        await house.program.kill()
        await house.a_minute_later()
        await anna.sees(house.passwords[1])
        await house.program.start()
        await anna.sees_no(house.passwords[1], timeout=20)
        await ivan.sees_no(house.passwords[0], timeout=20)
        await ivan.sees_no("Софт-фон на телефоне", timeout=20)

        await anna.press("‹ Назад")
        await anna.sees_no("Ссылка готова")
        await house.pressed(anna, HandOver(house.user.id).pack())
        await anna.sees("Ссылка готова")
        await read_on_the_page(house, (await anna.pressed("Для браузера"))["copy_text"])
        await house.pressed(anna, ExportUsers().pack())
        await anna.gets_file("Пользователи")
        assert await house.program.stop() == 0
        assert await house.traces() == []


@ON_BOTH_DATABASES
async def test_where_secrets_stay_out_of_telegram_the_page_alone_shows_them_and_nothing_keeps_them(
    database_url: str, telegram: Telegram, tmp_path: Path
) -> None:
    async with opened(database_url, telegram, tmp_path, SECRETS_PAGE_ONLY="true") as house:
        anna = await telegram.person(ADMINISTRATOR)
        for press in (RevealCredentials(house.user.id), HandOver(house.user.id)):
            await house.pressed(anna, press.pack())
            await anna.sees("Ссылка готова" if isinstance(press, HandOver) else "только на странице")
            await read_on_the_page(house, (await anna.pressed("Для браузера"))["copy_text"])
        await house.program.kill()
        assert await house.traces() == []


async def test_a_bot_killed_between_the_empty_message_and_the_details_leaves_neither(
    sqlite_url: str, telegram: Telegram, tmp_path: Path
) -> None:
    async with opened(sqlite_url, telegram, tmp_path) as house:
        anna, ivan = await telegram.person(ADMINISTRATOR), await telegram.person(STRANGER)
        await house.pressed(anna, HandOver(house.user.id).pack())
        [code] = CODE.findall((await anna.sees("Ссылка готова")).text)
        await ivan.send(f"/start u_{code}")
        await ivan.sees_button("Показать")
        await telegram.control("faults", method="editMessage*", chat_id=STRANGER, delay=3)
        await ivan.press("Показать")
        await ivan.sees("Открываем реквизиты")
        await house.a_secret_is_due()
        await house.program.kill()
        await telegram.control("faults", "DELETE")
        await house.a_minute_later()
        await house.program.start()
        await ivan.sees_no("Открываем реквизиты", timeout=20)
        await ivan.sees_no(house.passwords[0], timeout=20)
        assert await house.program.stop() == 0
        assert await house.traces() == []
