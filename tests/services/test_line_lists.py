"""The list of lines: search, filters, ticks, deletion with undo, switching, and a check of all lines."""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from datetime import timedelta

import pytest
from tortoise.transactions import in_transaction

from domain.access import Role
from domain.health import HealthPolicy, LineState
from domain.sip import Verdict
from models import Audit, Confirmation, Flip, Incident, Line, LineHour, Notice, Selection
from services.cards import LineFilter
from services.errors import ForbiddenError, NotFoundError
from services.line_deletion import ASK_LASTS, UNDO_LASTS, purge
from services.line_list_cards import ConfirmationGoneError, DeletedTogether, NothingTickedError, Progress
from services.line_switch import fails_knowingly
from services.lines import LINES_A_PAGE
from services.selections import LASTS
from tests.services.house import NOON, House, numbers
from tests.services.line_desk import Desk, open_desk

SECOND = timedelta(seconds=1)


@pytest.fixture
async def desk(house: House) -> Desk:
    return await open_desk(house)


async def found(desk: Desk, search: str, shown: LineFilter = LineFilter.ALL) -> list[str]:
    page = await desk.lists.page(desk.anna, 0, shown, search, NOON)
    assert page.found == len(page.items)
    return [item.name for item in page.items]


async def named(desk: Desk, *names: str) -> list[int]:
    return [(await desk.line(name=name, user=f"7495{place}")).id for place, name in enumerate(names)]


async def test_a_search_finds_names_logins_notes_and_carriers_whatever_the_case(desk: Desk) -> None:
    await named(desk, "МТС транк", "Ёлочный опрос", "Волга 100%")
    assert await found(desk, "мтс") == ["МТС транк"]
    assert await found(desk, "ЕЛОЧ опро") == ["Ёлочный опрос"]
    assert await found(desk, "74952") == ["Волга 100%"]
    assert await found(desk, "%") == ["Волга 100%"]
    assert len(await found(desk, "телеком")) == 3
    assert await found(desk, "_") == []
    assert await found(desk, "'; drop table line; --") == []


async def test_a_filter_shows_one_state(desk: Desk) -> None:
    ids = await named(desk, "а", "б", "в", "г")
    for number, state in zip(ids, LineState, strict=True):
        await Line.filter(id=number).update(state=state)
    states = {LineFilter.ERRORS: LineState.ERROR, LineFilter.UNKNOWN: LineState.UNKNOWN, LineFilter.OFF: LineState.OFF}
    for shown, state in states.items():
        page = await desk.lists.page(desk.anna, 0, shown, "", NOON)
        assert [item.state for item in page.items] == [state]
        assert page.counts.total == 4


async def test_a_search_is_kept_until_it_is_cleared_or_expires(desk: Desk) -> None:
    await named(desk, "МТС", "Волга")
    await desk.lists.set_search(desk.anna, "  мтс \n\0 ", NOON)
    assert await found(desk, "") == ["МТС"]
    assert (await desk.lists.page(desk.boris, 0, LineFilter.ALL, "", NOON)).found == 2
    assert (await desk.lists.page(desk.anna, 0, LineFilter.ALL, "", NOON + LASTS)).search == ""
    await desk.lists.clear(desk.anna)
    assert len(await found(desk, "")) == 2


async def test_a_page_past_the_end_is_the_last_one(desk: Desk) -> None:
    await desk.house.some_lines(desk.carrier, LINES_A_PAGE + 1)
    page = await desk.lists.page(desk.anna, 99, LineFilter.ALL, "", NOON)
    assert (page.page, page.pages, len(page.items), page.found) == (1, 2, 1, LINES_A_PAGE + 1)


async def test_ticks_are_kept_across_pages_and_belong_to_one_person(desk: Desk) -> None:
    first, second, third = await named(desk, "а", "б", "в")
    assert await desk.lists.tick(desk.anna, first, NOON)
    assert await desk.lists.tick_page(desk.anna, [first, second], NOON) == 2
    page = await desk.lists.page(desk.anna, 0, LineFilter.ALL, "в", NOON)
    assert page.ticked == {first, second}
    assert await desk.lists.ticked(desk.boris, NOON) == ()
    assert not await desk.lists.tick(desk.anna, first, NOON)
    assert await desk.lists.tick_page(desk.anna, [second], NOON) == 0
    await desk.lists.tick(desk.anna, third, NOON)
    assert await desk.lists.ticked(desk.anna, NOON + LASTS) == ()
    await desk.lists.untick_all(desk.anna, NOON)
    assert await desk.lists.ticked(desk.anna, NOON) == ()


