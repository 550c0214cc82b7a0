"""What a member sees of the lines: home, pages, one line, its log."""

from datetime import timedelta

import pytest

from domain.access import Role, allowed
from domain.health import LineState
from domain.sip import Verdict
from models import Carrier, Contract, Incident, Line, LineHour, LogRecord
from services.cards import LineCounts, MemberCard
from services.lines import LINES_A_PAGE, RECORDS_A_PAGE
from tests.services.house import GROUP, NOON, House


@pytest.fixture
async def anna(house: House) -> MemberCard:
    """An administrator; her carrier has no lines yet."""
    contract = await house.client()
    await house.carrier(contract)
    return await house.join(contract, 101, Role.ADMINISTRATOR)


async def contract_of(member: MemberCard) -> Contract:
    return await Contract.get(id=member.contract_id)


async def lines_of(house: House, member: MemberCard, count: int) -> list[Line]:
    return await house.some_lines(await Carrier.get(contract_id=member.contract_id), count)


async def test_home_counts_lines_by_state_and_lists_what_fails(house: House, anna: MemberCard) -> None:
    first, second, third, _ = await lines_of(house, anna, 4)
    await Line.filter(id=first.id).update(state=LineState.OK)
    await Line.filter(id=second.id).update(state=LineState.OFF, enabled=False)
    await Line.filter(id=third.id).update(state=LineState.ERROR)
    home = await house.lines.home(anna, NOON)
    assert home.lines == LineCounts(ok=1, error=1, unknown=1, off=1)
    assert home.lines.total == 4
    assert home.incidents == ()


async def test_an_administrator_alone_is_told_of_silent_groups(house: House, anna: MemberCard) -> None:
    await house.chats.bind(anna, GROUP, 0, "", NOON)
    await house.chats.gone(GROUP, "kicked", NOON)
    sergey = await house.join(await contract_of(anna), 103, Role.ON_CALL)
    assert (await house.lines.home(anna, NOON)).silent_chats == (str(GROUP),)
    assert (await house.lines.home(sergey, NOON)).silent_chats == ()
    await house.chats.bind(anna, GROUP, 0, "Дежурные", NOON)
    assert (await house.lines.home(anna, NOON)).silent_chats == ()


async def test_failing_lines_come_first_then_unknown_ones_then_the_rest(house: House, anna: MemberCard) -> None:
    rows = await lines_of(house, anna, 4)
    states = (LineState.OFF, LineState.OK, LineState.UNKNOWN, LineState.ERROR)
    for row, state in zip(rows, states, strict=True):
        await Line.filter(id=row.id).update(state=state)
    page = await house.lines.page(anna, 0, False)
    assert [item.state for item in page.items] == list(reversed(states))


async def test_every_line_is_on_exactly_one_page(house: House, anna: MemberCard) -> None:
    rows = await lines_of(house, anna, 2 * LINES_A_PAGE + 1)
    pages = [await house.lines.page(anna, number, False) for number in range(3)]
    assert [page.pages for page in pages] == [3, 3, 3]
    assert sorted(item.id for page in pages for item in page.items) == [row.id for row in rows]


@pytest.mark.parametrize("number", [-(10**9), -1, 3, 10**9])
async def test_a_page_outside_the_list_is_its_nearest_end(house: House, anna: MemberCard, number: int) -> None:
    await lines_of(house, anna, LINES_A_PAGE + 1)
    page = await house.lines.page(anna, number, False)
    assert page.page == (0 if number < 0 else 1)
    assert len(page.items) == (LINES_A_PAGE if number < 0 else 1)


async def test_only_failing_lines_have_pages_of_their_own(house: House, anna: MemberCard) -> None:
    rows = await lines_of(house, anna, LINES_A_PAGE + 2)
    assert (await house.lines.page(anna, 4, True)).items == ()
    await Line.filter(id=rows[-1].id).update(state=LineState.ERROR)
    page = await house.lines.page(anna, 4, True)
    assert (page.page, page.pages, [item.id for item in page.items]) == (0, 1, [rows[-1].id])


async def test_a_line_card_tells_its_outage_and_what_the_member_may_do(house: House, anna: MemberCard) -> None:
    [line] = await lines_of(house, anna, 1)
    await house.fail(Verdict.WRONG_PASSWORD)
    card = await house.lines.card(anna, line.id, house.clock())
    assert (card.state, card.verdict, card.since) == (LineState.ERROR, Verdict.WRONG_PASSWORD, NOON)
    assert card.incident_id == (await Incident.get()).id
    assert card.may == allowed(Role.ADMINISTRATOR)
    assert not card.suspected
    await house.mend()
    assert (await house.lines.card(anna, line.id, house.clock())).incident_id is None


async def test_uptime_is_counted_over_thirty_days(house: House, anna: MemberCard) -> None:
    [line] = await lines_of(house, anna, 1)
    assert (await house.lines.card(anna, line.id, NOON)).uptime is None
    for days, ok, error in ((1, 900, 100), (29, 900, 100), (31, 0, 3600)):
        await LineHour.create(line=line, hour=NOON - timedelta(days=days), ok_seconds=ok, error_seconds=error)
    assert (await house.lines.card(anna, line.id, NOON)).uptime == pytest.approx(0.9)


async def test_the_log_is_paged_newest_first_and_clamped(house: House, anna: MemberCard) -> None:
    [line] = await lines_of(house, anna, 1)
    assert (await house.lines.log(anna, line.id, 9, NOON)).items == ()
    for number in range(RECORDS_A_PAGE + 1):
        await LogRecord.create(line=line, at=NOON, verdict=Verdict.REFUSED, code=400 + number, latency_ms=1)
    first, last = [await house.lines.log(anna, line.id, number, NOON) for number in (-5, 5)]
    assert (first.page, last.page, last.pages) == (0, 1, 2)
    assert [item.code for item in (*first.items, *last.items)] == [400 + n for n in range(RECORDS_A_PAGE, -1, -1)]


async def test_the_log_of_one_line_holds_nothing_of_another(house: House, anna: MemberCard) -> None:
    first, second = await lines_of(house, anna, 2)
    await LogRecord.create(line=first, at=NOON, verdict=Verdict.REFUSED, code=400, latency_ms=1)
    assert (await house.lines.log(anna, second.id, 0, NOON)).items == ()
