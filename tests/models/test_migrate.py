"""Migrating at start: once, together, all or nothing, and never backwards."""

import asyncio
import sys

import pytest

from models.database import open_database, tortoise_config
from models.migrate import MigrationError, migrate, migrate_open
from models.tables import known_migrations
from models.url import DatabaseUrlError
from tests.kit.processes import python, run
from tests.models.tiny import NULLABLE_NAME, Library, library, table_names

__all__ = ["library"]

pytestmark = pytest.mark.story
MIGRATE = "import asyncio, sys; from models.migrate import migrate; print(*asyncio.run(migrate(sys.argv[1])))"
NAMES = known_migrations()


async def test_the_first_start_applies_all_and_the_second_nothing(empty_database_url: str) -> None:
    assert await migrate(empty_database_url) == NAMES
    assert await migrate(empty_database_url) == []


async def test_four_processes_that_start_at_once_migrate_once(empty_database_url: str) -> None:
    ended = await asyncio.gather(*(python(MIGRATE, empty_database_url) for _ in range(4)))
    assert [(status, err) for status, _, err in ended] == [(0, "")] * 4
    assert sorted(out.split() for _, out, _ in ended) == [[], [], [], NAMES]


async def test_a_failed_migration_leaves_the_database_as_it_was(library: Library) -> None:
    await library.migrate()
    await library.sql("INSERT INTO shelf (name, code, room) VALUES ('Novels', 'N', 'red')")
    before = await library.indexes("shelf")
    library.add("0002_fine", NULLABLE_NAME, 'ops.RunSQL("UPDATE shelf SET name = NULL"),')
    library.add("0003_broken", "ops.RunSQL('INSERT INTO nowhere VALUES (1)'),")
    with pytest.raises(MigrationError, match="The migration 0003_broken failed; nothing was changed"):
        await library.migrate()
    assert await library.sql("SELECT name FROM shelf") == [{"name": "Novels"}]
    assert await library.indexes("shelf") == before
    library.withdraw("0003_broken")
    assert await library.migrate() == ["0002_fine"]


async def test_a_first_migration_that_fails_leaves_no_table(library: Library) -> None:
    library.add("0002_broken", "ops.RunSQL('INSERT INTO nowhere VALUES (1)'),")
    with pytest.raises(MigrationError, match="0002_broken"):
        await library.migrate()
    assert await library.tables() == []


async def test_a_process_killed_while_migrating_leaves_the_database_as_it_was(library: Library) -> None:
    killer = "__import__('os').kill(__import__('os').getpid(), 9)"
    library.add("0002_killed", NULLABLE_NAME, f"ops.RunPython(lambda *_: {killer}),")
    program = "import asyncio, sys; from models.migrate import migrate\n"
    program += "asyncio.run(migrate(sys.argv[1], migrations=sys.argv[2]))"
    path = str(library.directory.parent)
    status, _, _ = await python(program, library.url, library.package, PYTHONPATH=f"{path}:.")
    assert status == -9
    assert await library.tables() == []
    library.withdraw("0002_killed")
    assert await library.migrate() == ["0001_shelves"]


async def test_a_database_of_a_newer_version_is_refused(library: Library) -> None:
    library.add("0002_nullable", NULLABLE_NAME)
    await library.migrate()
    library.withdraw("0002_nullable")
    with pytest.raises(MigrationError, match=r"newer version .* 0002_nullable.* Install the newer version"):
        await library.migrate()


async def test_a_migration_that_orphans_rows_is_refused(library: Library) -> None:
    await library.migrate()
    await library.sql(
        "INSERT INTO shelf (id, name, code, room) VALUES (1, 'Novels', 'N', 'red')",
        "INSERT INTO book (shelf_id, title) VALUES (1, 'Emma')",
    )
    library.add("0002_orphans", "ops.RunSQL('UPDATE book SET shelf_id = 77'),")
    with pytest.raises(MigrationError, match="nothing was changed"):
        await library.migrate()
    assert await library.sql("SELECT shelf_id FROM book") == [{"shelf_id": 1}]


async def test_a_migration_outside_of_a_transaction_is_refused(library: Library) -> None:
    library.add("0002_loose", NULLABLE_NAME, atomic=False)
    with pytest.raises(MigrationError, match="0002_loose has atomic = False"):
        await library.migrate()
    assert await library.tables() == []


async def test_foreign_keys_are_on_again_after_migrating_an_open_connection(empty_sqlite_url: str) -> None:
    async with open_database(empty_sqlite_url) as context:
        await migrate_open(context.db(), tortoise_config(empty_sqlite_url))
        assert await context.db().execute_query_dict("PRAGMA foreign_keys") == [{"foreign_keys": 1}]


async def test_a_database_in_memory_is_migrated_by_its_own_connection() -> None:
    with pytest.raises(DatabaseUrlError, match="in memory"):
        await migrate("sqlite://:memory:")
    async with open_database("sqlite://:memory:") as context:
        assert await migrate_open(context.db(), tortoise_config("sqlite://:memory:")) == NAMES
        assert "line" in await table_names(context.db())


async def test_the_command_says_what_it_applied(empty_database_url: str) -> None:
    command = (sys.executable, "-m", "bot", "migrate")
    first = await run(*command, DATABASE_URL=empty_database_url)
    second = await run(*command, DATABASE_URL=empty_database_url)
    assert first == (0, "".join(f"applied {name}\n" for name in NAMES), "")
    assert second == (0, "nothing to do: the database is up to date\n", "")


async def test_the_command_says_why_it_cannot(unused_tcp_port: int) -> None:
    url = f"postgres://lk:hush-hush@127.0.0.1:{unused_tcp_port}/lk"
    status, out, err = await run(sys.executable, "-m", "bot", "migrate", DATABASE_URL=url)
    assert (status, out) == (1, "")
    assert "DATABASE_URL does not open: Connection refused" in err
    assert "hush" not in err
    assert "Traceback" not in err
