"""Webhooks: setWebhook and its kin, and the worker that carries updates to the bot's address."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from sandbox.telegram import updates
from sandbox.telegram.calls import Call
from sandbox.telegram.errors import bad_request
from sandbox.telegram.state import Bot, Update, Webhook
from sandbox.telegram.world import World

Json = dict[str, Any]
Execute = Callable[[Bot, Json], Awaitable[None]]

PORTS = (443, 80, 88, 8443)
RETRY_SECONDS = 1.0
TIMEOUT = aiohttp.ClientTimeout(total=60)


class Described:
    """A result with a description beside it, as the webhook methods answer."""

    def __init__(self, result: Any, description: str) -> None:
        self.result = result
        self.description = description


def set_webhook(call: Call) -> Described:
    url = call.text("url").strip()
    if not url:
        return _remove(call)
    _check(url, call.text("secret_token"))
    updates.interrupt(call.bot, "terminated by setWebhook request")
    updates.remember_allowed(call)
    _drop(call)
    made = Webhook(
        url=url,
        secret=call.text("secret_token"),
        max_connections=min(100, max(1, call.number("max_connections", 40))),
        ip_address=call.text("ip_address"),
        certificate="certificate" in call.files,
    )
    old = call.bot.webhook
    same = old is not None and (old.url, old.secret, old.max_connections) == (url, made.secret, made.max_connections)
    call.bot.webhook = made
    call.bot.arrived.set()
    return Described(True, "Webhook is already set" if same else "Webhook was set")


def _check(url: str, secret: str) -> None:
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise bad_request("invalid webhook URL specified") from error
    if parts.scheme not in {"http", "https"}:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not host:
        raise bad_request("bad webhook: URL host is empty")
    if "://" not in url:
        _check_bare(host, parts.port)
    if not re.fullmatch(r"[\w.:-]+", host, re.ASCII) or re.search(r"\s", url):
        raise bad_request("invalid webhook URL specified")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")


def _check_bare(host: str, port: int | None) -> None:
    """An address without a scheme is read as https, so "javascript:1" is a host with a port.

    With a scheme more is allowed here than by Telegram: a bot under test listens on any port of any local host.
    """
    if (port or 443) not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if "." not in host and ":" not in host:
        raise bad_request("bad webhook: Failed to resolve host: Name or service not known")


def _drop(call: Call) -> None:
    if call.flag("drop_pending_updates"):
        call.bot.updates.clear()


def _remove(call: Call) -> Described:
    _drop(call)
    had = call.bot.webhook is not None
    call.bot.webhook = None
    for update in call.bot.updates:
        update.in_flight = False
    return Described(True, "Webhook was deleted" if had else "Webhook is already deleted")


def delete_webhook(call: Call) -> Described:
    return _remove(call)


def get_webhook_info(call: Call) -> Json:
    hook = call.bot.webhook
    info: Json = {
        "url": hook.url if hook else "",
        "has_custom_certificate": bool(hook and hook.certificate),
        "pending_update_count": len(call.bot.updates),
    }
    if hook is not None:
        info["max_connections"] = hook.max_connections
        if hook.ip_address:
            info["ip_address"] = hook.ip_address
        if hook.last_error_date:
            info |= {"last_error_date": hook.last_error_date, "last_error_message": hook.last_error}
    return info | ({"allowed_updates": call.bot.allowed_updates} if call.bot.allowed_updates else {})


class Carrier:
    """Carries updates to webhooks: in order within a chat, ``max_connections`` at once, again until a 2xx."""

    def __init__(self, world: World, execute: Execute) -> None:
        self._world = world
        self._execute = execute
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None

    def open(self) -> None:
        self._session = aiohttp.ClientSession(timeout=TIMEOUT)

    def poke(self, bot: Bot) -> None:
        """Start what may start now; called after every call and every update."""
        for update in self._ready(bot):
            update.in_flight = True
            task = asyncio.get_running_loop().create_task(self._carry(bot, update))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _ready(self, bot: Bot) -> list[Update]:
        if bot.webhook is None or self._session is None:
            return []
        busy = {update.chat_id for update in bot.updates if update.in_flight}
        room = bot.webhook.max_connections - sum(1 for update in bot.updates if update.in_flight)
        found: list[Update] = []
        for update in bot.updates:
            if len(found) < room and not update.in_flight and update.chat_id not in busy:
                busy.add(update.chat_id)
                found.append(update)
        return found

    async def _carry(self, bot: Bot, update: Update) -> None:
        hook = bot.webhook
        while hook is not None and hook is bot.webhook and update in bot.updates:
            if await self._delivered(bot, hook, update):
                if update in bot.updates:
                    bot.updates.remove(update)
                break
            await asyncio.sleep(RETRY_SECONDS)
        update.in_flight = False
        self.poke(bot)

    async def _delivered(self, bot: Bot, hook: Webhook, update: Update) -> bool:
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
        assert self._session is not None  # noqa: S101 - opened before any webhook is poked
        try:
            async with self._session.post(hook.url, json=updates.as_json(update), headers=headers) as response:
                body = await response.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return self._failed(hook, f"Connection failed: {type(error).__name__}")
        if not 200 <= response.status < 300:
            return self._failed(hook, f"Wrong response from the webhook: {response.status} {response.reason}")
        await self._answered(bot, body)
        return True

    async def _answered(self, bot: Bot, body: bytes) -> None:
        """A method call in the body of the answer is carried out; its result is not told to anybody."""
        try:
            wish = json.loads(body) if body.strip() else None
        except ValueError:
            return
        if isinstance(wish, dict) and isinstance(wish.get("method"), str):
            await self._execute(bot, wish)

    def _failed(self, hook: Webhook, reason: str) -> bool:
        hook.last_error, hook.last_error_date = reason, self._world.clock.date()
        return False

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
