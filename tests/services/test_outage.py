"""Telegram was away for long: what matters still is told once, what is over in one message, what was told is edited."""

import asyncio
import random

import pytest

from domain.access import Role
from domain.alerts import NoticeKind, NoticeState
from domain.sip import Verdict
from models import Carrier, Contract, Incident, Notice
from services.messenger import MessageGoneError, RejectedError, UndeliveredError
from tests.services.house import House


@pytest.fixture
async def carriers(house: House) -> list[Carrier]:
    """Three carriers of one line each, and one person on call."""
    contract = await house.client()
    await house.join(contract, 101, Role.ON_CALL)
    found = [await house.carrier(contract, name) for name in ("Волга", "Кама", "Ока")]
    for carrier in found:
        await house.some_lines(carrier)
    await house.sweep()
    return found


async def outage(house: House, *carriers: Carrier) -> None:
    """Lines of these carriers fail, and it is confirmed."""
    house.registrar.of_user = {f"{carrier.id}-0": Verdict.CARRIER_DOWN for carrier in carriers}
    for pause in (400, 61):
        house.clock.later(pause)
        await house.sweep()


async def mended(house: House) -> None:
    """All of them are well again, and it is confirmed."""
    house.registrar.of_user = {}
    for pause in (8000, 61):
        house.clock.later(pause)
        await house.sweep()


async def test_outages_that_began_and_ended_untold_are_one_message(house: House, carriers: list[Carrier]) -> None:
    for _ in range(2):
        await outage(house, *carriers)
        await mended(house)
    assert await Incident.filter(closed_at__isnull=True).count() == 0
    assert await Notice.filter(state=NoticeState.PENDING, kind=NoticeKind.CARD).count() == 6
    assert await house.deliver() == ["card"]
    (told,) = house.post.arrived
    assert sorted(card.carrier for card in (told.incident, *told.others)) == sorted(["Волга", "Кама", "Ока"] * 2)
    assert await Notice.filter(due_at__isnull=False).count() == 0


async def test_what_lasts_still_has_a_card_of_its_own_in_its_turn(house: House, carriers: list[Carrier]) -> None:
    await outage(house, *carriers)
    await mended(house)
    await outage(house, carriers[1])
    assert await house.deliver() == ["card", "card"]
    past, present = house.post.arrived
    assert len(past.others) == 2
    assert (present.incident.carrier, present.others) == ("Кама", ())


async def test_a_single_outage_that_is_over_is_told_as_a_card(house: House, carriers: list[Carrier]) -> None:
    await outage(house, carriers[0])
    await mended(house)
    assert await house.deliver() == ["card"]
    assert house.post.arrived[0].others == ()


async def test_a_card_that_was_told_is_edited_and_answered_once(house: House, carriers: list[Carrier]) -> None:
    await outage(house, carriers[0])
    assert await house.deliver() == ["card"]
    await outage(house, *carriers)
    await mended(house)
    said = await house.deliver()
    assert sorted(said) == ["card", "recovery", "~card"]


async def test_a_message_that_fails_is_no_digest_and_nothing_of_it_is_lost(
    house: House, carriers: list[Carrier]
) -> None:
    await outage(house, *carriers)
    await mended(house)
    house.post.fails.append(UndeliveredError())
    assert await house.deliver(rounds=1) == []
    assert await Notice.filter(state=NoticeState.PENDING, kind=NoticeKind.CARD).count() == 3
    assert await house.deliver() == ["card"]
    assert len(house.post.arrived[0].others) == 2


async def test_more_incidents_than_a_message_names_are_counted(house: House, carriers: list[Carrier]) -> None:
    for _ in range(8):
        await outage(house, *carriers)
        await mended(house)
    assert await house.deliver() == ["card"]
    (told,) = house.post.arrived
    assert (len(told.others), told.unnamed) == (8, 15)


async def test_after_an_outage_nothing_waits_for_the_end_of_its_pause(house: House, carriers: list[Carrier]) -> None:
    await outage(house, carriers[0])
    house.post.fails += [UndeliveredError()] * 6
    while house.post.fails:
        await house.deliver(rounds=1, pause=301)
    assert await house.delivery.claim(house.clock.later(5), 10) == []
    await house.delivery.hurry(house.clock())
    assert len(await house.delivery.claim(house.clock(), 10)) == 1


@pytest.mark.parametrize("fault", [None, UndeliveredError(), MessageGoneError(), RejectedError("text is empty")])
async def test_a_bot_that_loses_its_lease_while_it_sends_leaves_the_row_to_the_next_one(
    house: House, carriers: list[Carrier], fault: Exception | None
) -> None:
    await outage(house, carriers[0])
    (notice_id,) = await house.delivery.claim(house.clock.later(3), 10)
    house.post.hold = asyncio.Event()
    house.post.fails = [fault] if fault else []
    sending = asyncio.ensure_future(house.delivery.deliver(notice_id, house.clock()))
    await house.post.begun.wait()
    house.active = False
    await house.delivery.forget_leases()
    before = await Notice.get(id=notice_id).values()
    house.post.hold.set()
    await sending
    assert await Notice.get(id=notice_id).values() == before
    await house.delivery.deliver(notice_id, house.clock())
    assert await Notice.get(id=notice_id).values() == before


@pytest.mark.parametrize("seed", range(4))
async def test_after_any_outage_nobody_is_told_more_than_he_needs(
    house: House, carriers: list[Carrier], seed: int
) -> None:
    chance = random.Random(seed)
    await house.join(await Contract.get(), 102, Role.ADMINISTRATOR)
    await outage(house, *chance.sample(carriers, 2))
    await house.deliver(12)
    told = {row.id for row in await Incident.filter(closed_at__isnull=True)}
    before = len(house.post.arrived)
    for _ in range(5):
        await mended(house)
        await outage(house, *chance.sample(carriers, chance.randrange(4)))
    await house.deliver(60)
    lasting = {row.id for row in await Incident.filter(closed_at__isnull=True)}
    for chat in (101, 102):
        news = [card for card in house.post.arrived[before:] if card.chat_id == chat and card.message_id is None]
        cards = [card.incident.id for card in news if card.kind is NoticeKind.CARD]
        assert sorted(set(cards) & lasting) == sorted(lasting - told)
        assert len(cards) <= len(lasting - told) + 1, "what is over is one message"
        assert {card.incident.id for card in news if card.kind is NoticeKind.RECOVERY} == told - lasting
    assert await Notice.filter(due_at__isnull=False).count() == 0
    known = await Notice.filter(kind=NoticeKind.CARD, state=NoticeState.SENT, incident_id__in=sorted(lasting)).count()
    assert known == 2 * len(lasting)
