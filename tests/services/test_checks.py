"""Claims by a lease, taps beside the schedule, and what one check writes down."""

import asyncio
from datetime import timedelta

import pytest
from tortoise.context import TortoiseContext
from tortoise.exceptions import BaseORMException

from domain.access import Role
from domain.health import LineState
from domain.sip import Answer, Verdict
from models import Flip, Incident, Line, LineHour, LogRecord, Notice
from models.sql import is_postgres
from services.cards import MemberCard
from services.checks import LEASE
from services.sip_accounts import PASSWORD_PURPOSE
from services.vault import Vault, new_secret_id
from tests.services.house import NOON, House, numbers


async def test_two_claimers_never_share_a_line(house: House) -> None:
    lines = await house.some_lines(await house.carrier(await house.client()), 20)
    rounds = await asyncio.gather(*(house.checks.claim_due(NOON, 5) for _ in range(6)))
    claimed = [claim.line_id for claims in rounds for claim in claims]
    assert sorted(claimed) == numbers(lines)


async def test_a_line_that_is_not_due_or_switched_off_is_not_claimed(house: House) -> None:
    carrier = await house.carrier(await house.client())
    await house.some_lines(carrier, 1, next_check_at=NOON + timedelta(seconds=1))
    await house.some_lines(carrier, 1, enabled=False)
    assert await house.checks.claim_due(NOON, 10) == []


async def test_a_lapsed_lease_is_claimed_again_and_not_before(house: House) -> None:
    await house.some_lines(await house.carrier(await house.client()))
    [first] = await house.checks.claim_due(NOON, 10)
    assert await house.checks.claim_due(NOON + LEASE, 10) == []
    [second] = await house.checks.claim_due(NOON + LEASE + timedelta(seconds=1), 10)
    assert second.line_id == first.line_id
    assert second.token != first.token


async def test_after_a_restart_leases_are_forgotten(house: House) -> None:
    await house.some_lines(await house.carrier(await house.client()))
    await house.checks.claim_due(NOON, 10)
    await house.checks.forget_leases()
    assert len(await house.checks.claim_due(NOON, 10)) == 1


async def test_a_lost_lease_is_not_even_probed(house: House) -> None:
    await house.some_lines(await house.carrier(await house.client()))
    [claim] = await house.checks.claim_due(NOON, 10)
    await house.checks.forget_leases()
    await house.checks.check(claim)
    assert house.registrar.asked == []


async def test_a_result_whose_lease_was_lost_meanwhile_is_discarded(house: House) -> None:
    [line] = await house.some_lines(await house.carrier(await house.client()))
    house.registrar.hold = asyncio.Event()
    [claim] = await house.checks.claim_due(NOON, 10)
    async with asyncio.TaskGroup() as group:
        group.create_task(house.checks.check(claim))
        await house.registrar.begun.wait()
        await house.checks.forget_leases()
        house.registrar.hold.set()
    assert (await Line.get(id=line.id)).state is LineState.UNKNOWN
    assert await LineHour.all().count() == 0


async def test_suspicions_are_confirmed_before_a_backlog_of_overdue_lines(house: House) -> None:
    carrier = await house.carrier(await house.client())
    await house.some_lines(carrier, 5, next_check_at=NOON - timedelta(hours=1))
    suspected = await Line.create(
        carrier=carrier,
        contract_id=carrier.contract_id,
        name="под подозрением",
        type="phone",
        user="7",
        created_at=NOON,
        state_since=NOON,
        next_check_at=NOON,
        streak=1,
        suspected_at=NOON,
    )
    [claim] = await house.checks.claim_due(NOON, 1)
    assert claim.line_id == suspected.id


async def test_a_backlog_is_claimed_in_batches_until_it_is_gone(house: House) -> None:
    lines = await house.some_lines(await house.carrier(await house.client()), 70, next_check_at=NOON)
    batches = [await house.checks.claim_due(NOON, 30) for _ in range(4)]
    assert [len(batch) for batch in batches] == [30, 30, 10, 0]
    assert sorted(claim.line_id for batch in batches for claim in batch) == numbers(lines)


