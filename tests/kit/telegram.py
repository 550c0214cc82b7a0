"""A Telegram for a test: the sandbox in this process, and a bot's and a person's way to talk to it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import aiohttp

from sandbox.telegram.app import RunningTelegram, start
from tests.kit.phone import Phone

TOKEN = "123456789:AAExampleOfATokenForTestsOnly_0123456"
USER = 4242
GROUP = -1001234567890


@dataclass(frozen=True)
class Answer:
    """An answer of the Bot API: HTTP status and JSON body."""

    status: int
    body: dict[str, Any]

    @property
    def ok(self) -> bool:
        return bool(self.body["ok"])

    @property
    def result(self) -> Any:
        assert self.body["ok"], self.body
        return self.body["result"]

    @property
    def description(self) -> str:
        return str(self.body.get("description", ""))


class BotClient:
    """Calls the Bot API by JSON, as one bot."""

    def __init__(self, session: aiohttp.ClientSession, url: str, token: str = TOKEN) -> None:
        self.session, self.url, self.token = session, url, token

    async def call(self, method: str, **values: Any) -> Answer:
        async with self.session.post(f"{self.url}/bot{self.token}/{method}", json=values) as response:
            return Answer(response.status, await response.json())

    async def form(self, method: str, data: Any) -> Answer:
        """A form or multipart body (aiohttp.FormData)."""
        async with self.session.post(f"{self.url}/bot{self.token}/{method}", data=data) as response:
            return Answer(response.status, await response.json())

    async def sent(self, text: str = "Привет", chat_id: int = USER, **values: Any) -> dict[str, Any]:
        message: dict[str, Any] = (await self.call("sendMessage", chat_id=chat_id, text=text, **values)).result
        return message

    async def updates(self, **values: Any) -> list[dict[str, Any]]:
        """What waits, confirmed at once."""
        found: list[dict[str, Any]] = (await self.call("getUpdates", **values)).result
        if found:
            await self.call("getUpdates", offset=found[-1]["update_id"] + 1)
        return found


class Telegram:
    """A running sandbox: ``url`` for a bot's settings, ``bot()``, ``person()`` and ``control()`` for the test."""

    def __init__(self, running: RunningTelegram) -> None:
        self.running = running
        self.url = running.url
        self.world = running.world
        self.session = aiohttp.ClientSession()
        self._phones: list[Phone] = []

    def bot(self, token: str = TOKEN) -> BotClient:
        return BotClient(self.session, self.url, token)

    async def person(self, user_id: int = USER, bot: str | int | None = None) -> Phone:
        """A person's phone, already listening. ``bot``: with which bot he talks (default: the only one)."""
        phone = Phone(self.session, self.url, user_id, bot=bot)
        await phone.switch_on()
        self._phones.append(phone)
        return phone

    async def control(self, path: str, verb: str = "POST", /, **body: Any) -> Any:
        """A request to the control API; its result. Raises AssertionError with its sentence."""
        async with self.session.request(verb, f"{self.url}/control/{path}", json=body) as response:
            answer = await response.json()
        assert answer["ok"], answer["error"]
        return answer["result"]

    async def close(self) -> None:
        for phone in self._phones:
            await phone.switch_off()
        await self.session.close()
        await self.running.close()

    async def __aenter__(self) -> "Telegram":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


@asynccontextmanager
async def running_telegram(
    users: list[int] | None = None, groups: list[int] | None = None, limits: bool = False
) -> AsyncIterator[Telegram]:
    """The sandbox on a free port of this process, with the people and groups named (by default one of each)."""
    running = await start(users or [USER], groups or [GROUP], limits=limits)
    async with Telegram(running) as telegram:
        yield telegram
