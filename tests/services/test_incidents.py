"""Lines of one carrier failing together are one incident; it opens, spreads, is taken, and closes."""

import asyncio
from datetime import timedelta

import pytest
from tortoise.transactions import in_transaction

from domain.access import Role
from domain.alerts import NoticeKind, NoticeState
from domain.cause import Cause
from domain.health import LineState
from domain.sip import Verdict
from models import Audit, Carrier, Contract, Flip, Incident, IncidentLine, Line, Notice
from services import line_switch
from services.cards import MemberCard
from tests.services.house import GROUP, House


@pytest.fixture
async def anna(house: House) -> MemberCard:
    """The administrator of a contract with a carrier and no lines."""
    contract = await house.client()
    await house.carrier(contract)
    return await house.join(contract, 101, Role.ADMINISTRATOR)


async def carrier() -> Carrier:
    return await Carrier.all().order_by("id").first() or await Carrier.get()


async def fail_only(house: House, verdict: Verdict, *users: str) -> None:
    """Let these lines fail, confirmed; the others stay as they are."""
    house.registrar.of_user.update(dict.fromkeys(users, verdict))
    await Line.all().update(next_check_at=house.clock())
    await house.sweep()
    house.clock.later(61)
    await house.sweep()


async def user(place: int) -> str:
    return (await Line.all().order_by("id"))[place].user


async def test_a_hundred_lines_failing_at_once_are_one_card_for_each_recipient(house: House, anna: MemberCard) -> None:
    await house.chats.bind(anna, GROUP, 0, "Дежурные", house.clock())
    await house.some_lines(await carrier(), 100)
    house.registrar.verdict = Verdict.CARRIER_DOWN
    for _ in range(2):
        claims = await house.checks.claim_due(house.clock(), 100)
        assert len(claims) == 100
        await asyncio.gather(*(house.checks.check(claim) for claim in claims))
        house.clock.later(15)
    incident = await Incident.get()
    assert (incident.verdict, incident.cause) == (Verdict.CARRIER_DOWN, Cause.CARRIER)
    assert await IncidentLine.filter(incident_id=incident.id, recovered_at__isnull=True).count() == 100
    assert await Flip.filter(incident_id=incident.id).count() == 100
    assert await house.deliver() == ["card", "card"]
    assert {card.chat_id for card in house.post.arrived} == {GROUP, 101}
    assert all(card.incident.lines_failing == 100 for card in house.post.arrived)


async def test_two_incidents_of_two_carriers_do_not_mix(house: House, anna: MemberCard) -> None:
    other = await Carrier.create(contract_id=anna.contract_id, name="Камасвязь", host="127.0.0.2")
    await house.some_lines(await carrier(), 2)
    await house.some_lines(other, 2)
    await house.fail()
    assert await Incident.all().count() == 2
    assert await house.deliver() == ["card", "card"]


async def test_recovery_closes_the_incident_and_replies_once(house: House, anna: MemberCard) -> None:
    await house.some_lines(await carrier(), 3)
    await house.fail()
    await house.deliver()
    await house.mend()
    assert await house.deliver() == ["~card", "recovery"]
    incident = await Incident.get()
    assert incident.closed_at == incident.opened_at + timedelta(seconds=61 + 10 + 8000)
    assert house.post.arrived[-1].reply_to == 101
    assert await house.deliver() == []


async def test_an_incident_closes_only_with_its_last_line(house: House, anna: MemberCard) -> None:
    await house.some_lines(await carrier(), 2)
    await house.fail()
    await house.deliver()
    house.registrar.of_user[await user(0)] = Verdict.CARRIER_DOWN
    await house.mend()
    assert await house.deliver() == ["~card"]
    assert house.post.arrived[-1].incident.lines_failing == 1
    house.registrar.of_user.clear()
    await house.mend()
    assert await house.deliver() == ["~card", "recovery"]


async def test_a_line_that_fails_again_after_the_end_is_a_new_incident(house: House, anna: MemberCard) -> None:
    await house.some_lines(await carrier())
    for _ in range(2):
        await house.fail()
        assert await house.deliver() == ["card"]
        await house.mend()
        assert await house.deliver() == ["~card", "recovery"]
        house.clock.later(300)
    assert await Incident.all().count() == 2


async def test_a_line_that_fails_again_before_the_end_is_in_the_same_incident(house: House, anna: MemberCard) -> None:
    await house.some_lines(await carrier(), 2)
    await house.fail()
    house.registrar.of_user[await user(0)] = Verdict.CARRIER_DOWN
    await house.mend()
    await fail_only(house, Verdict.CARRIER_DOWN, await user(1))
    assert await Incident.all().count() == 1
    assert await IncidentLine.filter(recovered_at__isnull=True).count() == 2


