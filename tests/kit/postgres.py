"""A throw-away PostgreSQL: Debian's programs, a temporary directory, a socket of its own, nobody's root."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

USER = "linekeeper"
# Nothing of a test outlives the machine, so nothing is flushed.
_QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "shared_buffers=32MB", "max_connections=100")


@dataclass(frozen=True)
class Cluster:
    """A running server. ``directory`` holds its socket; ``programs`` its psql."""

    directory: Path
    programs: Path

    def url(self, database: str) -> str:
        """What DATABASE_URL would say."""
        return f"postgres://{USER}@/{database}?host={quote(str(self.directory), safe='')}"

    def sql(self, statement: str, database: str = "postgres") -> str:
        """Run one statement as the superuser; give what psql prints, without headers."""
        return self._run("psql", "-d", database, "-XAtqc", statement).strip()

    def create(self, database: str, template: str = "template1") -> str:
        """Make a database (a copy of ``template``, which nobody may use meanwhile); give its URL."""
        self.sql(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
        return self.url(database)

    def dump(self, database: str, path: Path) -> None:
        """Write all of a database down, to be loaded into an empty one of another cluster."""
        self._run("pg_dump", "-d", database, "-f", str(path))

    def load(self, database: str, path: Path) -> None:
        self._run("psql", "-d", database, "-Xqv", "ON_ERROR_STOP=1", "-f", str(path))

    def drop(self, database: str) -> None:
        self.sql(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    def _run(self, program: str, *words: str) -> str:
        command = [str(self.programs / program), "-h", str(self.directory), "-U", USER, *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@contextmanager
def cluster(programs: Path) -> Iterator[Cluster]:
    """Start a server for the time of the block. It ends with this process, however that ends."""
    directory = Path(tempfile.mkdtemp(prefix="lkpg"))
    account = _account()
    try:
        if account:
            os.chown(directory, account.pw_uid, account.pw_gid)
        _initdb(programs, directory, account)
        with _server(programs, directory, account):
            yield Cluster(directory, programs)
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def _account() -> pwd.struct_passwd | None:
    """PostgreSQL refuses root: whom to run as instead, None when we are somebody else already."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return pwd.getpwnam("postgres" if "postgres" in names else "nobody")


def _as(account: pwd.struct_passwd | None) -> list[str]:
    """The prefix of a command: another account, and an interrupt (fast shutdown) when we die."""
    dying = ["setpriv", "--pdeathsig", "INT"]
    if account is None:
        return dying
    return [*dying, f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]


def _initdb(programs: Path, directory: Path, account: pwd.struct_passwd | None) -> None:
    options = ["-D", str(directory / "data"), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    done = subprocess.run(
        [*_as(account), str(programs / "initdb"), *options], cwd=directory, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@contextmanager
def _server(programs: Path, directory: Path, account: pwd.struct_passwd | None) -> Iterator[None]:
    options = [word for setting in _QUICK for word in ("-c", setting)]
    command = [*_as(account), str(programs / "postgres"), "-D", str(directory / "data"), "-k", str(directory), "-h", ""]
    with subprocess.Popen([*command, *options], cwd=directory, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        log: deque[str] = deque(maxlen=50)
        ready = False
        for line in process.stderr:
            log.append(line)
            if ready := "ready to accept connections" in line:
                break
        assert ready, "".join(log)
        reader = threading.Thread(target=log.extend, args=(process.stderr,), daemon=True)
        reader.start()
        try:
            yield
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)
            reader.join(timeout=5)
