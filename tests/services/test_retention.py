"""Old records go, young ones stay, and nobody who writes has to wait."""

import asyncio
from datetime import datetime, timedelta

import pytest
from tortoise.context import TortoiseContext
from tortoise.transactions import in_transaction

from domain.access import Role
from domain.sip import Verdict
from domain.softphones import SoftphoneEvent
from domain.users import UserNoticeKind, UserRole
from models import (
    Audit,
    Flip,
    HandOver,
    Incident,
    IncidentLine,
    Invite,
    Line,
    LineHour,
    LogRecord,
    Notice,
    Person,
    SoftphoneLog,
    User,
    UserNotice,
)
from models.sql import execute, is_postgres
from services.retention import BATCH, Keep, RetentionService, Swept, forget_records
from tests.services.house import NOON, House

KEEP = Keep(logs=timedelta(days=90), counters=timedelta(days=400), audit=timedelta(days=1100))
MANY = 200_000


async def no_pause(_: float) -> None:
    await asyncio.sleep(0)


async def run(batch: int = BATCH) -> dict[str, Swept]:
    return {swept.table: swept for swept in await RetentionService(KEEP, batch=batch, sleep=no_pause).run(NOON)}


@pytest.fixture
async def line(house: House) -> Line:
    contract = await house.client()
    await house.join(contract, 101, Role.ON_CALL)
    (line,) = await house.some_lines(await house.carrier(contract))
    return line


async def test_what_is_old_goes_and_what_is_young_stays(house: House, line: Line) -> None:
    for days in (1101, 1099, 401, 399, 91, 89, 1):
        at = NOON - timedelta(days=days)
        await LogRecord.create(line=line, at=at, verdict=Verdict.CARRIER_DOWN, code=408, latency_ms=1)
        await LineHour.create(line=line, hour=at)
        await Flip.create(line=line, from_state="ok", to_state="error", verdict=Verdict.CARRIER_DOWN, at=at)
        await Audit.create(contract_id=line.contract_id, actor="test", action="join", at=at)
        await Invite.create(
            contract_id=line.contract_id, role=Role.MANAGER, token_hash=str(days), created_at=at, expires_at=at
        )
    audits = await Audit.all().count() - 7
    await run(batch=4)
    assert await LogRecord.all().count() == 2
    assert await LineHour.all().count() == 4
    assert await Audit.all().count() - audits == 6
    assert await Invite.filter(token_hash__in=["91", "399", "401", "1099", "1101"]).count() == 0
    assert await Invite.filter(token_hash__in=["1", "89"]).count() == 2


async def test_old_records_of_users_go_and_the_users_stay(house: House, line: Line) -> None:
    user = await User.create(
        contract_id=line.contract_id, name="Анна", role=UserRole.OPERATOR, created_at=NOON - timedelta(days=999)
    )
    person = await Person.get(telegram_id=101)
    for days in (91, 89):
        at = NOON - timedelta(days=days)
        await SoftphoneLog.create(user=user, at=at, event=SoftphoneEvent.REGISTERED)
        await HandOver.create(contract_id=line.contract_id, user=user, token_hash=str(days), made_at=at, expires_at=at)
        kind = UserNoticeKind.RECEIPT
        await UserNotice.create(
            contract_id=line.contract_id, person=person, kind=kind, subject=str(days), created_at=at
        )
    await run()
    for table in (SoftphoneLog, HandOver, UserNotice, User):
        assert await table.all().count() == 1


async def test_incidents_that_ended_long_ago_go_with_all_that_belongs_to_them(house: House, line: Line) -> None:
    for _ in range(2):
        await house.fail()
        await house.deliver()
        await house.mend()
        await house.deliver()
        house.clock.later(400)
    first, second = await Incident.all().order_by("id")
    await Incident.filter(id=first.id).update(closed_at=NOON - timedelta(days=401))
    await run(batch=1)
    assert [row.id for row in await Incident.all()] == [second.id]
    assert {row.incident_id for row in await IncidentLine.all()} == {second.id}
    assert {row.incident_id for row in await Notice.all()} == {second.id}


async def test_an_open_incident_is_never_too_old(house: House, line: Line) -> None:
    await house.fail()
    await Incident.all().update(opened_at=NOON - timedelta(days=2000))
    await run()
    assert await Incident.all().count() == 1


async def test_hundreds_of_thousands_of_records_go_while_others_write(db: TortoiseContext, line: Line) -> None:
    """After every batch somebody else writes, and is done before the next: a lock that is held stops him for ever."""
    await many_records(line.id, NOON - timedelta(days=100))

    async def somebody_writes(_: float) -> None:
        await asyncio.create_task(write(line.id))

    async with asyncio.timeout(120):
        tables = await RetentionService(KEEP, sleep=somebody_writes).run(NOON)
    swept = next(each for each in tables if each.table == "log_record")
    assert swept.rows == MANY
    assert swept.statements == MANY // BATCH + 1
    assert await LogRecord.filter(at=NOON).count() >= swept.statements


async def test_the_records_of_a_line_that_is_deleted_go_in_batches(house: House, line: Line) -> None:
    await many_records(line.id, NOON, 2 * BATCH + 1)
    await forget_records(line.id)
    assert await LogRecord.all().count() == 0


async def many_records(line_id: int, at: datetime, count: int = MANY) -> None:
    """So many rows at once, by the database itself."""
    async with in_transaction() as connection:
        numbers = (
            f"generate_series(1, {count}) AS n"
            if is_postgres(connection)
            else f"(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) SELECT i FROM n)"
        )
        columns = "line_id, at, verdict, code, reason, source, evidence, latency_ms"
        values = "'carrier_down', 408, '', '', 'evidence', 1"
        sql = f"INSERT INTO log_record ({columns}) SELECT ?, ?, {values} FROM {numbers}"
        await execute(connection, sql, [line_id, at])


async def write(line_id: int) -> None:
    """Write as a check does."""
    async with in_transaction():
        await LogRecord.create(line_id=line_id, at=NOON, verdict=Verdict.CARRIER_DOWN, code=408, latency_ms=1)
