"""A backup back into a database: all of it or nothing, whichever of the two databases it came from."""

import base64
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from uuid import UUID

from tortoise import fields
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.exceptions import IntegrityError, OperationalError, ValidationError
from tortoise.fields.base import Field
from tortoise.models import Model
from tortoise.transactions import in_transaction

from models.database import open_database
from models.migrate import migrate
from models.sql import execute, is_postgres
from models.tables import columns, continue_after, known_migrations, numbered, parents_first, table_of
from services.backup import LEFT_OUT, Progress
from services.backup_file import BackupError, BackupReader, Manifest, opened
from services.leader import ROLE, LeaderService

PAGE = 500
"""Rows that are written at once."""


async def restore(
    url: str, path: Path, *, replace: bool = False, progress: Progress = lambda _table, _rows: None
) -> Manifest:
    """Bring the rows of the backup into the database of DATABASE_URL, which is migrated first.

    The file is read to its end before the database is touched. With ``replace`` what is there goes, in the same
    transaction. Raises ``BackupError``, ``OSError`` and what opening and migrating raise; then nothing has changed.
    """
    with opened(path) as file:
        file.check()
        await migrate(url)
        async with open_database(url, everywhere=False) as context:
            models = [model for model in parents_first(context) if model not in LEFT_OUT]
            _refuse_what_does_not_fit(file.manifest, models)
            try:
                async with in_transaction() as connection:
                    await _write(connection, models, file, progress, replace=replace)
            except (IntegrityError, OperationalError, ValidationError) as error:
                raise BackupError(f"The database refuses the rows, and is as it was: {error}") from error
        return file.manifest


def _refuse_what_does_not_fit(manifest: Manifest, models: list[type[Model]]) -> None:
    newer = [name for name in manifest.migrations if name not in known_migrations()]
    if newer:
        raise BackupError(f"The backup was made by a newer version, with the migration {newer[-1]}. Install that one.")
    known = {table_of(model): set(columns(model)) for model in models}
    strange = [name for name, facts in manifest.tables.items() if not set(facts.columns) <= known.get(name, set())]
    if strange:
        raise BackupError(f"This version has no place for the table {strange[0]} of the backup as it was then.")


async def _write(
    connection: BaseDBAsyncClient, models: list[type[Model]], file: BackupReader, progress: Progress, *, replace: bool
) -> None:
    if is_postgres(connection):
        await connection.execute_query("SET LOCAL idle_in_transaction_session_timeout = 0")
    await _keep_bots_out(connection)
    for model in reversed(models):
        await _empty(connection, model, replace=replace)
    for model in models:
        if table_of(model) in file.manifest.tables:
            await _table(connection, model, file, progress)


async def _keep_bots_out(connection: BaseDBAsyncClient) -> None:
    """Refuse while a bot works on this database; none can begin before the transaction ends."""
    lease = LeaderService(connection, "", 0)
    await lease.prepare()
    await execute(connection, "UPDATE leader SET role = role WHERE role = ?", [ROLE])
    seen = await lease.look()
    if seen.holder and not seen.ran_out:
        raise BackupError("A bot is active on this database. Stop it (and its standbys), then restore.")


async def _empty(connection: BaseDBAsyncClient, model: type[Model], *, replace: bool) -> None:
    if replace:
        await model.all().using_db(connection).delete()
    elif await model.all().using_db(connection).exists():
        raise BackupError(f"The database is not empty: {table_of(model)} has rows. Use --replace to lose them.")


async def _table(connection: BaseDBAsyncClient, model: type[Model], file: BackupReader, progress: Progress) -> None:
    name, written = table_of(model), 0
    rows = file.rows(name)
    progress(name, 0)
    while batch := [_row(model, values) for values in islice(rows, PAGE)]:
        await model.bulk_create(batch, using_db=connection)
        written += len(batch)
        progress(name, written)
    if numbered(model):
        await continue_after(connection, name, file.manifest.tables[name].last_number)


def _row(model: type[Model], values: dict[str, object]) -> Model:
    kinds = model._meta.fields_map
    return model(**{name: _value(kinds[name], value) for name, value in values.items()})


def _value(field: Field[object], value: object) -> object:
    """A value of the file as the row has it."""
    if not isinstance(value, str):
        return value
    if isinstance(field, fields.DatetimeField):
        return datetime.fromisoformat(value)
    if isinstance(field, fields.DateField):
        return date.fromisoformat(value)
    if isinstance(field, fields.DecimalField):
        return Decimal(value)
    if isinstance(field, fields.BinaryField):
        return base64.b64decode(value)
    return UUID(value) if isinstance(field, fields.UUIDField) else value
