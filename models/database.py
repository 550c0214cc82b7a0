"""Opening the database: SQLite for one machine, PostgreSQL for a server, chosen by DATABASE_URL."""

import os
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import asyncpg
from tortoise.config import AppConfig, ConnectionConfig, TortoiseConfig
from tortoise.context import TortoiseContext
from tortoise.exceptions import DBConnectionError, OperationalError
from tortoise.timezone import get_default_timezone, get_use_tz

from models.url import DatabaseUrlError, PostgresTarget, SqliteTarget, parse_database_url

__all__ = [
    "UNREACHABLE",
    "DatabaseUnavailableError",
    "DatabaseUrlError",
    "open_database",
    "tortoise_config",
    "unreachable",
]

APP = "models"
SQLITE = "sqlite"
POSTGRES = "postgres"
_PRAGMAS = {"busy_timeout": 5000, "journal_mode": "WAL", "synchronous": "NORMAL", "foreign_keys": "ON"}
_FROZEN_FOR = "8000"
"""Milliseconds after which PostgreSQL ends a transaction whose process does nothing, and with it its row locks."""
UNREACHABLE = (
    OSError,
    TimeoutError,
    sqlite3.Error,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    DBConnectionError,
    OperationalError,
)
"""What a database that is away, locked or going down raises."""


_OUR_FAULTS = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_RANGE}
_PASSING = ("08", "25P03", "40", "53", "55", "57", "58")
"""Beginnings of PostgreSQL's codes of errors that go by: connection, deadlock, resources, shutdown, system."""


def unreachable(error: BaseException) -> bool:
    """Whether the database is away, locked or going down, so that the same may be tried again; else it is our fault.

    A statement with a mistake in it, or with more arguments than the database takes, fails with the same classes.
    """
    if isinstance(error, OperationalError) and error.args and isinstance(error.args[0], BaseException):
        return unreachable(error.args[0])
    if isinstance(error, asyncpg.DataError) or (isinstance(error, asyncpg.InterfaceError) and "argument" in str(error)):
        return False
    if isinstance(error, asyncpg.PostgresError):
        return str(error.sqlstate or "08").startswith(_PASSING)
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_BUSY) & 0xFF not in _OUR_FAULTS
    return isinstance(error, UNREACHABLE)


class DatabaseUnavailableError(Exception):
    """The database of DATABASE_URL does not open. Says where and why, without the password."""

    def __init__(self, target: SqliteTarget | PostgresTarget, reason: BaseException) -> None:
        super().__init__(f"The database {target} of the setting DATABASE_URL does not open: {_sentence(reason)}")


def tortoise_config(url: str, *, rows: str = "models", migrations: str | None = "models.migrations") -> TortoiseConfig:
    """What Tortoise needs to know for this DATABASE_URL.

    ``rows`` is the module that holds the models, ``migrations`` the package of their migrations. The connection is
    called "sqlite" or "postgres": Tortoise caches statements by that name, so the two may not share one.
    Raises :class:`DatabaseUrlError`.
    """
    target = parse_database_url(url)
    name = SQLITE if isinstance(target, SqliteTarget) else POSTGRES
    connection = _sqlite(target) if isinstance(target, SqliteTarget) else _postgres(target)
    app = AppConfig(models=[rows], default_connection=name, migrations=migrations)
    return TortoiseConfig(connections={name: connection}, apps={APP: app}, use_tz=True, timezone="UTC")


def _sqlite(target: SqliteTarget) -> ConnectionConfig:
    return ConnectionConfig(engine="models.immediate", credentials={"file_path": target.path, **_PRAGMAS})


def _postgres(target: PostgresTarget) -> ConnectionConfig:
    options = dict(target.options)
    ssl = {"ssl": options.pop("sslmode")} if "sslmode" in options else {}
    credentials = {
        "host": target.host,
        "port": target.port,
        "user": target.user,
        "password": target.password,
        "database": target.database,
        "server_settings": {"timezone": "UTC", "idle_in_transaction_session_timeout": _FROZEN_FOR},
        **ssl,
        **options,
    }
    return ConnectionConfig(engine="tortoise.backends.asyncpg", credentials=credentials)


@asynccontextmanager
async def open_database(
    url: str, *, rows: str = "models", migrations: str | None = "models.migrations", everywhere: bool = True
) -> AsyncIterator[TortoiseContext]:
    """Connect for the time of the block; close on the way out, so that the process can end.

    With ``everywhere`` every task of the process uses this database, those too which were started by somebody
    else's code (Telegram's, aiohttp's); only one database may be open so. Without it the block and the tasks started
    inside see it. ``context.db()`` is the connection.
    Raises :class:`DatabaseUrlError` and :class:`DatabaseUnavailableError`.
    """
    config = tortoise_config(url, rows=rows, migrations=migrations)
    async with TortoiseContext() as context:
        with _environment_kept():
            await context.init(config=config, _enable_global_fallback=everywhere)
        await _first_contact(context, parse_database_url(url))
        yield context


@contextmanager
def _environment_kept() -> Iterator[None]:
    """Tortoise writes its own over TIMEZONE, which is a setting of ours, and reads it back once, when first asked."""
    before = {name: os.environ.get(name) for name in ("TIMEZONE", "USE_TZ")}
    try:
        yield
        get_use_tz()
        get_default_timezone()
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


async def _first_contact(context: TortoiseContext, target: SqliteTarget | PostgresTarget) -> None:
    try:
        if isinstance(target, SqliteTarget):
            target.make_place()
        await context.db().execute_query("SELECT 1")
    except UNREACHABLE as error:
        raise DatabaseUnavailableError(target, error) from None


def _sentence(reason: BaseException) -> str:
    if isinstance(reason, OSError) and reason.errno:
        return os.strerror(reason.errno)
    return str(reason) or type(reason).__name__
