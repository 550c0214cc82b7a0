"""``python -m models.make_migration NAME``: write the migration that leads from the migrations to the rows.

Compares what the migrations build with what the rows declare; no database is needed. Exit status: 0 written or
nothing to do, 1 a change that cannot be written safely, 2 misuse. See :mod:`models.migrate` for what to mind.
"""

import asyncio
import sys
from collections.abc import Iterator
from enum import Enum
from typing import Any

from tortoise import fields
from tortoise.config import TortoiseConfig
from tortoise.context import TortoiseContext
from tortoise.fields.base import Field
from tortoise.fields.data import CharEnumFieldInstance
from tortoise.fields.relational import ManyToManyFieldInstance
from tortoise.migrations.autodetector import MigrationAutodetector
from tortoise.migrations.operations import AddConstraint, AddField, CreateModel, Operation
from tortoise.migrations.schema_generator.state import State
from tortoise.migrations.writer import MigrationWriter, slugify_migration_name

from models.database import tortoise_config


class UnsafeChangeError(Exception):
    """A change of the rows that would fail on a database with rows in it. Says which, and the way out."""


class PlainAutodetector(MigrationAutodetector):
    """Sees columns, not words: a docstring is no change, and an enum is the text it is stored as.

    So an old migration imports nothing of ours, and works when an enum has changed since.
    """

    def _current_state(self) -> State:
        state = super()._current_state()
        for model in state.models.values():
            model.description = ""
            model.options.pop("table_description", None)
            model.fields = {name: _plain(field) for name, field in model.fields.items()}
        return state


async def missing_migrations(config: TortoiseConfig) -> list[MigrationWriter]:
    """What the rows declare and the migrations lack; empty when they agree. Raises :class:`UnsafeChangeError`."""
    async with TortoiseContext() as context:
        await context.init(config=config, init_connections=False)
        if context.apps is None:
            return []
        writers = await PlainAutodetector(context.apps, config.to_dict()["apps"]).changes()
    for writer in writers:
        writer.operations = [safe for operation in writer.operations for safe in _safe(operation)]
    return writers


async def make_migration(name: str, config: TortoiseConfig) -> list[str]:
    """Write the missing migration under its next number and this name; give the paths (none: nothing to do)."""
    writers = await missing_migrations(config)
    for writer in writers:
        writer.name = f"{writer.name[:4]}_{slugify_migration_name(name)}"
    return [str(writer.write()) for writer in writers]


def _plain(field: Field[Any]) -> Field[Any]:
    field.description = None
    if not isinstance(field, CharEnumFieldInstance):
        return field
    options: dict[str, Any] = {
        "null": field.null,
        "unique": field.unique,
        "db_index": field.index,
        "default": field.default.value if isinstance(field.default, Enum) else field.default,
        "db_default": field.db_default,
        "source_field": field.source_field,
    }
    column: Field[Any] = fields.CharField(field.max_length, **options)
    column.model_field_name = field.model_field_name
    return column


def _safe(operation: Operation) -> Iterator[Operation]:
    """Tortoise ignores constraints while it creates a table, so they follow as operations of their own."""
    if isinstance(operation, AddField):
        _refuse_without_default(operation)
    constraints = (operation.options or {}).pop("constraints", ()) if isinstance(operation, CreateModel) else ()
    yield operation
    for constraint in constraints:
        yield AddConstraint(getattr(operation, "name", ""), constraint)


def _refuse_without_default(operation: AddField) -> None:
    field = operation.field
    if not isinstance(field, Field) or isinstance(field, ManyToManyFieldInstance):
        return
    if not field.null and not field.has_db_default():
        raise UnsafeChangeError(
            f"{operation.model_name}.{operation.name} is new and may not be NULL: rows that exist already need a "
            "value. Give the field a db_default, or null=True."
        )


def main(words: list[str]) -> int:
    """The command line; ``words`` are its arguments without the program's name."""
    if len(words) != 1 or words[0].startswith("-"):
        sys.stderr.write("usage: python -m models.make_migration NAME   (such as add_line_label)\n")
        return 2
    try:
        written = asyncio.run(make_migration(words[0], tortoise_config("sqlite://:memory:")))
    except UnsafeChangeError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    lines = [f"wrote {path}" for path in written] or ["nothing to do: the rows and the migrations agree"]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
