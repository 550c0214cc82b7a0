"""A database that is away is worth another try; a statement that it does not take is a fault of ours."""

import sqlite3

import asyncpg
import pytest
from tortoise.context import TortoiseContext
from tortoise.exceptions import DBConnectionError, OperationalError

from models import Contract
from models.database import UNREACHABLE, unreachable


async def test_a_statement_with_too_many_arguments_is_our_fault(db: TortoiseContext) -> None:
    with pytest.raises(UNREACHABLE) as caught:
        await Contract.filter(id__in=list(range(300_000)))
    assert not unreachable(caught.value)


async def test_a_statement_with_a_mistake_is_our_fault(db: TortoiseContext) -> None:
    with pytest.raises(UNREACHABLE) as caught:
        await db.db().execute_query("SELECT nothing FROM nowhere")
    assert not unreachable(caught.value)


@pytest.mark.parametrize(
    "error",
    [
        ConnectionRefusedError(),
        TimeoutError(),
        DBConnectionError("away"),
        asyncpg.AdminShutdownError("going down"),
        asyncpg.CannotConnectNowError("coming up"),
        asyncpg.DeadlockDetectedError("again"),
        asyncpg.InterfaceError("connection is closed"),
        sqlite3.OperationalError("database is locked"),
        OperationalError(sqlite3.OperationalError("database is locked")),
        OperationalError("away"),
    ],
)
def test_a_database_that_is_away_is_known(error: BaseException) -> None:
    assert unreachable(error)
