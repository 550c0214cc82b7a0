"""A backup holds every row as it was at one moment, and comes back whole or not at all, into either database."""

import asyncio
import hashlib
import json
import stat
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tortoise.transactions import in_transaction

from models import Audit, Carrier, Contract, Leader, Line
from models.database import open_database
from models.migrate import migrate
from models.tables import known_migrations
from services.backup import backup
from services.backup_file import BackupError, DamagedError
from services.leader import LeaderService
from services.restore import restore
from tests.kit.database import BOTH
from tests.kit.samples import contents, fill

pytestmark = pytest.mark.story
NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
ROWS = 12


@pytest.fixture(params=BOTH)
def target_url(request: pytest.FixtureRequest) -> str:
    """DATABASE_URL of an empty database of each kind."""
    url: str = request.getfixturevalue(f"empty_{request.param}_url")
    return url


@pytest.fixture
async def full_url(database_url: str) -> str:
    """A database with rows in every table; the last line that was ever added is gone."""
    async with open_database(database_url, everywhere=False) as context:
        await fill(context, ROWS)
        await Line.all().limit(1).update(sealed_password="v1.k7.abcdef")
        gone = await Carrier.all().order_by("-id").first()
        assert gone is not None
        await gone.delete()
    return database_url


async def all_rows(url: str) -> dict[str, list[dict[str, object]]]:
    """Every row of every table, without who is the active bot."""
    async with open_database(url, everywhere=False) as context:
        found = await contents(context)
    found.pop("leader")
    return found


async def contract(number: str) -> Contract:
    return await Contract.create(number=number, name="Ромашка", timezone="Europe/Samara", created_at=NOW)


