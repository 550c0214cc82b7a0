"""The control API under /control/: plumbing and table of routes. docs/sandbox.md describes it."""

import inspect
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from sandbox.telegram import control_act, control_events, control_fate, control_people, control_press, control_read
from sandbox.telegram.control_events import WORLD
from sandbox.telegram.errors import ControlError
from sandbox.telegram.wish import Wish

__all__ = ["WORLD", "add_routes"]

Json = dict[str, Any]
Handler = Callable[[Wish], Any]


def handled(handler: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """An HTTP handler: JSON in, ``{"ok": …}`` out, loopback only."""

    async def answer(request: web.Request) -> web.StreamResponse:
        control_events.refuse_strangers(request)
        try:
            result = handler(Wish(request.app[WORLD], await _body(request)))
            result = await result if inspect.isawaitable(result) else result
        except ControlError as error:
            status = 404 if str(error).startswith("There is no") else 400
            return web.json_response({"ok": False, "error": str(error)}, status=status)
        return result if isinstance(result, web.StreamResponse) else web.json_response({"ok": True, "result": result})

    return answer


async def _body(request: web.Request) -> Json:
    found: Json = dict(request.query)
    raw = await request.read()
    if raw.strip():
        try:
            sent = json.loads(raw)
        except ValueError as error:
            raise ControlError("The body must be JSON.") from error
        if not isinstance(sent, dict):
            raise ControlError("The body must be a JSON object.")
        found |= sent
    return found


def add_routes(app: web.Application) -> None:
    for module in (control_people, control_act, control_press, control_read, control_fate):
        for verb, path, handler in module.ROUTES:
            app.router.add_route(verb, f"/control/{path}", handled(handler))
    app.router.add_get("/control/events", control_events.stream)
    app.router.add_route("*", "/control/{tail:.*}", handled(_unknown))


def _unknown(wish: Wish) -> None:
    raise ControlError("There is no such call of the control API, or not by this verb; see docs/sandbox.md.")
