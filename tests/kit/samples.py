"""Rows of every table, full of what is hard to carry: all kinds of values, nothing, quotes, far moments."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tortoise import fields
from tortoise.context import TortoiseContext
from tortoise.exceptions import IntegrityError
from tortoise.fields.data import CharEnumFieldInstance, IntEnumFieldInstance
from tortoise.fields.relational import ForeignKeyFieldInstance
from tortoise.models import Model

from models.tables import parents_first

WORDS = (
    "",
    "Ромашка",
    'a "b"',
    "it's",
    "tab\there",
    "two\nlines",
    "\\N",
    "{}",
    "☎️🔴",
    "\u2028",
    "null",
    "%s ? $1",
    " ",
)
EPOCH = datetime(2026, 3, 1, 9, 30, 0, 123456, tzinfo=UTC)


async def fill(context: TortoiseContext, rows: int, seed: int = 0) -> None:
    """Up to so many rows in every table; those that a constraint forbids are left out."""
    chance = random.Random(seed)
    made: dict[type[Model], list[Any]] = {}
    for model in parents_first(context):
        made[model] = []
        for _ in range(rows):
            try:
                made[model].append((await model.create(**_values(model, made, chance))).pk)
            except IntegrityError:
                continue
        assert made[model], f"no row of {model.__name__}"


def _values(model: type[Model], made: dict[type[Model], list[Any]], chance: random.Random) -> dict[str, Any]:
    values: dict[str, Any] = {}
    kinds = model._meta.fields_map
    for name, field in kinds.items():
        if isinstance(field, ForeignKeyFieldInstance):
            empty = field.null and chance.random() < 0.3
            values[f"{name}_id"] = None if empty else chance.choice(made[field.related_model])
    for name in model._meta.fields_db_projection:
        if name not in values and not kinds[name].generated:
            values[name] = None if kinds[name].null and chance.random() < 0.3 else _value(kinds[name], chance)
    return values


def _value(field: Any, chance: random.Random) -> Any:
    if isinstance(field, CharEnumFieldInstance | IntEnumFieldInstance):
        return chance.choice(list(field.enum_type))
    if isinstance(field, fields.BooleanField):
        return chance.random() < 0.5
    if isinstance(field, fields.FloatField):
        return chance.choice([0.0, 0.1, -1.5, 1e-9, 12345.678901234567])
    if isinstance(field, fields.BigIntField):
        return chance.randrange(-(2**62), 2**62)
    if isinstance(field, fields.IntField | fields.SmallIntField):
        return chance.randrange(0, 30_000)
    if isinstance(field, fields.DatetimeField):
        return EPOCH + timedelta(microseconds=chance.randrange(10**15))
    if isinstance(field, fields.DateField):
        return date(2026, 3, 1) + timedelta(days=chance.randrange(900))
    if isinstance(field, fields.DecimalField):
        return Decimal(chance.randrange(1000)).scaleb(-field.decimal_places)
    if isinstance(field, fields.BinaryField):
        return chance.randbytes(chance.randrange(40))
    return _text(field, chance)


def _text(field: Any, chance: random.Random) -> str:
    text = chance.choice(WORDS) + (f"{chance.randrange(10**9)}" if field.unique or chance.random() < 0.5 else "")
    longest = getattr(field, "max_length", None)
    return text[-longest:] if longest else text


async def contents(context: TortoiseContext) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, columns by name."""
    return {
        model._meta.db_table: await model.all().order_by(model._meta.pk_attr).values()
        for model in parents_first(context)
    }
