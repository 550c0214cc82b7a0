"""Days on which everything happens at once: whatever the order, the books agree in the end."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from random import Random

import pytest
from tortoise.transactions import in_transaction

from domain.access import MEMBER_ROLES, Role
from domain.alerts import NoticeKind, NoticeState
from domain.health import LineState
from domain.sip import Verdict
from models import Contract, Flip, Incident, IncidentLine, Line, Notice
from services import line_switch
from services.cards import MemberCard
from services.errors import AlreadyAdministratorError
from services.messenger import ChatGoneError, MessageGoneError, UndeliveredError
from tests.services.house import GROUP, House

FAILURES = (Verdict.CARRIER_DOWN, Verdict.WRONG_PASSWORD, Verdict.CARRIER_ERROR, Verdict.UNKNOWN)


@dataclass
class Day:
    """One random day of a contract with two carriers."""

    house: House
    chance: Random
    contract: Contract
    anna: MemberCard
    sergey: MemberCard

    async def hour(self) -> None:
        """What may happen does, side by side."""
        self._weather()
        self.house.clock.later(self.chance.choice([1, 5, 16, 61, 301]))
        always = [self._checks, self._delivery, self._delivery, self._checks]
        perhaps = [self._tap, self._acknowledge, self._group, self._person, self._switch]
        doings = [*always, *(doing for doing in perhaps if self.chance.random() < 0.3)]
        await asyncio.gather(*(doing() for doing in doings))

    def _weather(self) -> None:
        users = [f"{carrier}-{n}" for carrier in self._carriers for n in range(5)]
        for user in self.chance.sample(users, 3):
            self.house.registrar.of_user[user] = self.chance.choice([*FAILURES, *[Verdict.REGISTERED] * 3])
        if self.chance.random() < 0.3:
            faults = [UndeliveredError(3), UndeliveredError(), MessageGoneError(), ChatGoneError("blocked")]
            self.house.post.fails = [self.chance.choice(faults)]

    _carriers: tuple[int, ...] = ()

    async def _checks(self) -> None:
        claims = await self.house.checks.claim_due(self.house.clock(), 8)
        await asyncio.gather(*(self.house.checks.check(claim) for claim in claims))

    async def _delivery(self) -> None:
        ids = await self.house.delivery.claim(self.house.clock(), 8)
        await asyncio.gather(*(self.house.delivery.deliver(notice_id, self.house.clock()) for notice_id in ids))

    async def _tap(self) -> None:
        line = self.chance.choice(await Line.all().order_by("id"))
        await self.house.checks.check_now(self.sergey, line.id, self.house.clock())

    async def _acknowledge(self) -> None:
        for incident in await Incident.filter(closed_at__isnull=True).limit(1):
            await self.house.incidents.acknowledge(self.sergey, incident.id, self.house.clock())

    async def _group(self) -> None:
        if self.chance.random() < 0.5:
            await self.house.chats.bind(self.anna, GROUP, 0, "Дежурные", self.house.clock())
        else:
            await self.house.chats.unbind(self.anna, GROUP, 0, self.house.clock())

    async def _person(self) -> None:
        if self.chance.random() < 0.5:
            await self.house.members.unblocked(101, self.house.clock())
        else:
            with suppress(AlreadyAdministratorError):
                await self.house.join(self.contract, self.chance.randrange(300, 305), self.chance.choice(MEMBER_ROLES))

    async def _switch(self) -> None:
        line = self.chance.choice(await Line.all().order_by("id"))
        switch = self.chance.choice([line_switch.switch_off, line_switch.switch_on, line_switch.switch_on])
        async with in_transaction():
            await switch(line.id, self.house.clock())


async def books_agree() -> None:
    """What the lines say, what the incidents say, and what is owed."""
    failing = {line.id for line in await Line.filter(state=LineState.ERROR)}
    inside = [row.line_id for row in await IncidentLine.filter(recovered_at__isnull=True, incident__closed_at=None)]
    assert sorted(failing) == sorted(inside)
    for incident in await Incident.all():
        rows = await IncidentLine.filter(incident_id=incident.id)
        assert (incident.closed_at is None) == any(row.recovered_at is None for row in rows)
        assert incident.closed_at is None or incident.closed_at >= incident.opened_at
    for line in await Line.all():
        flips = await Flip.filter(line_id=line.id).order_by("id")
        assert not flips or flips[-1].to_state is line.state
        assert all(earlier.to_state is later.from_state for earlier, later in pairwise(flips))


async def everybody_was_told(house: House) -> None:
    """Nothing is owed any more; every card that is alive shows how its incident stands."""
    assert await Notice.filter(due_at__isnull=False).count() == 0
    last = {card.id: card.incident for card in house.post.arrived if card.kind is NoticeKind.CARD}
    for notice in await Notice.filter(kind=NoticeKind.CARD, state=NoticeState.SENT).select_related("incident"):
        if notice.id in last and notice.id not in house.post.lost:
            shown = last[notice.id]
            assert shown.closed_at == notice.incident.closed_at
            assert shown.acknowledged_at == notice.incident.acknowledged_at


@pytest.mark.parametrize("number", range(3))
async def test_after_any_day_the_books_agree_and_everybody_was_told(house: House, number: int) -> None:
    contract = await house.client()
    anna = await house.join(contract, 101, Role.ADMINISTRATOR)
    day = Day(house, Random(number), contract, anna, await house.join(contract, 103))
    carriers = [await house.carrier(contract, name) for name in ("Волга-Телеком", "Камасвязь")]
    day._carriers = tuple(carrier.id for carrier in carriers)
    for carrier in carriers:
        await house.some_lines(carrier, 5)
    for _ in range(40):
        await day.hour()
    await books_agree()
    house.post.fails.clear()
    house.clock.later(600)
    await house.deliver(12, pause=61)
    await everybody_was_told(house)
    house.registrar.of_user.clear()
    for _ in range(4):
        await house.mend()
    await books_agree()
    assert await Incident.filter(closed_at__isnull=True).count() == 0
    await house.deliver(12, pause=61)
    await everybody_was_told(house)
