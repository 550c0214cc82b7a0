"""Notices arrive at least once, in order, and in the right chat, whatever Telegram and the people do meanwhile."""

import asyncio
from datetime import timedelta

import pytest

from domain.access import Role
from domain.alerts import NoticeKind, NoticeState
from domain.sip import Verdict
from models import AlertChat, Carrier, Contract, Incident, Line, Notice, Person
from services import incidents
from services.cards import MemberCard
from services.delivery import HELD_UP_FOR, LEASE, SLOWEST_RETRY, DeliveryService
from services.messenger import (
    ChatGoneError,
    ChatMigratedError,
    MessageGoneError,
    RejectedError,
    UndeliveredError,
)
from tests.services.house import GROUP, NOON, House, owed

SUPERGROUP = -1002000000184


@pytest.fixture
async def anna(house: House) -> MemberCard:
    """The administrator of a contract; a line of it has just failed, and her card is owed."""
    contract = await house.client()
    member = await house.join(contract, 101, Role.ADMINISTRATOR)
    await house.some_lines(await house.carrier(contract))
    await house.fail()
    return member


@pytest.fixture
async def group(house: House) -> MemberCard:
    """As ``anna``, but a group is bound and the person has gone: the card is owed to the group alone."""
    contract = await house.client()
    member = await house.join(contract, 101, Role.ADMINISTRATOR)
    await house.chats.bind(member, GROUP, 0, "Дежурные", house.clock())
    await house.members.blocked(101, house.clock())
    await house.some_lines(await house.carrier(contract))
    await house.fail()
    return member


async def card() -> Notice:
    return await Notice.get(kind=NoticeKind.CARD)


async def test_a_card_waits_a_moment_for_the_other_lines(house: House, anna: MemberCard) -> None:
    assert await house.delivery.claim(house.clock(), 10) == []
    assert len(await house.delivery.claim(house.clock.later(2), 10)) == 1


async def test_two_claimers_never_share_a_notice(house: House, anna: MemberCard) -> None:
    for telegram_id in range(200, 220):
        await house.join(await contract_of(anna), telegram_id)
    now = house.clock.later(5)
    rounds = await asyncio.gather(*(house.delivery.claim(now, 5) for _ in range(6)))
    claimed = [notice_id for ids in rounds for notice_id in ids]
    assert len(claimed) == len(set(claimed)) == 21


async def contract_of(member: MemberCard) -> Contract:
    return await Contract.get(id=member.contract_id)


async def test_a_lapsed_lease_is_claimed_again(house: House, anna: MemberCard) -> None:
    now = house.clock.later(5)
    ids = await house.delivery.claim(now, 10)
    assert await house.delivery.claim(now + LEASE, 10) == []
    assert await house.delivery.claim(now + LEASE + timedelta(seconds=1), 10) == ids


async def test_what_was_owed_when_the_bot_was_killed_arrives_after_the_restart(house: House, anna: MemberCard) -> None:
    await house.delivery.claim(house.clock.later(5), 10)
    restarted = DeliveryService(house.post)
    await restarted.forget_leases()
    for notice_id in await restarted.claim(house.clock(), 10):
        await restarted.deliver(notice_id, house.clock())
    assert house.post.said() == ["card"]


async def test_telegrams_retry_after_is_waited_for(house: House, anna: MemberCard) -> None:
    house.post.fails = [UndeliveredError(40)]
    assert await house.deliver(1) == []
    assert await owed(house.clock() + timedelta(seconds=39)) == 0
    assert await owed(house.clock() + timedelta(seconds=41)) == 1
    house.clock.later(41)
    assert await house.deliver(1) == ["card"]


async def test_an_undelivered_notice_is_tried_ever_slower_and_never_given_up(house: House, anna: MemberCard) -> None:
    pauses = []
    for _ in range(12):
        house.post.fails = [UndeliveredError()]
        house.clock.at = max(house.clock(), (await card()).due_at or NOON)
        await house.deliver(1, pause=0)
        pauses.append(((await card()).due_at or NOON) - house.clock())
    assert pauses == sorted(pauses)
    assert pauses[0] == timedelta(seconds=2)
    assert pauses[-1] == SLOWEST_RETRY
    house.clock.later(301)
    assert await house.deliver(1) == ["card"]


