"""The page of details as people see it: on a phone and on a PC, in both languages; its picture is read by a camera."""

import io
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.async_api import Page, async_playwright, expect

from tests.bot.pages.conftest import Site, site
from tests.e2e.test_page import CHROMIUM, DESKTOP, PHONE
from tests.kit.programs import program

__all__ = ["site"]
pytestmark = pytest.mark.chromium

PICTURES = os.environ.get("LINEKEEPER_PICTURES", "")


@asynccontextmanager
async def browser_page(size: dict[str, int], language: str, scheme: str = "light") -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program("chromium"), args=CHROMIUM)
        context = await browser.new_context(
            viewport={"width": size["width"], "height": size["height"]},
            locale=language,
            color_scheme="dark" if scheme == "dark" else "light",
            permissions=["clipboard-read", "clipboard-write"],
            device_scale_factor=2,
        )
        page = await context.new_page()
        complaints: list[str] = []
        # A page that is gone is answered 404, which the browser logs as well.
        page.on("console", lambda said: complaints.append(said.text) if "404" not in said.text else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page
        assert complaints == []
        await browser.close()


async def keep(page: Page, name: str) -> None:
    if PICTURES:
        await page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@pytest.mark.parametrize(
    ("size", "language", "scheme"), [(PHONE, "ru-RU", "light"), (PHONE, "en-GB", "dark"), (DESKTOP, "ru-RU", "dark")]
)
async def test_a_person_presses_copies_and_leaves_nothing_behind(
    site: Site, size: dict[str, int], language: str, scheme: str
) -> None:
    name = f"details-{size['width']}-{language[:2]}"
    link = await site.link()
    async with browser_page(size, language, scheme) as page:
        await page.goto(link.page_url)
        await keep(page, f"{name}-waiting")
        await page.get_by_role("button", name="Показать" if language == "ru-RU" else "Show").click()
        await expect(page.get_by_text(site.passwords[0], exact=True)).to_be_visible()
        await keep(page, f"{name}-shown")
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await page.locator("[data-copy]").nth(2).click()
        assert await page.evaluate("navigator.clipboard.readText()") == site.passwords[0]
        async with page.expect_download() as download:
            await page.locator("a[download]").click()
        assert (await download.value).suggested_filename == "microsip.ini"
        await page.goto(link.page_url, wait_until="load")
        await keep(page, f"{name}-gone")
        await expect(page.locator("h1")).to_contain_text("не действует" if language == "ru-RU" else "does not work")
        await page.go_back()
        assert not [secret for secret in site.passwords if secret in await page.content()]


async def test_the_picture_is_the_address_of_the_settings(site: Site) -> None:
    async with browser_page(PHONE, "ru-RU", "dark") as page:
        await page.goto((await site.link()).page_url)
        await page.get_by_role("button", name="Показать").click()
        picture = await page.locator(".qr").screenshot()
        told = await page.locator('a[href^="linphone-config:"]').get_attribute("href")
    [symbol] = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    assert f"linphone-config:{symbol.text}" == told
    async with site.http.get(symbol.text) as response:
        assert site.passwords[1] in await response.text()
