"""Our end of Telegram: connects however long it takes, receives by long polling or webhook, lets go cleanly."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import structlog
from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, ExtBot

from bot.limiter import TelegramLimiter, Urgency
from bot.settings import Settings
from bot.updates import PerChatProcessor
from bot.uplink import Uplink, request_pair

_log = structlog.get_logger(__name__)

AnyApplication = Application[Any, Any, Any, Any, Any, Any]
AnyBot = ExtBot[Urgency]

ALLOWED_UPDATES = (Update.MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)
LONG_POLL = timedelta(seconds=25)
RECONNECT_AFTER = 2.0


def build_application(
    settings: Settings, uplink: Uplink | None = None, order: PerChatProcessor | None = None
) -> AnyApplication:
    """python-telegram-bot on our own request, order and limiter; it schedules nothing (``job_queue(None)``)."""
    uplink = uplink or Uplink()
    calls, polling = request_pair(uplink, proxy=settings.telegram_proxy)
    return (
        ApplicationBuilder()
        .token(settings.bot_token.get_secret_value())
        .base_url(settings.api_base)
        .base_file_url(settings.file_base)
        .request(calls)
        .get_updates_request(polling)
        .rate_limiter(TelegramLimiter())
        .concurrent_updates(order or PerChatProcessor(active=uplink.allowed))
        .job_queue(None)
        .build()
    )


class Telegram:
    """Runs an application until cancelled. ``ready`` is set while Telegram is connected."""

    def __init__(self, application: AnyApplication, settings: Settings, uplink: Uplink) -> None:
        self._application = application
        self.uplink = uplink
        self._settings = settings
        self.bot: AnyBot = application.bot
        self.ready = asyncio.Event()
        self.refused: InvalidToken | None = None
        """Why Telegram does not want us: nothing but a person can mend that."""

    async def serve(self, connected: Callable[[AnyBot], Awaitable[None]], stop: asyncio.Event) -> None:
        """Connect, tell ``connected``, receive updates; on cancellation stop receiving and finish what has begun.

        A token that Telegram does not know sets ``stop``; the reason is in ``refused``.
        """
        try:
            await self._connect(stop)
            await self._application.start()
            await self._receive()
            self.ready.set()
            await connected(self._application.bot)
            await asyncio.Event().wait()
        finally:
            self.ready.clear()
            await self._let_go()

    async def _connect(self, stop: asyncio.Event) -> None:
        while True:
            try:
                return await self._application.initialize()
            except InvalidToken as error:
                self.refused = error
                stop.set()
                await asyncio.Event().wait()
            except TelegramError as error:
                _log.warning("telegram is out of reach; trying again", seconds=RECONNECT_AFTER, error=str(error))
                await asyncio.sleep(RECONNECT_AFTER)

    async def _receive(self) -> None:
        updater, settings = self._application.updater, self._settings
        if settings.webhook_url:
            await self._application.bot.set_webhook(
                settings.webhook_url, secret_token=settings.webhook_token, allowed_updates=ALLOWED_UPDATES
            )
        elif updater is not None:
            await updater.start_polling(
                timeout=LONG_POLL, bootstrap_retries=-1, allowed_updates=ALLOWED_UPDATES, error_callback=_polling_failed
            )

    async def _let_go(self) -> None:
        application = self._application
        if application.updater is not None and application.updater.running:
            await application.updater.stop()
        if application.running:
            await application.stop()
        await application.shutdown()
        # An application that never got an answer is not "initialized", yet its bot has opened connections.
        await application.bot.shutdown()


@contextmanager
def log_telegram_errors(event: str) -> Iterator[None]:
    """What is inside may fail without harm: a line in the log says so."""
    try:
        yield
    except TelegramError as error:
        _log.warning(event, error=str(error))


def _polling_failed(error: TelegramError) -> None:
    """PTB tries again by itself, ever slower; one line in the log is enough."""
    _log.warning("getUpdates failed", error=str(error))
