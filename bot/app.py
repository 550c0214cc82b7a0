"""Composition root: settings in, running application out. The only place where every part meets."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import structlog
from prometheus_client import CollectorRegistry

from bot import commands
from bot.api import api_of
from bot.catalogue import catalogue
from bot.centre import CentreJobs
from bot.delivery import DeliveryLoop
from bot.jobs import Job, running
from bot.leadership import Leadership
from bot.logs import configure_logs, log_failure, log_uncaught
from bot.metrics import registry_of
from bot.notifier import Notifier
from bot.pages.hand_over import pages_of
from bot.papers import papers
from bot.pbx import Pbx
from bot.policy import prober_options, secrets_of
from bot.private_words import PrivateNotifier
from bot.readiness import Readiness
from bot.redraw import RedrawLoop
from bot.reveals import RevealLoop
from bot.routes import ROUTES
from bot.settings import Settings
from bot.supervisor import Supervisor, utc_now
from bot.sweep import Sweep
from bot.telegram import AnyBot, Telegram, build_application, log_telegram_errors
from bot.timetable import timetable
from bot.updates import PerChatProcessor
from bot.uplink import Uplink
from bot.web import serving, web_application
from bot.webhook import Webhook
from handlers.gate import door
from handlers.kit.context import Support
from handlers.kit.dispatcher import Dispatcher
from handlers.kit.house import House
from handlers.kit.open_screens import OpenScreens
from handlers.membership import Membership
from handlers.rooms import money_word, user_word
from models.database import open_database
from models.migrate import migrate
from services.delivery import DeliveryService
from services.money_delivery import MoneyDelivery
from services.user_delivery import UserDelivery
from telephony.pool import ProberPool

_log = structlog.get_logger(__name__)


async def run(settings: Settings, stop: asyncio.Event | None = None) -> None:
    """Run the bot until ``stop`` is set (None: until SIGINT or SIGTERM).

    Raises ``InvalidToken`` when Telegram refuses the token, and what opening the database raises.
    """
    configure_logs(settings.log_level, settings.log_format, secrets=secrets_of(settings))
    log_uncaught()
    stop = stop or _stopped_by_signals()
    for name in await migrate(settings.database_url):
        _log.info("migration applied", migration=name)
    async with open_database(settings.database_url):
        await Linekeeper(settings).run(stop)


class Linekeeper:
    """Every long-lived part of one running bot, built from the settings."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.supervisor = Supervisor()
        self.pool = ProberPool(prober_options(settings))
        self.leadership = Leadership(settings.database_url, settings.leader_lease)
        self.uplink = Uplink(self.leadership.held)
        self.delivery = DeliveryLoop(self.supervisor, utc_now, self.leadership.held)
        self.money_delivery = DeliveryLoop(self.supervisor, utc_now, self.leadership.held)
        self.user_delivery = DeliveryLoop(self.supervisor, utc_now, self.leadership.held)
        self.screens = OpenScreens()
        self.pbx = Pbx(settings, self.delivery.wake, self.user_delivery.wake, self.screens.changed)
        self.services = catalogue(
            settings,
            self.pool,
            self.pbx.server,
            alerts=self.delivery.wake,
            money=self.money_delivery.wake,
            users=self.user_delivery.wake,
            changed=self.screens.changed,
        )
        self.sweep = Sweep(self.services.checks, self.supervisor, utc_now, self.leadership.held)
        self.order = PerChatProcessor(active=self.uplink.allowed)
        self.application = build_application(settings, self.uplink, self.order)
        self.telegram = Telegram(self.application, settings, self.uplink)
        self.deliveries = DeliveryService(Notifier(self.telegram.bot), self.leadership.held)
        bot = self.telegram.bot
        self.money_deliveries = MoneyDelivery(PrivateNotifier(bot, money_word.view), self.leadership.held)
        self.user_deliveries = UserDelivery(PrivateNotifier(bot, user_word.view), self.leadership.held)
        self.reveals = RevealLoop(self.telegram.bot, self.services.centre.reveals, utc_now)
        self.redraws = self._install_conversation()

    async def run(self, stop: asyncio.Event) -> None:
        """Start everything, wait for ``stop``, stop everything in the opposite order: the lease is given back last."""
        async with AsyncExitStack() as stack:
            await self.pool.start()
            stack.push_async_callback(self.pool.close)
            stack.push_async_callback(self.pbx.close)
            lease = Supervisor()
            stack.push_async_callback(lease.stop)
            stack.push_async_callback(self.supervisor.stop)
            await self._listen(stack)
            lease.start("lease", self.leadership.watch)
            self.supervisor.start("active", lambda: self.leadership.rule(lambda: self._active(stop)))
            await stop.wait()
        if self.telegram.refused is not None:
            raise self.telegram.refused

    @asynccontextmanager
    async def _active(self, stop: asyncio.Event) -> AsyncIterator[None]:
        """What the one active bot does and a standby does not: Telegram, delivery, the schedule."""
        await self.services.checks.forget_leases()
        await self.deliveries.forget_leases()
        await self.money_deliveries.forget_leases()
        await self.user_deliveries.forget_leases()
        loops = Supervisor()
        loops.start("telegram", lambda: self.telegram.serve(self._connected, stop))
        loops.start("uplink", lambda: self.uplink.watch(self.application.bot))
        loops.start("delivery", lambda: self.delivery.run(self.deliveries, self.telegram.ready, self.uplink))
        loops.start("money", lambda: self.money_delivery.run(self.money_deliveries, self.telegram.ready, self.uplink))
        loops.start("users", lambda: self.user_delivery.run(self.user_deliveries, self.telegram.ready, self.uplink))
        loops.start("secrets", lambda: self.reveals.run(self.telegram.ready))
        loops.start("redraws", lambda: self.redraws.run(self.telegram.ready, self.uplink))
        try:
            async with running(self._jobs()):
                yield
        finally:
            await loops.stop()

    def _jobs(self) -> list[Job]:
        usual = timetable(self._settings, self.sweep, self.money_delivery.wake)
        return [*usual, *self.pbx.jobs, *CentreJobs(self._settings, self.services.centre).rows()]

    async def _connected(self, bot: AnyBot) -> None:
        _log.info("telegram is connected", bot=bot.username)
        self.delivery.wake()
        with log_telegram_errors("the menus of commands are not published"):
            await commands.publish(bot, self._settings.default_language)

    async def _listen(self, stack: AsyncExitStack) -> None:
        listen = self._settings.listen
        if listen is None:
            return
        secret = self._settings.webhook_token
        active = self.leadership.held
        webhook = Webhook(self.application, secret, active=active) if self._settings.webhook_url else None
        readiness = Readiness(self.telegram, self.pool, self.sweep, utc_now, active)
        path = self._settings.webhook_path
        api = api_of(self._settings, self.services, active)
        pages = pages_of(self._settings, self.services.centre)
        web = web_application(readiness.checks(), self._registry(), webhook, path, readiness.role, api, pages)
        port = await stack.enter_async_context(serving(web, *listen))
        _log.info("listening", host=listen[0], port=port)

    def _registry(self) -> CollectorRegistry:
        return registry_of(
            {
                "prober_processes": ("Prober processes alive", lambda: self.pool.alive),
                "prober_crashes_total": ("Prober processes that ended by themselves", lambda: self.pool.crashes),
                "probes_queued": ("Probes waiting for a slot", lambda: self.pool.queued),
                "active": ("1 while this is the active bot, 0 on standby", self.leadership.held),
                "background_tasks": ("Loops and follow-ups alive", lambda: self.supervisor.pending),
            }
        )

    def _install_conversation(self) -> RedrawLoop:
        settings = self._settings
        house = House(
            services=self.services,
            routes=ROUTES,
            door=door,
            support=Support(settings.support_email, settings.support_phone, settings.cabinet_url),
            language=settings.default_language,
            background=self.supervisor.spawn,
            report=log_failure,
            papers=papers(settings),
            screens=self.screens,
        )
        Membership(self.services, utc_now).install(self.application)
        Dispatcher(house).install(self.application)
        return RedrawLoop(self.telegram.bot, house, self.order.turn, self.leadership.held)


def _stopped_by_signals() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop
