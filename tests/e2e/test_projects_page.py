"""«Проекты КЦ» in the demonstration, by the page: the details of the chat log in there, and alerts say what stopped."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from sandbox.sample import GROUPS
from tests.e2e.test_money_page import tap
from tests.e2e.test_page import DESKTOP, browser_page, demonstration, write

pytestmark = pytest.mark.chromium

GROUP = GROUPS[0].telegram_id


async def log_in(page: Page, login: str, password: str) -> None:
    await page.locator("[name=login]").fill(login)
    await page.locator("[name=password]").fill(password)
    await page.get_by_role("button", name="Войти").click()


async def revealed(page: Page, name: str) -> dict[str, str]:
    """Titles and values of somebody's details, as the chat shows them."""
    await tap(page, "Доступы")
    await tap(page, name)
    await tap(page, "Показать")
    message = page.locator("article", has_text="Пароль софт-фона").last
    await expect(message).to_be_visible()
    rows = (await message.inner_text()).split("\n")
    return dict(row.split(": ", 1) for row in rows if ": " in row)


async def test_details_of_the_chat_log_in_at_the_projects_service(tmp_path: Path) -> None:
    async with demonstration(tmp_path) as address, browser_page(DESKTOP) as page:
        await page.goto(address)
        await expect(page.get_by_test_id("projects-state")).to_contain_text("15", timeout=30_000)
        await write(page, "/start")
        await expect(page.get_by_test_id("messages")).to_contain_text("Ромашка")
        details = await revealed(page, "Алина Сафина")

        assert await page.get_by_test_id("projects-open").get_attribute("href") == "/projects/"
        await page.goto(f"{address}/projects/")
        await log_in(page, details["Логин"], details["Пароль софт-фона"])
        await expect(page.get_by_role("alert")).to_contain_text("Неверный логин или пароль")
        await log_in(page, details["Логин"], details["Пароль"])
        await expect(page.locator("[data-project]")).to_have_count(1)
        await expect(page.locator("[data-project=kazan]")).to_contain_text("Можно звонить")


async def test_an_alert_begins_with_the_people_who_cannot_call(tmp_path: Path) -> None:
    async with demonstration(tmp_path) as address, browser_page(DESKTOP) as page:
        await page.goto(address)
        await page.get_by_test_id("break-78465550121").click()
        await page.get_by_test_id("fault-unavailable-78465550121").click()
        await page.get_by_test_id(f"group-{GROUP}").click()
        messages = page.get_by_test_id("messages")
        await expect(messages).to_contain_text("Не звонят 4 оператора", timeout=60_000)
        await expect(messages).to_contain_text("«Продажи-Самара»")
