"""A small world for the tests of services: rows in a real database, a clock to turn, ports that remember."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from domain.access import Role
from domain.health import HealthPolicy
from domain.sip import Answer, LineType, ProbeResult, SipAccount, Verdict
from models import Carrier, Contract, Line, Notice
from services.cards import MemberCard
from services.chats import ChatService
from services.checks import CheckService
from services.delivery import DeliveryService
from services.incidents import IncidentService
from services.lines import LineService
from services.members import MemberService
from services.messenger import MessageGoneError, NoticeCard
from services.vault import Vault

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
GROUP = -1001000000184


@dataclass
class Registrar:
    """The port of probing: says what it is told to say, and remembers whom it was asked about."""

    now: "Clock"
    verdict: Verdict = Verdict.REGISTERED
    answer: Answer = field(default_factory=lambda: Answer(200, "OK", latency_ms=12.5))
    retry_after: int | None = None
    of_user: dict[str, Verdict] = field(default_factory=dict)
    asked: list[SipAccount] = field(default_factory=list)
    hold: asyncio.Event | None = None
    """Set: probes begin, and end only when it is set."""
    begun: asyncio.Event = field(default_factory=asyncio.Event)

    async def probe(self, account: SipAccount) -> ProbeResult:
        self.asked.append(account)
        self.begun.set()
        if self.hold is not None:
            await self.hold.wait()
        verdict = self.of_user.get(account.user, self.verdict)
        return ProbeResult(verdict, self.answer, self.now(), self.retry_after)


@dataclass
class Clock:
    """The time of the services."""

    at: datetime = NOON

    def __call__(self) -> datetime:
        return self.at

    def later(self, seconds: float) -> datetime:
        self.at += timedelta(seconds=seconds)
        return self.at


@dataclass
class Post:
    """The port of delivery: what arrived, in order; ``fails`` are raised first, one a call.

    ``lost`` are the notices whose message somebody deleted.
    """

    arrived: list[NoticeCard] = field(default_factory=list)
    fails: list[Exception] = field(default_factory=list)
    lost: set[int] = field(default_factory=set)
    next_id: int = 100
    hold: asyncio.Event | None = None
    begun: asyncio.Event = field(default_factory=asyncio.Event)

    async def deliver(self, notice: NoticeCard) -> int:
        self.begun.set()
        if self.hold is not None:
            await self.hold.wait()
        if self.fails:
            fault = self.fails.pop(0)
            if isinstance(fault, MessageGoneError):
                self.lost.add(notice.id)
            raise fault
        self.lost.discard(notice.id)
        self.arrived.append(notice)
        if notice.message_id is not None:
            return notice.message_id
        self.next_id += 1
        return self.next_id

    def said(self) -> list[str]:
        """Kinds in order; an edit is written with a tilde."""
        return [f"{'~' if card.message_id else ''}{card.kind.value}" for card in self.arrived]


@dataclass
class House:
    """Everything a test of the services needs; built by :func:`open_house`."""

    clock: Clock
    registrar: Registrar
    post: Post
    vault: Vault
    members: MemberService
    lines: LineService
    checks: CheckService
    incidents: IncidentService
    chats: ChatService
    delivery: DeliveryService
    woken: list[datetime]
    active: bool = True
    """Whether this is the one active bot."""

    async def client(self, number: str = "184/24", name: str = "Ромашка") -> Contract:
        return await Contract.create(
            number=number, name=name, client=name, timezone="Europe/Samara", created_at=self.clock()
        )

    async def carrier(self, contract: Contract, name: str = "Волга-Телеком") -> Carrier:
        return await Carrier.create(contract=contract, name=name, host="127.0.0.1")

    async def some_lines(self, carrier: Carrier, count: int = 1, **changes: object) -> list[Line]:
        for number in range(count):
            line = Line(carrier=carrier, contract_id=carrier.contract_id, created_at=self.clock())
            about = {"name": f"Линия {number:03}", "type": LineType.PHONE, "user": f"{carrier.id}-{number}"}
            times = {"state_since": self.clock(), "next_check_at": self.clock()}
            await line.update_from_dict({**about, **times, **changes}).save()
        return await Line.filter(carrier_id=carrier.id).order_by("id").select_related("carrier")

    async def join(self, contract: Contract, telegram_id: int, role: Role = Role.ON_CALL) -> MemberCard:
        token = await self.members.invite(contract.number, role, self.clock())
        return await self.members.redeem(token, telegram_id, f"Человек {telegram_id}", "", "ru", self.clock())

    async def sweep(self, limit: int = 1000) -> int:
        """Check everything that is due now, one after the other."""
        claims = await self.checks.claim_due(self.clock(), limit)
        for claim in claims:
            await self.checks.check(claim)
        return len(claims)

    async def fail(self, verdict: Verdict = Verdict.CARRIER_DOWN) -> None:
        """Let what the registrar knows fail and be confirmed; the lines are due."""
        self.registrar.verdict = verdict
        await self.sweep()
        self.clock.later(61)
        await self.sweep()

    async def mend(self) -> None:
        """Let every line recover and be confirmed."""
        self.registrar.verdict = Verdict.REGISTERED
        for pause in (8000, 61):
            self.clock.later(pause)
            await self.sweep()

    async def deliver(self, rounds: int = 4, pause: float = 2.5) -> list[str]:
        """Deliver what is owed now and soon; what arrived in these rounds."""
        before = len(self.post.arrived)
        for _ in range(rounds):
            self.clock.later(pause)
            for notice_id in await self.delivery.claim(self.clock(), 100):
                await self.delivery.deliver(notice_id, self.clock())
        return self.post.said()[before:]


def open_house(policy: HealthPolicy | None = None) -> House:
    """Services on the database that is open now."""
    clock, woken = Clock(), list[datetime]()
    registrar, post, vault = Registrar(clock), Post(), Vault({"k1": b"k" * 32})

    def wake() -> None:
        woken.append(clock())

    house = House(
        clock=clock,
        registrar=registrar,
        post=post,
        vault=vault,
        members=MemberService("Europe/Samara"),
        lines=LineService(),
        checks=CheckService(registrar, vault, policy or HealthPolicy(), wake, clock),
        incidents=IncidentService(wake),
        chats=ChatService(),
        delivery=DeliveryService(post, lambda: house.active),
        woken=woken,
    )
    return house


async def owed(now: datetime) -> int:
    """How many notices are due by ``now``."""
    return await Notice.filter(due_at__lte=now).count()


def numbers(lines: Sequence[Line]) -> list[int]:
    return [line.id for line in lines]
