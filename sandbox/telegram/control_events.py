"""Server-sent events: what happens in the sandbox, as it happens."""

import asyncio
import ipaddress
import json
from contextlib import suppress

from aiohttp import web

from sandbox.telegram.errors import ControlError
from sandbox.telegram.events import END, Event
from sandbox.telegram.wish import Wish
from sandbox.telegram.world import World

WORLD: web.AppKey[World] = web.AppKey("world", World)
PING_SECONDS = 15.0


def refuse_strangers(request: web.Request) -> None:
    """Whoever holds the control API is everybody in this Telegram: only this machine may."""
    if request.remote is None or not ipaddress.ip_address(request.remote).is_loopback:
        raise web.HTTPForbidden(text="The control API answers to this machine only.")


async def stream(request: web.Request) -> web.StreamResponse:
    """GET /control/events: a stream that ends when the listener leaves or the server stops."""
    refuse_strangers(request)
    world = request.app[WORLD]
    try:
        wish = Wish(world, dict(request.query))
        user_id = wish.number("user_id") if wish.has("user_id") else None
        chat_id = wish.number("chat_id") if wish.has("chat_id") else None
        after = int(request.headers.get("Last-Event-ID") or wish.number("after", world.events.last))
    except (ControlError, ValueError) as error:
        return web.json_response({"ok": False, "error": str(error)}, status=400)
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"})
    # Whoever listened may go away in the middle of a line.
    with world.events.listen() as queue, suppress(ConnectionResetError):
        past = world.events.since(after)
        await response.prepare(request)
        await response.write(b": welcome\n\n")
        for event in past:
            await _write(response, event, user_id, chat_id)
        await _follow(response, queue, user_id, chat_id)
    return response


async def _follow(
    response: web.StreamResponse, queue: asyncio.Queue[Event], user_id: int | None, chat_id: int | None
) -> None:
    while True:
        try:
            event = await asyncio.wait_for(queue.get(), PING_SECONDS)
            if event is END:
                return
        except TimeoutError:
            await response.write(b": still here\n\n")
            continue
        await _write(response, event, user_id, chat_id)


async def _write(response: web.StreamResponse, event: Event, user_id: int | None, chat_id: int | None) -> None:
    if not event.visible_to(user_id) or (chat_id is not None and event.data.get("chat_id", chat_id) != chat_id):
        return
    data = event.data
    if "mine" in data and user_id is not None:
        data = data | {"mine": data["message"]["from"]["id"] == user_id}
    text = json.dumps(data, ensure_ascii=False)
    await response.write(f"id: {event.id}\nevent: {event.kind}\ndata: {text}\n\n".encode())
