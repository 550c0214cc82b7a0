"""Telegram's limits, played through on a clock turned by hand; and once with a real bot."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from telegram.error import BadRequest, RetryAfter
from telegram.ext import ExtBot

from bot.limiter import Limits, TelegramLimiter, Urgency, seconds_of
from bot.requests import AiohttpRequest
from bot.turns import Rate
from tests.bot.api import TOKEN, api_server
from tests.bot.clock import FakeClock, settle

GROUP = -1001234567890


class Room:
    """A limiter on a fake clock, and what went out when: (seconds since the start, what)."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.clock = FakeClock()
        self.limiter = TelegramLimiter(limits or Limits(), self.clock)
        self.sent: list[tuple[float, str]] = []
        self.refuse: dict[str, list[float]] = {}
        self.tasks: list[asyncio.Task[Any]] = []

    def call(
        self,
        what: str,
        chat: int | str | None = 5,
        endpoint: str = "sendMessage",
        urgency: Urgency | None = None,
        **data: Any,
    ) -> "asyncio.Task[Any]":
        async def go() -> bool:
            self.sent.append((round(self.clock.time() - 1000, 2), what))
            if waits := self.refuse.get(what):
                raise RetryAfter(timedelta(seconds=waits.pop(0)))
            return True

        fields = data if chat is None else {"chat_id": chat, **data}
        task = asyncio.ensure_future(self.limiter.process_request(go, (), {}, endpoint, fields, urgency))
        self.tasks.append(task)
        return task

    def alert(self, what: str, chat: int | str = 5, **data: Any) -> "asyncio.Task[Any]":
        return self.call(what, chat, urgency=Urgency.ALERT, **data)

    def times(self) -> list[float]:
        return [at for at, _ in self.sent]

    def names(self) -> list[str]:
        return [what for _, what in self.sent]


@pytest.fixture
async def room() -> AsyncIterator[Room]:
    made = Room()
    await made.limiter.initialize()
    yield made
    await made.limiter.shutdown()
    await asyncio.gather(*made.tasks, return_exceptions=True)


def waited(task: "asyncio.Task[Any]") -> float:
    error = task.exception()
    assert isinstance(error, RetryAfter)
    return seconds_of(error)


def most_within(times: list[float], seconds: float) -> int:
    return max(sum(start <= at < start + seconds for at in times) for start in times)


async def test_taps_in_a_chat_may_burst_and_then_go_one_a_second(room: Room) -> None:
    for number in range(6):
        room.call(str(number))
    await settle()
    assert room.times() == [0, 0, 0]
    await room.clock.advance(10)
    assert room.names() == list("012345")
    assert room.times()[3:] == [3.1, 3.1, 3.1]


async def test_alerts_in_a_chat_go_one_a_second(room: Room) -> None:
    for number in range(4):
        room.alert(str(number))
    await room.clock.advance(10)
    assert room.times() == [0, 1.05, 2.1, 3.15]


async def test_a_redraw_goes_at_once_or_not_at_all(room: Room) -> None:
    for number in range(5):
        room.call(str(number), endpoint="editMessageText")
    late = room.call("redraw", endpoint="editMessageText", urgency=Urgency.REDRAW)
    await settle()
    assert waited(late) > 0
    await room.clock.advance(10)
    room.refuse["again"] = [2]
    refused = room.call("again", endpoint="editMessageText", urgency=Urgency.REDRAW)
    await settle()
    assert waited(refused) == 2
    paused = room.call("paused", endpoint="editMessageText", urgency=Urgency.REDRAW)
    await room.clock.advance(10)
    assert waited(paused) > 0
    assert room.names() == [*"01234", "again"]


async def test_a_bot_sends_no_more_than_thirty_a_second_over_all_chats(room: Room) -> None:
    for chat in range(1, 101):
        room.call(str(chat), chat)
    await room.clock.advance(10)
    assert len(room.sent) == 100
    assert most_within(room.times(), 1) == 30


async def test_a_group_gets_no_more_than_twenty_new_messages_a_minute(room: Room) -> None:
    for number in range(25):
        room.alert(str(number), GROUP)
    await room.clock.advance(29)
    assert len(room.sent) == 20
    assert most_within(room.times(), 60) == 20


async def test_edits_in_a_group_are_outside_its_twenty(room: Room) -> None:
    for number in range(20):
        room.alert(str(number), GROUP)
    await room.clock.advance(25)
    room.call("edit", GROUP, "editMessageText", Urgency.ALERT)
    await settle()
    assert room.names()[-1] == "edit"


async def test_an_alert_that_would_wait_too_long_goes_back_to_its_delivery(room: Room) -> None:
    calls = [room.alert(str(number), GROUP) for number in range(21)]
    await room.clock.advance(31)
    assert 20 < waited(calls[-1]) < 61
    assert len(room.sent) == 20


async def test_taps_go_before_alerts_that_came_earlier(room: Room) -> None:
    for chat in range(1, 101):
        room.alert(f"alert {chat}", chat)
    room.call("tap", 500)
    await room.clock.advance(0.5)
    assert "tap" in room.names()
    assert len(room.sent) < 30


async def test_a_tap_in_a_crowded_chat_goes_before_its_alerts(room: Room) -> None:
    for number in range(4):
        room.alert(f"alert {number}")
    for number in range(3):
        room.call(f"tap {number}")
    await room.clock.advance(10)
    assert room.names().index("tap 2") < room.names().index("alert 1")


async def test_answers_to_taps_never_wait(room: Room) -> None:
    for chat in range(1, 101):
        room.alert(str(chat), chat)
    room.call("toast", None, "answerCallbackQuery")
    await settle()
    assert "toast" in room.names()


