"""A route as aiohttp serves it: who is it, are we the active bot, read, do, answer."""

import hashlib
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import Any

import structlog
from aiohttp import web

from api.auth import Caller, Callers
from api.bodies import body, parsed, query
from api.problems import Fault, ProblemError
from api.routes import Feed, Push, Route, Stretch
from services.idempotency import Answer, once

_log = structlog.get_logger(__name__)

KEY_HEADER = "Idempotency-Key"
KEY_PATTERN = r'^(?:[!#-\[\]-~]{1,128}|"[!#-\[\]-~]{1,128}")$'
"""As the draft has it, a string of structured fields (in quotes); without them too, as many clients send it."""


@dataclass(frozen=True)
class Server:
    """``active``: whether this bot is the one that works, and not a standby."""

    callers: Callers
    clock: Callable[[], datetime]
    active: Callable[[], bool]
    at_work: set[tuple[Caller, str]] = field(default_factory=set)

    def handler(self, route: Route) -> Callable[[web.Request], Awaitable[web.Response]]:
        """What answers a request for the route."""

        async def handle(request: web.Request) -> web.Response:
            self._admit(request, route)
            answer, repeated = await self._answer(request, route)
            headers = {"Idempotency-Replayed": "true"} if repeated else {}
            return web.Response(
                status=answer.status, text=answer.body, content_type="application/json", headers=headers
            )

        return handle

    def _admit(self, request: web.Request, route: Route) -> None:
        """Problems 401, 403 and 503."""
        caller = self.callers.caller(request.headers.get("Authorization", ""))
        if caller is None:
            challenge = {"WWW-Authenticate": 'Bearer realm="linekeeper"'}
            words = "Send the header Authorization: Bearer <token> with a token of API_TOKENS."
            raise ProblemError(HTTPStatus.UNAUTHORIZED, words, headers=challenge)
        if caller is not route.caller:
            raise ProblemError(
                HTTPStatus.FORBIDDEN, f"This is for the caller {route.caller.value}; the token is another's."
            )
        if not self.active():
            words = "This bot stands by; another one is active. Send the same there, or here once more."
            raise ProblemError(HTTPStatus.SERVICE_UNAVAILABLE, words, "standby", headers={"Retry-After": "5"})

    async def _answer(self, request: web.Request, route: Route) -> tuple[Answer, bool]:
        if isinstance(route, Feed):
            page = await route.read(query(request, Stretch))
            return Answer(HTTPStatus.OK, page.model_dump_json()), False
        key, text = _key(request), await body(request)
        if not key:
            return await self._take(route, text), False
        turn = (route.caller, key)
        if turn in self.at_work:
            words = (
                "A request with this Idempotency-Key is at work. Send it again in a moment: it gets the same answer."
            )
            raise ProblemError(HTTPStatus.CONFLICT, words, "at-work", headers={"Retry-After": "1"})
        self.at_work.add(turn)
        try:
            print_ = _fingerprint(request, text)
            return await once(route.caller, key, print_, self.clock(), lambda: self._take(route, text))
        finally:
            self.at_work.discard(turn)

    async def _take(self, route: Push[Any], text: bytes) -> Answer:
        taken = await route.take(parsed(route.shape, text), self.clock())
        _log.info("batch taken", caller=route.caller.value, what=route.name, created=taken.created, known=taken.known)
        return Answer(HTTPStatus.OK, taken.model_dump_json(exclude_none=True))


def _key(request: web.Request) -> str:
    """The header without its quotes, empty when there is none; problem 400."""
    given = request.headers.getall(KEY_HEADER, [])
    if not given:
        return ""
    if len(given) > 1 or not re.fullmatch(KEY_PATTERN, given[0], re.ASCII):
        fault = Fault(pointer="", detail="1 to 128 visible ASCII characters other than quotes and backslashes, once")
        words = f"The header {KEY_HEADER} cannot be used."
        raise ProblemError(HTTPStatus.BAD_REQUEST, words, "bad-idempotency-key", errors=[fault])
    return given[0].strip('"')


def _fingerprint(request: web.Request, text: bytes) -> str:
    return hashlib.sha256(b"\0".join((request.method.encode(), request.path.encode(), text))).hexdigest()
