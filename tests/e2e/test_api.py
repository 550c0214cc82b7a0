"""The billing calls running bots: the active one takes its facts, the standby sends it there."""

from datetime import date
from pathlib import Path

import aiohttp
import pytest

from models import Account
from models.database import open_database
from services.recount import recount
from tests.kit.billing import Billing, RefusedError
from tests.kit.program import Program, running
from tests.kit.telegram import Telegram

TOKEN = "e2e-billing-" + "7" * 32
NUMBER = "184/24"


async def test_a_month_of_charges_arrives_at_the_active_bot_alone(
    telegram: Telegram, database_url: str, tmp_path: Path
) -> None:
    settings = {"BOT_API_URL": telegram.url, "DATABASE_URL": database_url, "API_TOKENS": f"billing:{TOKEN}"}
    standby = Program(settings, tmp_path / "standby.log")
    async with running(settings, tmp_path / "bot.log") as program:
        await standby.start(role="standby")
        try:
            await tell(program)
            with pytest.raises(RefusedError, match="standby"):
                await tell(standby)
        finally:
            await standby.stop()
        assert await status(program, "/api/v1/openapi.json") == 200
        assert await status(program, "/api/nothing") == 404
    assert TOKEN not in program.log()
    async with open_database(database_url, everywhere=False):
        assert (await Account.get()).balance == 1_000_000 - (31 - 9) * 10_000 - 9 * 5_000
        assert await recount() == ()


async def tell(program: Program) -> None:
    async with Billing(f"http://127.0.0.1:{program.port}", TOKEN) as billing:
        await billing.contract(NUMBER, "Ромашка")
        await billing.terms(NUMBER, email="buh@romashka.example")
        for _ in range(2):
            await billing.month(NUMBER, date(2026, 3, 31), 10_000)
            await billing.pay(NUMBER, 1_000_000)
        assert (await billing.promised())["items"] == (await billing.requested())["items"] == []


async def status(program: Program, path: str) -> int:
    async with aiohttp.ClientSession() as http, http.get(f"http://127.0.0.1:{program.port}{path}") as answer:
        return answer.status
