"""Raw SQL in one spelling for SQLite and PostgreSQL: counted updates and leases that the ORM cannot say.

Statements are written with ``?`` placeholders. A lease is claimed with a counted update::

    rows = await update_returning(
        connection,
        f"WITH due AS MATERIALIZED (SELECT id FROM notice WHERE next_at <= ? ORDER BY next_at LIMIT ? "
        f"{skip_locked(connection)}) UPDATE notice SET lease_until = ? WHERE id IN (SELECT id FROM due) RETURNING id",
        [now, 50, until],
    )

The choice stands in a WITH of its own: PostgreSQL may run a sub-select of WHERE once for each row it looks at, and then
its LIMIT limits nothing, as each run skips what the ones before have locked.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal

from tortoise.backends.base.client import BaseDBAsyncClient


def is_postgres(connection: BaseDBAsyncClient) -> bool:
    """True for PostgreSQL, False for SQLite; works for transactions too."""
    return connection.capabilities.dialect == "postgres"


def skip_locked(connection: BaseDBAsyncClient) -> str:
    """End of the WITH that claims rows: other claimers skip what we hold. Empty on SQLite, which has one writer."""
    return "FOR UPDATE SKIP LOCKED" if is_postgres(connection) else ""


async def execute(connection: BaseDBAsyncClient, sql: str, values: Sequence[object] = ()) -> int:
    """Run one INSERT, UPDATE or DELETE without RETURNING; give the number of rows it touched.

    On SQLite rows changed by ON DELETE actions count too. Datetimes must be aware.
    """
    affected, _rows = await connection.execute_query(placeholders(connection, sql), bound(connection, values))
    return affected


async def update_returning(
    connection: BaseDBAsyncClient, sql: str, values: Sequence[object] = ()
) -> list[dict[str, object]]:
    """Run one statement with RETURNING (or a SELECT); give its rows, columns by name.

    Values come as the driver reads them: on SQLite a datetime is text and a boolean 0 or 1, so return ids
    and read the rows by the ORM. The order of the rows is not promised.
    """
    return await connection.execute_query_dict(placeholders(connection, sql), bound(connection, values))


def whole(value: object) -> int:
    """A sum as an int: PostgreSQL adds whole numbers up into decimals (10000 may be ``1E+4``); nothing adds up to 0."""
    return int(Decimal(str(value or 0)))


def placeholders(connection: BaseDBAsyncClient, sql: str) -> str:
    """``?`` becomes ``$1``, ``$2``… for PostgreSQL; a question mark inside quotes stays."""
    if not is_postgres(connection):
        return sql
    parts: list[str] = []
    count = 0
    quote = ""
    for char in sql:
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif char == "?":
            count += 1
            char = f"${count}"
        parts.append(char)
    return "".join(parts)


def bound(connection: BaseDBAsyncClient, values: Sequence[object]) -> list[object]:
    """The values as this database compares them: SQLite keeps datetimes as text in UTC, as the ORM writes them.

    Raises ``ValueError`` for a naive datetime.
    """
    return [_moment(connection, value) if isinstance(value, datetime) else value for value in values]


def _moment(connection: BaseDBAsyncClient, value: datetime) -> object:
    if value.tzinfo is None:
        raise ValueError("a datetime for the database must be aware")
    utc = value.astimezone(UTC)
    return utc if is_postgres(connection) else utc.isoformat(" ")
