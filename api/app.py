"""The API as one aiohttp application, to be mounted at ``PREFIX`` by ``bot/web.py``."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial

from aiohttp import web

from api.auth import Callers
from api.guard import Away, Guard, Report
from api.openapi import description
from api.routes import Route
from api.server import Server

PREFIX = "/api"
VERSION = "/v1"


@dataclass(frozen=True)
class ApiHost:
    """What the program around the API gives it.

    ``active``: whether this bot works, or stands by. ``report`` logs an unexpected error and gives its reference.
    ``away``: whether an exception is that of a database that does not answer.
    """

    clock: Callable[[], datetime]
    active: Callable[[], bool]
    report: Report
    away: Away


def build_api(routes: Iterable[Route], callers: Callers, host: ApiHost) -> web.Application:
    """All routes behind bearer tokens, and their description without one."""
    routes = tuple(routes)
    server = Server(callers, host.clock, host.active)
    application = web.Application(middlewares=[Guard(host.report, host.away).middleware()])
    for route in routes:
        application.router.add_route(route.method, f"{VERSION}{route.path}", server.handler(route))
    application.router.add_route("GET", f"{VERSION}/openapi.json", _described(routes))
    return application


def _described(routes: tuple[Route, ...]) -> Callable[[web.Request], Awaitable[web.Response]]:
    document = cache(partial(description, routes, f"{PREFIX}{VERSION}"))

    async def described(_: web.Request) -> web.Response:
        return web.json_response(document())

    return described
