"""A group on the page: several voices, topics, pins, unread counters."""

import aiohttp
import pytest
from playwright.async_api import Page, expect

from tests.sandbox.page.conftest import control
from tests.sandbox.page.scenes import ADMINISTRATOR, ALERT, ALERT_KEYS, GROUP, MANAGER, ON_CALL, TOKEN, SceneBot
from tests.sandbox.page.test_chat import look

pytestmark = [pytest.mark.chromium, pytest.mark.asyncio(loop_scope="module")]


async def test_the_reader_chooses_who_presses(page: Page, base: str, bot: SceneBot) -> None:
    await bot.say(GROUP, ALERT, ALERT_KEYS)
    await look(page, base, str(GROUP))
    await page.get_by_test_id(f"as-{ON_CALL}").click()
    await page.get_by_role("button", name="Принято").click()
    pressed = await bot.answer("ack", "Авария за вами")
    assert pressed["from"]["id"] == ON_CALL
    await expect(page.get_by_test_id("toast")).to_have_text("Авария за вами")


async def test_only_members_of_a_group_may_speak_in_it(page: Page, base: str, bot: SceneBot) -> None:
    await bot.say(GROUP, ALERT)
    await look(page, base, str(GROUP))
    await expect(page.get_by_test_id(f"as-{ADMINISTRATOR}")).to_be_visible()
    await expect(page.get_by_test_id(f"as-{MANAGER}")).to_have_count(0)


async def test_a_pinned_alert_is_shown_above_the_chat(page: Page, base: str, bot: SceneBot) -> None:
    alert = await bot.say(GROUP, ALERT, ALERT_KEYS)
    await bot.call("pinChatMessage", chat_id=GROUP, message_id=alert)
    await look(page, base, str(GROUP))
    await expect(page.get_by_test_id("pinned")).to_contain_text("Не звонят 14 операторов")
    await expect(
        page.get_by_test_id("messages").get_by_text("Закреплено сообщение: 🔴 Не звонят 14 операторов")
    ).to_be_visible()


async def test_other_chats_count_what_was_not_read(page: Page, base: str, bot: SceneBot) -> None:
    await look(page, base)
    await bot.say(GROUP, "раз")
    await bot.say(GROUP, "два")
    await expect(page.get_by_test_id(f"unread-{GROUP}")).to_have_text("2")
    await page.get_by_test_id(f"group-{GROUP}").click()
    await expect(page.get_by_test_id(f"unread-{GROUP}")).to_have_count(0)
    await expect(page.get_by_test_id("chat-title")).to_have_text("Ромашка · дежурные")


async def test_topics_divide_a_forum(page: Page, base: str, bot: SceneBot) -> None:
    async with aiohttp.ClientSession(base) as http:
        await control(http, "bots", token=TOKEN, can_read_all_group_messages=True)
        await control(http, "topics", chat_id=GROUP, name="Аварии")
    await look(page, base, str(GROUP))
    tab = page.get_by_role("tab", name="Аварии")
    topic = int((await tab.get_attribute("data-testid") or "").removeprefix("topic-"))
    inside = await bot.say(GROUP, "В теме", message_thread_id=topic)
    outside = await bot.say(GROUP, "Вне темы")
    await expect(page.get_by_test_id(f"message-{outside}")).to_be_visible()
    await tab.click()
    await expect(page.get_by_test_id(f"message-{outside}")).to_have_count(0)
    await expect(page.get_by_test_id(f"message-{inside}")).to_be_visible()
    await page.get_by_test_id("composer-input").fill("принял")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message.out .text")).to_have_text("принял")
    assert (await bot.hear("принял"))["message"]["message_thread_id"] == topic
