"""Calls over a line: counted by the hour, shown to its own contract, routed by an administrator's button."""

from datetime import timedelta

import pytest

from domain.access import Action, Role
from domain.line_calls import SILENCE, CallShare
from models import Audit, Carrier, Line
from services.call_counters import calls_of, count_call
from services.cards import MemberCard
from services.errors import ForbiddenError, NotFoundError
from services.line_calls import LineCallService
from tests.services.house import NOON, House

CALLS = LineCallService(server=True)


@pytest.fixture
async def anna(house: House) -> MemberCard:
    contract = await house.client()
    await house.carrier(contract)
    return await house.join(contract, 101, Role.ADMINISTRATOR)


@pytest.fixture
async def line(house: House, anna: MemberCard) -> Line:
    (line,) = await house.some_lines(await Carrier.get(contract_id=anna.contract_id), 1)
    return line


async def test_calls_of_the_last_hour_and_day_are_told_with_what_the_line_failed(line: Line) -> None:
    for minutes, code, reason in ((5, 200, ""), (6, 503, ""), (7, 486, ""), (300, 408, SILENCE), (1500, 503, "")):
        assert await count_call(line.contract_id, line.id, code, reason, NOON - timedelta(minutes=minutes))
    calls = await calls_of(line.id, NOON)
    assert (calls.hour, calls.day) == (CallShare(3, 1), CallShare(4, 2))


async def test_a_call_over_a_line_of_another_contract_is_not_counted(line: Line) -> None:
    assert not await count_call(line.contract_id + 1, line.id, 200, "", NOON)
    assert (await calls_of(line.id, NOON)).day.calls == 0


async def test_an_administrator_lets_calls_go_through_our_server_and_the_journal_tells(
    anna: MemberCard, line: Line
) -> None:
    assert not (await CALLS.card(anna, line.id, NOON)).through_server
    assert (await CALLS.route(anna, line.id, True, NOON)).through_server
    assert (await CALLS.route(anna, line.id, True, NOON)).through_server
    assert not (await CALLS.route(anna, line.id, False, NOON)).through_server
    deeds = await Audit.filter(subject=f"line {line.id}").order_by("id")
    assert [row.action for row in deeds] == ["route_on", "route_off"]


async def test_a_gateway_that_registers_to_us_is_not_switched(anna: MemberCard, line: Line) -> None:
    await Line.filter(id=line.id).update(registers_to_us=True)
    card = await CALLS.route(anna, line.id, True, NOON)
    assert (card.through_server, card.registers_to_us) == (False, True)
    assert not await Audit.filter(action="route_on").exists()


async def test_others_look_and_do_not_switch_and_strangers_find_nothing(
    house: House, anna: MemberCard, line: Line
) -> None:
    contract = await line.contract
    sergey = await house.join(contract, 103, Role.ON_CALL)
    assert Action.EDIT_LINES not in (await CALLS.card(sergey, line.id, NOON)).may
    with pytest.raises(ForbiddenError):
        await CALLS.route(sergey, line.id, True, NOON)
    stranger = await house.join(await house.client("999/24"), 301, Role.ADMINISTRATOR)
    for act in (CALLS.card(stranger, line.id, NOON), CALLS.route(stranger, line.id, True, NOON)):
        with pytest.raises(NotFoundError):
            await act
