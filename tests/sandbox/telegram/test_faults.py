"""Faults on demand, limits, the log of calls, a fresh start."""

import time

import aiohttp
import pytest

from sandbox.telegram.limits import Limits
from tests.kit.telegram import GROUP, BotClient, Telegram, running_telegram


async def test_a_429_is_answered_as_often_as_wished(telegram: Telegram, bot: BotClient) -> None:
    await telegram.control("faults", method="send*", retry_after=7, count=2)
    for _ in range(2):
        answer = await bot.call("sendMessage", chat_id=4242, text="x")
        assert (answer.status, answer.description, answer.body["parameters"]) == (
            429,
            "Too Many Requests: retry after 7",
            {"retry_after": 7},
        )
    assert (await bot.call("sendMessage", chat_id=4242, text="x")).ok
    assert await telegram.control("faults", "GET") == []


async def test_a_fault_strikes_its_method_and_chat_only(telegram: Telegram, bot: BotClient) -> None:
    await telegram.control("faults", method="editMessage*", chat_id=4242, error_code=500)
    sent = await bot.sent()
    place = {"chat_id": 4242, "message_id": sent["message_id"]}
    assert (await bot.call("editMessageText", **place, text="b")).description == "Internal Server Error"
    assert (await bot.call("sendMessage", chat_id=GROUP, text="x")).ok
    assert await telegram.control("faults", "DELETE") == 1
    assert (await bot.call("editMessageText", **place, text="b")).ok


async def test_after_the_effect_only_the_answer_is_lost(telegram: Telegram, bot: BotClient) -> None:
    phone = await telegram.person()
    await telegram.control("faults", error_code=502, body="<html>Bad Gateway</html>", when="after", count=1)
    async with telegram.session.post(
        f"{telegram.url}/bot{bot.token}/sendMessage", json={"chat_id": 4242, "text": "Дошло"}
    ) as response:
        assert (response.status, await response.text()) == (502, "<html>Bad Gateway</html>")
    await phone.sees("Дошло")


async def test_a_connection_is_cut(telegram: Telegram, bot: BotClient) -> None:
    await telegram.control("faults", reset=True, count=1)
    with pytest.raises(aiohttp.ClientError):
        await bot.call("sendMessage", chat_id=4242, text="x")
    assert (await bot.call("getMe")).ok


async def test_a_delay_alone_is_slow_and_succeeds(telegram: Telegram, bot: BotClient) -> None:
    await telegram.control("faults", method="getMe", delay=0.2, duration=60)
    began = time.monotonic()
    assert (await bot.call("getMe")).ok
    assert time.monotonic() - began >= 0.2


async def test_a_share_of_none_strikes_nobody(telegram: Telegram, bot: BotClient) -> None:
    await telegram.control("faults", share=0, error_code=500)
    assert (await bot.call("getMe")).ok


@pytest.mark.parametrize("wish", [{}, {"share": 2, "error_code": 500}, {"colour": "red"}, {"when": "x", "reset": True}])
async def test_a_fault_that_means_nothing_is_refused(telegram: Telegram, wish: dict[str, object]) -> None:
    with pytest.raises(AssertionError):
        await telegram.control("faults", **wish)


def test_limits_are_counted_per_chat_per_group_and_overall() -> None:
    limits = Limits(enabled=True)
    assert limits.wait("t", "sendMessage", "1", 0.0) == 0
    assert limits.wait("t", "sendMessage", "1", 0.5) == 1
    assert limits.wait("t", "editMessageText", "1", 0.5) == 0
    for n in range(20):
        assert limits.wait("t", "sendMessage", "-5", 10.0 + n) == 0
    assert limits.wait("t", "sendMessage", "-5", 31.0) == 39
    assert sum(limits.wait("t", "sendMessage", str(n), 100.0) == 0 for n in range(40)) == 30


async def test_the_flag_switches_limits_on() -> None:
    async with running_telegram(limits=True) as telegram:
        bot = telegram.bot()
        assert (await bot.call("sendMessage", chat_id=4242, text="1")).ok
        assert (await bot.call("sendMessage", chat_id=4242, text="2")).status == 429
        await telegram.control("limits", enabled=False)
        assert (await bot.call("sendMessage", chat_id=4242, text="3")).ok


async def test_calls_are_logged_with_answers(telegram: Telegram, bot: BotClient) -> None:
    await bot.call("sendMessage", chat_id=9, text="x")
    call = (await telegram.control("calls", "GET", method="sendMessage"))[-1]
    assert (call["method"], call["chat_id"], call["status"]) == ("sendMessage", 9, 400)
    assert call["answer"]["description"] == "Bad Request: chat not found"


async def test_a_reset_forgets_everything_but_the_people_of_the_beginning(telegram: Telegram, bot: BotClient) -> None:
    await bot.sent()
    await telegram.control("users", id=99, first_name="Гость")
    await telegram.control("reset")
    assert (await bot.call("sendMessage", chat_id=99, text="x")).status == 400
    assert (await bot.sent())["message_id"] == 1


async def test_a_call_that_the_control_api_does_not_have_is_refused_in_json(telegram: Telegram) -> None:
    for verb, path in (("GET", "nosuch"), ("POST", "nosuch/deeper"), ("DELETE", "state")):
        async with telegram.session.request(verb, f"{telegram.url}/control/{path}") as response:
            answer = await response.json()
        assert (response.status, answer["ok"]) == (404, False)
        assert "docs/sandbox.md" in answer["error"]
