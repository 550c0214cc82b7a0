"""The whole sandbox on a free port, a bot that plays scenes, and a Chromium that looks (one for a file of tests)."""

from collections.abc import AsyncIterator

import aiohttp
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

from sandbox.carriers import World
from sandbox.carriers.build import sample_world
from sandbox.page.app import mount
from sandbox.sample import GROUPS, PEOPLE
from sandbox.telegram.app import build_app, serve
from sandbox.world import world_app
from tests.kit.programs import program
from tests.sandbox.page.scenes import SceneBot

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest_asyncio.fixture(loop_scope="module")
async def world() -> AsyncIterator[World]:
    async with sample_world() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def base(world: World) -> AsyncIterator[str]:
    """The address of a sandbox whose people and group have their names."""
    app = build_app([person.telegram_id for person in PEOPLE], [group.telegram_id for group in GROUPS])
    mount(app)
    app.add_subapp("/world/", world_app(world))
    running = await serve(app)
    async with aiohttp.ClientSession(running.url) as http:
        await introduce(http)
    yield running.url
    await running.close()


async def introduce(http: aiohttp.ClientSession) -> None:
    for person in PEOPLE:
        named = {"first_name": person.first_name, "last_name": person.last_name, "username": person.username}
        await control(http, "users", id=person.telegram_id, **named)
    for group in GROUPS:
        await control(http, "chats", id=group.telegram_id, title=group.title)
        for person in PEOPLE:
            if person.telegram_id not in group.members:
                await control(http, "members", chat_id=group.telegram_id, user_id=person.telegram_id, status="left")


async def control(http: aiohttp.ClientSession, path: str, **body: object) -> None:
    async with http.post(f"/control/{path}", json=body) as response:
        assert response.status == 200, await response.text()


@pytest_asyncio.fixture(loop_scope="module")
async def bot(base: str) -> AsyncIterator[SceneBot]:
    async with aiohttp.ClientSession() as http:
        yield SceneBot(http, base)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=program("chromium"), args=ARGUMENTS)
        yield started
        await started.close()


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, base: str) -> AsyncIterator[Page]:
    """A desktop window; a word on the browser's console or an exception in the page fails the test."""
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, locale="ru-RU")
    window = await context.new_page()
    complaints: list[str] = []
    window.on("pageerror", lambda error: complaints.append(str(error)))
    window.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield window
    await context.close()
    assert complaints == []
