"""Taps: the toast, its staleness, limits, and buttons found as a person finds them."""

import asyncio
from typing import Any

import pytest

from tests.kit.telegram import BotClient, Telegram

ROWS = {"inline_keyboard": [[{"text": "Проверить", "callback_data": "check"}, {"text": "Лог", "callback_data": "log"}]]}
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def tapped(bot: BotClient) -> dict[str, Any]:
    updates = await bot.updates(timeout=5)
    query: dict[str, Any] = updates[-1]["callback_query"]
    return query


async def test_a_press_brings_the_toast_back(telegram: Telegram, bot: BotClient) -> None:
    phone = await telegram.person()
    await bot.sent("Линия", reply_markup=ROWS)
    await phone.sees("Линия")
    press = asyncio.create_task(phone.press("Пров"))
    query = await tapped(bot)
    assert (query["data"], query["from"]["id"], query["message"]["text"]) == ("check", 4242, "Линия")
    assert (await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="Проверяю")).result is True
    assert await press == "Проверяю"
    assert phone.screen() == "Линия"
    assert phone.buttons() == ["Проверить", "Лог"]


async def test_an_unanswered_press_is_an_assertion(telegram: Telegram, bot: BotClient) -> None:
    phone = await telegram.person()
    await bot.sent("Линия", reply_markup=ROWS)
    with pytest.raises(AssertionError, match="no answer"):
        await phone.press("Лог", timeout=0.05)
    with pytest.raises(AssertionError, match="the button «Нет» did not come"):
        await phone.press("Нет", timeout=0.05)
    with pytest.raises(AssertionError, match="There is no button 'none'"):
        await phone.press_data("none")


async def test_an_old_query_and_an_unknown_one_are_refused(telegram: Telegram, bot: BotClient) -> None:
    phone = await telegram.person()
    await bot.sent("Линия", reply_markup=ROWS)
    assert (await phone.pressed("Лог", timeout=0.01))["answered"] is False
    query = await tapped(bot)
    await telegram.control("settings", callback_timeout=10)
    await telegram.control("clock", advance=11)
    assert (await bot.call("answerCallbackQuery", callback_query_id=query["id"])).description == TOO_OLD
    assert (await bot.call("answerCallbackQuery", callback_query_id="1")).description == TOO_OLD
    assert (await bot.call("answerCallbackQuery")).description == TOO_OLD


async def test_a_toast_has_200_characters_and_opens_only_the_bot_itself(telegram: Telegram, bot: BotClient) -> None:
    phone = await telegram.person()
    await bot.sent("Линия", reply_markup=ROWS)
    press = asyncio.create_task(phone.pressed("Лог"))
    answer = {"callback_query_id": (await tapped(bot))["id"]}
    assert (
        await bot.call("answerCallbackQuery", **answer, text="я" * 201)
    ).description == "Bad Request: MESSAGE_TOO_LONG"
    wrong = await bot.call("answerCallbackQuery", **answer, url="https://example.com")
    assert wrong.description == "Bad Request: URL_INVALID"
    url = "https://t.me/sandbox123456789_bot?start=abc"
    assert (await bot.call("answerCallbackQuery", **answer, url=url, text="я" * 200, show_alert=True)).ok
    pressed = await press
    assert (pressed["url"], pressed["show_alert"], len(pressed["text"])) == (url, True, 200)


async def test_links_copies_and_reply_keys_need_no_bot(telegram: Telegram, bot: BotClient) -> None:
    phone = await telegram.person()
    rows = [[{"text": "Сайт", "url": "https://example.com"}, {"text": "Пароль", "copy_text": {"text": "s3cret"}}]]
    await bot.sent("Ссылки", reply_markup={"inline_keyboard": rows})
    assert (await phone.pressed("Сайт"))["url"] == "https://example.com/"
    assert (await phone.pressed("Пароль"))["copy_text"] == "s3cret"
    await bot.sent("Клавиши", reply_markup={"keyboard": [["Да", {"text": "Нет"}]], "resize_keyboard": True})
    assert (await phone.pressed("Да"))["kind"] == "text"
    assert (await bot.updates())[-1]["message"]["text"] == "Да"
