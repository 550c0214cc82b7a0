"""Opening a database: both kinds, every task, clean end, clear faults."""

import asyncio
import os
import sqlite3
import stat
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from tortoise.context import TortoiseContext
from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from models import Contract, Member
from models.database import DatabaseUnavailableError, open_database, tortoise_config
from models.immediate import ImmediateClient
from models.migrate import migrate
from models.sql import is_postgres
from tests.kit.postgres import Cluster
from tests.kit.processes import python

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


async def contract(number: str = "1") -> Contract:
    return await Contract.create(number=number, name="Ромашка", timezone="Europe/Samara", created_at=NOW)


async def numbers() -> list[str]:
    return [row.number for row in await Contract.all().order_by("id")]


async def test_a_row_comes_back_with_an_aware_time_in_utc(db: TortoiseContext) -> None:
    moment = datetime(2026, 3, 1, 13, 30, 0, 5, tzinfo=timezone(timedelta(hours=4)))
    row = await Contract.create(number="1", name="Ромашка", timezone="Europe/Samara", created_at=moment)
    found = await Contract.get(id=row.id)
    assert found.created_at == moment
    assert found.created_at.utcoffset() == timedelta(0)


async def test_a_test_finds_an_empty_database(db: TortoiseContext) -> None:
    assert await Contract.all().count() == 0
    await contract()


async def test_a_test_finds_an_empty_database_again(db: TortoiseContext) -> None:
    assert await Contract.all().count() == 0
    await contract()


async def test_files_that_we_make_are_for_their_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "var" / "new"
    url, mask = f"sqlite:///{folder}/linekeeper.db", os.umask(0o022)
    try:
        await migrate(url)
        async with open_database(url, everywhere=False):
            await contract()
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    finally:
        os.umask(mask)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert modes == {f"linekeeper.db{end}": 0o600 for end in ("", "-wal", "-shm", ".migrate.lock")}


async def test_opening_leaves_the_settings_in_the_environment_alone(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIMEZONE", "Europe/Samara")
    monkeypatch.delenv("USE_TZ", raising=False)
    async with open_database(sqlite_url):
        assert (os.environ["TIMEZONE"], os.environ.get("USE_TZ")) == ("Europe/Samara", None)
        row = await contract()
        found = await Contract.get(id=row.id)
        assert found.created_at == NOW
        assert found.created_at.utcoffset() == timedelta(0)


async def test_foreign_keys_are_kept(db: TortoiseContext) -> None:
    with pytest.raises(IntegrityError):
        await Member.create(contract_id=77, person_id=77, role="manager", created_at=NOW)


async def test_sqlite_waits_writes_ahead_and_keeps_foreign_keys(sqlite_url: str) -> None:
    async with open_database(sqlite_url) as context:
        pragmas = {
            name: (await context.db().execute_query_dict(f"PRAGMA {name}"))[0]
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        }
    assert [next(iter(row.values())) for row in pragmas.values()] == ["wal", 1, 5000, 1]


async def test_a_task_started_elsewhere_uses_the_open_database(database_url: str) -> None:
    started: asyncio.Queue[int] = asyncio.Queue()
    go = asyncio.Event()

    async def somebody_elses_task() -> None:
        await go.wait()
        async with in_transaction():
            await contract("from the task")
        started.put_nowait(await Contract.all().count())

    task = asyncio.ensure_future(somebody_elses_task())
    async with open_database(database_url):
        go.set()
        assert await started.get() == 1
        assert await Contract.filter(number="from the task").exists()
    await task


async def test_a_relative_path_gets_its_directories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_database("sqlite:///var/deep/linekeeper.db"):
        pass
    assert (tmp_path / "var/deep/linekeeper.db").is_file()


async def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear Sir or Madam, " * 100)
    with pytest.raises(DatabaseUnavailableError, match=r"letter\.db of the setting DATABASE_URL does not open"):
        async with open_database(f"sqlite:///{path}"):
            pass


async def test_a_directory_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseUnavailableError, match=r"DATABASE_URL does not open: (Not a directory|File exists)"):
        async with open_database(f"sqlite:///{tmp_path}/file/linekeeper.db"):
            pass