async def test_a_person_who_blocked_the_bot_is_left_alone(house: House, anna: MemberCard) -> None:
    house.post.fails = [ChatGoneError("blocked")]
    assert await house.deliver() == []
    assert (await card()).state is NoticeState.FAILED
    assert (await card()).failure == "blocked"
    assert (await Person.get(telegram_id=101)).blocked_at is not None
    await house.mend()
    assert await house.deliver() == []


async def test_a_person_who_comes_back_gets_the_cards_of_open_incidents_once(house: House, anna: MemberCard) -> None:
    house.post.fails = [ChatGoneError("blocked")]
    await house.deliver()
    other = await Carrier.create(contract_id=anna.contract_id, name="Камасвязь", host="127.0.0.2")
    await house.some_lines(other)
    await house.fail()
    assert await house.deliver() == []
    for _ in range(2):
        await house.members.unblocked(101, house.clock())
    assert await house.deliver() == ["card", "card"]
    await house.members.unblocked(101, house.clock())
    assert await house.deliver() == []


async def test_a_person_who_comes_back_hears_nothing_of_what_is_over(house: House, anna: MemberCard) -> None:
    house.post.fails = [ChatGoneError("blocked")]
    await house.deliver()
    await house.mend()
    await house.members.unblocked(101, house.clock())
    assert await house.deliver() == []


async def test_a_group_that_threw_us_out_is_told_to_the_administrator_and_gets_no_more(
    house: House, group: MemberCard
) -> None:
    house.post.fails = [ChatGoneError("kicked")]
    assert await house.deliver() == []
    assert (await AlertChat.get()).failure == "kicked"
    assert (await house.lines.home(group, house.clock())).silent_chats == ("Дежурные",)
    await house.mend()
    assert await house.deliver() == []


async def test_a_group_that_takes_us_back_gets_the_cards_of_open_incidents_once(
    house: House, group: MemberCard
) -> None:
    house.post.fails = [ChatGoneError("kicked")]
    await house.deliver()
    for _ in range(2):
        await house.chats.back(GROUP, house.clock())
    assert await house.deliver() == ["card"]
    assert (await house.lines.home(group, house.clock())).silent_chats == ()


async def test_a_group_bound_again_after_it_was_unbound_is_not_held_up_by_what_was_owed_before(
    house: House, group: MemberCard
) -> None:
    assert await house.chats.unbind(group, GROUP, 0, house.clock())
    assert await house.deliver() == []
    await house.chats.bind(group, GROUP, 0, "Дежурные", house.clock())
    assert await house.deliver() == ["card"]
    await house.mend()
    assert await house.deliver() == ["~card", "recovery"]


async def test_an_unbound_group_sees_no_more_edits(house: House, group: MemberCard) -> None:
    await house.deliver()
    await house.chats.unbind(group, GROUP, 0, house.clock())
    await house.incidents.acknowledge(group, (await Incident.get()).id, house.clock())
    await house.mend()
    assert await house.deliver() == []


async def test_a_group_unbound_while_its_card_is_under_way_gets_nothing_more(house: House, group: MemberCard) -> None:
    [notice_id] = await house.delivery.claim(house.clock.later(3), 10)
    house.post.hold = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(house.delivery.deliver(notice_id, house.clock()))
        await house.post.begun.wait()
        await house.chats.unbind(group, GROUP, 0, house.clock())
        house.post.hold.set()
    assert (await card()).message_id is not None
    assert (await card()).state is NoticeState.SUPERSEDED
    await house.incidents.acknowledge(group, (await Incident.get()).id, house.clock())
    assert await house.deliver() == []


async def test_a_new_supergroup_gets_the_open_card_afresh_and_the_reply_belongs_to_it(
    house: House, group: MemberCard
) -> None:
    await house.deliver()
    await house.incidents.acknowledge(group, (await Incident.get()).id, house.clock())
    house.post.fails = [ChatMigratedError(SUPERGROUP)]
    assert await house.deliver() == ["card"]
    await house.mend()
    assert await house.deliver() == ["~card", "recovery"]
    assert [notice.chat_id for notice in house.post.arrived] == [GROUP, SUPERGROUP, SUPERGROUP, SUPERGROUP]
    assert house.post.arrived[-1].reply_to == (await card()).message_id == 102
    assert (await AlertChat.get()).chat_id == SUPERGROUP


