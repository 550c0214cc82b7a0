"""An outage of Telegram is told from a single failed call, and its end is noticed at once."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.error import NetworkError

from bot import uplink as module
from bot.supervisor import Supervisor
from bot.uplink import Uplink, request_pair
from tests.kit.telegram import TOKEN, USER, Telegram, running_telegram


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    async with running_telegram() as running:
        yield running


class Line:
    """A bot on an uplink that is being watched; ``allowed`` is the fence."""

    def __init__(self, url: str) -> None:
        self.allowed = True
        self.uplink = Uplink(lambda: self.allowed)
        calls, polling = request_pair(self.uplink)
        self.bot = Bot(TOKEN, f"{url}/bot", request=calls, get_updates_request=polling)
        self.supervisor = Supervisor()

    async def __aenter__(self) -> "Line":
        await self.bot.initialize()
        self.supervisor.start("uplink", lambda: self.uplink.watch(self.bot))
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.supervisor.stop()
        await self.bot.shutdown()

    async def fails(self) -> None:
        with pytest.raises(NetworkError):
            await self.bot.send_message(USER, "x")


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PROBE_EVERY", 0.05)


async def until_away(line: Line, away: bool) -> None:
    async with asyncio.timeout(5):
        while line.uplink.away is not away:  # noqa: ASYNC110 -- told by a property
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("fault", [{"reset": True}, {"error_code": 502}, {"error_code": 500}])
async def test_when_every_call_fails_it_is_an_outage_until_one_succeeds(
    telegram: Telegram, fault: dict[str, object]
) -> None:
    async with Line(telegram.url) as line:
        await telegram.control("faults", method="*", **fault)
        await line.fails()
        await until_away(line, True)
        waiting = asyncio.ensure_future(line.bot.get_updates(timeout=0))
        over = asyncio.ensure_future(line.uplink.over())
        await asyncio.sleep(0.2)
        assert not waiting.done()
        assert not over.done()
        await telegram.control("faults", "DELETE")
        assert await over == 1
        assert await waiting == ()


@pytest.mark.parametrize("fault", [{"reset": True}, {"error_code": 502}])
async def test_one_method_that_fails_is_no_outage(telegram: Telegram, fault: dict[str, object]) -> None:
    async with Line(telegram.url) as line:
        await telegram.control("faults", method="sendMessage", **fault)
        for _ in range(3):
            await line.fails()
            await asyncio.sleep(0.1)
        assert (line.uplink.away, line.uplink.outages) == (False, 0)


async def test_a_request_to_wait_is_an_answer(telegram: Telegram) -> None:
    async with Line(telegram.url) as line:
        line.uplink.failed()
        await telegram.control("faults", method="*", error_code=429, retry_after=60)
        await asyncio.sleep(0.3)
        assert not line.uplink.away


async def test_behind_the_fence_nothing_is_called(telegram: Telegram) -> None:
    async with Line(telegram.url) as line:
        calls = len(telegram.world.calls)
        line.allowed = False
        with pytest.raises(NetworkError, match="on standby"):
            await line.bot.send_message(USER, "x")
        with pytest.raises(NetworkError, match="on standby"):
            await line.bot.get_updates()
        assert len(telegram.world.calls) == calls


async def test_an_outage_ends_with_the_term_in_which_it_began(telegram: Telegram) -> None:
    async with Line(telegram.url) as line:
        await telegram.control("faults", method="*", reset=True)
        await line.fails()
        await until_away(line, True)
        await line.supervisor.stop()
        assert not line.uplink.away
        await telegram.control("faults", "DELETE")
