"""Raw SQL in one spelling: placeholders, aware times, claims that never overlap."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone

import pytest
from tortoise.context import TortoiseContext
from tortoise.transactions import in_transaction

from models import Contract
from models.database import open_database
from models.sql import bound, execute, placeholders, skip_locked, update_returning
from models.sqlite_editor import statements
from tests.kit.processes import python

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


async def contracts(count: int) -> None:
    for number in range(count):
        await Contract.create(number=str(number), name="", timezone="UTC", created_at=NOW + timedelta(hours=number))


async def test_a_counted_update_gives_the_number_of_rows(db: TortoiseContext) -> None:
    await contracts(3)
    update = "UPDATE contract SET name = ? WHERE created_at <= ? AND name <> '?'"
    assert await execute(db.db(), update, ["due", NOW + timedelta(hours=1)]) == 2
    assert await execute(db.db(), update, ["due", NOW - timedelta(seconds=1)]) == 0


async def test_returning_gives_rows_by_name(db: TortoiseContext) -> None:
    await contracts(2)
    rows = await update_returning(db.db(), "UPDATE contract SET name = ? WHERE number = ? RETURNING number", ["x", "1"])
    assert rows == [{"number": "1"}]


async def test_a_time_is_compared_with_what_the_orm_wrote_whatever_its_zone(db: TortoiseContext) -> None:
    await contracts(1)
    local = NOW.astimezone(timezone(timedelta(hours=-9)))
    assert await execute(db.db(), "UPDATE contract SET name = 'x' WHERE created_at = ?", [local]) == 1
    assert await execute(db.db(), "UPDATE contract SET created_at = ?", [local + timedelta(microseconds=7)]) == 1
    assert (await Contract.get()).created_at == NOW + timedelta(microseconds=7)


async def test_a_naive_time_is_refused(db: TortoiseContext) -> None:
    with pytest.raises(ValueError, match="aware"):
        bound(db.db(), [NOW.replace(tzinfo=None)])


async def test_a_question_mark_in_quotes_is_no_placeholder(db: TortoiseContext) -> None:
    rows = await update_returning(db.db(), "SELECT 'who''s ?' AS \"why?\", CAST(? AS TEXT) AS given", ["it's me?"])
    assert rows == [{"why?": "who's ?", "given": "it's me?"}]


@pytest.mark.postgres
async def test_placeholders_are_numbered_for_postgresql(db_postgres: TortoiseContext) -> None:
    assert placeholders(db_postgres.db(), "a = ? AND b = '?' AND c = ?") == "a = $1 AND b = '?' AND c = $2"


async def test_what_happened_in_a_transaction_that_failed_is_gone(db: TortoiseContext) -> None:
    async def fail() -> None:
        async with in_transaction() as transaction:
            await execute(transaction, "DELETE FROM contract")
            raise LookupError

    await contracts(1)
    with pytest.raises(LookupError):
        await fail()
    assert await Contract.all().count() == 1


CLAIMER = """
import asyncio, sys
from models.database import open_database
from models.sql import skip_locked, update_returning

async def main():
    async with open_database(sys.argv[1]) as context:
        connection, claimed = context.db(), []
        while True:
            rows = await update_returning(connection, "WITH due AS MATERIALIZED ("
                f"SELECT id FROM contract WHERE name = ? ORDER BY id LIMIT ? {skip_locked(connection)}) "
                "UPDATE contract SET name = 'taken' WHERE id IN (SELECT id FROM due) RETURNING number", ["", 3])
            if not rows:
                break
            claimed += [row["number"] for row in rows]
    print(*claimed)

asyncio.run(main())
"""


async def test_processes_that_claim_rows_never_claim_the_same(database_url: str) -> None:
    async with open_database(database_url):
        await contracts(60)
    ended = await asyncio.gather(*(python(CLAIMER, database_url) for _ in range(3)))
    assert [(status, err) for status, _, err in ended] == [(0, "")] * 3
    assert sorted(" ".join(out for _, out, _ in ended).split()) == sorted(map(str, range(60)))


async def test_only_postgresql_needs_to_skip_locked_rows(db: TortoiseContext) -> None:
    assert skip_locked(db.db()) == {"sqlite": "", "postgres": "FOR UPDATE SKIP LOCKED"}[db.db().connection_name]


@pytest.mark.parametrize(
    ("script", "parts"),
    [
        ("", []),
        (" ;; ", []),
        ("SELECT 1", ["SELECT 1;"]),
        ("SELECT ';'; SELECT 2;", ["SELECT ';';", "SELECT 2;"]),
        (
            "CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; DELETE FROM c; END; SELECT 1;",
            ["CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; DELETE FROM c; END;", "SELECT 1;"],
        ),
    ],
)
def test_a_script_is_split_as_sqlite_reads_it(script: str, parts: list[str]) -> None:
    assert list(statements(script)) == parts
