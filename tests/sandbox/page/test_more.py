"""Rarer things on the page: reply keyboards, veiled photos, a supergroup that was a group, a bot that comes late."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.sandbox.page.scenes import ADMINISTRATOR, GROUP, MANAGER, SceneBot, picture
from tests.sandbox.page.test_chat import look

pytestmark = [pytest.mark.chromium, pytest.mark.asyncio(loop_scope="module")]


async def test_a_reply_keyboard_sends_its_label_and_goes_when_removed(page: Page, base: str, bot: SceneBot) -> None:
    keys = {"keyboard": [[{"text": "Да"}, {"text": "Нет"}]], "resize_keyboard": True}
    await bot.say(ADMINISTRATOR, "Продолжить?", reply_markup=keys)
    await look(page, base)
    await page.get_by_test_id("reply-keyboard").get_by_role("button", name="Да").click()
    assert (await bot.hear())["message"]["text"] == "Да"
    await bot.say(ADMINISTRATOR, "Готово", reply_markup={"remove_keyboard": True})
    await expect(page.get_by_test_id("reply-keyboard")).to_have_count(0)


async def test_a_veiled_photo_is_revealed_and_then_enlarged(page: Page, base: str, bot: SceneBot) -> None:
    sent = await bot.upload("sendPhoto", ADMINISTRATOR, "photo", "qr.png", picture(), has_spoiler="true")
    await look(page, base)
    photo = page.get_by_test_id(f"message-{sent}").get_by_test_id("photo")
    await expect(photo).to_have_class("photo veiled")
    await photo.click()
    await expect(photo).not_to_have_class("photo veiled")
    await photo.click()
    await expect(page.locator("dialog.lightbox img")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator("dialog")).to_have_count(0)


async def test_the_page_follows_a_group_that_becomes_a_supergroup(page: Page, base: str, bot: SceneBot) -> None:
    group = -4001
    made = {"id": group, "type": "group", "title": "Смена", "members": [ADMINISTRATOR, MANAGER]}
    async with bot.http.post(f"{base}/control/chats", json=made) as response:
        assert response.status == 200, await response.text()
    await bot.call("getMe")
    await look(page, base, str(group))
    await page.get_by_test_id("telegram-migrate").click()
    await expect(page.get_by_test_id(f"group-{group}")).to_have_count(0)
    await expect(page.get_by_test_id("chat-title")).to_have_text("Смена")
    await expect(page).to_have_url(re.compile("#-100"))


async def test_a_bot_that_comes_late_is_noticed(page: Page, base: str, bot: SceneBot) -> None:
    await look(page, base)
    await expect(page.get_by_test_id("chat-title")).to_have_text("Бот ещё не подключился")
    sent = await bot.say(ADMINISTRATOR, "Здравствуйте")
    await expect(page.get_by_test_id(f"message-{sent}")).to_be_visible()
    await expect(page.get_by_test_id("chat-title")).not_to_have_text("Бот ещё не подключился")


async def test_an_opened_message_keeps_its_spoiler_while_others_come(page: Page, base: str, bot: SceneBot) -> None:
    await bot.say(GROUP, "Пароль: <tg-spoiler>тайна</tg-spoiler>")
    await look(page, base, str(GROUP))
    await page.get_by_test_id("spoiler").click()
    await bot.say(ADMINISTRATOR, "в другом чате")
    await expect(page.get_by_test_id(f"unread-{ADMINISTRATOR}")).to_have_text("1")
    await expect(page.locator(".spoiler.revealed")).to_have_count(1)


async def test_whoever_writes_sees_it_wherever_he_had_scrolled_to(page: Page, base: str, bot: SceneBot) -> None:
    for number in range(30):
        await bot.say(ADMINISTRATOR, f"строка {number}\nещё одна")
    await look(page, base)
    messages = page.get_by_test_id("messages")
    await messages.evaluate("list => list.scrollTo({ top: 0 })")
    await page.get_by_test_id("composer-input").fill("вот и я")
    await page.keyboard.press("Enter")
    await expect(messages.get_by_text("вот и я")).to_be_in_viewport()


async def test_a_fault_pressed_twice_stands_once_and_others_beside_it(page: Page, base: str, bot: SceneBot) -> None:
    await bot.call("getMe")
    await look(page, base)
    await page.get_by_test_id("telegram-fault500").dblclick()
    async with page.expect_response(lambda response: response.request.method == "POST"):
        await page.get_by_test_id("telegram-fault500").click()
    await page.get_by_test_id("telegram-fault429").click()
    await expect(page.get_by_text("Сбои включены: 2")).to_be_visible()
    async with bot.http.get(f"{base}/control/faults") as response:
        faults = (await response.json())["result"]
    assert sorted(fault["error_code"] for fault in faults) == [429, 500]


async def test_people_are_called_as_in_the_glossary(page: Page, base: str) -> None:
    await look(page, base)
    await expect(page.get_by_role("navigation")).to_contain_text("руководитель")
