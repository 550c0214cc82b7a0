"""Long polls that hold, conflicts, offsets; webhooks with a secret, retries and answers in the body."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from tests.kit.telegram import GROUP, BotClient, Telegram


async def test_a_poll_holds_until_an_update_comes(telegram: Telegram, bot: BotClient) -> None:
    poll = asyncio.create_task(bot.call("getUpdates", timeout=20))
    phone = await telegram.person()
    await phone.send("/start")
    update = (await asyncio.wait_for(poll, 5)).result[0]
    assert update["message"]["text"] == "/start"
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


async def test_a_poll_without_updates_ends_at_its_timeout(bot: BotClient) -> None:
    began = time.monotonic()
    assert (await bot.call("getUpdates", timeout=1)).result == []
    assert 0.9 < time.monotonic() - began < 3


async def test_the_offset_confirms_and_a_negative_one_keeps_the_newest(telegram: Telegram, bot: BotClient) -> None:
    phone = await telegram.person()
    for text in "abcd":
        await phone.send(text)
    first = (await bot.call("getUpdates", limit=2)).result
    assert [update["message"]["text"] for update in first] == ["a", "b"]
    assert (await bot.call("getUpdates", limit=1)).result == first[:1]
    rest = (await bot.call("getUpdates", offset=first[0]["update_id"] + 1)).result
    assert [update["message"]["text"] for update in rest] == ["b", "c", "d"]
    last = (await bot.call("getUpdates", offset=-1)).result
    assert [update["message"]["text"] for update in last] == ["d"]
    assert (await bot.call("getUpdates", offset=last[0]["update_id"] + 1)).result == []


async def test_allowed_updates_are_kept_until_changed(telegram: Telegram, bot: BotClient) -> None:
    phone = await telegram.person()
    await bot.call("getUpdates", allowed_updates=["callback_query"])
    await phone.send("не видно")
    assert await bot.updates() == []
    await bot.call("getUpdates", allowed_updates=[])
    await phone.send("видно")
    assert len(await bot.updates()) == 1


async def test_a_second_poll_ends_the_first_with_409(telegram: Telegram, bot: BotClient) -> None:
    first = asyncio.create_task(bot.call("getUpdates", timeout=20))
    await asyncio.wait_for(telegram.world.bots[bot.token].holding.wait(), 5)
    second = await bot.call("getUpdates", timeout=0)
    ended = await asyncio.wait_for(first, 5)
    assert second.result == []
    assert (ended.status, ended.description) == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )


class Receiver:
    """A bot's webhook: what came, and what to answer."""

    def __init__(self) -> None:
        self.came: asyncio.Queue[tuple[dict[str, Any], str | None]] = asyncio.Queue()
        self.statuses: list[int] = []
        self.answer: dict[str, Any] | None = None

    async def handle(self, request: web.Request) -> web.StreamResponse:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.came.put_nowait((await request.json(), secret))
        status = self.statuses.pop(0) if self.statuses else 200
        return web.json_response(self.answer, status=status) if self.answer else web.Response(status=status)


@asynccontextmanager
async def receiving() -> AsyncIterator[tuple[Receiver, str]]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield receiver, f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await runner.cleanup()


async def test_a_webhook_gets_updates_with_its_secret(telegram: Telegram, bot: BotClient) -> None:
    phone = await telegram.person()
    await phone.send("раньше")
    async with receiving() as (receiver, url):
        answer = await bot.call("setWebhook", url=url, secret_token="Secret_1-2")
        assert answer.body == {"ok": True, "result": True, "description": "Webhook was set"}
        update, secret = await asyncio.wait_for(receiver.came.get(), 5)
        assert (update["message"]["text"], secret) == ("раньше", "Secret_1-2")
        conflict = await bot.call("getUpdates")
        assert (conflict.status, conflict.description) == (
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
        await bot.call("deleteWebhook")
    assert (await bot.call("getWebhookInfo")).result["url"] == ""
    assert (await bot.call("getUpdates")).result == []


async def test_an_update_is_sent_again_until_a_2xx_and_the_error_is_told(telegram: Telegram, bot: BotClient) -> None:
    phone = await telegram.person()
    async with receiving() as (receiver, url):
        receiver.statuses = [500]
        await bot.call("setWebhook", url=url)
        await phone.send("раз")
        first = await asyncio.wait_for(receiver.came.get(), 5)
        info = (await bot.call("getWebhookInfo")).result
        assert info["pending_update_count"] == 1
        assert await asyncio.wait_for(receiver.came.get(), 5) == first
        info = (await bot.call("getWebhookInfo")).result
        assert info["last_error_message"].startswith("Wrong response from the webhook: 500")


async def test_a_call_in_the_webhooks_answer_is_carried_out(telegram: Telegram, bot: BotClient) -> None:
    phone = await telegram.person()
    async with receiving() as (receiver, url):
        receiver.answer = {"method": "sendMessage", "chat_id": 4242, "text": "Из ответа"}
        await bot.call("setWebhook", url=url)
        await phone.send("раз")
        await phone.sees("Из ответа")


async def test_setting_a_webhook_ends_the_poll_and_can_drop_what_waits(telegram: Telegram, bot: BotClient) -> None:
    poll = asyncio.create_task(bot.call("getUpdates", timeout=20))
    await asyncio.wait_for(telegram.world.bots[bot.token].holding.wait(), 5)
    await bot.call("setWebhook", url="http://127.0.0.1:9/hook", drop_pending_updates=True, allowed_updates=["message"])
    assert (await poll).description == "Conflict: terminated by setWebhook request"
    info = (await bot.call("getWebhookInfo")).result
    assert (info["allowed_updates"], info["max_connections"]) == (["message"], 40)
    assert (await bot.call("setWebhook", url="")).body["description"] == "Webhook was deleted"
    assert (await bot.call("deleteWebhook")).body["description"] == "Webhook is already deleted"


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"url": "ftp://example.com"}, "Bad Request: bad webhook: "),
        ({"url": "notaurl"}, "Bad Request: bad webhook: Failed to resolve host"),
        ({"url": "javascript:1"}, "Bad Request: bad webhook: Webhook can be set up only on ports"),
        ({"url": "javascript:alert(1)"}, "Bad Request: invalid webhook URL"),
        ({"url": "https://"}, "Bad Request: bad webhook: URL host is empty"),
        ({"url": "https://example.com", "secret_token": "с пробелом"}, "secret token contains unallowed characters"),
        ({"url": "https://example.com", "secret_token": "x" * 257}, "secret token is too long"),
    ],
)
async def test_a_wrong_webhook_is_refused(bot: BotClient, values: dict[str, str], reason: str) -> None:
    answer = await bot.call("setWebhook", **values)
    assert answer.status == 400
    assert reason in answer.description


async def test_in_privacy_mode_a_bot_hears_commands_replies_and_mentions_only(
    telegram: Telegram, bot: BotClient
) -> None:
    phone = await (await telegram.person()).in_chat(GROUP)
    mine = await bot.sent("Вопрос", GROUP)
    for text in ("просто так", "/bind", "/bind@other_bot", "эй @sandbox123456789_bot"):
        await phone.send(text)
    await phone.send("ответ", reply_to=mine["message_id"])
    heard = [update["message"]["text"] for update in await bot.updates()]
    assert heard == ["/bind", "эй @sandbox123456789_bot", "ответ"]
    await telegram.control("bots", token=bot.token, can_read_all_group_messages=True)
    await phone.send("просто так")
    assert len(await bot.updates()) == 1
