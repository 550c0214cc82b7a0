"""The tables of the program as data: in the order in which rows can be written, and how their numbers go on."""

import pkgutil
from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.context import TortoiseContext
from tortoise.fields.relational import ForeignKeyFieldInstance
from tortoise.models import Model

from models import migrations
from models.migration_executor import HonestRecorder
from models.sql import execute, is_postgres, update_returning


def known_migrations() -> list[str]:
    """Names of the migrations of this version, oldest first."""
    return sorted(module.name for module in pkgutil.iter_modules(migrations.__path__))


async def applied_migrations(connection: BaseDBAsyncClient) -> list[str]:
    """Names of the migrations of this database, oldest first; none when it is empty."""
    if not await _has_table(connection, "tortoise_migrations"):
        return []
    return [key.name for key in await HonestRecorder(connection).applied_migrations()]


def parents_first(context: TortoiseContext) -> list[type[Model]]:
    """Every table of the program, a table after those it refers to.

    Raises ``RuntimeError`` when they refer to each other in a circle.
    """
    models = list(context.apps.get_models_iterable()) if context.apps else []
    waiting = {model: _parents(model) - {model} for model in models}
    ordered: list[type[Model]] = []
    while waiting:
        free = sorted((m for m, parents in waiting.items() if not parents & waiting.keys()), key=table_of)
        if not free:
            raise RuntimeError("tables refer to each other in a circle")
        ordered += free
        waiting = {model: parents for model, parents in waiting.items() if model not in free}
    return ordered


def table_of(model: type[Model]) -> str:
    """Name of the model's table."""
    return str(model._meta.db_table)


def columns(model: type[Model]) -> list[str]:
    """Names of the model's own columns, the key first."""
    key = str(model._meta.pk_attr)
    return [key, *sorted(name for name in model._meta.fields_db_projection if name != key)]


def numbered(model: type[Model]) -> bool:
    """Whether the database numbers the rows."""
    return bool(model._meta.pk.generated)


async def last_number(connection: BaseDBAsyncClient, table: str) -> int:
    """The greatest number a row of the table ever had, also when that row is gone; 0: none."""
    if is_postgres(connection):
        sequence = "pg_get_serial_sequence(?, 'id')::regclass"
        sql = f"SELECT coalesce(pg_sequence_last_value({sequence}), 0) AS last"
        values = [table]
    else:
        sql, values = "SELECT coalesce(max(seq), 0) AS last FROM sqlite_sequence WHERE name = ?", [table]
    (row,) = await update_returning(connection, sql, values)
    return int(str(row["last"]))


async def continue_after(connection: BaseDBAsyncClient, table: str, number: int) -> None:
    """The next row of the table gets a number above this one."""
    if is_postgres(connection):
        sql = "SELECT setval(pg_get_serial_sequence(?, 'id'), greatest(?::bigint, 1), ?::bigint > 0)"
        await update_returning(connection, sql, [table, number, number])
        return
    await execute(connection, "DELETE FROM sqlite_sequence WHERE name = ?", [table])
    await execute(connection, "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [table, number])


async def _has_table(connection: BaseDBAsyncClient, table: str) -> bool:
    if is_postgres(connection):
        sql = "SELECT to_regclass(?) IS NOT NULL AS there"
    else:
        sql = "SELECT count(*) > 0 AS there FROM sqlite_master WHERE name = ?"
    (row,) = await update_returning(connection, sql, [table])
    return bool(row["there"])


def _parents(model: type[Model]) -> set[Any]:
    keys = [field for field in model._meta.fields_map.values() if isinstance(field, ForeignKeyFieldInstance)]
    return {key.related_model for key in keys}