async def test_a_group_that_migrates_before_the_recovery_was_told_hears_of_it_in_the_new_one(
    house: House, group: MemberCard
) -> None:
    await house.deliver()
    await house.mend()
    await house.chats.migrated(GROUP, SUPERGROUP, house.clock())
    assert await house.deliver() == ["card"]
    assert house.post.arrived[-1].chat_id == SUPERGROUP
    assert house.post.arrived[-1].incident.closed_at is not None


async def test_telegram_may_tell_of_a_migration_several_times(house: House, group: MemberCard) -> None:
    for _ in range(3):
        await house.chats.migrated(GROUP, SUPERGROUP, house.clock())
    assert await house.deliver() == ["card"]
    await house.chats.migrated(GROUP, SUPERGROUP, house.clock())
    assert await house.deliver() == []


async def test_a_supergroup_bound_before_we_heard_of_the_migration_gets_one_card(
    house: House, group: MemberCard
) -> None:
    await house.deliver()
    await house.chats.bind(group, SUPERGROUP, 0, "Дежурные", house.clock())
    await house.chats.migrated(GROUP, SUPERGROUP, house.clock())
    assert await house.deliver() == ["card"]
    assert (await AlertChat.get()).chat_id == SUPERGROUP


async def test_topics_of_a_group_are_served_apart(house: House, group: MemberCard) -> None:
    await house.chats.bind(group, GROUP, 7, "Аварии", house.clock())
    house.post.fails = [ChatGoneError("topic_gone")]
    assert await house.deliver() == ["card"]
    assert await AlertChat.filter(failed_at__isnull=False).count() == 1


async def test_a_card_that_somebody_deleted_is_sent_afresh_while_the_incident_lasts(
    house: House, anna: MemberCard
) -> None:
    await house.deliver()
    await house.incidents.acknowledge(anna, (await Incident.get()).id, house.clock())
    house.post.fails = [MessageGoneError()]
    assert await house.deliver() == ["card"]
    await house.mend()
    assert await house.deliver() == ["~card", "recovery"]
    assert house.post.arrived[-1].reply_to == 102


async def test_a_deleted_card_of_a_closed_incident_stays_deleted(house: House, anna: MemberCard) -> None:
    await house.deliver()
    await house.mend()
    house.post.fails = [MessageGoneError()]
    assert await house.deliver() == ["recovery"]
    assert await house.deliver() == []


async def test_a_message_that_telegram_refuses_for_good_holds_up_nothing(house: House, anna: MemberCard) -> None:
    house.post.fails = [RejectedError("can't parse entities " * 10)]
    assert await house.deliver() == []
    assert (await card()).state is NoticeState.FAILED
    await house.mend()
    await house.deliver()
    house.clock.later(300)
    await house.fail()
    assert await house.deliver() == ["card"]


async def test_an_edit_that_telegram_refuses_does_not_end_the_life_of_its_card(house: House, anna: MemberCard) -> None:
    await house.deliver()
    await house.incidents.acknowledge(anna, (await Incident.get()).id, house.clock())
    house.post.fails = [RejectedError("BUTTON_DATA_INVALID")]
    assert await house.deliver() == []
    await house.mend()
    assert await house.deliver() == ["~card", "recovery"]


async def test_a_change_that_comes_while_the_card_is_under_way_owes_an_edit(house: House, anna: MemberCard) -> None:
    [notice_id] = await house.delivery.claim(house.clock.later(3), 10)
    house.post.hold = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(house.delivery.deliver(notice_id, house.clock()))
        await house.post.begun.wait()
        await house.incidents.acknowledge(anna, (await Incident.get()).id, house.clock())
        house.post.hold.set()
    assert house.post.arrived[-1].incident.acknowledged_at is None
    assert await house.deliver() == ["~card"]
    assert house.post.arrived[-1].incident.acknowledged_at is not None


async def test_many_changes_in_a_row_are_one_edit_and_one_reply(house: House, anna: MemberCard) -> None:
    await house.some_lines(await Carrier.get(), 10)
    await house.deliver()
    await Line.all().update(next_check_at=house.clock())
    await house.fail()
    assert sorted(await house.deliver()) == ["more_lines", "~card"]
    assert house.post.arrived[-1].incident.lines_failing == 11


