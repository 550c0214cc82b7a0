"""Backup and restore as they are typed."""

import sys
from pathlib import Path

import pytest

from models import Contract
from models.database import open_database
from tests.kit.contract import write_contract
from tests.kit.processes import run
from tests.kit.program import KEY


async def bot(url: str, *words: str, keys: str = KEY) -> tuple[int, str, str]:
    return await run(sys.executable, "-m", "bot", *words, DATABASE_URL=url, SECRET_KEYS=keys)


@pytest.fixture
async def url(sqlite_url: str) -> str:
    await write_contract(sqlite_url, people={}, port=5060, lines={"100": "secret"})
    return sqlite_url


async def test_a_backup_is_made_and_restored_and_says_which_keys_it_needs(
    url: str, empty_sqlite_url: str, tmp_path: Path
) -> None:
    file = str(tmp_path / "backup.zip")
    status, out, err = await bot(url, "backup", file)
    assert (status, err) == (0, "")
    assert "rows of" in out
    assert "It needs: k1" in out
    assert "secret" not in out
    status, out, err = await bot(empty_sqlite_url, "restore", file)
    assert (status, err) == (0, "")
    async with open_database(empty_sqlite_url, everywhere=False):
        assert [row.number for row in await Contract.all()] == ["184/24"]
    status, out, err = await bot(empty_sqlite_url, "restore", "--replace", file, keys="")
    assert status == 0
    assert err == "SECRET_KEYS lacks k1: passwords sealed with it cannot be read.\n"


async def test_what_cannot_be_done_is_told_in_one_sentence(url: str, tmp_path: Path) -> None:
    file = str(tmp_path / "backup.zip")
    assert (await bot(url, "backup", file))[0] == 0
    for words, said in (
        (("backup", file), "is there already"),
        (("backup", str(tmp_path / "no" / "folder.zip")), f"there is no directory {tmp_path}/no"),
        (("restore", str(tmp_path / "nothing.zip")), f"There is no file {tmp_path}/nothing.zip."),
        (("restore", file), "Use --replace"),
    ):
        status, out, err = await bot(url, *words)
        assert (status, out) == (1, "")
        assert said in err
        assert err.count("\n") == 1
