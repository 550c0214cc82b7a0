"""SQLite schema changes that lose nothing.

SQLite alters most things by copying a table, dropping it and renaming the copy. Tortoise 1.1.9 then forgets the
indexes, the UNIQUEs over several columns and over foreign keys, and the counter of AUTOINCREMENT (an id of a deleted
row would be given again). This editor puts them back. That child rows survive the drop is the caller's part: foreign
keys are off while migrating (see :mod:`models.migrate`).
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tortoise.migrations.constraints import CheckConstraint, UniqueConstraint
from tortoise.migrations.schema_editor.sqlite import SqliteSchemaEditor


@dataclass(frozen=True)
class TableIndex:
    """One index of a table. ``sql`` None: it belongs to a UNIQUE inside CREATE TABLE."""

    name: str
    columns: tuple[str | None, ...]
    unique: bool
    sql: str | None


class KeepingSqliteEditor(SqliteSchemaEditor):
    """The schema editor of SQLite that keeps indexes, UNIQUEs, views and the counter of ids."""

    async def _run_sql(self, sql: str) -> None:
        """One statement at a time: ``executescript`` would commit. A semicolon in a text or a trigger is no end."""
        if self.collect_sql:
            await super()._run_sql(sql)
            return
        for statement in statements(sql):
            await self.client.execute_query(statement)

    async def add_constraint(self, model: Any, constraint: UniqueConstraint | CheckConstraint) -> None:
        """Partial unique indexes too: Tortoise refuses what SQLite has (https://sqlite.org/partialindex.html)."""
        if isinstance(constraint, CheckConstraint) or not constraint.condition:
            await super().add_constraint(model, constraint)
            return
        columns = self._resolve_fields_to_columns(model, constraint.fields)
        name = self._constraint_name_for_model(model, UniqueConstraint(tuple(columns), constraint.name))
        listed = ", ".join(self.quote(column) for column in columns)
        table = self.quote(model._meta.db_table)
        await self._run_sql(f'CREATE UNIQUE INDEX "{name}" ON {table} ({listed}) WHERE {constraint.condition}')

    async def _remake_table(
        self, model: Any, create_field: Any = None, delete_field: Any = None, alter_fields: Any = None
    ) -> None:
        table = model._meta.db_table
        kept = [index for index in await self._indexes(table) if not _drops(index, delete_field, alter_fields or [])]
        counter = await self._counter(table)
        # A view over the table would make the rename fail, and references of other tables would follow it.
        await self.client.execute_query("PRAGMA legacy_alter_table=ON")
        try:
            await super()._remake_table(model, create_field, delete_field, alter_fields)
        finally:
            await self.client.execute_query("PRAGMA legacy_alter_table=OFF")
        await self._restore(table, [_renamed(index, alter_fields or []) for index in kept])
        if counter:
            await self.client.execute_query("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", [counter, table])

    async def _indexes(self, table: str) -> list[TableIndex]:
        rows = await self.client.execute_query_dict(
            'SELECT l.name, l."unique", m.sql FROM pragma_index_list(?) AS l '
            "LEFT JOIN sqlite_master AS m ON m.type = 'index' AND m.name = l.name WHERE l.origin <> 'pk'",
            [table],
        )
        return [
            TableIndex(row["name"], await self._columns(row["name"]), bool(row["unique"]), row["sql"]) for row in rows
        ]

    async def _columns(self, index: str) -> tuple[str | None, ...]:
        rows = await self.client.execute_query_dict("SELECT name FROM pragma_index_info(?) ORDER BY seqno", [index])
        return tuple(row["name"] for row in rows)

    async def _counter(self, table: str) -> int:
        """The highest id ever given, 0 for a table without AUTOINCREMENT."""
        known = await self.client.execute_query_dict("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'")
        if not known:
            return 0
        rows = await self.client.execute_query_dict("SELECT seq FROM sqlite_sequence WHERE name = ?", [table])
        return int(rows[0]["seq"] or 0) if rows else 0

    async def _restore(self, table: str, indexes: Sequence[TableIndex]) -> None:
        there = await self._indexes(table)
        names = {index.name for index in there}
        unique = {index.columns for index in there if index.unique}
        for index in indexes:
            if index.sql is not None:
                if index.name not in names:
                    await self.client.execute_query(index.sql)
            elif index.columns not in unique:
                await self.client.execute_query(self._unique_sql(table, [column or "" for column in index.columns]))

    def _unique_sql(self, table: str, columns: list[str]) -> str:
        name = self._generate_index_name_for_table("uid", table, columns)
        return f'CREATE UNIQUE INDEX "{name}" ON "{table}" ({", ".join(self.quote(column) for column in columns)})'


def statements(sql: str) -> Iterator[str]:
    """The single statements of a script, as SQLite itself tells them apart."""
    pending = ""
    for piece in sql.split(";"):
        pending += piece + ";"
        if sqlite3.complete_statement(pending):
            if pending.strip(" \n\t;"):
                yield pending.strip()
            pending = ""
    if pending.strip(" \n\t;"):
        yield pending.strip().removesuffix(";")


def _column(field: Any) -> str:
    return str(field.source_field or field.model_field_name)


def _drops(index: TableIndex, deleted: Any, altered: Sequence[tuple[Any, Any]]) -> bool:
    """True when the change itself takes the index away: its column goes, or is no longer unique or indexed."""
    if deleted is not None and _column(deleted) in index.columns:
        return True
    return any(
        index.columns == (_column(old),)
        and ((index.unique and old.unique and not new.unique) or (not index.unique and old.index and not new.index))
        for old, new in altered
    )


def _renamed(index: TableIndex, altered: Sequence[tuple[Any, Any]]) -> TableIndex:
    names = {_column(old): _column(new) for old, new in altered if _column(old) != _column(new)}
    sql = index.sql
    for old, new in names.items():
        sql = sql.replace(f'"{old}"', f'"{new}"') if sql is not None else None
    columns = tuple(names.get(column, column) if column else None for column in index.columns)
    return TableIndex(index.name, columns, index.unique, sql)
