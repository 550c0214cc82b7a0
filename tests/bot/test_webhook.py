"""The webhook, with a real PTB application behind it: process first, answer after."""

import asyncio
import io
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from prometheus_client import CollectorRegistry
from telegram import Update
from telegram.error import Forbidden
from telegram.ext import Application, ApplicationBuilder, ContextTypes, TypeHandler

from bot.requests import AiohttpRequest
from bot.updates import PerChatProcessor
from bot.web import serving, web_application
from bot.webhook import SECRET_HEADER, Webhook
from tests.bot.api import TOKEN, api_server

SECRET = "the-secret_of-this-webhook"


def update(update_id: int, chat: int = 5) -> dict[str, Any]:
    sender = {"id": chat, "is_bot": False, "first_name": "A"}
    message = {"message_id": update_id, "date": 1, "chat": {"id": chat, "type": "private"}, "from": sender, "text": "x"}
    return {"update_id": update_id, "message": message}


class Hook:
    """Posts updates as Telegram does; ``seen``: what the handler got, ``told``: what the user heard failed."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session = session
        self.url = url
        self.seen: list[int] = []
        self.told: list[int] = []
        self.work: Callable[[Update], Awaitable[None]] = self._nothing

    async def _nothing(self, _: Update) -> None:
        return

    async def handle(self, arrived: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        self.seen.append(arrived.update_id)
        await self.work(arrived)

    async def tell(self, arrived: object, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert isinstance(arrived, Update)
        self.told.append(arrived.update_id)

    async def post(self, body: Any, secret: str | None = SECRET) -> int:
        headers = {} if secret is None else {SECRET_HEADER: secret}
        data = {"data": io.BytesIO(body)} if isinstance(body, bytes) else {"json": body}
        async with self.session.post(self.url, headers=headers, **data) as response:
            return response.status


def build(api_url: str) -> Application:  # type: ignore[type-arg]  # any
    return (
        ApplicationBuilder()
        .token(TOKEN)
        .base_url(f"{api_url}/bot")
        .request(AiohttpRequest())
        .get_updates_request(AiohttpRequest())
        .concurrent_updates(PerChatProcessor())
        .updater(None)
        .job_queue(None)
        .build()
    )


@asynccontextmanager
async def opened() -> AsyncIterator[Hook]:
    async with api_server() as api, aiohttp.ClientSession() as session:
        application = build(api.url)
        hook = Hook(session, "")
        application.add_error_handler(hook.tell)
        application.add_handler(TypeHandler(Update, hook.handle))
        web = web_application({}, CollectorRegistry(), Webhook(application, SECRET), "/telegram/hook")
        async with application, serving(web, "127.0.0.1", 0) as port:
            hook.url = f"http://127.0.0.1:{port}/telegram/hook"
            yield hook


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    async with opened() as made:
        yield made


async def test_an_update_is_answered_when_it_has_been_processed(hook: Hook) -> None:
    gate = asyncio.Event()

    async def wait(_: Update) -> None:
        await gate.wait()

    hook.work = wait
    post = asyncio.ensure_future(hook.post(update(1)))
    done, _ = await asyncio.wait([post], timeout=0.1)
    assert not done
    gate.set()
    assert await post == 200
    assert hook.seen == [1]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", "ключ".encode().decode("latin-1")])
async def test_a_wrong_secret_is_refused(hook: Hook, secret: str | None) -> None:
    assert await hook.post(update(1), secret) == 403
    assert hook.seen == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"7", b"{}", b'{"update_id": "x"}', b"\xff"])
async def test_what_is_no_update_is_refused(hook: Hook, body: bytes) -> None:
    assert await hook.post(body) == 400


async def test_a_body_above_the_limit_is_refused(hook: Hook) -> None:
    assert await hook.post(b" " * (1024 * 1024 + 1)) == 413


async def test_an_update_that_failed_is_sent_again_and_the_user_told_once(hook: Hook) -> None:
    async def fail(_: Update) -> None:
        raise ValueError("bug")

    hook.work = fail
    assert [await hook.post(update(1)) for _ in range(3)] == [500, 500, 200]
    assert (hook.seen, hook.told) == ([1, 1, 1], [1])
    assert await hook.post(update(1)) == 200
    assert hook.seen == [1, 1, 1]


async def test_an_update_that_failed_once_is_done_the_second_time(hook: Hook) -> None:
    async def fail_first(_: Update) -> None:
        if len(hook.seen) == 1:
            raise OSError("database away")

    hook.work = fail_first
    assert [await hook.post(update(1)) for _ in range(2)] == [500, 200]
    assert hook.told == []


async def test_a_refusal_of_telegram_is_final_at_once(hook: Hook) -> None:
    async def refuse(_: Update) -> None:
        raise Forbidden("bot was blocked by the user")

    hook.work = refuse
    assert await hook.post(update(1)) == 200
    assert hook.told == [1]


async def test_an_update_that_comes_twice_is_processed_once(hook: Hook) -> None:
    assert [await hook.post(update(1)) for _ in range(2)] == [200, 200]
    assert hook.seen == [1]


async def test_a_second_copy_waits_for_the_first_and_gets_its_answer(hook: Hook) -> None:
    gate = asyncio.Event()

    async def fail_late(_: Update) -> None:
        await gate.wait()
        raise OSError

    hook.work = fail_late
    posts = [asyncio.ensure_future(hook.post(update(1))) for _ in range(3)]
    await asyncio.wait(posts, timeout=0.1)
    gate.set()
    assert await asyncio.gather(*posts) == [500, 500, 500]
    assert hook.seen == [1]


async def test_updates_of_a_chat_keep_their_order_and_chats_do_not_wait(hook: Hook) -> None:
    gate = asyncio.Event()

    async def first_waits(arrived: Update) -> None:
        if arrived.update_id == 1:
            await gate.wait()
        if arrived.update_id == 3:
            gate.set()

    hook.work = first_waits
    first = asyncio.ensure_future(hook.post(update(1, chat=5)))
    while not hook.seen:  # noqa: ASYNC110 -- the first is to be at work before the second is sent
        await asyncio.sleep(0.001)
    second = asyncio.ensure_future(hook.post(update(2, chat=5)))
    await asyncio.wait([second], timeout=0.1)
    assert 2 not in hook.seen
    assert list(await asyncio.gather(hook.post(update(3, chat=6)), first, second)) == [200, 200, 200]
    assert hook.seen == [1, 3, 2]


async def test_an_update_of_an_unknown_shape_does_not_stop_the_rest(hook: Hook) -> None:
    assert await hook.post({"update_id": 1, "message": {"date": "never"}}) == 200
    assert await hook.post({"update_id": 2, "something_new": {"a": 1}}) == 200
    assert await hook.post(update(3)) == 200
    assert hook.seen[-1] == 3


async def test_an_update_that_comes_before_the_start_is_sent_again() -> None:
    async with api_server() as api, aiohttp.ClientSession() as session:
        application = build(api.url)
        web = web_application({}, CollectorRegistry(), Webhook(application, SECRET))
        async with serving(web, "127.0.0.1", 0) as port:
            hook = Hook(session, f"http://127.0.0.1:{port}/telegram")
            application.add_handler(TypeHandler(Update, hook.handle))
            assert await hook.post(update(1)) == 500
            async with application:
                assert await hook.post(update(1)) == 200
    assert hook.seen == [1]


async def test_failures_outside_the_webhook_are_told_at_once(hook: Hook) -> None:
    async with api_server() as api:
        application = build(api.url)
        Webhook(application, SECRET)
        application.add_error_handler(hook.tell)
        async with application:
            await application.process_error(Update(9), ValueError("bug in polling"))
    assert hook.told == [9]
