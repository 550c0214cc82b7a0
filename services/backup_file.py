"""The file of a backup: a ZIP with one JSON line a row, the same for SQLite and PostgreSQL, and a manifest.

``tables/<table>.jsonl`` holds rows as lists in the order of the manifest's columns. ``manifest.json``, written last,
holds the version of the format, the migrations, the ids of the keys that sealed what is sealed, and of each table its
columns, number of rows, greatest row number ever used and SHA-256. See docs/backup.md.
"""

import base64
import hashlib
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import IO, Any, cast
from uuid import UUID

FORMAT = 1
MANIFEST = "manifest.json"
_SEALED = re.compile(r"v1\.([A-Za-z0-9_-]{1,16})\.")
_MODE = 0o600


class BackupError(Exception):
    """The backup cannot be made or used. One sentence that says why and what to do."""


class DamagedError(BackupError):
    """The file is not what was written: cut short, changed, or no backup at all."""


@dataclass(frozen=True)
class TableFacts:
    """What the manifest says of one table."""

    columns: list[str]
    rows: int
    last_number: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What the file says of itself."""

    format: int
    made_at: str
    migrations: list[str]
    secret_keys: list[str] = field(default_factory=list)
    tables: dict[str, TableFacts] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(facts.rows for facts in self.tables.values())


class BackupWriter:
    """Fills the archive table by table; ``finish`` writes the manifest."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._tables: dict[str, TableFacts] = {}
        self._keys: set[str] = set()

    @contextmanager
    def table(self, name: str, columns: Sequence[str], last_number: int) -> Iterator["TableWriter"]:
        """Write one table; its rows go to the writer."""
        with self._archive.open(_entry(name), "w", force_zip64=True) as entry:
            writer = TableWriter(entry, columns)
            yield writer
        self._keys |= writer.keys
        self._tables[name] = TableFacts(list(columns), writer.rows, last_number, writer.digest.hexdigest())

    def finish(self, made_at: datetime, migrations: Sequence[str]) -> Manifest:
        """Write the manifest: without it the file is damaged."""
        moment = made_at.astimezone(UTC).isoformat(timespec="seconds")
        manifest = Manifest(FORMAT, moment, list(migrations), sorted(self._keys), self._tables)
        self._archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
        return manifest


class TableWriter:
    """One row, one line."""

    def __init__(self, entry: IO[bytes], columns: Sequence[str]) -> None:
        self._entry = entry
        self._sealed = [number for number, name in enumerate(columns) if name.startswith("sealed")]
        self.digest = hashlib.sha256()
        self.rows = 0
        self.keys: set[str] = set()

    def add(self, row: Sequence[object]) -> None:
        """Append a row."""
        line = json.dumps([plain(value) for value in row], ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        self._entry.write(line)
        self.digest.update(line)
        self.rows += 1
        found = (_SEALED.match(str(row[number])) for number in self._sealed)
        self.keys.update(match[1] for match in found if match)


@contextmanager
def new_file(path: Path) -> Iterator[BackupWriter]:
    """Write a backup beside *path*, readable by its owner alone, and put it there when it is complete.

    Raises ``BackupError`` when there is a file already, ``OSError`` when the disk refuses.
    """
    if path.exists():
        raise BackupError(f"{path} is there already; name a file that is not.")
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _MODE), "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                yield BackupWriter(archive)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def opened(path: Path) -> Iterator["BackupReader"]:
    """Read a backup. Raises ``DamagedError``, and ``BackupError`` for a format of a newer version."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield BackupReader(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, UnicodeDecodeError) as error:
        raise DamagedError(f"{path} is damaged or no backup of this program ({error}).") from error


class BackupReader:
    """``manifest`` is there at once; ``check`` reads all of the file, so that nothing is restored from half of one."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.manifest = _manifest(archive.read(MANIFEST))

    def check(self) -> None:
        """Raises ``DamagedError`` when a table is not what was written."""
        for name, facts in self.manifest.tables.items():
            digest, rows = hashlib.sha256(), 0
            with self._archive.open(_entry(name)) as entry:
                for line in entry:
                    digest.update(line)
                    rows += 1
            if (digest.hexdigest(), rows) != (facts.sha256, facts.rows):
                raise DamagedError(f"The backup is damaged: the table {name} is not what was written.")

    def rows(self, table: str) -> Iterator[dict[str, object]]:
        """The rows of a table, values as JSON has them."""
        columns = self.manifest.tables[table].columns
        with self._archive.open(_entry(table)) as entry:
            for line in entry:
                yield dict(zip(columns, json.loads(line), strict=True))


def plain(value: object) -> object:
    """A value of a row as JSON takes it."""
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _entry(table: str) -> str:
    return f"tables/{table}.jsonl"


def _manifest(text: bytes) -> Manifest:
    try:
        data = cast("Mapping[str, Any]", json.loads(text))
        if int(data["format"]) > FORMAT:
            raise BackupError("The backup was made by a newer version of the program. Install that version.")
        tables = {str(name): TableFacts(**facts) for name, facts in data["tables"].items()}
        return Manifest(**{**data, "tables": tables})
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DamagedError(f"The manifest of the backup is damaged ({error}).") from error
