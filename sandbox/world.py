"""The world over HTTP: carriers and lines to look at, break and mend. JSON, described in docs/sandbox.md."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from enum import StrEnum
from typing import TypeVar

from aiohttp import web

from sandbox.carriers import Carrier, Fault, Outage, PortBusyError, UnknownNameError, World
from sandbox.carriers.line import SLOW_SECONDS
from sandbox.world_picture import picture

WORLD = web.AppKey("world", World)
STOPPING = web.AppKey("stopping", asyncio.Event)
QUIET_SECONDS = 0.3  # at most about three pictures of the world a second, however many checks run
HEARTBEAT_SECONDS = 15.0

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Choice = TypeVar("Choice", bound=StrEnum)


def world_app(world: World) -> web.Application:
    """A sub-application for ``app.add_subapp("/world/", world_app(world))``; the caller starts and stops the world."""
    app = web.Application(middlewares=[_errors_as_json])
    app[WORLD] = world
    app[STOPPING] = asyncio.Event()
    app.on_shutdown.append(_release_listeners)
    app.add_routes(
        [
            web.get("/", show),
            web.get("/events", events),
            web.post("/mend", mend_all),
            web.post("/carriers/{carrier}/down", take_down),
            web.post("/carriers/{carrier}/up", bring_up),
            web.post("/carriers/{carrier}/break", break_carrier),
            web.post("/carriers/{carrier}/mend", mend_carrier),
            web.post("/carriers/{carrier}/lines/{number}/break", break_line),
            web.post("/carriers/{carrier}/lines/{number}/mend", mend_line),
        ]
    )
    return app


async def show(request: web.Request) -> web.Response:
    return web.json_response(picture(request.app[WORLD]))


async def take_down(request: web.Request) -> web.Response:
    how = _choice(Outage, await _body(request), "how", Outage.CLOSED)
    await _carrier(request).down(how)
    return await show(request)


async def bring_up(request: web.Request) -> web.Response:
    await _carrier(request).up()
    return await show(request)


async def break_line(request: web.Request) -> web.Response:
    body = await _body(request)
    _carrier(request).break_line(request.match_info["number"], _choice(Fault, body, "fault"), _delay(body))
    return await show(request)


async def mend_line(request: web.Request) -> web.Response:
    _carrier(request).mend(request.match_info["number"])
    return await show(request)


async def break_carrier(request: web.Request) -> web.Response:
    """Give every line the same fault; trunks known by address keep theirs when the fault is a password's."""
    carrier, body = _carrier(request), await _body(request)
    fault, delay = _choice(Fault, body, "fault"), _delay(body)
    for line in carrier.lines.values():
        if fault is not Fault.WRONG_PASSWORD or line.password:
            carrier.break_line(line.number, fault, delay)
    return await show(request)


async def mend_carrier(request: web.Request) -> web.Response:
    carrier = _carrier(request)
    await carrier.up()
    for number in carrier.lines:
        carrier.mend(number)
    return await show(request)


async def mend_all(request: web.Request) -> web.Response:
    await request.app[WORLD].mend_all()
    return await show(request)


async def events(request: web.Request) -> web.StreamResponse:
    """Server-sent events: the whole picture at once and after every change."""
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    await response.prepare(request)
    world, stopping = request.app[WORLD], request.app[STOPPING]
    with suppress(ConnectionResetError):  # whoever listened may go away in the middle of a line
        await _tell(response, world, stopping)
    return response


async def _tell(response: web.StreamResponse, world: World, stopping: asyncio.Event) -> None:
    revision = -1
    while not stopping.is_set():
        if world.revision > revision:
            revision = world.revision
            await response.write(f"event: world\ndata: {json.dumps(picture(world))}\n\n".encode())
        else:
            await response.write(b": still here\n\n")
        await _next_change(world, revision, stopping)


async def _next_change(world: World, revision: int, stopping: asyncio.Event) -> None:
    """Return soon after a change (so that many make one picture), at the heartbeat, or at the end."""
    changed = asyncio.ensure_future(world.wait(revision))
    stopped = asyncio.ensure_future(stopping.wait())
    try:
        done, _ = await asyncio.wait({changed, stopped}, timeout=HEARTBEAT_SECONDS, return_when="FIRST_COMPLETED")
        if changed in done:
            await asyncio.wait({stopped}, timeout=QUIET_SECONDS)
    finally:
        changed.cancel()
        stopped.cancel()


async def _release_listeners(app: web.Application) -> None:
    app[STOPPING].set()


def _carrier(request: web.Request) -> Carrier:
    return request.app[WORLD].carrier(request.match_info["carrier"])


async def _body(request: web.Request) -> dict[str, object]:
    """The JSON object sent; an empty body is an empty object. Raises ValueError for anything else."""
    text = await request.text()
    body = json.loads(text) if text.strip() else {}
    if not isinstance(body, dict):
        raise ValueError("send a JSON object")
    return body


def _choice(kind: type[Choice], body: dict[str, object], name: str, default: Choice | None = None) -> Choice:
    given = body.get(name, default)
    if given not in list(kind):
        raise ValueError(f"{name} must be one of: " + ", ".join(kind))
    return kind(str(given))


def _delay(body: dict[str, object]) -> float:
    delay = body.get("delay", SLOW_SECONDS)
    if isinstance(delay, bool) or not isinstance(delay, int | float):
        raise ValueError("delay must be a number of seconds")
    return float(delay)


@web.middleware
async def _errors_as_json(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except UnknownNameError as error:
        return web.json_response({"error": str(error)}, status=404)
    except ValueError as error:
        return web.json_response({"error": str(error)}, status=400)
    except PortBusyError as error:
        return web.json_response({"error": str(error)}, status=409)
