"""A backup of all rows, made while the bot runs: one snapshot of the database, streamed into a file."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.models import Model
from tortoise.transactions import in_transaction

from models import Leader
from models.database import open_database
from models.sql import is_postgres
from models.tables import applied_migrations, columns, known_migrations, last_number, numbered, parents_first, table_of
from services.backup_file import BackupError, BackupWriter, Manifest, new_file

PAGE = 1000
"""Rows that are read at once."""

LEFT_OUT = (Leader,)
"""Which process is the active bot is nothing to bring back."""

Progress = Callable[[str, int], None]


async def backup(url: str, path: Path, now: datetime, progress: Progress = lambda _table, _rows: None) -> Manifest:
    """Write every row of the database of DATABASE_URL to *path*; ``progress`` is told table and rows so far.

    Writers are not held up. Raises ``BackupError``, ``OSError`` and what opening the database raises.
    """
    async with open_database(url, everywhere=False) as context, _snapshot(context.db()) as connection:
        migrations = await applied_migrations(connection)
        if migrations != known_migrations():
            raise BackupError("The database is not of this version; run `python -m bot migrate` before the backup.")
        with new_file(path) as file:
            for model in parents_first(context):
                if model not in LEFT_OUT:
                    await _table(connection, model, file, progress)
            return file.finish(now, migrations)


@asynccontextmanager
async def _snapshot(client: BaseDBAsyncClient) -> AsyncIterator[BaseDBAsyncClient]:
    """One state of all tables, whatever is written meanwhile."""
    if is_postgres(client):
        async with in_transaction() as transaction:
            await transaction.execute_query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            await transaction.execute_query("SET LOCAL idle_in_transaction_session_timeout = 0")
            yield transaction
        return
    # Not Tortoise's transaction, which would take SQLite's write lock.
    await client.execute_query("BEGIN")
    try:
        yield client
    finally:
        await client.execute_query("ROLLBACK")


async def _table(connection: BaseDBAsyncClient, model: type[Model], file: BackupWriter, progress: Progress) -> None:
    names, name = columns(model), table_of(model)
    last = await last_number(connection, name) if numbered(model) else 0
    with file.table(name, names, last) as writer:
        progress(name, 0)
        async for rows in _pages(connection, model, names):
            for row in rows:
                writer.add(row)
            progress(name, writer.rows)


async def _pages(
    connection: BaseDBAsyncClient, model: type[Model], names: list[str]
) -> AsyncIterator[list[tuple[object, ...]]]:
    query = model.all().using_db(connection).order_by(names[0]).limit(PAGE)
    rows = await query.values_list(*names)
    while rows:
        yield rows
        rows = await query.filter(**{f"{names[0]}__gt": rows[-1][0]}).values_list(*names)
