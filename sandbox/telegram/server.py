"""HTTP of the Bot API: /bot<token>/METHOD and /file/bot<token>/<path>. https://core.telegram.org/bots/api#making-requests"""

import asyncio
import re
import time
from typing import Any

from aiohttp import web

from sandbox.telegram import checks, files, methods, params
from sandbox.telegram.calls import Call
from sandbox.telegram.errors import RefusedError, too_many_requests
from sandbox.telegram.faults import Fault
from sandbox.telegram.state import Bot
from sandbox.telegram.webhook import Carrier, Described
from sandbox.telegram.world import World

Json = dict[str, Any]

TOKEN = re.compile(r"[1-9][0-9]{0,15}:[A-Za-z0-9_-]{4,80}")
SHAPE = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")


class Server:
    """Answers bots. One for a World."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.carrier = Carrier(world, self._from_webhook)
        world.on_update = self.carrier.poke

    def bot(self, token: str) -> Bot:
        """Refuse what cannot be a token as Telegram does: 404 for another shape, 401 for a wrong one."""
        if not SHAPE.fullmatch(token):
            raise RefusedError(404, "Not Found")
        if not TOKEN.fullmatch(token):
            raise RefusedError(401, "Unauthorized")
        return self.world.bot(token)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        started = time.monotonic()
        entry: Json = {"id": 0, "at": self.world.clock.now(), "parameters": {}, "files": {}}
        try:
            bot = self.bot(request.match_info["token"])
            self.world.last_bot = bot
            entry |= {"bot": bot.id, "method": request.match_info["method"]}
            status, body = await self._answer(bot, request, entry)
        except RefusedError as refusal:
            status, body = refusal.code, refusal.answer()
        response = _response(request, status, body)
        self._log(entry, status, body, time.monotonic() - started)
        return response

    async def _answer(self, bot: Bot, request: web.Request, entry: Json) -> tuple[int, Any]:
        try:
            method = methods.named(request.match_info["method"])
            entry["method"] = method.name
            found = await params.decode(request)
            entry["parameters"] = found.values
            entry["files"] = {name: len(file.data) for name, file in found.files.items()}
            call = Call(self.world, bot, method, checks.check(method, found), found.files)
        except RefusedError as refusal:
            return refusal.code, refusal.answer()
        fault = self.world.faults.strike(method.name, call.text("chat_id"), str(bot.id))
        if fault is None:
            return await self._perform(call)
        entry["fault"] = fault.id
        return await self._with_fault(fault, call)

    async def _with_fault(self, fault: Fault, call: Call) -> tuple[int, Any]:
        await asyncio.sleep(fault.delay)
        done = (200, None)
        if fault.when == "after" or not (fault.fails or fault.reset):
            done = await self._perform(call)
        if fault.reset:
            return 0, None
        if fault.body is not None:
            return fault.error_code, fault.body
        return (fault.error_code, fault.answer()) if fault.fails else done

    async def _perform(self, call: Call) -> tuple[int, Any]:
        """Carry out a call within the limits: HTTP status and the answer's body."""
        try:
            seconds = self.world.limits.wait(call.bot.token, call.method.name, call.text("chat_id"))
            if seconds:
                raise too_many_requests(seconds)
            result = await methods.run(call)
        except RefusedError as refusal:
            return refusal.code, refusal.answer()
        finally:
            self.carrier.poke(call.bot)
        if isinstance(result, Described):
            return 200, {"ok": True, "result": result.result, "description": result.description}
        return 200, {"ok": True, "result": result}

    def _log(self, entry: Json, status: int, body: Any, seconds: float) -> None:
        if "bot" not in entry:
            return
        last = self.world.calls[-1]["id"] if self.world.calls else 0
        chat_id = entry["parameters"].get("chat_id")
        entry |= {"id": last + 1, "status": status, "answer": body, "seconds": round(seconds, 4)}
        entry |= {"chat_id": chat_id} if chat_id is not None else {}
        self.world.calls.append(entry)
        self.world.events.publish("call", entry)

    async def _from_webhook(self, bot: Bot, wish: Json) -> None:
        """A method call in the body of a webhook's answer."""
        started = time.monotonic()
        entry: Json = {"id": 0, "at": self.world.clock.now(), "files": {}, "bot": bot.id, "webhook": True}
        entry |= {"method": wish.pop("method"), "parameters": wish}
        try:
            method = methods.named(entry["method"])
            entry["method"] = method.name
            values = checks.check(method, params.Arguments(wish))
            status, body = await self._perform(Call(self.world, bot, method, values))
        except RefusedError as refusal:
            status, body = refusal.code, refusal.answer()
        self._log(entry, status, body, time.monotonic() - started)

    async def download(self, request: web.Request) -> web.StreamResponse:
        try:
            bot = self.bot(request.match_info["token"])
        except RefusedError as refusal:
            return web.json_response(refusal.answer(), status=refusal.code)
        stored = files.by_path(bot, request.match_info["path"])
        if stored is None:
            return web.json_response(RefusedError(404, "Not Found").answer(), status=404)
        return web.Response(body=stored.data, headers={"Content-Type": "application/octet-stream"})


def _response(request: web.Request, status: int, body: Any) -> web.StreamResponse:
    """JSON as Telegram writes it; status 0 cuts the connection instead."""
    if status == 0:
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)
    if isinstance(body, str):
        return web.Response(status=status, text=body, content_type="text/html")
    return web.json_response(body, status=status)


async def not_found(request: web.Request) -> web.StreamResponse:
    del request
    return web.json_response(RefusedError(404, "Not Found").answer(), status=404)
