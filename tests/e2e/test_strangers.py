"""Whoever does not belong sees nothing and changes nothing, whatever button he presses or forges."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

import aiohttp
import pytest

from bot.routes import ROUTES
from handlers.kit.press import Press
from models import Incident, Line
from models.database import open_database
from tests.e2e.conftest import ADMINISTRATOR, GROUP, NEIGHBOUR, ON_CALL, PEOPLE, STRANGER, Product
from tests.kit.contract import write_contract
from tests.kit.kamailio import Kamailio
from tests.kit.ports import free_port
from tests.kit.program import running
from tests.kit.telegram import Telegram

pytestmark = pytest.mark.kamailio

SECRET = "forged-updates-know-it"
OURS = ("Ромашка", "Линия 10", "184/24", "Волга", "Человек 10")


@pytest.fixture
async def hooked(
    telegram: Telegram, registrar: Kamailio, sqlite_url: str, tmp_path: Path
) -> AsyncIterator[tuple[Product, str]]:
    """The product behind a webhook, so that a test can forge updates; its address."""
    await registrar.set_password("100", "right")
    people = {**PEOPLE}
    await write_contract(sqlite_url, people=people, chats=[GROUP], port=registrar.port, lines={"100": "wrong"})
    await write_contract(sqlite_url, number="207/25", name="Вектор", people={NEIGHBOUR: PEOPLE[ADMINISTRATOR]},
                         port=registrar.port, lines={})  # fmt: skip
    port = free_port()
    address = f"http://127.0.0.1:{port}/telegram"
    settings = {
        "BOT_API_URL": telegram.url,
        "DATABASE_URL": sqlite_url,
        "WEBHOOK_URL": address,
        "WEBHOOK_SECRET": SECRET,
        "WEB_LISTEN": f"127.0.0.1:{port}",
    }
    async with running(settings, tmp_path / "bot.log", port=port) as program:
        yield Product(telegram, registrar, program, sqlite_url), address


async def test_every_button_shows_nothing_and_changes_nothing(hooked: tuple[Product, str]) -> None:
    product, address = hooked
    group = await (await product.telegram.person(ON_CALL)).in_chat(GROUP)
    card = await group.sees("🔴", timeout=30)
    await product.program.checks(1)
    before = await state(product.url)
    presses = [forged(press) for press in ROUTES.presses]
    assert len(presses) > 10
    taps = [(who, chat, data) for data in presses for who in (STRANGER, NEIGHBOUR) for chat in (who, GROUP)]
    updates = [update(number, who, chat, card.id, data) for number, (who, chat, data) in enumerate(taps)]
    await asyncio.gather(*(post(address, each) for each in updates))
    assert shown_to(product.telegram, STRANGER) == shown_to(product.telegram, NEIGHBOUR) == []
    assert await state(product.url) == before


async def test_a_forged_update_without_the_secret_is_refused(hooked: tuple[Product, str]) -> None:
    _, address = hooked
    async with aiohttp.ClientSession() as session, session.post(address, json={"update_id": 1}) as response:
        assert response.status == 403


async def test_a_stranger_gets_one_neutral_line_and_the_contacts_of_support(product: Product) -> None:
    phone = await product.telegram.person(STRANGER)
    for text in ("/start", "привет", "/lines", "/start no-such-invitation-0000000000000"):
        await phone.send(text)
    message = await phone.sees("abon@izhnet.ru")
    assert not any(ours in message.text for ours in OURS)
    assert shown_to(product.telegram, STRANGER) == []


def forged(press: type[Press]) -> str:
    """A press whose every number is 1: the first row of the first contract."""
    hints = get_type_hints(press)
    values = {field.name: _value(hints[field.name]) for field in fields(press)}
    return press(**values).pack()


def _value(kind: Any) -> Any:
    return {int: 1, bool: True, str: "x"}.get(kind) if kind in (int, bool, str) else next(iter(kind))


def update(number: int, who: int, chat_id: int, message_id: int, data: str) -> dict[str, Any]:
    kind = "private" if chat_id > 0 else "supergroup"
    chat = {"id": chat_id, "type": kind, **({"first_name": "X"} if chat_id > 0 else {"title": "Дежурные"})}
    message = {"message_id": message_id, "date": 0, "chat": chat}
    sender = {"id": who, "is_bot": False, "first_name": "X", "language_code": "ru"}
    query = {"id": str(10_000 + number), "from": sender, "chat_instance": "1", "message": message, "data": data}
    return {"update_id": 1_000_000 + number, "callback_query": query}


async def post(address: str, body: dict[str, Any]) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with aiohttp.ClientSession() as session, session.post(address, json=body, headers=headers) as response:
        assert response.status == 200, await response.text()


def shown_to(telegram: Telegram, who: int) -> list[str]:
    """What the bot put into the person's private chat, or into an answer, that tells of the first contract."""
    calls = [call for call in telegram.world.calls if str(call["parameters"].get("chat_id", who)) == str(who)]
    texts = [json.dumps(call["parameters"], ensure_ascii=False) for call in calls if call["method"] != "setMyCommands"]
    return [text for text in texts if any(ours in text for ours in OURS)]


async def state(url: str) -> tuple[object, ...]:
    """What a press could change: acknowledgement, checks at a wish, groups."""
    async with open_database(url, everywhere=False):
        incident = await Incident.first()
        assert incident is not None
        return incident.acknowledged_at, incident.closed_at, (await Line.all().values_list("enabled", flat=True))
