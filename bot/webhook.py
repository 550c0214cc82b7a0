"""Telegram's webhook: process, then answer. An update that failed is answered 500, so that Telegram sends it again."""

import asyncio
import hmac
import json
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

import structlog
from aiohttp import web
from telegram import Update
from telegram.error import BadRequest, Forbidden
from telegram.ext import Application, ApplicationHandlerStop, CallbackContext

_log = structlog.get_logger(__name__)

_T = TypeVar("_T")
AnyApplication: TypeAlias = Application[Any, Any, Any, Any, Any, Any]

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 -- the header's name
REMEMBERED = 4096
"""Updates of which the outcome is kept: Telegram repeats one when our answer is lost."""


class Webhook:
    """Feeds updates to *application* in the order of their chats, each once.

    An update is tried *tries* times. Only its last failure reaches the application's other error handlers, so the user
    is told of it once. What Telegram refuses (400, 403) is final at once: it would be refused again.
    """

    def __init__(
        self, application: AnyApplication, secret: str, *, tries: int = 3, active: Callable[[], bool] = lambda: True
    ) -> None:
        self._application = application
        self._secret = secret.encode()
        self._tries = tries
        self._active = active
        self._failures: OrderedDict[int, int] = OrderedDict()
        self._done: OrderedDict[int, None] = OrderedDict()
        self._running: dict[int, asyncio.Future[bool]] = {}
        self._repeat: set[int] = set()
        # First of the error handlers: it decides whether the others hear of a failure.
        others = dict(application.error_handlers)
        application.error_handlers.clear()
        application.add_error_handler(self._failed)
        application.error_handlers.update(others)

    async def receive(self, request: web.Request) -> web.Response:
        """Answer one POST of Telegram: 200 done, 400 no update, 403 wrong secret, 413 too large, 500 send it again.

        503 on standby: Telegram sends it again, and by then the active bot may have the address.
        """
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            raise web.HTTPForbidden(text="wrong secret token")
        if not self._active():
            raise web.HTTPServiceUnavailable(text="standby")
        update_id, data = _parsed(await request.read())
        well = await self._once(update_id, data)
        return web.Response(status=200 if well else 500)

    async def _once(self, update_id: int, data: dict[str, Any]) -> bool:
        if update_id in self._done:
            return True
        if (running := self._running.get(update_id)) is not None:
            return await asyncio.shield(running)
        outcome = self._running[update_id] = asyncio.get_running_loop().create_future()
        well = False
        try:
            well = await self._process(update_id, data)
        finally:
            del self._running[update_id]
            outcome.set_result(well)
        return well

    async def _process(self, update_id: int, data: dict[str, Any]) -> bool:
        application = self._application
        try:
            update = Update.de_json(data, application.bot)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            # Refusing it would stop all that comes after: Telegram repeats an update until it is taken.
            _log.error("update of an unknown shape skipped", update_id=update_id, exc_info=error)
            return True
        await application.update_processor.process_update(update, application.process_update(update))
        if update_id in self._repeat:
            self._repeat.remove(update_id)
            return False
        if not self._active():
            return False
        self._failures.pop(update_id, None)
        _remember(self._done, update_id, None)
        return True

    async def _failed(self, update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """Error handler: keep a failure that will be tried again from the handlers that tell the user."""
        if not isinstance(update, Update) or update.update_id not in self._running:
            return
        failures = self._failures.get(update.update_id, 0) + 1
        if failures >= self._tries or isinstance(context.error, BadRequest | Forbidden):
            return
        _remember(self._failures, update.update_id, failures)
        self._repeat.add(update.update_id)
        _log.warning("update failed; telegram sends it again", update_id=update.update_id, exc_info=context.error)
        raise ApplicationHandlerStop


def _parsed(body: bytes) -> tuple[int, dict[str, Any]]:
    try:
        data = json.loads(body)
    except ValueError:
        raise web.HTTPBadRequest(text="the body is not JSON") from None
    update_id = data.get("update_id") if isinstance(data, dict) else None
    if not isinstance(update_id, int):
        raise web.HTTPBadRequest(text="the body is not an update")
    return update_id, data


def _remember(memory: OrderedDict[int, _T], update_id: int, value: _T) -> None:
    memory[update_id] = value
    if len(memory) > REMEMBERED:
        memory.popitem(last=False)
