"""The chat as Chromium draws it: each thing a bot can send, and each thing a person can do with it."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.sandbox.page.scenes import (
    ADMINISTRATOR,
    GROUP,
    HOME,
    HOME_KEYS,
    LINE,
    LINE_KEYS,
    LOG,
    SECRET,
    STYLES,
    SceneBot,
    picture,
    tap,
)

pytestmark = [pytest.mark.chromium, pytest.mark.asyncio(loop_scope="module")]


async def look(page: Page, base: str, chat: str = str(ADMINISTRATOR)) -> None:
    """Open a chat by its address in the page."""
    await page.goto("about:blank")
    await page.goto(f"{base}/#{chat}")
    await expect(page.locator("body[data-ready]")).to_have_count(1)


async def test_formatting_becomes_elements_and_never_markup(page: Page, base: str, bot: SceneBot) -> None:
    sent = await bot.say(ADMINISTRATOR, STYLES + "\n&lt;img src=x onerror=alert(1)&gt; &amp;amp;")
    await look(page, base)
    text = page.get_by_test_id(f"message-{sent}").locator(".text")
    for tag, words in {"b": "жирный", "i": "курсив", "u": "подчёркнутый", "s": "зачёркнутый", "code": "код"}.items():
        await expect(text.locator(tag).first).to_have_text(words)
    await expect(text.locator("b > i")).to_have_text("вложенный всем")
    await expect(text.get_by_role("link", name="ссылка")).to_have_attribute("href", "https://example.org/")
    await expect(text).to_contain_text("<img src=x onerror=alert(1)> &amp;")
    await expect(text.locator("img")).to_have_count(0)


async def test_a_log_is_set_in_one_width_and_its_advice_unfolds(page: Page, base: str, bot: SceneBot) -> None:
    sent = await bot.say(ADMINISTRATOR, LOG)
    await look(page, base)
    message = page.get_by_test_id(f"message-{sent}")
    await expect(message.locator("pre")).to_have_attribute("data-language", "sip")
    folded = await message.locator(".quote-text").evaluate("one => one.clientHeight")
    await message.get_by_role("button", name="Развернуть").click()
    await expect(message.get_by_role("button", name="Свернуть")).to_have_attribute("aria-expanded", "true")
    assert await message.locator(".quote-text").evaluate("one => one.clientHeight") > folded


async def test_a_short_quote_needs_no_unfolding(page: Page, base: str, bot: SceneBot) -> None:
    sent = await bot.say(ADMINISTRATOR, "<blockquote expandable>Одна строка</blockquote>")
    await look(page, base)
    await expect(page.get_by_test_id(f"message-{sent}").get_by_text("Одна строка")).to_be_visible()
    await expect(page.get_by_role("button", name="Развернуть")).to_have_count(0)


async def test_a_secret_is_covered_until_tapped_and_cannot_be_copied(page: Page, base: str, bot: SceneBot) -> None:
    sent = await bot.say(ADMINISTRATOR, SECRET, protect_content=True)
    await look(page, base)
    message = page.get_by_test_id(f"message-{sent}")
    await expect(message.get_by_test_id("mark-lock")).to_be_visible()
    cover = message.get_by_test_id("spoiler")
    await expect(cover.locator(".spoiler-content")).to_have_css("opacity", "0")
    await cover.press("Enter")
    await expect(cover.locator(".spoiler-content")).to_have_css("opacity", "1")
    await expect(cover).not_to_have_attribute("role", "button")
    assert await message.locator(".bubble").evaluate("one => getComputedStyle(one).userSelect") == "none"


async def test_keys_have_their_colours_and_the_answer_is_a_toast(page: Page, base: str, bot: SceneBot) -> None:
    sent = await bot.say(ADMINISTRATOR, LINE, LINE_KEYS)
    await look(page, base)
    keys = page.get_by_test_id(f"keyboard-{sent}")
    await expect(keys.get_by_role("button", name="Проверить")).to_have_class("key primary")
    await expect(keys.get_by_role("button", name="Отключить")).to_have_class("key danger")
    await keys.get_by_role("button", name="Проверить").click()
    await expect(keys.get_by_role("button", name="Проверить")).to_have_attribute("aria-busy", "true")
    await bot.answer("check", "Проверяю, это займёт секунды")
    await expect(page.get_by_test_id("toast")).to_have_text("Проверяю, это займёт секунды")
    await expect(keys.get_by_role("button", name="Проверить")).not_to_have_attribute("aria-busy", "true")


async def test_an_alert_waits_to_be_understood(page: Page, base: str, bot: SceneBot) -> None:
    await bot.say(ADMINISTRATOR, "Карточка", [[tap("Удалить", "drop", "danger")]])
    await look(page, base)
    await page.get_by_role("button", name="Удалить").click()
    await bot.answer("drop", "Меню обновилось", show_alert=True)
    await expect(page.get_by_test_id("alert")).to_contain_text("Меню обновилось")
    await page.get_by_role("button", name="Понятно").click()
    await expect(page.get_by_test_id("alert")).to_have_count(0)


async def test_a_copy_key_copies_and_a_url_key_is_a_link(page: Page, base: str, bot: SceneBot) -> None:
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=base)
    sent = await bot.say(ADMINISTRATOR, LINE, LINE_KEYS)
    await look(page, base)
    await page.get_by_role("button", name="8 800 555-01-10").click()
    await expect(page.get_by_test_id("toast")).to_have_text("Скопировано")
    assert await page.evaluate("navigator.clipboard.readText()") == "88005550110"
    link = page.get_by_test_id(f"keyboard-{sent}").get_by_role("link", name="Кабинет")
    await expect(link).to_have_attribute("href", "https://volga.example/cabinet")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")


async def test_an_edit_changes_the_message_in_place(page: Page, base: str, bot: SceneBot) -> None:
    sent = await bot.say(ADMINISTRATOR, HOME, HOME_KEYS)
    await look(page, base)
    message = page.get_by_test_id(f"message-{sent}")
    await expect(message.get_by_test_id("edited")).to_have_count(0)
    await message.get_by_role("button", name="Линии").focus()
    await bot.edit(ADMINISTRATOR, sent, "🟢 Все линии работают", HOME_KEYS)
    await expect(message.locator(".text")).to_have_text("🟢 Все линии работают")
    await expect(message.get_by_test_id("edited")).to_have_text("изменено")
    await expect(page.get_by_test_id("messages").locator("article")).to_have_count(1)
    await expect(message.get_by_role("button", name="Линии")).to_be_focused()


async def test_a_deleted_message_vanishes(page: Page, base: str, bot: SceneBot) -> None:
    sent = await bot.say(ADMINISTRATOR, "Пароль исчезнет")
    await look(page, base)
    await expect(page.get_by_test_id(f"message-{sent}")).to_be_visible()
    await bot.call("deleteMessage", chat_id=ADMINISTRATOR, message_id=sent)
    await expect(page.get_by_test_id(f"message-{sent}")).to_have_count(0)


async def test_photos_are_shown_and_documents_downloaded(page: Page, base: str, bot: SceneBot) -> None:
    photo = await bot.upload("sendPhoto", ADMINISTRATOR, "photo", "chart.png", picture(), caption="График")
    invoice = await bot.upload("sendDocument", ADMINISTRATOR, "document", "Счёт 1147.pdf", b"%PDF-1.4".ljust(2048))
    await look(page, base)
    image = page.get_by_test_id(f"message-{photo}").get_by_role("img", name="График")
    await expect(image).to_have_js_property("naturalWidth", 640)
    link = page.get_by_test_id(f"message-{invoice}").get_by_test_id("document")
    await expect(link).to_contain_text("Счёт 1147.pdf")
    await expect(link).to_contain_text("2.0 KB")
    async with page.expect_download() as download:
        await link.click()
    assert (await download.value).suggested_filename == "Счёт 1147.pdf"


async def test_a_silent_message_is_marked_and_typing_is_seen(page: Page, base: str, bot: SceneBot) -> None:
    sent = await bot.say(ADMINISTRATOR, "Тихо", disable_notification=True)
    await look(page, base)
    await expect(page.get_by_test_id(f"message-{sent}").get_by_test_id("mark-silent")).to_be_visible()
    await bot.call("sendChatAction", chat_id=ADMINISTRATOR, action="typing")
    await expect(page.get_by_test_id("chat-subtitle")).to_have_text("печатает")
    await bot.say(ADMINISTRATOR, "Готово")
    await expect(page.get_by_test_id("chat-subtitle")).to_have_text("бот")


async def test_a_reply_shows_what_it_answers_and_leads_there(page: Page, base: str, bot: SceneBot) -> None:
    first = await bot.say(GROUP, "🔴 Не звонят 14 операторов", [[tap("Принято", "ack")]])
    for number in range(30):
        await bot.say(GROUP, f"Сообщение {number}")
    reply = await bot.say(GROUP, "🟢 Починено", reply_parameters={"message_id": first})
    await look(page, base, str(GROUP))
    await expect(page.get_by_test_id(f"message-{first}")).not_to_be_in_viewport()
    await page.get_by_test_id(f"message-{reply}").get_by_test_id("reply-quote").click()
    await expect(page.get_by_test_id(f"message-{first}")).to_be_in_viewport()


async def test_a_person_writes_and_the_bot_hears(page: Page, base: str, bot: SceneBot) -> None:
    await bot.say(ADMINISTRATOR, "Ищу. Что найти?")
    await look(page, base)
    await page.get_by_label("Сообщение", exact=True).fill("казань")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message.out .text")).to_have_text("казань")
    heard = await bot.hear()
    assert (heard["message"]["text"], heard["message"]["from"]["id"]) == ("казань", ADMINISTRATOR)


async def test_a_file_is_attached(page: Page, base: str, bot: SceneBot) -> None:
    await bot.say(ADMINISTRATOR, "Пришлите список")
    await look(page, base)
    await page.get_by_test_id("attach-input").set_input_files(
        {"name": "операторы.csv", "mimeType": "text/csv", "buffer": "Орлова;2014".encode()}
    )
    await expect(page.locator(".message.out").get_by_test_id("document")).to_contain_text("операторы.csv")
    assert (await bot.hear())["message"]["document"]["file_name"] == "операторы.csv"


async def test_the_menu_lists_the_commands_of_the_bot(page: Page, base: str, bot: SceneBot) -> None:
    await bot.call("setMyCommands", commands=[{"command": "lines", "description": "линии"}])
    await bot.say(ADMINISTRATOR, "Меню")
    await look(page, base)
    await page.get_by_role("button", name="Команды бота").click()
    await page.get_by_test_id("command-lines").click()
    await expect(page.get_by_test_id("commands")).to_be_hidden()
    assert (await bot.hear())["message"]["text"] == "/lines"
    await page.get_by_test_id("composer-input").press_sequentially("/li")
    await expect(page.get_by_test_id("command-lines")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("commands")).to_be_hidden()


async def test_an_own_message_is_edited_answered_and_deleted(page: Page, base: str, bot: SceneBot) -> None:
    asked = await bot.say(ADMINISTRATOR, "Как назвать линию?")
    await look(page, base)
    await page.get_by_test_id(f"message-{asked}").locator(".bubble").click(button="right")
    await page.get_by_role("menuitem", name="Ответить").click()
    await page.get_by_test_id("composer-input").fill("Казан")
    await page.keyboard.press("Enter")
    own = page.locator(".message.out")
    await expect(own.get_by_test_id("reply-quote")).to_contain_text("Как назвать линию?")
    await own.locator(".bubble").click(button="right")
    await page.get_by_role("menuitem", name="Изменить").click()
    await page.get_by_test_id("composer-input").fill("Казань")
    await page.keyboard.press("Enter")
    await expect(own.locator(".text")).to_have_text("Казань")
    await own.locator(".bubble").click(button="right")
    await page.get_by_role("menuitem", name="Удалить").click()
    await expect(own).to_have_count(0)


async def test_a_deep_link_of_the_bot_starts_it_with_its_payload(page: Page, base: str, bot: SceneBot) -> None:
    name = (await bot.call("getMe"))["username"]
    await bot.say(ADMINISTRATOR, f"Приглашение: https://t.me/{name}?start=abc-1_Z")
    await look(page, base)
    await page.get_by_role("link", name=re.compile(r"start=abc-1_Z")).click()
    await expect(page.locator(".message.out .text")).to_have_text("/start abc-1_Z")
    assert (await bot.hear())["message"]["text"] == "/start abc-1_Z"


async def test_an_empty_chat_offers_to_start(page: Page, base: str, bot: SceneBot) -> None:
    await bot.call("getMe")
    await look(page, base)
    await page.get_by_test_id("start").click()
    assert (await bot.hear())["message"]["text"] == "/start"
