"""The order of updates: kept within a chat whatever happens, free across chats. Through a real PTB application."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from telegram import CallbackQuery, Chat, Message, Update, User
from telegram.ext import Application, ApplicationBuilder, ContextTypes, TypeHandler

from bot.requests import AiohttpRequest
from bot.updates import PerChatProcessor, lane_of
from tests.bot.api import TOKEN, api_server

Work = Callable[[Update], Awaitable[None]]


def message(update_id: int, chat: int, user: int = 1) -> Update:
    kind = Chat.PRIVATE if chat > 0 else Chat.SUPERGROUP
    sender = User(user, "A", is_bot=False)
    return Update(update_id, message=Message(update_id, 0, Chat(chat, kind), from_user=sender))  # type: ignore[arg-type]  # no date is needed


def inline_tap(update_id: int, user: int) -> Update:
    query = CallbackQuery(str(update_id), User(user, "A", is_bot=False), "x", data="d", inline_message_id="7")
    return Update(update_id, callback_query=query)


class Stage:
    """An application whose one handler does what the test says; ``done`` keeps the ids in the order they ended."""

    def __init__(self, application: Application, processor: PerChatProcessor) -> None:  # type: ignore[type-arg]  # any
        self.application = application
        self.processor = processor
        self.work: Work = self._nothing
        self.began: list[int] = []
        self.done: list[int] = []

    async def _nothing(self, _: Update) -> None:
        return

    async def handle(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        self.began.append(update.update_id)
        await self.work(update)
        self.done.append(update.update_id)

    async def play(self, *updates: Update) -> None:
        for update in updates:
            await self.application.update_queue.put(update)
        async with asyncio.timeout(20):
            await self.application.update_queue.join()


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    processor = PerChatProcessor(running=8)
    async with api_server() as api:
        application = (
            ApplicationBuilder()
            .token(TOKEN)
            .base_url(f"{api.url}/bot")
            .request(AiohttpRequest())
            .get_updates_request(AiohttpRequest())
            .concurrent_updates(processor)
            .updater(None)
            .job_queue(None)
            .build()
        )
        made = Stage(application, processor)
        application.add_handler(TypeHandler(Update, made.handle))

        async def quietly(_: object, __: ContextTypes.DEFAULT_TYPE) -> None:
            return

        application.add_error_handler(quietly)
        async with application:
            await application.start()
            yield made
            await application.stop()


async def test_updates_of_a_chat_end_in_the_order_they_came(stage: Stage) -> None:
    async def slower_first(update: Update) -> None:
        await asyncio.sleep(0.02 / update.update_id)

    stage.work = slower_first
    await stage.play(*(message(n, chat=5) for n in range(1, 21)))
    assert stage.done == list(range(1, 21))
    assert stage.processor.lanes == 0


async def test_chats_do_not_wait_for_each_other(stage: Stage) -> None:
    gate = asyncio.Event()

    async def first_waits_for_last(update: Update) -> None:
        if update.update_id == 1:
            await gate.wait()
        if update.update_id == 3:
            gate.set()

    stage.work = first_waits_for_last
    await stage.play(message(1, chat=5), message(2, chat=5), message(3, chat=6))
    assert stage.done == [3, 1, 2]


async def test_an_update_that_fails_does_not_hold_up_the_next(stage: Stage) -> None:
    async def fail_odd(update: Update) -> None:
        if update.update_id % 2:
            raise ValueError("odd")

    stage.work = fail_odd
    await stage.play(*(message(n, chat=5) for n in range(1, 7)))
    assert (stage.began, stage.done) == ([1, 2, 3, 4, 5, 6], [2, 4, 6])


async def test_one_crowded_chat_leaves_room_for_the_others(stage: Stage) -> None:
    gate = asyncio.Event()

    async def crowd(update: Update) -> None:
        if update.update_id <= 1000:
            await gate.wait()
        else:
            gate.set()

    stage.work = crowd
    await stage.play(*(message(n, chat=5) for n in range(1, 1001)), message(1001, chat=6))
    assert stage.done[0] == 1001
    assert stage.done[1:] == list(range(1, 1001))


async def test_no_more_than_the_bound_are_at_work(stage: Stage) -> None:
    working = most = 0

    async def count(_: Update) -> None:
        nonlocal working, most
        working += 1
        most = max(most, working)
        await asyncio.sleep(0.005)
        working -= 1

    stage.work = count
    await stage.play(*(message(n, chat=n) for n in range(1, 100)))
    assert most == 8


async def test_two_hundred_chats_take_little_longer_than_their_own_updates(stage: Stage) -> None:
    async def api_call(_: Update) -> None:
        await asyncio.sleep(0.02)

    stage.work = api_call
    began = asyncio.get_running_loop().time()
    await stage.play(*(message(n, chat=n % 200 + 1) for n in range(400)))
    assert asyncio.get_running_loop().time() - began < 400 * 0.02 / 2


async def test_a_cancelled_wait_lets_nobody_overtake() -> None:
    processor, order, gate = PerChatProcessor(), [], asyncio.Event()

    async def work(number: int) -> None:
        if number == 1:
            await gate.wait()
        order.append(number)

    tasks = [asyncio.ensure_future(processor.process_update(message(n, chat=5), work(n))) for n in (1, 2, 3)]
    await asyncio.sleep(0)
    tasks[1].cancel()
    await asyncio.gather(tasks[1], return_exceptions=True)
    assert order == []
    gate.set()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert order == [1, 3]
    assert processor.lanes == 0


async def test_a_cancelled_update_frees_its_chat() -> None:
    processor, order, started = PerChatProcessor(), [], asyncio.Event()

    async def hang() -> None:
        started.set()
        await asyncio.Event().wait()

    async def note() -> None:
        order.append("next")

    first = asyncio.ensure_future(processor.process_update(message(1, chat=5), hang()))
    second = asyncio.ensure_future(processor.process_update(message(2, chat=5), note()))
    await started.wait()
    first.cancel()
    await asyncio.gather(first, second, return_exceptions=True)
    assert order == ["next"]


def test_a_button_of_an_inline_message_is_ordered_by_its_user() -> None:
    assert lane_of(inline_tap(1, user=42)) == 42
    assert lane_of(message(2, chat=42)) == 42
    assert lane_of(message(3, chat=-100, user=42)) == -100
    assert lane_of(Update(4)) is None
    assert lane_of("something else") is None


async def test_updates_of_nobody_are_processed_all_the_same(stage: Stage) -> None:
    await stage.play(Update(1), Update(2))
    assert sorted(stage.done) == [1, 2]
