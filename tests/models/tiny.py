"""Tiny packages of migrations for the tests of the migrator: shelves, and the books on them."""

import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest
from tortoise.backends.base.client import BaseDBAsyncClient

from models.database import open_database
from models.migrate import migrate
from models.sql import is_postgres, update_returning

_HEAD = """
from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint, UniqueConstraint

class Migration(migrations.Migration):
    atomic = {atomic}
    dependencies = {dependencies}
    operations = [
{operations}
    ]
"""

SHELF = """
ops.CreateModel("Shelf", fields=[
    ("id", fields.BigIntField(primary_key=True)),
    ("name", fields.CharField(100)),
    ("code", fields.CharField(20, unique=True)),
    ("room", fields.CharField(20)),
    ("place", fields.CharField(20, default="", db_default="")),
    ("owner", fields.CharField(20, null=True)),
], options={"table": "shelf", "app": "models", "unique_together": (("room", "place"),), "indexes": [
    Index(fields=["owner"])]}),
ops.RunSQL('CREATE UNIQUE INDEX one_owner_a_room ON shelf (room) WHERE owner IS NOT NULL'),
"""

BOOK = """
ops.CreateModel("Book", fields=[
    ("id", fields.BigIntField(primary_key=True)),
    ("shelf", fields.ForeignKeyField("models.Shelf", related_name="books")),
    ("twin", fields.OneToOneField("models.Book", null=True, related_name="original")),
    ("title", fields.CharField(100)),
], options={"table": "book", "app": "models"}),
"""

NULLABLE_NAME = 'ops.AlterField("Shelf", "name", fields.CharField(100, null=True)),'
NULLABLE_TITLE = 'ops.AlterField("Book", "title", fields.CharField(100, null=True)),'


class Library:
    """A database and its growing package of migrations."""

    def __init__(self, url: str, directory: Path) -> None:
        self.url = url
        self.package = f"tiny_{abs(hash(str(directory)))}"
        self.directory = directory / self.package
        self.directory.mkdir()
        (self.directory / "__init__.py").touch()

    def add(self, name: str, *operations: str, atomic: bool = True) -> None:
        """Write one more migration, which follows the last one."""
        last = sorted(path.stem for path in self.directory.glob("0*.py"))[-1:]
        body = textwrap.indent("\n".join(operations), " " * 8)
        dependencies = [("models", stem) for stem in last]
        text = _HEAD.format(atomic=atomic, dependencies=dependencies, operations=body)
        (self.directory / f"{name}.py").write_text(text)

    def withdraw(self, name: str) -> None:
        """Forget a migration, as an older version of the program does not know it."""
        (self.directory / f"{name}.py").unlink()

    async def migrate(self) -> list[str]:
        return await migrate(self.url, migrations=self.package)

    async def sql(self, *statements: str) -> list[dict[str, object]]:
        """Run statements one by one in a fresh connection; give the rows of the last."""
        rows: list[dict[str, object]] = []
        async with open_database(self.url, everywhere=False) as context:
            for statement in statements:
                rows = await update_returning(context.db(), statement)
        return rows

    async def tables(self) -> list[str]:
        async with open_database(self.url, everywhere=False) as context:
            return await table_names(context.db())

    async def indexes(self, table: str) -> set[tuple[str, bool]]:
        """Every index of a table as its columns (and "where" for a partial one) with whether it is unique."""
        async with open_database(self.url, everywhere=False) as context:
            return await index_columns(context.db(), table)


@pytest.fixture
def library(empty_database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """An empty database, with shelves and books as its first migration."""
    monkeypatch.syspath_prepend(str(tmp_path))
    made = Library(empty_database_url, tmp_path)
    made.add("0001_shelves", SHELF, BOOK)
    return made


async def table_names(connection: BaseDBAsyncClient) -> list[str]:
    sql = (
        "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"
        if is_postgres(connection)
        else "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    return sorted(str(row["name"]) for row in await update_returning(connection, sql))


async def index_columns(connection: BaseDBAsyncClient, table: str) -> set[tuple[str, bool]]:
    if is_postgres(connection):
        return await _postgres_indexes(connection, table)
    found = set()
    for row in await connection.execute_query_dict(f'PRAGMA index_list("{table}")'):
        columns = await connection.execute_query_dict(f'PRAGMA index_info("{row["name"]}")')
        found.add((_spelled([column["name"] for column in columns], bool(row["partial"])), bool(row["unique"])))
    return found


async def _postgres_indexes(connection: BaseDBAsyncClient, table: str) -> set[tuple[str, bool]]:
    rows = await connection.execute_query_dict(
        "SELECT ARRAY(SELECT a.attname::text FROM unnest(i.indkey) WITH ORDINALITY AS k(n, o) "
        "JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.n ORDER BY k.o) AS columns, "
        "i.indisunique AS is_unique, i.indpred IS NOT NULL AS partial FROM pg_index i "
        "WHERE i.indrelid = $1::regclass AND NOT i.indisprimary",
        [table],
    )
    return {(_spelled(row["columns"], row["partial"]), row["is_unique"]) for row in rows}


def _spelled(columns: Sequence[str], partial: bool) -> str:
    return ", ".join(columns) + (" where" if partial else "")
