"""The demonstration as a newcomer meets it: one command, a browser, an outage from its card to its end."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

from sandbox.sample import GROUPS, PEOPLE, SampleRole
from tests.kit.processes import ROOT, run
from tests.kit.programs import program

pytestmark = pytest.mark.chromium

PICTURES = os.environ.get("LINEKEEPER_PICTURES", "")
"""A folder to leave pictures in: ``make pictures`` names docs/pictures."""

CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1360, "height": 840}
PHONE = {"width": 390, "height": 844}
STRANGER = next(person.telegram_id for person in PEOPLE if person.role is SampleRole.STRANGER)
ADMINISTRATOR, GROUP = PEOPLE[0].telegram_id, GROUPS[0].telegram_id
LINE = "78435550111"


@asynccontextmanager
async def demonstration(folder: Path) -> AsyncIterator[str]:
    """``python -m bot sandbox`` in a folder of its own; its address."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "sandbox", cwd=folder, env=environment(), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(60):
            line = (await process.stdout.readline()).decode()
        yield line.split()[-1]
    finally:
        process.terminate()
        async with asyncio.timeout(20):
            assert await process.wait() == 0


def environment(**more: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **more}


@asynccontextmanager
async def browser_page(size: dict[str, int]) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program("chromium"), args=CHROMIUM)
        context = await browser.new_context(
            viewport={"width": size["width"], "height": size["height"]},
            locale="ru-RU",
            timezone_id="Europe/Samara",
            device_scale_factor=2,
        )
        yield await context.new_page()
        await browser.close()


async def invitation(folder: Path) -> str:
    """What an administrator of the server prints for a newcomer: "/start TOKEN"."""
    url = f"sqlite:///{folder}/var/demo/linekeeper.db"
    words = ("invite", "--contract", "184/24", "--role", "on-call")
    status, out, err = await run(
        "env", "-i", f"PATH={os.environ['PATH']}", f"DATABASE_URL={url}", sys.executable, "-m", "bot", *words
    )
    assert status == 0, err
    return out.strip()


async def write(page: Page, text: str) -> None:
    await page.get_by_test_id("composer-input").fill(text)
    await page.get_by_test_id("composer-send").click()


async def picture(page: Page, name: str) -> None:
    if PICTURES:
        await page.screenshot(path=Path(PICTURES) / f"{name}.png")


async def test_a_newcomer_is_invited_sees_an_outage_accepts_it_and_sees_it_end(tmp_path: Path) -> None:
    async with demonstration(tmp_path) as address, browser_page(DESKTOP) as page:
        await page.goto(address)
        await expect(page.get_by_test_id("world-summary")).to_have_text("Работают 28 из 28")
        messages = page.get_by_test_id("messages")

        await page.get_by_test_id(f"person-{STRANGER}").click()
        await write(page, "/start")
        await expect(messages).to_contain_text("abon@izhnet.ru")
        await write(page, await invitation(tmp_path))
        await expect(messages).to_contain_text("Ромашка · договор 184/24", timeout=15_000)

        await page.get_by_test_id(f"group-{GROUP}").click()
        await page.get_by_test_id("carrier-break-volga").click()
        await page.get_by_test_id("carrier-closed-volga").click()
        await expect(messages).to_contain_text("Волга-Телеком: провайдер не отвечает", timeout=40_000)
        await expect(messages).to_contain_text("8 линий из 8", timeout=20_000)
        await picture(page, "alert")
        await messages.get_by_role("button", name="Принято").click()
        await expect(messages).to_contain_text("Принято: Анна Соколова", timeout=15_000)

        await page.get_by_test_id("mend-all").click()
        await expect(messages).to_contain_text("Починено", timeout=60_000)
        await expect(page.get_by_test_id("reply-quote").first).to_be_visible(timeout=15_000)
        await picture(page, "mended")

        await page.get_by_test_id(f"person-{STRANGER}").click()
        await write(page, "/start")
        await expect(messages).to_contain_text("24 из 24", timeout=15_000)
        await picture(page, "home")


async def test_the_page_serves_a_phone(tmp_path: Path) -> None:
    async with demonstration(tmp_path) as address, browser_page(PHONE) as page:
        await page.goto(address)
        await expect(page.locator("body[data-ready]")).to_be_attached()
        await page.get_by_test_id("start").click()
        messages = page.get_by_test_id("messages")
        await expect(messages).to_contain_text("Ромашка · договор 184/24", timeout=15_000)
        await picture(page, "phone-home")
        await page.get_by_test_id("tab-world").click()
        await page.get_by_test_id(f"break-{LINE}").click()
        await page.get_by_test_id(f"fault-wrong_password-{LINE}").click()
        await picture(page, "phone-world")
        await page.get_by_test_id("tab-chat").click()
        await expect(messages).to_contain_text("неверный пароль", timeout=60_000)
        await picture(page, "phone")
