"""Two bots on one database: one works, the other takes over within ten seconds, and nobody is told anything twice."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from domain.access import Role
from tests.e2e.conftest import GROUP, ON_BOTH_DATABASES, ON_CALL, Product
from tests.kit.contract import write_contract
from tests.kit.ports import free_port
from tests.kit.program import Program
from tests.kit.telegram import Telegram

pytestmark = pytest.mark.kamailio

TAKEN_OVER_WITHIN = 10


@pytest.fixture
async def standby(product: Product, tmp_path: Path) -> AsyncIterator[Program]:
    """A second bot on the product's database, ready to take over."""
    settings = {"BOT_API_URL": product.telegram.url, "DATABASE_URL": product.url}
    program = Program(settings, tmp_path / "standby.log")
    await program.start(role="standby")
    yield program
    await program.stop()


@ON_BOTH_DATABASES
async def test_a_killed_bot_is_replaced_within_ten_seconds_and_its_alert_arrives_once(
    product: Product, standby: Program
) -> None:
    phone = await product.telegram.person(ON_CALL)
    group = await phone.in_chat(GROUP)
    await product.program.all_lines("ok")
    await product.telegram.control("faults", method="send*", error_code=502, description="Bad Gateway")
    await product.registrar.kill()
    await product.program.all_lines("error")
    await product.program.kill()
    await product.telegram.control("faults", "DELETE")
    await standby.ready(within=TAKEN_OVER_WITHIN)
    await group.sees("2 линии из 2", timeout=10)
    await phone.send("/start")
    await phone.sees("Ромашка", timeout=10)
    assert product.cards() == 1


async def test_a_card_that_was_sent_is_edited_by_the_next_bot_and_not_sent_again(
    product: Product, standby: Program
) -> None:
    group = await (await product.telegram.person(ON_CALL)).in_chat(GROUP)
    await product.registrar.kill()
    await group.sees("2 линии из 2", timeout=40)
    await product.settled()
    await product.program.kill()
    await standby.ready(within=TAKEN_OVER_WITHIN)
    await product.registrar.start()
    await group.sees("🟢 Починено", timeout=40)
    assert product.cards() == 1


@ON_BOTH_DATABASES
async def test_a_frozen_bot_is_replaced_and_does_nothing_when_it_wakes_up(product: Product, standby: Program) -> None:
    phone = await product.telegram.person(ON_CALL)
    await product.program.all_lines("ok")
    os.kill(product.program.pid, signal.SIGSTOP)
    await standby.ready(within=TAKEN_OVER_WITHIN)
    await product.registrar.kill()
    group = await phone.in_chat(GROUP)
    await group.sees("2 линии из 2", timeout=40)
    calls = len(product.telegram.world.calls)
    os.kill(product.program.pid, signal.SIGCONT)
    await product.program.ready(within=20, role="standby")
    await phone.send("/start")
    await phone.sees("Ромашка", timeout=10)
    await standby.checks(4)
    polls = [call for call in list(product.telegram.world.calls)[calls:] if call["status"] == 409]
    assert not polls
    assert "bot.leadership standing by" in product.program.log()
    assert "Traceback" not in product.program.log()
    assert product.cards() == 1


async def test_a_bot_that_stops_hands_over_at_once(product: Product, standby: Program) -> None:
    await product.program.all_lines("ok")
    assert await product.program.stop() == 0
    await standby.ready(within=4)
    assert "Traceback" not in product.program.log() + standby.log()


async def test_a_bot_that_comes_back_waits_for_its_turn(product: Product, standby: Program) -> None:
    await product.program.kill()
    await standby.ready(within=TAKEN_OVER_WITHIN)
    await product.program.start(role="standby")
    await standby.kill()
    await product.program.ready(within=TAKEN_OVER_WITHIN)


async def test_a_standby_refuses_the_webhook_so_that_telegram_tries_again(
    telegram: Telegram, database_url: str, tmp_path: Path
) -> None:
    await write_contract(database_url, people={ON_CALL: Role.ON_CALL}, port=free_port(), lines={})
    ports = [free_port(), free_port()]
    secret = "known-to-both"
    bots = [
        Program(
            {
                "BOT_API_URL": telegram.url,
                "DATABASE_URL": database_url,
                "WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
                "WEBHOOK_SECRET": secret,
            },
            tmp_path / f"{port}.log",
            port,
        )
        for port in ports
    ]
    first, second = bots
    try:
        await first.start()
        await second.start(role="standby")
        assert await post(second.port, secret) == 503
        phone = await telegram.person(ON_CALL)
        await phone.send("/start")
        await phone.sees("Ромашка", timeout=10)
        await first.kill()
        await second.ready(within=TAKEN_OVER_WITHIN)
        await phone.send("/lines")
        await phone.sees("Линии", timeout=10)
    finally:
        await asyncio.gather(*(bot.stop() for bot in bots))


async def post(port: int, secret: str) -> int:
    """What the bot answers to an update of Telegram."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
    address = f"http://127.0.0.1:{port}/telegram"
    async with (
        aiohttp.ClientSession() as session,
        session.post(address, json={"update_id": 1}, headers=headers) as response,
    ):
        return response.status