async def test_hours_later_another_cause_has_a_card_of_its_own(house: House, anna: MemberCard) -> None:
    await house.some_lines(await carrier(), 2)
    await fail_only(house, Verdict.WRONG_PASSWORD, await user(0))
    house.clock.later(3 * 3600)
    await fail_only(house, Verdict.CARRIER_DOWN, await user(1))
    assert [row.cause for row in await Incident.all().order_by("id")] == [Cause.LINE, Cause.CARRIER]


async def test_hours_later_the_same_cause_joins_and_sounds(house: House, anna: MemberCard) -> None:
    await house.some_lines(await carrier(), 2)
    await fail_only(house, Verdict.WRONG_PASSWORD, await user(0))
    await house.deliver()
    house.clock.later(3 * 3600)
    await fail_only(house, Verdict.WRONG_PASSWORD, await user(1))
    assert sorted(await house.deliver()) == ["more_lines", "~card"]
    assert await Incident.all().count() == 1
    assert house.post.arrived[-1].reply_to == 101 or house.post.arrived[-2].reply_to == 101


async def test_an_outage_that_spreads_after_it_was_taken_does_not_ring_with_every_line(
    house: House, anna: MemberCard
) -> None:
    await house.some_lines(await carrier(), 12)
    await fail_only(house, Verdict.CARRIER_DOWN, await user(0))
    await house.deliver()
    await house.incidents.acknowledge(anna, (await Incident.get()).id, house.clock())
    for place in range(1, 12):
        await fail_only(house, Verdict.CARRIER_DOWN, await user(place))
        await house.deliver()
    sounding = [kind for kind in house.post.said() if not kind.startswith("~")]
    assert sounding == ["card", "more_lines", "more_lines"]  # the first that joins, and one ten minutes later


async def test_a_taken_trouble_of_a_line_that_becomes_the_carriers_rings_at_once(
    house: House, anna: MemberCard
) -> None:
    await house.some_lines(await carrier(), 8)
    await fail_only(house, Verdict.FORBIDDEN, await user(0))
    await house.deliver()
    await house.incidents.acknowledge(anna, (await Incident.get()).id, house.clock())
    await fail_only(house, Verdict.CARRIER_DOWN, await user(1))
    assert "more_lines" in await house.deliver()
    assert (await Incident.get()).acknowledged_at is None  # it is for somebody to accept anew


@pytest.mark.parametrize("first", [Verdict.WRONG_PASSWORD, Verdict.FORBIDDEN, Verdict.DNS, Verdict.CARRIER_DOWN])
async def test_a_carrier_that_goes_down_after_one_of_its_lines_sounds_once_though_nobody_accepted(
    house: House, anna: MemberCard, first: Verdict
) -> None:
    await house.some_lines(await carrier(), 9)
    await fail_only(house, first, await user(0))
    await house.deliver()
    fell = house.clock.later(120)
    house.registrar.of_user.clear()
    house.registrar.verdict = Verdict.CARRIER_DOWN
    for _ in range(3):  # the line that failed already shows the new verdict first
        await Line.all().update(next_check_at=house.clock())
        await house.sweep()
        house.clock.later(21)
        await house.deliver(1)
    await house.deliver()
    assert await Incident.all().count() == 1
    sounding = [kind for kind in house.post.said() if not kind.startswith("~")]
    assert sounding == ["card", "more_lines"]
    card = house.post.arrived[-1].incident
    assert (card.lines_failing, card.fell_at) == (9, fell)


async def test_an_outage_that_shows_line_by_line_within_a_round_of_checks_is_one_card(
    house: House, anna: MemberCard
) -> None:
    await house.some_lines(await carrier(), 20)
    for place in range(20):
        house.registrar.of_user[await user(place)] = Verdict.CARRIER_DOWN
        line = Line.filter(user=await user(place))
        for _ in range(2):
            await line.update(next_check_at=house.clock())
            await house.sweep()
            house.clock.later(8)
            await house.deliver(1, pause=0)
    assert [kind for kind in house.post.said() if not kind.startswith("~")] == ["card"]


async def test_the_card_says_the_newest_verdict_of_most_lines(house: House, anna: MemberCard) -> None:
    await house.some_lines(await carrier(), 2)
    await house.fail(Verdict.CARRIER_DOWN)
    await house.deliver()
    house.registrar.verdict = Verdict.WRONG_PASSWORD
    house.clock.later(300)
    await house.sweep()
    assert await house.deliver() == ["~card"]
    incident = house.post.arrived[-1].incident
    assert (incident.verdict, incident.cause) == (Verdict.WRONG_PASSWORD, Cause.LINE)