async def test_no_more_is_claimed_than_asked_where_the_database_was_tidied_up_while_empty(
    house: House, db: TortoiseContext
) -> None:
    carrier = await house.carrier(await house.client())
    await house.some_lines(carrier, 9)
    await Line.all().delete()
    if is_postgres(db.db()):  # it now plans for one line, and would ask for the due ones anew at each line it meets
        await db.db().execute_query("VACUUM (ANALYZE, TRUNCATE OFF) line")
    await house.some_lines(carrier, 9, next_check_at=NOON)
    assert [len(await house.checks.claim_due(NOON, 4)) for _ in range(3)] == [4, 4, 1]


@pytest.mark.parametrize("room", [0, -1])
async def test_nothing_is_claimed_where_there_is_no_room(house: House, room: int) -> None:
    await house.some_lines(await house.carrier(await house.client()))
    assert await house.checks.claim_due(NOON, room) == []
    assert await house.delivery.claim(NOON, room) == []


async def test_the_longest_overdue_come_first(house: House) -> None:
    carrier = await house.carrier(await house.client())
    for hours in (1, 3, 2):
        await house.some_lines(carrier, 1, next_check_at=NOON - timedelta(hours=hours), note=str(hours))
    order = []
    for _ in range(3):
        [claim] = await house.checks.claim_due(NOON, 1)
        order.append((await Line.get(id=claim.line_id)).note)
    assert order == ["3", "2", "1"]


async def test_a_healthy_line_counts_and_writes_no_log_after_its_first_success(house: House) -> None:
    [line] = await house.some_lines(await house.carrier(await house.client()))
    for _ in range(3):
        await house.sweep()
        house.clock.later(300)
    assert await LogRecord.filter(line_id=line.id).count() == 1
    hour = await LineHour.get(line_id=line.id)
    assert (hour.checks, hour.failures, hour.ok_seconds, hour.error_seconds) == (3, 0, 600, 0)
    assert hour.hour == NOON
    assert hour.latency_sum_ms == pytest.approx(37.5)


async def test_the_log_holds_failures_changes_and_the_first_success_after(house: House) -> None:
    [line] = await house.some_lines(await house.carrier(await house.client()))
    await house.sweep()
    house.clock.later(300)
    await house.fail()
    await house.mend()
    house.clock.later(300)
    await house.sweep()
    verdicts = [row.verdict for row in await LogRecord.filter(line_id=line.id).order_by("id")]
    good, bad = Verdict.REGISTERED, Verdict.CARRIER_DOWN
    assert verdicts == [good, bad, bad, good, good]


async def test_our_own_fault_is_logged_once_and_watches_nothing(house: House) -> None:
    [line] = await house.some_lines(await house.carrier(await house.client()))
    await house.sweep()
    house.registrar.verdict = Verdict.UNKNOWN
    for _ in range(5):
        house.clock.later(300)
        assert await house.sweep() == 1
    house.registrar.verdict = Verdict.REGISTERED
    house.clock.later(300)
    await house.sweep()
    hour = await LineHour.get(line_id=line.id)
    assert (hour.checks, hour.ok_seconds, hour.error_seconds) == (2, 0, 0)
    assert await LogRecord.filter(line_id=line.id, verdict=Verdict.UNKNOWN).count() == 1
    assert (await Line.get(id=line.id)).state is LineState.OK


async def test_an_outage_counts_from_the_check_that_raised_the_suspicion_to_the_one_that_lifted_it(
    house: House,
) -> None:
    [line] = await house.some_lines(await house.carrier(await house.client()))
    await house.sweep()
    for verdict, pause in (
        (Verdict.CARRIER_DOWN, 300),
        (Verdict.CARRIER_DOWN, 15),
        (Verdict.REGISTERED, 300),
        (Verdict.REGISTERED, 15),
    ):
        house.registrar.verdict = verdict
        house.clock.later(pause)
        assert await house.sweep() == 1
    hour = await LineHour.get(line_id=line.id)
    assert (hour.ok_seconds, hour.error_seconds) == (315, 315)


async def test_a_flip_commits_with_its_state_incident_and_notices(house: House) -> None:
    contract = await house.client()
    await house.join(contract, 101)
    [line] = await house.some_lines(await house.carrier(contract))
    await house.sweep()
    house.clock.later(300)
    await house.fail(Verdict.WRONG_PASSWORD)
    row = await Line.get(id=line.id)
    [flip] = await Flip.filter(line_id=line.id, to_state=LineState.ERROR)
    incident = await Incident.get()
    assert row.state is LineState.ERROR
    assert row.state_since == incident.opened_at == NOON + timedelta(seconds=300)
    assert flip.incident_id == incident.id
    assert await Notice.all().count() == 1
    assert house.woken


