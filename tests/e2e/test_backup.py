"""A bot goes on working while it is backed up, and works on from the backup, on the other database too."""

import os
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import ON_CALL, Product
from tests.kit.processes import run
from tests.kit.program import KEY, Program

pytestmark = pytest.mark.kamailio


async def bot(url: str, *words: str) -> tuple[int, str, str]:
    environment = (f"PATH={os.environ['PATH']}", f"DATABASE_URL={url}", f"SECRET_KEYS={KEY}")
    return await run("env", "-i", *environment, sys.executable, "-m", "bot", *words)


async def test_a_bot_is_backed_up_at_work_and_goes_on_from_the_backup(
    product: Product, empty_sqlite_url: str, tmp_path: Path
) -> None:
    phone = await product.telegram.person(ON_CALL)
    await product.program.all_lines("ok")
    file = str(tmp_path / "backup.zip")
    status, _, err = await bot(product.url, "backup", file)
    assert (status, err) == (0, "")
    await product.program.checks(2)
    status, _, err = await bot(product.url, "restore", "--replace", file)
    assert status == 1
    assert "A bot is active" in err
    assert await product.program.stop() == 0
    assert (await bot(empty_sqlite_url, "restore", file))[0] == 0
    moved = Program({"BOT_API_URL": product.telegram.url, "DATABASE_URL": empty_sqlite_url}, tmp_path / "moved.log")
    await moved.start()
    try:
        await phone.send("/lines")
        await phone.sees("Работают 2 из 2", timeout=10)
        await moved.checks(4)
        await moved.all_lines("ok")
        assert "Traceback" not in product.program.log() + moved.log()
    finally:
        await moved.stop()
