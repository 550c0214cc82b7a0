"""Money in the demonstration, by the page: support sends a statement, the client hears of it and gets a letter."""

from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import Page, expect

from sandbox.sample import PEOPLE, SampleRole
from tests.e2e.test_page import DESKTOP, browser_page, demonstration, write

pytestmark = pytest.mark.chromium

SUPPORT = next(person.telegram_id for person in PEOPLE if person.role is SampleRole.SUPPORT)
MANAGER = next(person.telegram_id for person in PEOPLE if person.role is SampleRole.MANAGER)


async def statement_of(address: str, **query: str) -> bytes:
    async with aiohttp.ClientSession() as session, session.get(f"{address}/bank/statement.txt", params=query) as answer:
        return await answer.read()


async def send_file(page: Page, raw: bytes) -> None:
    file = {"name": "kl_to_1c.txt", "mimeType": "text/plain", "buffer": raw}
    await page.get_by_test_id("attach-input").set_input_files(file)  # type: ignore[arg-type]  # a FilePayload


async def tap(page: Page, label: str) -> None:
    await page.locator("[data-testid^=keyboard-]").get_by_role("button", name=label).last.click()


async def test_a_statement_pays_an_invoice_and_documents_go_out_by_mail(tmp_path: Path) -> None:
    async with demonstration(tmp_path) as address, browser_page(DESKTOP) as page:
        await page.goto(address)
        messages = page.get_by_test_id("messages")
        raw = await statement_of(address)

        await page.get_by_test_id(f"person-{MANAGER}").click()
        await write(page, "/start")
        await expect(messages).to_contain_text("48\u00a0210\u00a0₽")

        await page.get_by_test_id(f"person-{SUPPORT}").click()
        await write(page, "/start")
        await expect(messages).to_contain_text("Выписку банка пришлите файлом")
        await send_file(page, raw[:400])
        await expect(messages).to_contain_text("Файл обрывается")
        await send_file(page, raw)
        await expect(messages).to_contain_text("Зачислен 1 платёж: 60\u00a0000\u00a0₽")
        await send_file(page, raw)
        await expect(messages).to_contain_text("Эта выписка уже загружена")

        await page.get_by_test_id(f"person-{MANAGER}").click()
        await expect(messages).to_contain_text("Поступил платёж 60\u00a0000\u00a0₽")
        await write(page, "/start")
        await expect(messages).to_contain_text("108\u00a0210\u00a0₽")
        await tap(page, "Документы")
        await expect(messages).to_contain_text("За какой месяц?")
        await page.locator("[data-testid^=keyboard-]").last.get_by_role("button").first.click()
        await tap(page, "На почту")
        await tap(page, "Отправить")
        await expect(messages).to_contain_text("Отправлено на buh@romashka.example")
        letter = page.get_by_test_id("letter-1")
        await expect(letter).to_contain_text("Документы по договору 184/24")
        await expect(letter.get_by_test_id("letter-file")).not_to_have_count(0)