async def test_a_fault_in_the_middle_leaves_nothing_half_saved(house: House, db: TortoiseContext) -> None:
    contract = await house.client()
    await house.join(contract, 101)
    [line] = await house.some_lines(await house.carrier(contract))
    house.registrar.verdict = Verdict.CARRIER_DOWN
    await house.sweep()
    before = await Line.filter(id=line.id).values()
    house.clock.later(15)
    [claim] = await house.checks.claim_due(house.clock(), 1)
    await refuse_notices(db, True)
    with pytest.raises(BaseORMException):
        await house.checks.check(claim)
    await refuse_notices(db, False)
    assert await Incident.all().count() == await Flip.all().count() == 0
    assert (await LineHour.get(line_id=line.id)).checks == 1
    assert await LogRecord.all().count() == 1
    [after] = await Line.filter(id=line.id).values()
    assert {**after, "lease_until": None, "lease_token": ""} == before[0]
    house.clock.later(LEASE.total_seconds() + 1)
    await house.sweep()
    assert await Notice.all().count() == 1


async def refuse_notices(db: TortoiseContext, on: bool) -> None:
    """The database itself refuses every new notice, or takes them again."""
    postgres = is_postgres(db.db())
    refuse = "NEW.id IS NULL OR NEW.id IS NOT NULL"
    if not on:
        await db.db().execute_script(f"DROP TRIGGER refuse{' ON notice' if postgres else ''}")
    elif postgres:
        await db.db().execute_script(
            "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'full' USING ERRCODE = 'check_violation'; END $$;"
            "CREATE TRIGGER refuse BEFORE INSERT ON notice FOR EACH ROW EXECUTE FUNCTION refuse()"
        )
    else:
        await db.db().execute_script(
            f"CREATE TRIGGER refuse BEFORE INSERT ON notice WHEN {refuse} BEGIN SELECT RAISE(ABORT, 'full'); END"
        )


async def test_what_comes_from_the_wire_is_stored_whatever_it_holds(house: House) -> None:
    [line] = await house.some_lines(await house.carrier(await house.client()))
    house.registrar.verdict = Verdict.CARRIER_ERROR
    house.registrar.answer = Answer(500, "no\0reason \udcff" + "x" * 300, source="1.2.3.4", headers=("Server: \0",))
    await house.sweep()
    record = await LogRecord.get(line_id=line.id)
    assert "\0" not in record.reason + record.evidence
    assert len(record.reason) == 255


