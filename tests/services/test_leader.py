"""The lease of the one active bot: taken by one, kept by renewing, given back, on both databases."""

import asyncio

import pytest
from tortoise.context import TortoiseContext

from models import Leader
from services.leader import ROLE, LeaderService, Seen, may_take

LEASE = 6.0


@pytest.mark.parametrize(
    ("seen", "unchanged", "dead", "free"),
    [
        (Seen("", None, True), 0, False, True),
        (Seen("a", 1, False), 0, True, True),
        (Seen("a", 1, False), 5, False, False),
        (Seen("a", 1, True), 2.9, False, False),
        (Seen("a", 1, True), 3, False, True),
        (Seen("a", 1, False), 9, False, True),
    ],
    ids=["given back", "dead", "renewed", "ran out, but the clock jumped", "ran out", "the clock was set back"],
)
def test_when_the_lease_is_nobodys(seen: Seen, unchanged: float, dead: bool, free: bool) -> None:
    assert may_take(seen, unchanged, LEASE, dead=dead) is free


async def test_one_of_many_takes_the_lease(db: TortoiseContext) -> None:
    many = [LeaderService(db.db(), f"bot {number}", LEASE) for number in range(8)]
    await asyncio.gather(*(each.prepare() for each in many))
    seen = await many[0].look()
    assert sum(await asyncio.gather(*(each.take(seen) for each in many))) == 1


async def test_a_renewed_lease_cannot_be_taken_as_it_was_seen_before(db: TortoiseContext) -> None:
    first, second = (LeaderService(db.db(), name, LEASE) for name in ("first", "second"))
    await first.prepare()
    assert await first.take(await first.look())
    seen = await second.look()
    assert (seen.holder, seen.ran_out) == ("first", False)
    await asyncio.sleep(0.002)
    assert await first.renew()
    assert not await second.take(seen)
    assert not await second.renew()


async def test_a_lease_that_ran_out_is_seen_so_by_the_databases_clock(db: TortoiseContext) -> None:
    first, second = LeaderService(db.db(), "first", 0.05), LeaderService(db.db(), "second", LEASE)
    await first.prepare()
    assert await first.take(await first.look())
    await asyncio.sleep(0.1)
    seen = await second.look()
    assert seen.ran_out
    assert await second.take(seen)
    assert not await first.renew()


async def test_a_lease_given_back_is_nobodys_and_only_its_holder_gives_it_back(db: TortoiseContext) -> None:
    first, second = (LeaderService(db.db(), name, LEASE) for name in ("first", "second"))
    await first.prepare()
    assert await first.take(await first.look())
    await second.release()
    assert (await first.look()).holder == "first"
    await first.release()
    assert (await second.look()).holder == ""


async def test_the_row_reads_as_the_orm_writes_it(db: TortoiseContext) -> None:
    service = LeaderService(db.db(), "first", LEASE)
    await service.prepare()
    await service.prepare()
    assert await service.take(await service.look())
    row = await Leader.get(role=ROLE)
    assert row.holder == "first"
    assert row.held_until is not None
    assert row.held_until.utcoffset() is not None