async def test_a_429_pauses_its_chat_alone(room: Room) -> None:
    room.refuse["first"] = [7]
    first = room.alert("first", 5)
    await settle()
    assert waited(first) == 7
    room.call("same chat", 5)
    room.call("other chat", 6)
    room.call("edit", 5, "editMessageText")
    await room.clock.advance(7)
    assert room.names() == ["first", "other chat"]
    await room.clock.advance(0.2)
    assert sorted(room.names()[2:]) == ["edit", "same chat"]


async def test_an_alert_to_a_paused_chat_is_sent_back_with_the_rest_of_the_pause(room: Room) -> None:
    room.refuse["first"] = [60]
    room.alert("first")
    await room.clock.advance(10)
    second = room.alert("second")
    await settle()
    assert waited(second) == pytest.approx(50.1)
    assert room.names() == ["first"]


async def test_a_tap_is_repeated_after_the_pause(room: Room) -> None:
    room.refuse["tap"] = [3, 4]
    tap = room.call("tap")
    await room.clock.advance(20)
    assert tap.result() is True
    assert room.times() == [0, 3.1, 7.2]


async def test_a_tap_is_not_repeated_for_ever(room: Room) -> None:
    room.refuse["tap"] = [1, 1, 1, 1]
    tap = room.call("tap")
    await room.clock.advance(20)
    assert waited(tap) == 1
    assert len(room.sent) == 3


async def test_a_tap_does_not_sit_out_a_pause_of_minutes(room: Room) -> None:
    room.refuse["tap"] = [300]
    tap, other = room.call("tap"), room.call("edit", 5, "editMessageText")
    await settle()
    assert waited(tap) == 300
    await room.clock.advance(1)
    late = room.call("late")
    await settle()
    assert waited(late) == pytest.approx(299.1)
    assert other.done()


async def test_a_429_without_a_chat_pauses_alerts_and_no_taps(room: Room) -> None:
    room.refuse["toast"] = [5]
    room.call("toast", None, "answerCallbackQuery")
    await settle()
    room.alert("alert", 6)
    room.call("tap", 7)
    await room.clock.advance(4)
    assert room.names() == ["toast", "tap"]
    await room.clock.advance(2)
    assert sorted(room.names()[2:]) == ["alert", "toast"]


async def test_the_end_of_one_call_does_not_lift_a_pause(room: Room) -> None:
    gate = asyncio.Event()

    async def slow() -> bool:
        await gate.wait()
        return True

    running = asyncio.ensure_future(room.limiter.process_request(slow, (), {}, "sendMessage", {"chat_id": 5}, None))
    await settle()
    room.refuse["first"] = [10]
    room.alert("first")
    await room.clock.advance(1.2)
    gate.set()
    await running
    room.call("second")
    await room.clock.advance(8)
    assert room.names() == ["first"]


async def test_other_errors_pass_through_untouched(room: Room) -> None:
    async def refused() -> bool:
        raise BadRequest("chat not found")

    with pytest.raises(BadRequest):
        await room.limiter.process_request(refused, (), {}, "sendMessage", {"chat_id": 5}, None)


async def test_an_album_counts_as_its_items(room: Room) -> None:
    room.call("album", GROUP, "sendMediaGroup", media=[object()] * 10)
    await settle()
    for number in range(15):
        room.alert(str(number), GROUP)
    await room.clock.advance(29)
    assert len(room.sent) == 11


async def test_a_chat_is_the_same_written_as_a_number_or_as_a_text(room: Room) -> None:
    for chat in (GROUP, str(GROUP)) * 2:
        room.alert(str(chat), chat)
    await settle()
    assert (len(room.sent), room.limiter.chats) == (1, 1)
    await room.clock.advance(10)


async def test_one_who_stopped_waiting_takes_nobodys_turn(room: Room) -> None:
    room.alert("first")
    gone, last = room.alert("gone"), room.alert("last")
    await settle()
    gone.cancel()
    await room.clock.advance(1.1)
    assert room.names() == ["first", "last"]
    assert last.done()
    assert room.limiter.waiting == 0


async def test_idle_chats_are_forgotten() -> None:
    room = Room(Limits(chats_kept=50, overall=Rate(1000, 1)))
    await room.limiter.initialize()
    for number in range(500):
        room.call(str(number), number + 1)
        await room.clock.advance(1)
    assert room.limiter.chats <= 51


async def test_those_who_wait_at_the_end_are_sent_away() -> None:
    room = Room()
    await room.limiter.initialize()
    room.alert("first")
    waiting = room.alert("second")
    await settle()
    await room.limiter.shutdown()
    await asyncio.gather(waiting, return_exceptions=True)
    assert waiting.cancelled()


async def test_a_real_bot_gets_its_429_and_sends_again() -> None:
    refusals = [1]

    async def once(_: web.Request) -> web.StreamResponse:
        if refusals:
            wait = {"retry_after": refusals.pop()}
            body = {"ok": False, "error_code": 429, "description": "Too Many Requests", "parameters": wait}
            return web.json_response(body, status=429)
        return web.json_response({"ok": True, "result": True})

    async with api_server() as api:
        api.answers["deleteMessage"] = once
        bot: ExtBot[Urgency] = ExtBot(
            TOKEN,
            base_url=f"{api.url}/bot",
            request=AiohttpRequest(),
            get_updates_request=AiohttpRequest(),
            rate_limiter=TelegramLimiter(),
        )
        async with bot:
            assert await bot.delete_message(5, 6)
            refusals.append(9)
            with pytest.raises(RetryAfter):
                await bot.delete_message(5, 6, rate_limit_args=Urgency.ALERT)
        assert len(api.of("deleteMessage")) == 3