async def test_a_foreign_line_cannot_be_ticked(desk: Desk) -> None:
    [foreign] = await desk.house.some_lines(await desk.house.carrier(await desk.house.client("207/25", "Вектор")))
    with pytest.raises(NotFoundError):
        await desk.lists.tick(desk.anna, foreign.id, NOON)
    assert await desk.lists.tick_page(desk.anna, [foreign.id, -1, 0, 2**70], NOON) == 0


async def deleted(desk: Desk, *ids: int) -> str:
    """Delete these lines; the token of the undo."""
    await desk.lists.tick_page(desk.anna, list(ids), NOON)
    ask = await desk.lists.ask_delete(desk.anna, NOON)
    return (await desk.lists.delete(desk.anna, ask.token, NOON)).undo_token


async def test_deleting_names_the_lines_and_happens_once(desk: Desk) -> None:
    first, second, third = await named(desk, "а", "б", "в")
    await desk.lists.tick_page(desk.anna, [second, first], NOON)
    ask = await desk.lists.ask_delete(desk.anna, NOON)
    assert [line.name for line in ask.lines] == ["а", "б"]
    assert ask.expires_at == NOON + ASK_LASTS
    gone = await desk.lists.delete(desk.anna, ask.token, NOON)
    assert gone.names == ("а", "б")
    with pytest.raises(ConfirmationGoneError):
        await desk.lists.delete(desk.anna, ask.token, NOON)
    page = await desk.lists.page(desk.anna, 0, LineFilter.ALL, "", NOON)
    assert ([item.id for item in page.items], page.ticked, page.counts.total) == ([third], frozenset(), 1)
    assert await Audit.filter(action="delete_lines").count() == 2


async def test_a_deletion_is_for_its_person_alone_and_expires(desk: Desk) -> None:
    await desk.lists.tick(desk.anna, (await named(desk, "а"))[0], NOON)
    ask = await desk.lists.ask_delete(desk.anna, NOON)
    for who, when, token in (
        (desk.boris, NOON, ask.token),
        (desk.anna, NOON + ASK_LASTS, ask.token),
        (desk.anna, NOON, "нет такого"),
        (desk.anna, NOON, "\0\ud800"),
        (replace(desk.anna, contract_id=10**9), NOON, ask.token),
    ):
        with pytest.raises(ConfirmationGoneError):
            await desk.lists.delete(who, token, when)
    assert await Line.filter(deleted_at__isnull=True).count() == 1


