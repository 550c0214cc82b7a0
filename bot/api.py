"""The HTTP API of this installation, where API_TOKENS names somebody who may call it."""

from collections.abc import Callable

from aiohttp import web

from api.app import ApiHost, build_api
from api.auth import Callers
from api.billing.routes import billing_routes
from api.projects.routes import projects_routes
from bot.logs import log_failure
from bot.settings import Settings
from bot.supervisor import utc_now
from models.database import unreachable
from services.catalogue import Services


def api_of(settings: Settings, services: Services, active: Callable[[], bool]) -> web.Application | None:
    """Ready to be mounted; None: nobody may call it, so there is none."""
    if not settings.tokens:
        return None
    routes = (*billing_routes(services.money), *projects_routes(services.centre))
    return build_api(routes, Callers(settings.tokens), _host(active))


def _host(active: Callable[[], bool]) -> ApiHost:
    return ApiHost(utc_now, active, lambda error: log_failure(error, "request of the api failed"), unreachable)