async def test_a_server_that_is_not_there_is_named_without_the_password(unused_tcp_port: int) -> None:
    with pytest.raises(DatabaseUnavailableError) as caught:
        async with open_database(f"postgres://lk:hush-hush@127.0.0.1:{unused_tcp_port}/lk"):
            pass
    assert f"postgres://lk@127.0.0.1:{unused_tcp_port}/lk" in str(caught.value)
    assert "hush" not in repr(caught.value)


@pytest.mark.postgres
async def test_a_database_that_does_not_exist_is_named(postgres_cluster: Cluster) -> None:
    with pytest.raises(DatabaseUnavailableError, match="nowhere"):
        async with open_database(postgres_cluster.url("nowhere")):
            pass


async def test_the_database_opens_again_after_a_failure(tmp_path: Path, sqlite_url: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseUnavailableError):
        async with open_database(f"sqlite:///{tmp_path}/file/linekeeper.db"):
            pass
    async with open_database(sqlite_url):
        assert await Contract.all().count() == 0


PROGRAM = """
import asyncio, sys
from models.database import open_database
from models import Contract

async def main():
    async with open_database(sys.argv[1]):
        print(await Contract.all().count())
        if len(sys.argv) > 2:
            raise SystemExit(3)

asyncio.run(main())
"""


@pytest.mark.parametrize(("words", "status"), [([], 0), (["fail"], 3)])
async def test_the_process_ends_when_the_database_is_closed(database_url: str, words: list[str], status: int) -> None:
    assert await python(PROGRAM, database_url, *words) == (status, "0\n", "")


async def test_the_dialect_is_known_inside_a_transaction(db: TortoiseContext) -> None:
    async with in_transaction() as transaction:
        assert is_postgres(transaction) == is_postgres(db.db())


async def test_writers_that_read_first_are_never_told_that_the_database_is_locked(sqlite_url: str) -> None:
    async with open_database(sqlite_url):
        row = await contract()
    assert await asyncio.gather(*(python(WRITER, sqlite_url) for _ in range(4))) == [(0, "", "")] * 4
    async with open_database(sqlite_url):
        await row.refresh_from_db()
    assert row.name == "Ромашка" + "+" * 80


WRITER = """
import asyncio, sys
from tortoise.transactions import in_transaction
from models.database import open_database
from models import Contract

async def main():
    async with open_database(sys.argv[1]):
        for _ in range(20):
            async with in_transaction():
                row = await Contract.first()
                row.name += "+"
                await row.save(update_fields=["name"])

asyncio.run(main())
"""


async def test_many_may_open_a_new_file_at_the_same_moment(tmp_path: Path) -> None:
    config = tortoise_config("sqlite:///x.db").to_dict()["connections"]["sqlite"]["credentials"]

    async def open_and_close(path: Path) -> int:
        client = ImmediateClient(**{**config, "file_path": str(path), "connection_name": "sqlite"})
        try:
            rows = await client.execute_query_dict("PRAGMA foreign_keys")
        finally:
            await client.close()
        return int(rows[0]["foreign_keys"])

    for number in range(30):
        assert await asyncio.gather(*(open_and_close(tmp_path / f"{number}.db") for _ in range(6))) == [1] * 6


async def test_a_cancelled_wait_for_the_lock_leaves_no_transaction_behind(sqlite_url: str) -> None:
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    async def wait_in_vain() -> None:
        async with in_transaction():
            await contract("never")

    async with open_database(sqlite_url) as context:
        await context.db().execute_query("PRAGMA busy_timeout=300")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(wait_in_vain(), 0.1)
        other.execute("COMMIT")
        other.close()
        async with in_transaction():
            await contract("after")
        assert await numbers() == ["after"]


async def test_an_inner_transaction_rolls_back_alone(db: TortoiseContext) -> None:
    async def inner() -> None:
        async with in_transaction():
            await contract("dropped")
            raise LookupError

    async with in_transaction():
        await contract("kept")
        with pytest.raises(LookupError):
            await inner()
    assert await numbers() == ["kept"]
