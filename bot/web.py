"""The web side: Telegram's webhook, /healthz, /readyz, /metrics, the HTTP API and pages, on one aiohttp server."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from api.app import PREFIX
from bot.webhook import Webhook

Check = Callable[[], Awaitable[str]]
"""Answers an empty text when its part is well, else what is wrong in a few words."""

CHECK_WITHIN = 3.0
"""Seconds that one check of /readyz may take."""

BODY_LIMIT = 1024 * 1024
"""Bytes. An update of Telegram is a few kilobytes."""


def web_application(
    checks: Mapping[str, Check],
    registry: CollectorRegistry,
    webhook: Webhook | None = None,
    path: str = "/telegram",
    role: Callable[[], str] = lambda: "active",
    api: web.Application | None = None,
    pages: Sequence[web.RouteDef] = (),
) -> web.Application:
    """The routes. *checks* are named after the parts that /readyz reports (database, telegram, prober, sweep).

    *role* is "active" or "standby": a standby that could take over at once is ready too. *api* is mounted at /api.
    *pages* are for people without a chat.
    """
    application = web.Application(client_max_size=BODY_LIMIT)
    application.router.add_get("/healthz", _healthy)
    application.router.add_get("/readyz", _ready(checks, role))
    application.router.add_get("/metrics", _metrics(registry))
    if webhook is not None:
        application.router.add_post(path, webhook.receive)
    application.router.add_routes(pages)
    if api is not None:
        application.add_subapp(PREFIX, api)
    return application


class ListenError(OSError):
    """WEB_LISTEN names an address that cannot be listened on. Its text is a sentence for the operator."""

    def __init__(self, host: str, port: int, error: OSError) -> None:
        super().__init__(error.errno, plain_reason(error))
        self.address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"

    def __str__(self) -> str:
        return f"Cannot listen on {self.address}: {self.strerror}. Choose another host:port in WEB_LISTEN."


def plain_reason(error: OSError) -> str:
    """Why an address cannot be had: asyncio wraps the system's words in its own."""
    return os.strerror(error.errno).lower() if error.errno and error.errno > 0 else "there is no such host"


@asynccontextmanager
async def serving(application: web.Application, host: str, port: int, *, patience: float = 20.0) -> AsyncIterator[int]:
    """Listen for the time of the block; yields the port. On the way out requests under way get *patience* seconds.

    Raises:
        ListenError: the address cannot be listened on.
    """
    # The access log would repeat what the reverse proxy logs.
    # Nobody who calls us compresses, and what is unpacked unasked may be a bomb.
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=patience, auto_decompress=False)
    await runner.setup()
    try:
        await _start(web.TCPSite(runner, host, port), host, port)
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()


async def _start(site: web.TCPSite, host: str, port: int) -> None:
    try:
        await site.start()
    except OSError as error:
        raise ListenError(host, port, error) from error


async def _healthy(_: web.Request) -> web.Response:
    """The event loop turns: that is all it says."""
    return web.json_response({"ok": True})


def _ready(checks: Mapping[str, Check], role: Callable[[], str]) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def ready(_: web.Request) -> web.Response:
        # First: a bot that becomes active while its parts are asked has not been asked as the active one.
        now = role()
        words = await asyncio.gather(*(_ask(check) for check in checks.values()))
        parts = {name: word or "ok" for name, word in zip(checks, words, strict=True)}
        well = not any(words)
        return web.json_response({"ok": well, "role": now, "parts": parts}, status=200 if well else 503)

    return ready


async def _ask(check: Check) -> str:
    """What the check says; a check that fails or hangs is an answer too."""
    outcome = (await asyncio.gather(asyncio.wait_for(check(), CHECK_WITHIN), return_exceptions=True))[0]
    if isinstance(outcome, TimeoutError):
        return f"no answer within {CHECK_WITHIN:g} s"
    return outcome if isinstance(outcome, str) else type(outcome).__name__


def _metrics(registry: CollectorRegistry) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def metrics(_: web.Request) -> web.Response:
        # aiohttp's content_type refuses a type that has parameters, and this one has.
        return web.Response(body=generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return metrics