async def test_a_card_that_comes_late_tells_of_the_newcomers_itself(house: House, anna: MemberCard) -> None:
    house.post.fails = [UndeliveredError(5)]
    await house.deliver(1)
    [line] = await Line.all().select_related("carrier")
    incident = await Incident.get()
    await Incident.filter(id=incident.id).update(last_joined_at=NOON - timedelta(hours=3))
    await house.some_lines(line.carrier)
    newcomer = await Line.all().order_by("-id").first()
    assert newcomer is not None
    await incidents.line_failed(newcomer, Verdict.CARRIER_DOWN, house.clock(), house.clock())
    assert await house.deliver() == ["card"]
    assert newcomer.id in [line.id for line in house.post.arrived[-1].incident.lines]


async def test_a_card_that_is_stuck_in_one_chat_does_not_hold_up_another(house: House, anna: MemberCard) -> None:
    await house.join(await contract_of(anna), 103)
    house.post.fails = [UndeliveredError(3600)]
    assert await house.deliver() == ["card"]


async def test_a_card_that_fails_for_ever_does_not_silence_its_chat_for_ever(house: House, anna: MemberCard) -> None:
    other = await Carrier.create(contract_id=anna.contract_id, name="Камасвязь", host="127.0.0.2")
    await house.some_lines(other)
    await house.fail()
    poisoned = await Notice.all().order_by("id").first()
    assert poisoned is not None
    for attempt in range(HELD_UP_FOR):
        house.clock.later(LEASE.total_seconds() + 1)
        assert await house.delivery.claim(house.clock(), 10) == [poisoned.id], attempt  # and delivering it crashes
    assert await house.deliver() == ["card"]
    assert house.post.arrived[0].incident.carrier == "Камасвязь"


async def test_the_recovery_is_not_told_twice_where_the_card_came_late(house: House, anna: MemberCard) -> None:
    await house.mend()
    assert await house.deliver() == ["card"]
    assert house.post.arrived[0].incident.closed_at is not None
    assert (await Notice.get(kind=NoticeKind.RECOVERY)).state is NoticeState.SUPERSEDED


async def test_the_recovery_is_told_where_it_came_while_the_card_was_under_way(house: House, anna: MemberCard) -> None:
    [notice_id] = await house.delivery.claim(house.clock.later(3), 10)
    house.post.hold = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(house.delivery.deliver(notice_id, house.clock()))
        await house.post.begun.wait()
        await house.mend()
        house.post.hold.set()
    assert await house.deliver() == ["~card", "recovery"]


async def test_lines_that_joined_are_no_news_after_the_end(house: House, anna: MemberCard) -> None:
    await house.deliver()
    await house.some_lines(await Carrier.get())
    house.clock.later(3 * 3600)
    await house.fail()
    house.post.fails = [UndeliveredError(9000), UndeliveredError(9000)]
    await house.deliver(1)
    await house.mend()
    assert "more_lines" not in await house.deliver()


async def test_somebody_who_joins_during_an_outage_sees_its_card_once(house: House, anna: MemberCard) -> None:
    await house.deliver()
    for _ in range(2):
        await house.join(await contract_of(anna), 103)
    assert await house.deliver() == ["card"]
    assert house.post.arrived[-1].chat_id == 103
    await house.mend()
    assert sorted(await house.deliver()) == ["recovery", "recovery", "~card", "~card"]


async def test_a_group_bound_during_an_outage_sees_its_card_once(house: House, anna: MemberCard) -> None:
    await house.deliver()
    for _ in range(2):
        await house.chats.bind(anna, GROUP, 0, "Дежурные", house.clock())
    assert await house.deliver() == ["card"]


async def test_a_manager_who_joins_during_an_outage_is_not_disturbed(house: House, anna: MemberCard) -> None:
    await house.deliver()
    await house.join(await contract_of(anna), 102, Role.MANAGER)
    assert await house.deliver() == []


async def test_somebody_who_is_no_longer_on_call_gets_no_more_of_the_outage(house: House, anna: MemberCard) -> None:
    await house.join(await contract_of(anna), 103, Role.ON_CALL)
    await house.deliver()
    await house.join(await contract_of(anna), 103, Role.MANAGER)
    await house.mend()
    await house.deliver()
    assert [notice.chat_id for notice in house.post.arrived[2:]] == [101, 101]


async def test_each_is_told_in_a_language_of_his_own(house: House, anna: MemberCard) -> None:
    await house.members.set_language(101, "en")
    await house.chats.bind(anna, GROUP, 0, "Дежурные", house.clock())
    await house.deliver()
    assert {notice.language for notice in house.post.arrived} == {"en"}
