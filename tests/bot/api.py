"""A few lines of Bot API on a loopback port: answers what the test tells it to and keeps what it was sent."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

TOKEN = "123456789:AAF0000000000000000000000000000000z"
ME = {"id": 123456789, "is_bot": True, "first_name": "Linekeeper", "username": "linekeeper_bot"}

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Call:
    """One request: the method's name and its fields; files as (name, content type, bytes)."""

    method: str
    fields: dict[str, str] = field(default_factory=dict)
    files: dict[str, tuple[str, str, bytes]] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


class Api:
    """Answers per method; a method without one answers with True, getMe with a bot."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.answers: dict[str, Answer] = {}
        self.results: dict[str, Any] = {"getMe": ME}
        self.port = 0
        self._arrived = asyncio.Condition()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def of(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    async def called(self, method: str, times: int = 1) -> None:
        """Wait until a method has been called so often."""
        async with asyncio.timeout(10), self._arrived:
            await self._arrived.wait_for(lambda: len(self.of(method)) >= times)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        call = await _call(request)
        self.calls.append(call)
        async with self._arrived:
            self._arrived.notify_all()
        if answer := self.answers.get(call.method):
            return await answer(request)
        return web.json_response({"ok": True, "result": self.results.get(call.method, True)})


async def _call(request: web.Request) -> Call:
    call = Call(request.match_info["method"], headers=dict(request.headers))
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            call.files[name] = (value.filename, value.content_type, value.file.read())
        else:
            call.fields[name] = str(value)
    return call


@asynccontextmanager
async def api_server(**site: Any) -> AsyncIterator[Api]:
    """Serve on a free port for the time of the block."""
    api = Api()
    application = web.Application(client_max_size=64 * 1024 * 1024)
    application.router.add_route("*", "/bot{token}/{method}", api.handle)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, **site).start()
    api.port = runner.addresses[0][1]
    try:
        yield api
    finally:
        await runner.cleanup()


async def never(_: web.Request) -> web.StreamResponse:
    """An answer that does not come."""
    await asyncio.Event().wait()
    raise AssertionError


async def reset(request: web.Request) -> web.StreamResponse:
    """The connection is cut off when all has arrived."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()