async def test_two_taps_at_once_delete_once(desk: Desk) -> None:
    await desk.lists.tick(desk.anna, (await named(desk, "а"))[0], NOON)
    ask = await desk.lists.ask_delete(desk.anna, NOON)
    taps = (desk.lists.delete(desk.anna, ask.token, NOON) for _ in range(3))
    results = await asyncio.gather(*taps, return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["ConfirmationGoneError"] * 2 + ["Deleted"]


async def test_nothing_ticked_is_nothing_to_delete(desk: Desk) -> None:
    with pytest.raises(NothingTickedError):
        await desk.lists.ask_delete(desk.anna, NOON)


async def test_a_deleted_line_is_invisible_everywhere(desk: Desk) -> None:
    line = await desk.line()
    await desk.house.fail()
    now = desk.house.clock()
    await deleted(desk, line.id)
    assert (await desk.house.lines.home(desk.anna, now)).lines.total == 0
    assert (await desk.house.lines.page(desk.anna, 0, False)).items == ()
    calls: list[Coroutine[object, object, object]] = [
        desk.house.lines.card(desk.anna, line.id, now),
        desk.house.checks.check_now(desk.anna, line.id, now),
        desk.forms.begin(desk.anna, now, line.id),
    ]
    for call in calls:
        with pytest.raises(NotFoundError):
            await call
    desk.house.clock.later(8000)
    assert await desk.house.checks.claim_due(desk.house.clock(), 10) == []
    assert await desk.forms.carriers(desk.anna) == ()
    incident = await Incident.get()
    assert incident.closed_at is not None
    card = await desk.house.incidents.card(desk.anna, incident.id, now)
    assert (card.lines_failing, card.lines_of_carrier, card.only_line_id) == (0, 0, None)
    assert await Notice.filter(kind="recovery").count() == 0


async def test_a_check_that_began_before_the_deletion_is_not_recorded(desk: Desk) -> None:
    line = await desk.line()
    desk.house.registrar.hold = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(desk.house.checks.check_now(desk.anna, line.id, NOON)).add_done_callback(_seen)
        await desk.house.registrar.begun.wait()
        await Line.filter(id=line.id).update(deleted_at=NOON)
        await Line.filter(id=line.id).update(deleted_at=None, version=9)
        desk.house.registrar.hold.set()
    assert (await Line.get(id=line.id)).checked_at is None


def _seen(_: object) -> None:
    """The group waits for the check itself."""


async def test_an_undo_brings_lines_back_as_unknown_and_due(desk: Desk) -> None:
    line = await desk.line()
    token = await deleted(desk, line.id)
    back = NOON + UNDO_LASTS - SECOND
    assert await desk.lists.undo(desk.anna, token, back) == (line.name,)
    row = await Line.get(id=line.id)
    assert (row.deleted_at, row.state, row.next_check_at) == (None, LineState.UNKNOWN, back)
    with pytest.raises(ConfirmationGoneError):
        await desk.lists.undo(desk.anna, token, back)


async def test_an_undo_brings_a_failing_line_back_into_its_incident_and_wakes_nobody_anew(desk: Desk) -> None:
    house, line, other = desk.house, await desk.line(), await desk.line(name="Другая", user="74950")
    await house.fail(Verdict.WRONG_PASSWORD)
    incident = await Incident.get()
    await house.incidents.acknowledge(desk.anna, incident.id, house.clock())
    sent = len(await house.deliver()) and house.post.next_id
    for gone in ([line.id], [line.id, other.id]):
        token = await deleted(desk, *gone)
        await house.deliver()
        assert (await Incident.get()).closed_at == (NOON if len(gone) == 2 else None)
        await desk.lists.undo(desk.anna, token, NOON + SECOND)
        rows = await Line.filter(state=LineState.ERROR, verdict=Verdict.WRONG_PASSWORD, refusals=1).order_by("id")
        assert [row.id for row in rows if row.next_check_at == NOON + SECOND or row.id not in gone] == [
            line.id,
            other.id,
        ]
        await house.fail(Verdict.WRONG_PASSWORD)
        await house.deliver()
        there = await Incident.get()
        assert (there.closed_at, there.acknowledged_by_id) == (None, desk.anna.person_id)
        assert house.post.next_id == sent
    await house.mend()
    assert (await Incident.get()).closed_at is not None


async def test_an_alert_that_a_deletion_held_back_comes_after_the_undo(desk: Desk) -> None:
    house, line = desk.house, await desk.line()
    await house.fail()
    token = await deleted(desk, line.id)
    assert await house.deliver() == []
    await desk.lists.undo(desk.anna, token, NOON + SECOND)
    assert await house.deliver() != []
    assert await Incident.all().count() == 1


async def test_an_incident_that_ended_meanwhile_is_not_opened_again_by_an_undo(desk: Desk) -> None:
    house, line = desk.house, await desk.line()
    await desk.line(name="Другая", user="74950")
    await house.fail()
    token = await deleted(desk, line.id)
    await house.mend()
    await desk.lists.undo(desk.anna, token, NOON + SECOND)
    assert (await Line.get(id=line.id)).state is LineState.UNKNOWN
    assert (await Incident.get()).closed_at is not None


async def test_an_undo_brings_a_line_that_is_known_to_fail_back_failing_and_alarms_nobody(desk: Desk) -> None:
    house, line = desk.house, await desk.line()
    async with in_transaction():
        await fails_knowingly(line, Verdict.WRONG_PASSWORD, HealthPolicy(), NOON)
    await desk.lists.undo(desk.anna, await deleted(desk, line.id), NOON + SECOND)
    row = await Line.get(id=line.id)
    assert (row.state, row.verdict, row.state_since) == (LineState.ERROR, Verdict.WRONG_PASSWORD, NOON)
    await house.fail(Verdict.WRONG_PASSWORD)
    assert row.next_check_at == NOON + SECOND
    assert not await Incident.exists()
    assert await house.deliver() == []


async def test_an_undo_keeps_a_switched_off_line_off(desk: Desk) -> None:
    line = await desk.line(enabled=False, state=LineState.OFF)
    await desk.lists.undo(desk.anna, await deleted(desk, line.id), NOON)
    row = await Line.get(id=line.id)
    assert (row.enabled, row.state) == (False, LineState.OFF)


async def test_an_undo_is_for_its_person_alone_and_expires(desk: Desk) -> None:
    line = await desk.line()
    token = await deleted(desk, line.id)
    for who, when in ((desk.boris, NOON), (desk.anna, NOON + UNDO_LASTS)):
        with pytest.raises(ConfirmationGoneError):
            await desk.lists.undo(who, token, when)


async def test_a_deletion_is_found_again_for_ten_minutes_by_whoever_administers(desk: Desk) -> None:
    first, second, third = await named(desk, "а", "б", "в")
    await deleted(desk, third)
    desk.house.clock.later(1)
    await desk.lists.tick_page(desk.anna, [first, second], NOON)
    ask = await desk.lists.ask_delete(desk.anna, NOON)
    await desk.lists.delete(desk.anna, ask.token, NOON + SECOND)
    other = desk.boris
    late = NOON + UNDO_LASTS
    assert [each.names for each in await desk.lists.deletions(other, NOON + SECOND)] == [("а", "б"), ("в",)]
    assert (await desk.lists.page(other, 0, LineFilter.ALL, "", NOON + SECOND)).undoable == 3
    assert await desk.lists.deletions(other, late) == (DeletedTogether(first, ("а", "б"), late + SECOND),)
    stranger = await desk.house.join(await desk.house.client("207/25", "Вектор"), 201, Role.ADMINISTRATOR)
    for who, number in ((other, third), (stranger, first), (other, 1 << 70)):
        with pytest.raises(ConfirmationGoneError):
            await desk.lists.bring_back(who, number, late)
    assert await desk.lists.bring_back(other, second, late) == ("а", "б")
    assert await found(desk, "") == ["а", "б"]


async def test_lines_are_gone_for_good_after_the_undo_and_not_before(desk: Desk) -> None:
    line = await desk.line()
    await desk.house.fail()
    await deleted(desk, line.id)
    assert await purge(NOON + UNDO_LASTS - SECOND) == 0
    assert await purge(NOON + UNDO_LASTS) == 1
    assert await Line.all().count() == 0
    assert (await Incident.get()).closed_at is not None
    assert await purge(NOON + UNDO_LASTS) == 0


async def test_forms_ticks_and_questions_that_expired_are_purged(desk: Desk) -> None:
    await desk.lists.tick(desk.anna, (await named(desk, "а"))[0], NOON)
    await desk.lists.ask_delete(desk.anna, NOON)
    await desk.new_line()
    await purge(NOON)
    assert (await Selection.all().count(), await Confirmation.all().count()) == (1, 1)
    await purge(NOON + LASTS)
    assert (await Selection.all().count(), await Confirmation.all().count()) == (0, 0)
    assert await desk.forms.current(desk.anna, NOON) is None


async def test_switching_off_and_on_is_idempotent_and_audited(desk: Desk) -> None:
    line = await desk.line()
    await desk.house.fail()
    for _ in range(2):
        card = await desk.lists.switch(desk.anna, line.id, False, NOON)
    assert (card.state, card.enabled, card.incident_id) == (LineState.OFF, False, None)
    for _ in range(2):
        card = await desk.lists.switch(desk.anna, line.id, True, NOON)
    assert (card.state, card.next_check_at) == (LineState.UNKNOWN, NOON)
    rows = await Audit.filter(subject=f"line {line.id}").order_by("id")
    assert [row.action for row in rows] == ["switch_off", "switch_on"]


async def test_all_lines_are_checked_with_progress(desk: Desk) -> None:
    lines = await desk.house.some_lines(desk.carrier, 5)
    await desk.line(enabled=False, state=LineState.OFF, user="off")
    await desk.line(registers_to_us=True, user="ours")
    desk.house.registrar.of_user = {lines[0].user: Verdict.CARRIER_DOWN}
    seen = [progress async for progress in desk.lists.check_all(desk.anna, NOON)]
    assert [progress.done for progress in seen] == [0, 1, 2, 3, 4, 5]
    assert seen[-1] == Progress(5, 5, 1)
    assert len(desk.house.registrar.asked) == 5
    again = [progress async for progress in desk.lists.check_all(desk.anna, NOON + 2 * SECOND)]
    assert again[-1] == Progress(5, 5, 1, skipped=5)
    assert len(desk.house.registrar.asked) == 5


async def test_leaving_the_progress_ends_the_checks_that_are_under_way(desk: Desk) -> None:
    lines = await desk.house.some_lines(desk.carrier, 3)
    desk.house.registrar.hold = asyncio.Event()
    progress = desk.lists.check_all(desk.anna, NOON)
    assert await anext(progress) == Progress(0, 3, 0)
    waiting = asyncio.ensure_future(anext(progress))
    await desk.house.registrar.begun.wait()
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    desk.house.registrar.hold.set()
    assert len(await desk.house.checks.claim_due(NOON, 10)) == len(lines)
    assert await Line.filter(id__in=numbers(lines), checked_at__isnull=True).count() == 3


async def test_the_history_tells_how_long_each_state_lasted(desk: Desk) -> None:
    line = await desk.line()
    states = [LineState.OK, LineState.ERROR] * 5
    for hour, state in enumerate(states):
        at = NOON + timedelta(hours=hour)
        await Flip.create(line=line, from_state=LineState.UNKNOWN, to_state=state, verdict=Verdict.REGISTERED, at=at)
    pages = [await desk.house.lines.history(desk.anna, line.id, number, NOON) for number in (0, 1, 99)]
    items = [item for page in pages[:2] for item in page.items]
    assert [item.to_state for item in items] == states[::-1]
    assert [item.lasted for item in items] == [None] + [timedelta(hours=1)] * 9
    assert (pages[2].page, pages[0].pages) == (1, 2)


async def test_the_card_tells_uptime_of_a_day_and_of_a_month_and_the_latency(desk: Desk) -> None:
    line = await desk.line(latency_ms=31.5)
    for hours, ok, error in ((1, 1800, 1800), (23, 3600, 0), (25, 0, 3600), (24 * 29, 3600, 0)):
        await LineHour.create(line=line, hour=NOON - timedelta(hours=hours), ok_seconds=ok, error_seconds=error)
    card = await desk.house.lines.card(desk.anna, line.id, NOON)
    assert card.uptime_day == pytest.approx(5400 / 7200)
    assert card.uptime == pytest.approx(9000 / 14400)
    assert card.latency_ms == 31.5


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ON_CALL, Role.SUPPORT])
async def test_only_an_administrator_ticks_deletes_and_switches(desk: Desk, role: Role) -> None:
    line, other = await desk.line(), replace(desk.anna, role=role)
    calls: list[Coroutine[object, object, object]] = [
        desk.lists.tick(other, line.id, NOON),
        desk.lists.tick_page(other, [line.id], NOON),
        desk.lists.untick_all(other, NOON),
        desk.lists.ticked(other, NOON),
        desk.lists.ask_delete(other, NOON),
        desk.lists.delete(other, "x", NOON),
        desk.lists.undo(other, "x", NOON),
        desk.lists.switch(other, line.id, False, NOON),
    ]
    for call in calls:
        with pytest.raises(ForbiddenError):
            await call
    assert (await desk.lists.page(other, 0, LineFilter.ALL, "", NOON)).found == 1
