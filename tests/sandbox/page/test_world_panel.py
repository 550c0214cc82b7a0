"""The world on the page: break, see, mend; Telegram's own faults; the phone's layout."""

import aiohttp
import pytest
from playwright.async_api import Browser, Page, expect

from sandbox.carriers import Fault, Outage, World
from tests.sandbox.page.scenes import ADMINISTRATOR, GROUP, SceneBot, play
from tests.sandbox.page.test_chat import look

pytestmark = [pytest.mark.chromium, pytest.mark.asyncio(loop_scope="module")]

NUMBER = "78435550111"


async def test_a_line_is_broken_and_mended_by_a_click(page: Page, base: str, world: World) -> None:
    await look(page, base)
    await expect(page.get_by_test_id("world-summary")).to_have_text("Работают 28 из 28")
    await page.get_by_test_id(f"break-{NUMBER}").click()
    for fault in Fault:
        await page.get_by_test_id(f"fault-{fault}-{NUMBER}").click()
        await expect(page.get_by_test_id(f"line-{NUMBER}")).to_have_attribute("data-fault", fault)
        assert world.carrier("volga").line(NUMBER).fault is fault
    await expect(page.get_by_test_id("world-summary")).to_have_text("Работают 27 из 28")
    await page.get_by_test_id(f"mend-{NUMBER}").click()
    await expect(page.get_by_test_id(f"line-{NUMBER}")).to_have_attribute("data-fault", "none")
    assert world.carrier("volga").line(NUMBER).fault is None


async def test_a_slow_line_takes_the_delay_that_was_set(page: Page, base: str, world: World) -> None:
    await look(page, base)
    await page.get_by_test_id(f"break-{NUMBER}").click()
    await page.get_by_test_id(f"fault-slow-{NUMBER}").click()
    await page.get_by_test_id(f"delay-{NUMBER}").fill("4.5")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id(f"delay-{NUMBER}")).to_have_value("4.5")
    await expect(page.get_by_test_id(f"line-{NUMBER}")).to_contain_text("4,5 с")
    assert world.carrier("volga").line(NUMBER).delay == 4.5


async def test_a_whole_carrier_goes_down_and_comes_back(page: Page, base: str, world: World) -> None:
    await look(page, base)
    await page.get_by_test_id("carrier-break-kama").click()
    for how in Outage:
        await page.get_by_test_id(f"carrier-{how}-kama").click()
        await expect(page.get_by_test_id("carrier-kama")).to_have_attribute("data-outage", how)
        assert world.carrier("kama").outage is how
    await page.get_by_test_id("carrier-unavailable-kama").click()
    await expect(page.get_by_test_id("line-73425550201")).to_have_attribute("data-fault", "unavailable")
    await page.get_by_test_id("mend-all").click()
    await expect(page.get_by_test_id("world-summary")).to_have_text("Работают 28 из 28")
    assert world.carrier("kama").outage is None


async def test_the_world_shows_what_changed_elsewhere_and_can_show_it_alone(
    page: Page, base: str, world: World
) -> None:
    await look(page, base)
    await expect(page.get_by_test_id(f"line-{NUMBER}")).to_be_visible()
    world.break_line(NUMBER, Fault.SILENCE)
    await expect(page.get_by_test_id(f"line-{NUMBER}")).to_contain_text("молчит")
    await page.get_by_test_id("broken-only").click()
    await expect(page.locator(".line")).to_have_count(1)


async def test_a_row_keeps_its_buttons_while_checks_run(page: Page, base: str, world: World) -> None:
    await look(page, base)
    button = await page.get_by_test_id(f"break-{NUMBER}").element_handle()
    assert button
    line = world.carrier("volga").line(NUMBER)
    line.requests += 1
    world.touch()
    world.break_line("78435550112", Fault.SILENCE)
    await expect(page.get_by_test_id("line-78435550112")).to_contain_text("молчит")
    assert await button.evaluate("one => one.isConnected")


async def test_the_bot_is_blocked_and_telegram_refuses_for_a_while(page: Page, base: str, bot: SceneBot) -> None:
    await bot.say(ADMINISTRATOR, "раз")
    await look(page, base)
    await page.get_by_test_id("telegram-blockBot").click()
    await expect(page.get_by_test_id("telegram-unblockBot")).to_be_visible()
    assert (await bot.refused("sendMessage", chat_id=ADMINISTRATOR, text="два"))["error_code"] == 403
    await page.get_by_test_id("telegram-unblockBot").click()
    await expect(page.get_by_test_id("telegram-blockBot")).to_be_visible()
    await page.get_by_test_id("telegram-fault429").click()
    await expect(page.get_by_text("Сбои включены: 1")).to_be_visible()
    assert (await bot.refused("sendMessage", chat_id=ADMINISTRATOR, text="два"))["parameters"]["retry_after"] == 5
    await page.get_by_test_id("telegram-faultsOff").click()
    await expect(page.get_by_test_id("telegram-faultsOff")).to_have_count(0)
    await bot.say(ADMINISTRATOR, "два")


async def test_labels_change_their_language_and_stay_so(page: Page, base: str) -> None:
    await look(page, base)
    await page.get_by_test_id("language").click()
    await expect(page.get_by_test_id("world-summary")).to_have_text("Working 28 of 28")
    await page.reload()
    await expect(page.get_by_role("navigation", name="People")).to_contain_text("administrator · Ромашка")
    assert await page.locator("html").get_attribute("lang") == "en"


async def test_on_a_phone_one_panel_is_seen_at_a_time(browser: Browser, base: str, bot: SceneBot) -> None:
    await play(bot)
    context = await browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = await context.new_page()
    await look(page, base)
    await expect(page.get_by_test_id("panel-world")).to_be_hidden()
    assert await page.evaluate("document.documentElement.scrollWidth") == 390
    await page.get_by_test_id("tab-world").tap()
    await expect(page.get_by_test_id("panel-chat")).to_be_hidden()
    await page.get_by_test_id(f"break-{NUMBER}").tap()
    await page.get_by_test_id(f"fault-silence-{NUMBER}").tap()
    await expect(page.get_by_test_id("tab-world")).to_contain_text("1")
    await page.get_by_test_id("tab-people").tap()
    await page.get_by_test_id(f"group-{GROUP}").tap()
    await expect(page.get_by_test_id("panel-people")).to_be_hidden()
    await expect(page.get_by_role("button", name="Принято", exact=True)).to_be_in_viewport()
    await context.close()


async def test_the_page_runs_nothing_that_is_not_its_own(base: str) -> None:
    async with aiohttp.ClientSession(base) as http, http.get("/") as response:
        policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
