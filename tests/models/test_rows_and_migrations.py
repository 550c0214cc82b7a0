"""The rows and the migrations agree, and the maker of migrations writes what both databases can do."""

import importlib
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.config import TortoiseConfig
from tortoise.context import TortoiseContext
from tortoise.exceptions import IntegrityError
from tortoise.fields.relational import ForeignKeyFieldInstance
from tortoise.models import Model

from models.database import tortoise_config
from models.make_migration import UnsafeChangeError, main, make_migration, missing_migrations
from models.migrate import migrate
from models.sql import is_postgres, update_returning
from tests.models.tiny import index_columns, table_names

MEMORY = "sqlite://:memory:"


async def test_the_migrations_build_what_the_rows_declare() -> None:
    missing = await missing_migrations(tortoise_config(MEMORY))
    described = [operation.describe() for writer in missing for operation in writer.operations]
    assert described == [], "run: python -m models.make_migration NAME"


async def test_every_row_has_its_table(db: TortoiseContext) -> None:
    declared = {model._meta.db_table for model in rows(db)}
    assert {*await table_names(db.db())} - {"tortoise_migrations"} == declared


async def test_every_column_is_there(db: TortoiseContext) -> None:
    for model in rows(db):
        assert await columns(db.db(), model._meta.db_table) == set(model._meta.db_fields)


async def test_every_foreign_key_has_an_index(db: TortoiseContext) -> None:
    bare = []
    for model in rows(db):
        indexed = {spelled.split(", ")[0] for spelled, _ in await index_columns(db.db(), model._meta.db_table)}
        keys = [f for f in model._meta.fields_map.values() if isinstance(f, ForeignKeyFieldInstance)]
        bare += [f"{model.__name__}.{key.source_field}" for key in keys if key.source_field not in indexed]
    assert bare == [], "name the columns in Meta.indexes"


async def test_every_unique_is_there(db: TortoiseContext) -> None:
    for model in rows(db):
        unique = {spelled for spelled, is_unique in await index_columns(db.db(), model._meta.db_table) if is_unique}
        declared = {", ".join(column(model, name) for name in names) for names in model._meta.unique_together}
        assert declared <= unique, model.__name__


def rows(db: TortoiseContext) -> list[type[Model]]:
    assert db.apps
    return list(db.apps.get_models_iterable())


def column(model: type[Model], name: str) -> str:
    return model._meta.fields_map[name].source_field or name


async def columns(connection: BaseDBAsyncClient, table: str) -> set[str]:
    if is_postgres(connection):
        sql = "SELECT column_name AS name FROM information_schema.columns WHERE table_name = ?"
    else:
        sql = "SELECT name FROM pragma_table_info(?)"
    return {str(row["name"]) for row in await update_returning(connection, sql, [table])}


# --- the maker, on rows of its own ---

Rows = Callable[[str], TortoiseConfig]
SHOP = """
class Shop(Model):
    id = fields.BigIntField(primary_key=True)
    name = fields.CharField(50)
    kind = fields.CharEnumField(Kind, max_length=8, default=Kind.SMALL, db_default="small")

    class Meta:
        table = "shop"
"""
CONSTRAINTS = """        constraints = (
            UniqueConstraint(fields=("name",), name="one_name"),
            UniqueConstraint(fields=("kind",), name="one_large", condition="name <> ''"),
            CheckConstraint(check="name <> 'mall'", name="no_mall"),
        )
"""


@pytest.fixture
def write_rows(empty_database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rows:
    """Write a module of rows; give the configuration with it and with a package for its migrations."""
    monkeypatch.syspath_prepend(str(tmp_path))
    suffix = abs(hash(str(tmp_path)))
    (tmp_path / f"migrations_{suffix}").mkdir()
    (tmp_path / f"migrations_{suffix}/__init__.py").touch()
    versions = iter("abcdefgh")

    def write(source: str) -> TortoiseConfig:
        name = f"rows_{next(versions)}_{suffix}"
        head = """
        from enum import StrEnum
        from tortoise import fields
        from tortoise.migrations.constraints import CheckConstraint, UniqueConstraint
        from tortoise.models import Model

        class Kind(StrEnum):
            SMALL = "small"
        """
        (tmp_path / f"{name}.py").write_text(textwrap.dedent(head) + source)
        importlib.invalidate_caches()
        return tortoise_config(empty_database_url, rows=name, migrations=f"migrations_{suffix}")

    return write


def changed(line: str) -> str:
    return SHOP.replace("\n\n    class Meta", f"\n    {line}\n\n    class Meta")


async def applied(config: TortoiseConfig, url: str) -> list[str]:
    app = config.apps["models"]
    assert app.migrations
    return await migrate(url, rows=app.models[0], migrations=app.migrations)


async def test_a_made_migration_applies_and_leaves_nothing_to_do(write_rows: Rows, empty_database_url: str) -> None:
    config = write_rows(SHOP)
    (path,) = await make_migration("First shops", config)
    assert Path(path).name == "0001_first_shops.py"
    assert await applied(config, empty_database_url) == ["0001_first_shops"]
    assert await make_migration("again", config) == []


async def test_a_made_migration_imports_no_enum_of_ours(write_rows: Rows) -> None:
    (path,) = await make_migration("first", write_rows(SHOP))
    text = Path(path).read_text()  # noqa: ASYNC240 -- a small file
    assert "Enum" not in text
    assert "fields.CharField(default='small', db_default='small', max_length=8)" in text


async def test_a_new_docstring_is_no_change(write_rows: Rows) -> None:
    await make_migration("first", write_rows(SHOP))
    assert await missing_migrations(write_rows(SHOP.replace("(Model):", '(Model):\n    """Sells things."""'))) == []


async def test_the_next_migration_gets_the_next_number(write_rows: Rows, empty_database_url: str) -> None:
    await make_migration("first", write_rows(SHOP))
    config = write_rows(changed("floor = fields.IntField(default=0, db_default=0)"))
    await make_migration("floor", config)
    assert await applied(config, empty_database_url) == ["0001_first", "0002_floor"]


async def test_a_new_column_without_a_value_for_old_rows_is_refused(write_rows: Rows) -> None:
    await make_migration("first", write_rows(SHOP))
    with pytest.raises(UnsafeChangeError, match=r"Shop\.floor is new .* Give the field a db_default, or null=True"):
        await make_migration("floor", write_rows(changed("floor = fields.IntField(default=0)")))


async def test_a_new_foreign_key_without_a_value_for_old_rows_is_refused(write_rows: Rows) -> None:
    await make_migration("first", write_rows(SHOP))
    with pytest.raises(UnsafeChangeError, match=r"Shop\.owner"):
        await make_migration("owner", write_rows(changed('owner = fields.ForeignKeyField("models.Shop", "branches")')))


async def test_constraints_of_new_rows_are_made(write_rows: Rows, empty_database_url: str) -> None:
    config = write_rows(SHOP + CONSTRAINTS)
    await make_migration("first", config)
    assert await make_migration("again", config) == []
    await applied(config, empty_database_url)
    async with TortoiseContext() as context:
        await context.init(config=config)
        insert = "INSERT INTO shop (name, kind) VALUES (?, ?)"
        await update_returning(context.db(), insert, ["a", "x"])
        for values in (["a", "y"], ["b", "x"], ["mall", "z"]):
            with pytest.raises(IntegrityError):
                await update_returning(context.db(), insert, values)
        await update_returning(context.db(), insert, ["", "x"])


def test_the_maker_needs_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert [main([]), main(["--help"]), main(["a", "b"])] == [2, 2, 2]
    assert "usage: python -m models.make_migration NAME" in capsys.readouterr().err