async def test_a_line_switched_off_leaves_its_incident_quietly(house: House, anna: MemberCard) -> None:
    lines = await house.some_lines(await carrier(), 2)
    await house.fail()
    await house.deliver()
    for line in lines:
        async with in_transaction():
            await line_switch.switch_off(line.id, house.clock())
        assert await house.deliver() == ["~card"]
    assert (await Incident.get()).closed_at is not None
    assert [row.state for row in await Line.all()] == [LineState.OFF, LineState.OFF]
    assert (await house.lines.home(anna, house.clock())).lines.off == 2


async def test_a_line_switched_off_before_its_card_was_sent_disturbs_nobody(house: House, anna: MemberCard) -> None:
    [line] = await house.some_lines(await carrier())
    await house.fail()
    async with in_transaction():
        await line_switch.switch_off(line.id, house.clock())
    assert await house.deliver() == []


async def test_a_deleted_line_takes_its_incident_along(house: House, anna: MemberCard) -> None:
    [line] = await house.some_lines(await carrier())
    await house.fail()
    await house.deliver()
    async with in_transaction():
        await line_switch.remove(line.id, house.clock())
    assert await house.deliver() == ["~card"]
    card = await house.incidents.card(anna, (await Incident.get()).id, house.clock())
    assert card.closed_at is not None
    assert card.lines == ()


async def test_a_line_switched_on_again_is_unknown_and_due(house: House, anna: MemberCard) -> None:
    [line] = await house.some_lines(await carrier())
    await house.fail()
    for switch in (line_switch.switch_off, line_switch.switch_on):
        async with in_transaction():
            await switch(line.id, house.clock())
    row = await Line.get(id=line.id)
    assert (row.state, row.streak, row.refusals) == (LineState.UNKNOWN, 0, 0)
    assert await house.sweep() == 1
    assert await IncidentLine.filter(recovered_at__isnull=True).count() == 0


async def test_a_check_under_way_when_its_line_is_switched_off_writes_nothing(house: House, anna: MemberCard) -> None:
    [line] = await house.some_lines(await carrier())
    house.registrar.hold = asyncio.Event()
    [claim] = await house.checks.claim_due(house.clock(), 1)
    async with asyncio.TaskGroup() as group:
        group.create_task(house.checks.check(claim))
        await house.registrar.begun.wait()
        async with in_transaction():
            await line_switch.switch_off(line.id, house.clock())
        house.registrar.hold.set()
    assert (await Line.get(id=line.id)).state is LineState.OFF


async def test_the_first_who_acknowledges_keeps_the_incident(house: House, anna: MemberCard) -> None:
    sergey = await house.join(await Contract.get(id=anna.contract_id), 103)
    await house.some_lines(await carrier())
    await house.fail()
    await house.deliver()
    incident_id = (await Incident.get()).id
    cards = await asyncio.gather(
        *(house.incidents.acknowledge(who, incident_id, house.clock()) for who in (anna, sergey, anna))
    )
    assert len({card.acknowledged_by for card in cards}) == 1
    assert await Audit.filter(action="acknowledge").count() == 1
    assert await house.deliver() == ["~card", "~card"]


async def test_a_closed_incident_is_not_taken_any_more(house: House, anna: MemberCard) -> None:
    await house.some_lines(await carrier())
    await house.fail()
    await house.mend()
    card = await house.incidents.acknowledge(anna, (await Incident.get()).id, house.clock())
    assert card.acknowledged_at is None


async def test_open_incidents_come_unacknowledged_first(house: House, anna: MemberCard) -> None:
    other = await Carrier.create(contract_id=anna.contract_id, name="Камасвязь", host="127.0.0.2")
    await house.some_lines(await carrier())
    await house.some_lines(other)
    await house.fail()
    first, second = await Incident.all().order_by("id")
    await house.incidents.acknowledge(anna, first.id, house.clock())
    briefs = await house.incidents.open_ones(anna)
    assert [(brief.id, brief.acknowledged, brief.lines_failing) for brief in briefs] == [
        (second.id, False, 1),
        (first.id, True, 1),
    ]


async def test_managers_and_strangers_of_other_contracts_receive_nothing(house: House, anna: MemberCard) -> None:
    contract = await house.client("207/25", "Вектор")
    await house.join(contract, 201, Role.ADMINISTRATOR)
    await house.some_lines(await carrier())
    await house.fail()
    assert {row.chat_id for row in await Notice.filter(kind=NoticeKind.CARD)} == {101}
    assert await Notice.filter(state=NoticeState.PENDING).count() == 1
