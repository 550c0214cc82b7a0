"""The conversation as people have it: the sandbox's Telegram, the bot's rooms and services, a carrier at our word."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from telegram.ext import Application, ApplicationBuilder

from bot.limiter import Limits, TelegramLimiter
from bot.redraw import RedrawLoop
from bot.routes import ROUTES
from bot.supervisor import Supervisor
from bot.turns import Rate
from bot.updates import PerChatProcessor
from bot.uplink import Uplink, request_pair
from domain.access import Role
from domain.health import HealthPolicy
from domain.sip import Answer, LineType, ProbeResult, SipAccount, Verdict
from handlers.gate import door
from handlers.kit.dispatcher import Dispatcher
from handlers.kit.house import House
from handlers.kit.open_screens import OpenScreens
from models import Carrier, Contract, Line
from services.catalogue import Services
from services.centre import CentreServices
from services.chats import ChatService
from services.checks import CheckService
from services.incidents import IncidentService
from services.line_forms import LineFormService
from services.line_lists import LineListService
from services.lines import LineService
from services.mailing import MailingService
from services.members import MemberService
from services.money import MoneyServices, usual_money
from services.ports import Mail
from services.vault import Vault
from tests.handlers.samples import PAPERS, SUPPORT
from tests.kit.phone import Phone
from tests.kit.telegram import TOKEN, Telegram, running_telegram
from texts import Texts

ANNA, MARINA, SERGEY, STRANGER, OLEG, OLGA = 101, 102, 103, 105, 201, 301
"""Administrator, manager and person on call of one contract; a stranger; the administrator of another contract;
one of the provider's staff."""

PEOPLE = [ANNA, MARINA, SERGEY, STRANGER, OLEG, OLGA]
GROUP = -1001234567890


class Carriers:
    """A prober whose lines answer as the test says; ``held`` keeps answers back until it is set.

    ``broken`` is a fault of our own that a probe raises.
    """

    def __init__(self, clock: "Clock") -> None:
        self.verdicts: dict[str, Verdict] = {}
        self.broken: Exception | None = None
        self.held = asyncio.Event()
        self.held.set()
        self._clock = clock

    async def probe(self, account: SipAccount) -> ProbeResult:
        await self.held.wait()
        if self.broken is not None:
            raise self.broken
        verdict = self.verdicts.get(account.user, Verdict.REGISTERED)
        code = 200 if verdict is Verdict.REGISTERED else 401
        answer = Answer(code, "OK" if code == 200 else "Unauthorized", source="203.0.113.5", latency_ms=31)
        return ProbeResult(verdict, answer, self._clock())


@dataclass
class Clock:
    """The present moment plus what the test has let pass."""

    passed: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.passed

    def skip(self, **time: float) -> None:
        self.passed += timedelta(**time)


@dataclass
class Desk:
    """Everything a test of the conversation needs; ``failures`` are the unexpected errors that were reported.

    ``screens`` are those that people have before them; nobody but the test tells them of a change, unless its
    ``centre`` was built with ``screens.changed``. ``active``: this is the one active bot.
    """

    telegram: Telegram
    services: Services
    carriers: Carriers
    clock: Clock
    application: Application[Any, Any, Any, Any, Any, Any]
    screens: OpenScreens
    active: bool = True
    failures: list[BaseException] = field(default_factory=list)

    async def phone(self, person: int) -> Phone:
        return await self.telegram.person(person)

    async def join(self, person: int, role: Role, contract: str = "184/24") -> Phone:
        """A person's phone after he came in by a one-time link."""
        phone = await self.phone(person)
        token = await self.services.members.invite(contract, role, self.clock(), client=f"ООО «{contract}»")
        await phone.send(f"/start {token}")
        await phone.sees(f"Вы вошли как {Texts('ru').plain(f'role-{role}')}")
        return phone

    async def staff(self, person: int = OLGA) -> Phone:
        """The phone of a person of support, at its home."""
        await self.services.support.appoint(person, "Ольга Лебедева", self.clock())
        phone = await self.phone(person)
        await phone.send("/start")
        await phone.sees("Чтобы найти договор")
        return phone

    async def fail(self, line: Line, verdict: Verdict = Verdict.WRONG_PASSWORD) -> None:
        """Let one check of the line flip it to error."""
        self.carriers.verdicts[line.user] = verdict
        await self.check(line)

    async def mend(self, line: Line) -> None:
        self.carriers.verdicts.pop(line.user, None)
        await self.check(line)

    async def check(self, line: Line) -> None:
        for _ in range(2):
            self.clock.skip(minutes=3)
            await Line.filter(id=line.id).update(next_check_at=self.clock())
            for claim in await self.services.checks.claim_due(self.clock(), 1):
                await self.services.checks.check(claim)