async def test_every_row_of_every_table_comes_back(full_url: str, target_url: str, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    manifest = await backup(full_url, file, NOW)
    restored = await restore(target_url, file)
    assert restored == manifest
    assert manifest.secret_keys == ["k7"]
    rows = await all_rows(full_url)
    assert await all_rows(target_url) == rows
    assert manifest.rows == sum(map(len, rows.values())) > 50
    assert set(manifest.tables) == set(rows)


async def test_numbers_go_on_after_those_that_were_ever_given(full_url: str, target_url: str, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    manifest = await backup(full_url, file, NOW)
    await restore(target_url, file)
    async with open_database(target_url, everywhere=False):
        carrier = await Carrier.create(contract=await contract("new"), name="new", host="h")
    assert carrier.id == manifest.tables["carrier"].last_number + 1
    async with open_database(full_url, everywhere=False):
        assert (await Carrier.create(contract=await contract("new"), name="new", host="h")).id == carrier.id


async def test_a_backup_of_an_empty_database_comes_back_empty(
    database_url: str, target_url: str, tmp_path: Path
) -> None:
    await backup(database_url, tmp_path / "backup.zip", NOW)
    assert (await restore(target_url, tmp_path / "backup.zip")).rows == 0
    async with open_database(target_url, everywhere=False):
        assert (await contract("first")).id == 1


async def test_writers_go_on_during_a_backup_and_it_shows_one_moment(
    database_url: str, empty_sqlite_url: str, tmp_path: Path
) -> None:
    done, written = asyncio.Event(), 0
    file = tmp_path / "backup.zip"

    async def writer(name: int) -> None:
        """A contract and a line of the journal in each transaction."""
        nonlocal written
        while not done.is_set():
            async with in_transaction():
                await contract(f"{name}-{written}")
                await Audit.create(actor="test", action="made", at=NOW)
            written += 1
            await asyncio.sleep(0.005)

    async with open_database(database_url, everywhere=False):
        await Audit.bulk_create([Audit(actor="before", action="made", at=NOW) for _ in range(20_000)])
        writers = asyncio.gather(*(writer(name) for name in range(3)))
        await asyncio.sleep(0)
        manifest = await backup(database_url, file, NOW)
        during = written
        done.set()
        await writers
    assert during > 0
    assert manifest.tables["contract"].rows == manifest.tables["audit"].rows - 20_000
    assert during > 3  # each of the three came to its second write: none was held until the end
    assert (await restore(empty_sqlite_url, file)).rows == manifest.rows


async def test_the_file_is_for_its_owner_alone_and_never_overwritten(sqlite_url: str, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    await backup(sqlite_url, file, NOW)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(BackupError, match="is there already"):
        await backup(sqlite_url, file, NOW)
    assert names(tmp_path) == ["backup.zip"]


async def test_rows_that_are_there_are_kept_unless_they_are_to_go(full_url: str, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    await backup(full_url, file, NOW)
    rows = await all_rows(full_url)
    with pytest.raises(BackupError, match="not empty"):
        await restore(full_url, file)
    async with open_database(full_url, everywhere=False):
        await contract("later")
    await restore(full_url, file, replace=True)
    assert await all_rows(full_url) == rows


async def test_nothing_is_restored_while_a_bot_is_active(full_url: str, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    await backup(full_url, file, NOW)
    async with open_database(full_url, everywhere=False) as context:
        await Leader.all().delete()
        lease = LeaderService(context.db(), "somebody", 60)
        await lease.prepare()
        assert await lease.take(await lease.look())
    rows = await all_rows(full_url)
    with pytest.raises(BackupError, match="A bot is active"):
        await restore(full_url, file, replace=True)
    assert await all_rows(full_url) == rows


def rewritten(file: Path, entry: str, change: bytes | None) -> Path:
    """A copy of the backup with one entry changed (None: left out)."""
    copy = file.with_name("changed.zip")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            content = change if name == entry else old.read(name)
            if content is not None:
                new.writestr(name, content)
    return copy


def cut_short(file: Path, part: float) -> None:
    """Leave this part of the file."""
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * part)])


def change_a_byte(file: Path, entry: str) -> None:
    """Somewhere in the packed rows of the entry."""
    with zipfile.ZipFile(file) as archive:
        start = archive.getinfo(entry).header_offset + 90
    content = bytearray(file.read_bytes())
    content[start] ^= 0xFF
    file.write_bytes(content)


def names(folder: Path) -> list[str]:
    """What the folder holds of backups."""
    return sorted(path.name for path in folder.glob("backup*"))


@pytest.fixture
async def file(sqlite_url: str, tmp_path: Path) -> Path:
    async with open_database(sqlite_url, everywhere=False) as context:
        await fill(context, 2)
    await backup(sqlite_url, tmp_path / "backup.zip", NOW)
    return tmp_path / "backup.zip"


@pytest.mark.parametrize("part", [0.0, 0.3, 0.9, 0.999])
async def test_a_file_that_was_cut_short_is_refused(file: Path, empty_sqlite_url: str, part: float) -> None:
    cut_short(file, part)
    with pytest.raises(DamagedError):
        await restore(empty_sqlite_url, file)


async def test_a_changed_byte_is_found(file: Path, empty_sqlite_url: str) -> None:
    change_a_byte(file, "tables/contract.jsonl")
    with pytest.raises(DamagedError):
        await restore(empty_sqlite_url, file)


@pytest.mark.parametrize("entry", ["tables/contract.jsonl", "manifest.json"])
@pytest.mark.parametrize("change", [None, b"", b"[]\n", b'{"format": 1}'])
async def test_an_entry_that_is_not_what_was_written_is_refused(
    file: Path, empty_sqlite_url: str, entry: str, change: bytes | None
) -> None:
    with pytest.raises(DamagedError):
        await restore(empty_sqlite_url, rewritten(file, entry, change))


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"format": 2}, "newer version"), ({"migrations": ["0001_a", "9999_later"]}, "9999_later")],
)
async def test_a_backup_of_a_newer_version_is_refused(
    file: Path, empty_sqlite_url: str, changes: dict[str, object], words: str
) -> None:
    with zipfile.ZipFile(file) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    changed = rewritten(file, "manifest.json", json.dumps({**manifest, **changes}).encode())
    with pytest.raises(BackupError, match=words):
        await restore(empty_sqlite_url, changed)


async def test_rows_that_the_database_refuses_leave_it_as_it_was(file: Path, target_url: str) -> None:
    """Two rows with one number, and a manifest that says so: the transaction fails at its end."""
    with zipfile.ZipFile(file) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        lines = archive.read("tables/line.jsonl").splitlines(keepends=True)
    doubled = b"".join([*lines, lines[0]])
    manifest["tables"]["line"] |= {"rows": len(lines) + 1, "sha256": hashlib.sha256(doubled).hexdigest()}
    changed = rewritten(file, "tables/line.jsonl", doubled).rename(file)
    changed = rewritten(changed, "manifest.json", json.dumps(manifest).encode())
    with pytest.raises(BackupError, match="as it was"):
        await restore(target_url, changed)
    assert not any((await all_rows(target_url)).values())


async def test_a_database_of_another_version_is_not_backed_up(empty_database_url: str, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="bot migrate"):
        await backup(empty_database_url, tmp_path / "backup.zip", NOW)
    assert await migrate(empty_database_url) == known_migrations()
    assert names(tmp_path) == []
