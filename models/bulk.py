"""Many rows in one call, whatever their number: each is a statement of its own, sent together with the others.

An UPDATE with a CASE for each row, as the ORM has it, needs an argument for each value. PostgreSQL takes 32,767 of
them in a statement and SQLite 32,766; besides, each row is compared with every CASE.
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from tortoise.models import Model
from tortoise.transactions import in_transaction

from models.sql import placeholders

_T = TypeVar("_T")
PAIRS = 100
"""To look up so many pairs by two lists costs at most its square of probes in an index; a thousand would a million."""


def pieces(items: Sequence[_T], size: int = PAIRS) -> Iterator[Sequence[_T]]:
    """Cut up, in order."""
    return (items[start : start + size] for start in range(0, len(items), size))


async def update_each(rows: Sequence[Model], fields: Sequence[str]) -> None:
    """Save these fields of rows of one model, in the caller's transaction or in one of its own."""
    if not rows:
        return
    meta = rows[0]._meta
    told = ", ".join(f"{meta.fields_db_projection[name]} = ?" for name in fields)
    sql = f"UPDATE {meta.db_table} SET {told} WHERE {meta.db_pk_column} = ?"  # noqa: S608 -- names of the models
    async with in_transaction() as connection:
        await connection.execute_many(placeholders(connection, sql), [_values(row, fields) for row in rows])


def _values(row: Model, fields: Sequence[str]) -> list[object]:
    known = row._meta.fields_map
    return [*(known[name].to_db_value(getattr(row, name), row) for name in fields), row.pk]
