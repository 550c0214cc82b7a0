"""Databases for tests: the migrations run once for all workers, every test gets a copy.

``db`` opens a fresh database of each kind in the test's own process; ``database_url`` names one that other processes
can open as well, ``empty_database_url`` one that was never migrated. Each of them runs the test on SQLite and again
on PostgreSQL (marker ``postgres``).
"""

import asyncio
import fcntl
import os
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest
from tortoise.context import TortoiseContext
from tortoise.fields.relational import ForeignKeyFieldInstance
from tortoise.models import Model

from models.database import open_database
from models.migrate import migrate
from tests.kit.postgres import Cluster, cluster
from tests.kit.programs import postgres_programs

BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
_numbers = count(1)


def migrate_now(url: str) -> list[str]:
    """Migrate from synchronous code; leaves the event loop of pytest-asyncio alone."""
    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        return runner.run(migrate(url))


def journal(path: Path, mode: str) -> None:
    """Change how a SQLite file keeps its journal; the file remembers it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA journal_mode={mode}")


def deletion_order(context: TortoiseContext) -> list[str]:
    """Every table, children before their parents, so that plain DELETEs pass."""
    assert context.apps
    waiting = {model: _parents(model) - {model} for model in context.apps.get_models_iterable()}
    parents_first: list[str] = []
    while waiting:
        free = [model for model, parents in waiting.items() if not parents & waiting.keys()]
        assert free, "the rows refer to each other in a circle"
        parents_first += [model._meta.db_table for model in free]
        waiting = {model: parents for model, parents in waiting.items() if model not in free}
    return parents_first[::-1]


def _parents(model: type[Model]) -> set[type[Model]]:
    keys = [field for field in model._meta.fields_map.values() if isinstance(field, ForeignKeyFieldInstance)]
    return {key.related_model for key in keys}


@pytest.fixture(scope="session")
def together(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of pytest-xdist share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def sqlite_template(together: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to be copied. In rollback mode: a copy in memory cannot have a write-ahead log."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    migrate_now(f"sqlite:///{together / 'template.db'}")
    with closing(sqlite3.connect(together / "template.db")) as migrated, closing(sqlite3.connect(path)) as own:
        migrated.backup(own)
    journal(path, "DELETE")
    return path


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of this test process (of each worker of pytest-xdist)."""
    programs = postgres_programs()
    assert programs, "needs the Debian package postgresql"
    with cluster(programs) as running:
        yield running


@pytest.fixture(scope="session")
def postgres_template(postgres_cluster: Cluster, together: Path) -> str:
    """The name of a migrated PostgreSQL database to be copied."""
    name, dump = "template_linekeeper", together / "template.sql"
    url = postgres_cluster.create(name)
    with dump.with_suffix(".lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if dump.exists():
            postgres_cluster.load(name, dump)
        else:
            migrate_now(url)
            postgres_cluster.dump(name, dump)
    return name


@pytest.fixture(scope="session")
def postgres_shared(postgres_cluster: Cluster, postgres_template: str) -> str:
    """The database in which one test after the other runs; its URL."""
    return postgres_cluster.create("shared_linekeeper", postgres_template)


@pytest.fixture
async def db_sqlite(sqlite_template: Path) -> AsyncIterator[TortoiseContext]:
    image = sqlite_template.read_bytes()  # noqa: ASYNC240 -- 200 kB, once a test
    async with open_database("sqlite://:memory:") as context:
        connection = context.db()._connection
        await connection._execute(connection._conn.deserialize, image)
        yield context


@pytest.fixture
async def db_postgres(postgres_shared: str) -> AsyncIterator[TortoiseContext]:
    async with open_database(postgres_shared) as context:
        yield context
        deletes = [f'DELETE FROM "{table}"' for table in deletion_order(context)]
        await context.db().execute_script(";".join(deletes))


@pytest.fixture(params=BOTH)
def db(request: pytest.FixtureRequest) -> TortoiseContext:
    """An open, migrated, empty database: ``db.db()`` is the connection. Synchronous on purpose: an async fixture
    may not ask for another one by name while the loop runs."""
    context: TortoiseContext = request.getfixturevalue(f"db_{request.param}")
    return context


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_template: Path) -> str:
    path = tmp_path / "linekeeper.db"
    path.write_bytes(sqlite_template.read_bytes())
    journal(path, "WAL")
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(postgres_cluster: Cluster, postgres_template: str) -> Iterator[str]:
    name = f"test_{os.getpid()}_{next(_numbers)}"
    yield postgres_cluster.create(name, postgres_template)
    postgres_cluster.drop(name)


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest) -> str:
    """DATABASE_URL of a migrated, empty database that any process can open."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'empty.db'}"


@pytest.fixture
def empty_postgres_url(postgres_cluster: Cluster) -> Iterator[str]:
    name = f"empty_{os.getpid()}_{next(_numbers)}"
    yield postgres_cluster.create(name)
    postgres_cluster.drop(name)


@pytest.fixture(params=BOTH)
def empty_database_url(request: pytest.FixtureRequest) -> str:
    """DATABASE_URL of a database without a table."""
    url: str = request.getfixturevalue(f"empty_{request.param}_url")
    return url
