"""The SQLite engine of ours: transactions take the write lock at once (BEGIN IMMEDIATE).

A deferred transaction that reads first and writes later fails with "database is locked" as soon as another
connection wrote in between, whatever ``busy_timeout`` says (https://sqlite.org/lang_transaction.html). Taking the
lock at the beginning waits its turn instead. Named as an engine in :func:`models.database.tortoise_config`.
"""

import sqlite3
from asyncio import sleep
from time import monotonic

from tortoise.backends.base.client import NestedTransactionContext, TransactionalDBClient, TransactionContext
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionContext, SqliteTransactionWrapper
from tortoise.connection import get_connections
from tortoise.exceptions import OperationalError

_OPENING_SECONDS = 5.0
_RETRY_SECONDS = 0.02


class ImmediateTransaction(SqliteTransactionWrapper):
    """A transaction that holds the write lock from its first moment; inner transactions are savepoints."""

    def _in_transaction(self) -> TransactionContext:
        return NestedTransactionContext(ImmediateTransaction(self))

    async def begin(self) -> None:
        """Raise ``OperationalError`` ("database is locked") when ``busy_timeout`` passed in vain."""
        try:
            await self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise OperationalError(error) from error


class ImmediateTransactionContext(SqliteTransactionContext):
    """Leaves no lock and no open transaction behind when BEGIN or COMMIT fails or is cancelled, as upstream does."""

    __slots__ = ()

    async def __aenter__(self) -> TransactionalDBClient:
        await self._trxlock.acquire()
        try:
            await self.ensure_connection()
            await self.connection.begin()
        except BaseException:
            # A cancelled BEGIN still runs in the thread of aiosqlite; the rollback queues behind it.
            try:
                if self.connection._connection:
                    await self.connection._connection.rollback()
            finally:
                self._trxlock.release()
            raise
        self.token = get_connections().set(self.connection_name, self.connection)
        client: TransactionalDBClient = self.connection
        return client

    async def __aexit__(self, exc_type: object, exc_val: object, exc_tb: object) -> None:
        try:
            if not self.connection._finalized:
                await (self.connection.rollback() if exc_type else self.connection.commit())
        except BaseException:
            # A COMMIT that failed or was cancelled leaves the transaction open for whoever comes next.
            await self.connection._connection.rollback()
            raise
        finally:
            get_connections().reset(self.token)
            self._trxlock.release()


class ImmediateClient(SqliteClient):
    """The client that Tortoise builds for the engine ``models.immediate``."""

    async def create_connection(self, with_db: bool) -> None:
        """Open the file. Turning a new file to WAL fails at once when somebody else does the same; so try again.

        A connection whose pragmas were not all accepted is closed: upstream would go on using it. A file that cannot
        be opened is found out without the thread of aiosqlite, which would outlive the loop and print a traceback.
        """
        give_up = monotonic() + _OPENING_SECONDS
        while True:
            try:
                sqlite3.connect(self.filename).close()
                return await super().create_connection(with_db)
            except sqlite3.Error as error:
                await self.close()
                busy = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
                if not busy or monotonic() > give_up:
                    raise
            await sleep(_RETRY_SECONDS)

    def _in_transaction(self) -> TransactionContext:
        return ImmediateTransactionContext(ImmediateTransaction(self), self._lock)


client_class = ImmediateClient