async def write_lines(names: Sequence[str], contract: str = "184/24", carrier: str = "Волга-Телеком") -> list[Line]:
    """Lines of one carrier, not checked yet; the contract is there."""
    owner = await Contract.get(number=contract)
    now = datetime.now(UTC)
    provider = await Carrier.create(
        contract=owner, name=carrier, host="sip.example.ru", support_phone="88005550110", contract_number="7731"
    )
    far = now + timedelta(days=1)
    common: dict[str, Any] = {
        "contract": owner,
        "carrier": provider,
        "type": LineType.TRUNK,
        "created_at": now,
        "state_since": now,
    }
    return [
        await Line.create(name=name, user=f"{contract}-{number}", next_check_at=far, **common)
        for number, name in enumerate(names)
    ]


@asynccontextmanager
async def open_desk(
    money: MoneyServices | None = None,
    mail: Mail | None = None,
    centre: CentreServices | None = None,
    screens: OpenScreens | None = None,
) -> AsyncIterator[Desk]:
    """A bot that answers at the sandbox and redraws what is open; the database is open already. ``money``, ``centre``:
    of usual choices; ``mail``: none."""
    async with running_telegram(PEOPLE, [GROUP]) as telegram:
        clock, supervisor = Clock(), Supervisor()
        carriers = Carriers(clock)
        services = _mailing(_services(carriers, clock, money or usual_money()), mail)
        services = replace(services, centre=centre or services.centre)
        order, uplink, ready = PerChatProcessor(), Uplink(), asyncio.Event()
        application = _application(telegram.url, order, uplink)
        desk = Desk(telegram, services, carriers, clock, application, screens or OpenScreens())
        house = a_house(desk, supervisor)
        Dispatcher(house).install(application)
        async with application:
            await application.start()
            assert application.updater is not None
            redraws = RedrawLoop(application.bot, house, order.turn, lambda: desk.active)
            supervisor.start("redraws", lambda: redraws.run(ready, uplink))
            await application.updater.start_polling(poll_interval=0)
            ready.set()
            yield desk
            await application.updater.stop()
            await application.stop()
            await supervisor.stop()


def a_house(desk: Desk, supervisor: Supervisor) -> House:
    def report(error: BaseException) -> str:
        desk.failures.append(error)
        return "ABC234"

    background = supervisor.spawn
    return House(desk.services, ROUTES, door, SUPPORT, "ru", background, report, PAPERS, desk.clock, desk.screens)


def _services(carriers: Carriers, clock: Clock, money: MoneyServices) -> Services:
    def wake() -> None:
        """No delivery here: the tests of notices have it."""

    policy = HealthPolicy(fail_after=1, recover_after=1, login_confirm_after=timedelta(seconds=1))
    vault = Vault({"k1": b"0" * 32})
    checks = CheckService(carriers, vault, policy, wake, clock)
    forms = LineFormService(carriers, vault, policy, wake, clock)
    lists = LineListService(checks, wake, clock)
    members, incidents = MemberService("Europe/Samara"), IncidentService(wake)
    return Services(members, LineService(), checks, incidents, ChatService(), forms, lists, money=money)


def _mailing(services: Services, mail: Mail | None) -> Services:
    money = services.money
    return replace(services, mailing=MailingService(mail, PAPERS, money.invoices, money.acts))


def _application(url: str, order: PerChatProcessor, uplink: Uplink) -> Application[Any, Any, Any, Any, Any, Any]:
    calls, polling = request_pair(uplink)
    ample = Rate(1000, 1)
    limits = Limits(overall=ample, chat=ample, burst=ample, edits=ample, group=ample)
    return (
        ApplicationBuilder()
        .token(TOKEN)
        .base_url(f"{url}/bot")
        .base_file_url(f"{url}/file/bot")
        .request(calls)
        .get_updates_request(polling)
        .rate_limiter(TelegramLimiter(limits))
        .concurrent_updates(order)
        .job_queue(None)
        .build()
    )
