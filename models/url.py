"""The setting DATABASE_URL as a value: where the database is, without ever showing its password."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

MEMORY = ":memory:"
_SHAPES = "sqlite:///var/linekeeper.db, sqlite:////srv/linekeeper.db or postgres://user:password@host:5432/database"
_OPTIONS = ("host", "port", "sslmode", "minsize", "maxsize", "application_name")
_SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")


class DatabaseUrlError(ValueError):
    """DATABASE_URL cannot be understood. The message names the setting and says what to write; it holds no password."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"DATABASE_URL: {problem}. Write it like {_SHAPES}")


@dataclass(frozen=True)
class SqliteTarget:
    """A file (relative to the working directory, or absolute), or ``:memory:``."""

    path: str

    @property
    def in_memory(self) -> bool:
        return self.path == MEMORY

    def make_place(self) -> None:
        """Create what is missing, directory and empty file, for their owner alone: SQLite gives the files beside it
        (-wal, -shm) the same mode. Raises ``OSError`` where that is not allowed."""
        if self.in_memory:
            return
        Path(self.path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.path.lexists(self.path):
            Path(self.path).touch(mode=0o600)

    @property
    def where(self) -> str:
        """For people: the whole path, so that a relative one cannot be mistaken."""
        return "sqlite in memory" if self.in_memory else f"sqlite {Path(self.path).absolute()}"

    def __str__(self) -> str:
        return f"sqlite://{self.path}" if self.in_memory else f"sqlite:///{self.path}"


@dataclass(frozen=True)
class PostgresTarget:
    """A PostgreSQL server. ``host`` is a name, an address or a directory of UNIX sockets; ``options`` are asyncpg's."""

    host: str
    port: int
    database: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    options: dict[str, str | int] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """For people; without the password."""
        return str(self)

    def __str__(self) -> str:
        user = f"{self.user}@" if self.user else ""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"postgres://{user}{host}:{self.port}/{self.database}"


def parse_database_url(url: str) -> SqliteTarget | PostgresTarget:
    """Understand DATABASE_URL; raise :class:`DatabaseUrlError` with a sentence on what to write instead."""
    scheme, separator, rest = url.strip().partition("://")
    if not separator:
        raise DatabaseUrlError("it is empty" if not url.strip() else "it has no scheme")
    match scheme.lower():
        case "sqlite":
            return _sqlite(rest)
        case "postgres" | "postgresql":
            return _postgres(f"postgres://{rest}")
    raise DatabaseUrlError(f"the scheme {_quoted(scheme)} is not supported")


def _quoted(text: str) -> str:
    return f'"{text[:30]}"'


def _sqlite(rest: str) -> SqliteTarget:
    if rest == MEMORY:
        return SqliteTarget(MEMORY)
    if not rest.startswith("/"):
        raise DatabaseUrlError("SQLite has three slashes before a relative path and four before an absolute one")
    if "?" in rest or "#" in rest:
        raise DatabaseUrlError("SQLite takes no options here, and the path may hold neither ? nor #")
    path = unquote(rest[1:])
    if not path or path.endswith("/"):
        raise DatabaseUrlError("the name of the SQLite file is missing")
    return SqliteTarget(path)


def _postgres(url: str) -> PostgresTarget:
    parts, port = _split(url)
    options = _options(parts.query)
    database = unquote(parts.path.lstrip("/"))
    if not database or "/" in database:
        raise DatabaseUrlError("the name of the PostgreSQL database after the host is missing or holds a slash")
    socket_port = options.pop("port", None)
    return PostgresTarget(
        host=str(options.pop("host", None) or unquote(parts.hostname or "") or "localhost"),
        port=port or int(socket_port or 5432),
        database=database,
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        options=options,
    )


def _split(url: str) -> tuple[SplitResult, int | None]:
    """The parts and the port. What urllib says of a bad URL may quote the password, so it is not passed on."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        port, parts = None, None
    if parts is None or parts.fragment:
        raise DatabaseUrlError(
            "the address of PostgreSQL is not valid; in the password write @ as %40, : as %3A, / as %2F, # as %23"
        )
    return parts, port


def _options(query: str) -> dict[str, str | int]:
    options: dict[str, str | int] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        if name not in _OPTIONS:
            raise DatabaseUrlError(f"the option {_quoted(name)} is not known; there are {', '.join(_OPTIONS)}")
        if name == "sslmode" and value not in _SSL_MODES:
            raise DatabaseUrlError(f"sslmode is one of {', '.join(_SSL_MODES)}")
        options[name] = _number(name, value) if name in {"port", "minsize", "maxsize"} else value
    return options


def _number(name: str, value: str) -> int:
    if not value.isascii() or not value.isdecimal() or not 1 <= int(value) <= 65535:
        raise DatabaseUrlError(f"the option {name} is a whole number from 1 to 65535")
    return int(value)
