"""Bringing the database up to date: native Tortoise migrations, made safe for SQLite and PostgreSQL.

All missing migrations run in one transaction under a lock, so any number of processes may start at once, a failed
migration leaves the database as it was, and a kill does too. On SQLite foreign keys are off meanwhile (altering a
parent table drops and remakes it, which would delete its child rows) and checked before the commit.

To make a migration: change the rows, then run ``python -m models.make_migration add_line_label`` (or ``make migration
NAME=add_line_label``), read the file it writes in ``models/migrations/``, and commit both. A test fails while rows and
migrations differ. What to mind:

* a new column that may not be NULL needs ``db_default`` (rows exist already); the maker refuses it otherwise;
* a foreign key gets no index by itself: name its column in ``Meta.indexes``;
* what Tortoise cannot say (a partial unique index on both databases) is ``ops.RunSQL`` in a migration of its own;
* renames are guessed as delete and add: write ``ops.RenameField`` by hand;
* values of enums are stored as text: removing one needs an UPDATE in a migration.
"""

import fcntl
import os
import sqlite3
from asyncio import sleep
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.config import TortoiseConfig
from tortoise.exceptions import IntegrityError, OperationalError
from tortoise.transactions import in_transaction

from models.database import open_database, tortoise_config
from models.migration_executor import OneTransactionExecutor
from models.sql import is_postgres
from models.url import MEMORY, DatabaseUrlError, SqliteTarget, parse_database_url

_LOCK_KEY = 0x6C696E65  # "line": the advisory lock of our migrators on PostgreSQL
_LOCK_POLL = 0.05
_FAULTS = (OperationalError, IntegrityError, asyncpg.PostgresError, sqlite3.Error, NotImplementedError)


class MigrationError(Exception):
    """The database was not brought up to date and is as it was. The message says why and what to do."""


async def migrate(url: str, *, rows: str = "models", migrations: str = "models.migrations") -> list[str]:
    """Apply the missing migrations to the database of DATABASE_URL; give their names, in order.

    Raises :class:`MigrationError`, :class:`models.database.DatabaseUrlError` (for ``:memory:`` too, which would be
    gone again: open it and call :func:`migrate_open`) and :class:`models.database.DatabaseUnavailableError`.
    """
    target = parse_database_url(url)
    if isinstance(target, SqliteTarget) and target.in_memory:
        raise DatabaseUrlError("a database in memory is gone when its connection closes, so it cannot be migrated")
    async with open_database(url, rows=rows, migrations=migrations, everywhere=False) as context:
        return await migrate_open(context.db(), tortoise_config(url, rows=rows, migrations=migrations))


async def migrate_open(client: BaseDBAsyncClient, config: TortoiseConfig) -> list[str]:
    """The same for a connection that is open already. Nothing else may use ``client`` meanwhile."""
    if is_postgres(client):
        return await _upgrade(client, config)
    async with _file_lock(str(getattr(client, "filename", MEMORY))), _foreign_keys_off(client):
        return await _upgrade(client, config)


async def _upgrade(client: BaseDBAsyncClient, config: TortoiseConfig) -> list[str]:
    running: list[OneTransactionExecutor] = []
    try:
        async with in_transaction(client.connection_name) as transaction:
            return await _apply(transaction, config, running)
    except _FAULTS as error:
        name = running[0].running if running else ""
        what = f"The migration {name} failed" if name else "The database could not be migrated"
        raise MigrationError(f"{what}; nothing was changed: {error}") from error


async def _apply(
    transaction: BaseDBAsyncClient, config: TortoiseConfig, running: list[OneTransactionExecutor]
) -> list[str]:
    if is_postgres(transaction):
        await transaction.execute_query("SELECT pg_advisory_xact_lock($1)", [_LOCK_KEY])
    executor = OneTransactionExecutor(transaction, config.to_dict()["apps"])
    running.append(executor)
    steps = await executor.prepare()
    _refuse(await executor.unknown(), [step.migration.name for step in steps if not step.migration.atomic])
    await executor.apply()
    if not is_postgres(transaction):
        await _check_foreign_keys(transaction)
    return [step.migration.name for step in steps]


def _refuse(unknown: list[str], not_atomic: list[str]) -> None:
    if unknown:
        raise MigrationError(
            f"The database was made by a newer version of the program: it has the migration {unknown[-1]}, which this "
            "version does not know. Install the newer version, or restore a backup made by this one."
        )
    if not_atomic:
        raise MigrationError(f"The migration {not_atomic[0]} has atomic = False; it must run in a transaction.")


async def _check_foreign_keys(transaction: BaseDBAsyncClient) -> None:
    broken = await transaction.execute_query_dict("PRAGMA foreign_key_check")
    if broken:
        raise MigrationError(
            f"After the migration {len(broken)} rows would refer to rows that are not there "
            f"(the first: table {broken[0]['table']}, row {broken[0]['rowid']}); nothing was changed."
        )


@asynccontextmanager
async def _foreign_keys_off(client: BaseDBAsyncClient) -> AsyncIterator[None]:
    """SQLite ignores this pragma inside a transaction, so it goes around it."""
    await client.execute_query("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        await client.execute_query("PRAGMA foreign_keys=ON")


@asynccontextmanager
async def _file_lock(database: str) -> AsyncIterator[None]:
    """One migrator of a SQLite file at a time, however long it works (``busy_timeout`` would give up).

    The lock file stays: removing it would let two processes hold "the" lock.
    """
    if database == MEMORY:
        yield
        return
    with os.fdopen(os.open(f"{database}.migrate.lock", os.O_CREAT | os.O_WRONLY, 0o600), "w") as file:
        while not _locked(file.fileno()):  # noqa: ASYNC110 -- flock tells nobody when it is free
            await sleep(_LOCK_POLL)
        yield


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
