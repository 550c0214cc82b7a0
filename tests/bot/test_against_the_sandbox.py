"""Requests, order, limiter and webhook together, against the strict Bot API server of the sandbox."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import pytest
from prometheus_client import CollectorRegistry
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputFile, Update
from telegram.error import NetworkError, RetryAfter
from telegram.ext import Application, ContextTypes, TypeHandler

from bot.limiter import Urgency, seconds_of
from bot.settings import load_settings
from bot.telegram import build_application
from bot.web import serving, web_application
from bot.webhook import Webhook
from tests.kit.ports import free_port
from tests.kit.telegram import GROUP, TOKEN, USER, Telegram, running_telegram

AnyApplication = Application[Any, Any, Any, Any, Any, Any]
Work = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    async with running_telegram() as running:
        yield running


def application(telegram: Telegram, work: Work) -> AnyApplication:
    built = build_application(load_settings(_env_file=None, bot_token=TOKEN, bot_api_url=f"{telegram.url}/bot/"))
    built.add_handler(TypeHandler(Update, work))
    return built


@asynccontextmanager
async def polling(built: AnyApplication) -> AsyncIterator[None]:
    assert built.updater
    async with built:
        await built.start()
        await built.updater.start_polling(timeout=5)
        yield
        await built.updater.stop()
        await built.stop()


@asynccontextmanager
async def hooked(built: AnyApplication) -> AsyncIterator[None]:
    port = free_port()
    web = web_application({}, CollectorRegistry(), Webhook(built, "the-secret"), "/hook")
    async with serving(web, "127.0.0.1", port), built:
        await built.bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token="the-secret")
        yield
        await built.bot.delete_webhook()


async def nothing(_: Update, __: ContextTypes.DEFAULT_TYPE) -> None:
    return


@pytest.mark.parametrize("way", [polling, hooked])
async def test_a_person_is_answered_in_the_order_he_wrote(telegram: Telegram, way: Any) -> None:
    async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message and update.message.text:
            await asyncio.sleep(0.1 if update.message.text == "0" else 0)
            await context.bot.set_my_name(update.message.text)

    async with way(application(telegram, echo)):
        person = await telegram.person()
        for number in range(5):
            await person.send(str(number))
        await named(telegram, 5)
    assert [call["parameters"]["name"] for call in await calls(telegram, "setMyName")] == list("01234")


async def calls(telegram: Telegram, method: str) -> list[dict[str, Any]]:
    async with telegram.session.get(f"{telegram.url}/control/calls", params={"method": method}) as response:
        found: list[dict[str, Any]] = (await response.json())["result"]
        return found


async def fault(telegram: Telegram, **made: Any) -> None:
    async with telegram.session.post(f"{telegram.url}/control/faults", json=made) as response:
        assert (await response.json())["ok"]


async def named(telegram: Telegram, times: int) -> None:
    async with asyncio.timeout(10):
        while len(await calls(telegram, "setMyName")) < times:  # noqa: ASYNC110 -- another process' server tells by asking
            await asyncio.sleep(0.05)


async def test_an_update_that_crashed_comes_again_by_the_webhook(telegram: Telegram) -> None:
    tries: list[int] = []

    async def crash_once(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        tries.append(update.update_id)
        if len(tries) == 1:
            raise OSError("the database is away")
        await context.bot.send_message(USER, "Готово")

    async with hooked(application(telegram, crash_once)):
        person = await telegram.person()
        await person.send("привет")
        await person.sees("Готово", timeout=30)
    assert len(set(tries)) == 1


async def test_a_tap_gets_its_toast_while_alerts_wait(telegram: Telegram) -> None:
    async def toast(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if update.callback_query:
            await update.callback_query.answer("Принято")

    async with polling(built := application(telegram, toast)):
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Принять", callback_data="x")]])
        await built.bot.send_message(USER, "Авария", reply_markup=keyboard)
        alerts = [
            asyncio.ensure_future(built.bot.send_message(USER, f"{n}", rate_limit_args=Urgency.ALERT)) for n in range(3)
        ]
        person = await telegram.person()
        assert await person.press("Принять") == "Принято"
        assert not alerts[-1].done()
        await asyncio.gather(*alerts)


async def test_alerts_of_a_storm_never_meet_a_429() -> None:
    async with running_telegram(limits=True) as telegram, application(telegram, nothing) as built:
        began = time.monotonic()
        chats = [USER, GROUP, USER, GROUP, USER, GROUP]
        await asyncio.gather(*(built.bot.send_message(chat, "!", rate_limit_args=Urgency.ALERT) for chat in chats))
        assert time.monotonic() - began < 4
        assert {call["status"] for call in await calls(telegram, "sendMessage")} == {200}


async def test_a_429_is_waited_out_for_a_tap_and_handed_back_for_an_alert(telegram: Telegram) -> None:
    async with application(telegram, nothing) as built:
        await fault(telegram, method="sendMessage", retry_after=1, count=2)
        with pytest.raises(RetryAfter) as caught:
            await built.bot.send_message(GROUP, "alert", rate_limit_args=Urgency.ALERT)
        assert seconds_of(caught.value) == 1
        assert (await built.bot.send_message(USER, "tap")).text == "tap"


async def test_an_answer_that_was_lost_does_not_send_the_message_twice(telegram: Telegram) -> None:
    async with application(telegram, nothing) as built:
        await fault(telegram, method="sendMessage", reset=True, when="after", count=1)
        with pytest.raises(NetworkError):
            await built.bot.send_message(USER, "once")
        assert len(await calls(telegram, "sendMessage")) == 1


async def test_a_document_keeps_its_russian_name(telegram: Telegram) -> None:
    async with application(telegram, nothing) as built:
        sent = await built.bot.send_document(USER, InputFile("данные".encode(), filename="журнал «Омск».csv"))
        assert sent.document
        assert sent.document.file_name == "журнал «Омск».csv"
        file = await sent.document.get_file()
        assert bytes(await file.download_as_bytearray()) == "данные".encode()
