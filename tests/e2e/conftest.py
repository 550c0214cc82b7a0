"""A whole product for a test: Telegram, a registrar, a database and the bot, each a real program."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest

from domain.access import Role
from models import Notice
from models.database import open_database
from tests.kit.contract import write_contract
from tests.kit.database import BOTH
from tests.kit.kamailio import Kamailio
from tests.kit.program import Program, running
from tests.kit.telegram import Telegram, running_telegram

ADMINISTRATOR, ON_CALL, MANAGER, STRANGER, NEIGHBOUR = 101, 102, 103, 104, 201
GROUP = -1001000000184
PEOPLE = {ADMINISTRATOR: Role.ADMINISTRATOR, ON_CALL: Role.ON_CALL, MANAGER: Role.MANAGER}


class Product:
    """``telegram`` and ``program`` run; ``registrar`` serves the contract's lines."""

    def __init__(self, telegram: Telegram, registrar: Kamailio, program: Program, url: str) -> None:
        self.telegram = telegram
        self.registrar = registrar
        self.program = program
        self.url = url

    def cards(self) -> int:
        """How many messages with buttons the bot has sent to the group."""
        sent = [call for call in self.telegram.world.calls if call["method"] == "sendMessage" and call["status"] == 200]
        to_group = [call["parameters"] for call in sent if str(call["parameters"]["chat_id"]) == str(GROUP)]
        return sum("reply_markup" in parameters for parameters in to_group)

    async def settled(self, within: float = 10) -> None:
        """Wait until nothing is owed to anybody, and what was sent is written down."""
        async with asyncio.timeout(within), open_database(self.url, everywhere=False):
            while await Notice.filter(due_at__isnull=False).exists():  # noqa: ASYNC110 -- another process writes the rows
                await asyncio.sleep(0.05)


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    users = [*PEOPLE, STRANGER, NEIGHBOUR]
    async with running_telegram(users, [GROUP]) as running_one:
        yield running_one


ON_BOTH_DATABASES = pytest.mark.parametrize("database_url", BOTH, indirect=True)
"""The whole product is slow to start: PostgreSQL is for the tests in which the database matters."""


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database, of SQLite unless the test is for both kinds."""
    url: str = request.getfixturevalue(f"{getattr(request, 'param', 'sqlite')}_url")
    return url


@pytest.fixture
async def registrar(tmp_path: Path) -> AsyncIterator[Kamailio]:
    async with Kamailio(tmp_path) as kamailio:
        yield kamailio


@pytest.fixture
async def product(
    telegram: Telegram, registrar: Kamailio, database_url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Product]:
    """Lines are numbers with passwords: two, or those of an indirect parameter."""
    lines: Mapping[str, str] = getattr(request, "param", {"100": "right-100", "101": "right-101"})
    for number, password in lines.items():
        await registrar.set_password(number, password)
    await write_contract(database_url, people=PEOPLE, chats=[GROUP], port=registrar.port, lines=lines)
    await write_contract(
        database_url,
        number="207/25",
        name="Вектор",
        people={NEIGHBOUR: Role.ADMINISTRATOR},
        port=registrar.port,
        lines={},
    )
    settings = {"BOT_API_URL": telegram.url, "DATABASE_URL": database_url}
    async with running(settings, tmp_path / "bot.log") as program:
        yield Product(telegram, registrar, program, database_url)