async def test_a_password_is_opened_for_the_probe_and_shown_nowhere(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    [line] = await house.some_lines(await house.carrier(await house.client()), 1, **sealed(house.vault, "пароль-42"))
    with caplog.at_level("DEBUG"):
        await house.sweep()
    [account] = house.registrar.asked
    assert account.password == "пароль-42"
    shown = repr(account) + repr(line) + repr(house.checks) + caplog.text + repr(await LogRecord.all().values())
    assert "пароль-42" not in shown


async def test_a_password_that_does_not_open_is_our_fault_and_not_the_lines(house: House) -> None:
    stranger = Vault({"lost": b"l" * 32})
    [line] = await house.some_lines(await house.carrier(await house.client()), 1, **sealed(stranger, "тайна"))
    await house.sweep()
    row = await Line.get(id=line.id)
    assert row.state is LineState.UNKNOWN
    assert row.lease_until is None
    assert house.registrar.asked == []
    assert "lost" in (await LogRecord.get(line_id=line.id)).evidence


def sealed(vault: Vault, password: str) -> dict[str, object]:
    secret_id = new_secret_id()
    return {"secret_id": secret_id, "sealed_password": vault.seal(password, secret_id, PASSWORD_PURPOSE)}


@pytest.fixture
async def watcher(house: House) -> MemberCard:
    """Somebody on call in a contract with one line, which is well."""
    contract = await house.client()
    member = await house.join(contract, 101, Role.ON_CALL)
    await house.some_lines(await house.carrier(contract))
    await house.sweep()
    house.clock.later(100)
    return member


async def only_line() -> Line:
    return await Line.get()


async def test_a_tap_counts_like_any_check(house: House, watcher: MemberCard) -> None:
    house.registrar.verdict = Verdict.CARRIER_DOWN
    card = await house.checks.check_now(watcher, (await only_line()).id, house.clock())
    assert card.suspected
    assert card.checked_at == house.clock()
    assert card.next_check_at == house.clock() + timedelta(seconds=15)


async def test_a_line_that_was_just_checked_is_not_bothered_again(house: House, watcher: MemberCard) -> None:
    line = await only_line()
    for _ in range(3):
        await house.checks.check_now(watcher, line.id, house.clock())
    assert len(house.registrar.asked) == 2


async def test_an_impatient_person_does_not_get_the_number_banned(house: House, watcher: MemberCard) -> None:
    line = await only_line()
    house.registrar.verdict = Verdict.WRONG_PASSWORD
    for _ in range(20):
        await house.checks.check_now(watcher, line.id, house.clock())
        house.clock.later(1)
    assert len(house.registrar.asked) - 1 <= 2
    assert (await only_line()).state is LineState.OK


async def test_taps_at_once_are_one_probe(house: House, watcher: MemberCard) -> None:
    line = await only_line()
    house.registrar.hold = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        taps = [group.create_task(house.checks.check_now(watcher, line.id, house.clock())) for _ in range(4)]
        await house.registrar.begun.wait()
        house.registrar.hold.set()
    assert len(house.registrar.asked) == 2
    assert len({tap.result() for tap in taps}) == 1


async def test_a_tap_during_a_scheduled_check_waits_for_its_result(house: House, watcher: MemberCard) -> None:
    house.clock.later(200)
    house.registrar.verdict, house.registrar.hold = Verdict.CARRIER_DOWN, asyncio.Event()
    house.registrar.begun.clear()
    [claim] = await house.checks.claim_due(house.clock(), 1)
    async with asyncio.TaskGroup() as group:
        group.create_task(house.checks.check(claim))
        await house.registrar.begun.wait()
        tap = group.create_task(house.checks.check_now(watcher, claim.line_id, house.clock()))
        house.registrar.hold.set()
    assert len(house.registrar.asked) == 2
    assert tap.result().suspected
    assert (await only_line()).streak == 1


async def test_a_scheduled_check_gives_way_to_a_tap_that_was_first(house: House, watcher: MemberCard) -> None:
    house.clock.later(200)
    house.registrar.verdict, house.registrar.hold = Verdict.CARRIER_DOWN, asyncio.Event()
    house.registrar.begun.clear()
    [claim] = await house.checks.claim_due(house.clock(), 1)
    async with asyncio.TaskGroup() as group:
        group.create_task(house.checks.check_now(watcher, claim.line_id, house.clock()))
        await house.registrar.begun.wait()
        group.create_task(house.checks.check(claim))
        house.registrar.hold.set()
    assert len(house.registrar.asked) == 2
    assert (await only_line()).streak == 1


async def test_a_tap_that_failed_through_our_fault_puts_no_check_off(house: House, watcher: MemberCard) -> None:
    line = await only_line()
    house.registrar.verdict = Verdict.UNKNOWN
    await house.checks.check_now(watcher, line.id, house.clock())
    assert (await only_line()).next_check_at == line.next_check_at


async def test_a_line_that_is_switched_off_is_not_probed_by_a_tap(house: House, watcher: MemberCard) -> None:
    line = await only_line()
    await Line.filter(id=line.id).update(enabled=False)
    await house.checks.check_now(watcher, line.id, house.clock())
    assert len(house.registrar.asked) == 1


async def test_all_failing_lines_of_an_incident_are_checked_at_a_tap(house: House) -> None:
    contract = await house.client()
    member = await house.join(contract, 101)
    await house.some_lines(await house.carrier(contract), 3)
    await house.fail()
    house.clock.later(30)
    house.registrar.verdict = Verdict.REGISTERED
    incident = await Incident.get()
    card = await house.checks.check_incident(member, incident.id, house.clock())
    assert card.lines_failing == 3
    house.clock.later(16)
    card = await house.checks.check_incident(member, incident.id, house.clock())
    assert card.lines_failing == 0
    assert card.closed_at == NOON + timedelta(seconds=91)
