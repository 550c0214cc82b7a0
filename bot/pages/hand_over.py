"""``/h/<code>``: a person's details, once, after a press. ``/p/<token>``: what his softphone fetches after it.

Fetching a page burns nothing, so that previews and prefetching browsers may look; the press is a POST.
"""

import time
from collections.abc import Callable, Sequence
from datetime import datetime

from aiohttp import web

from bot.pages import screens
from bot.pages.answers import page, spoken
from bot.pages.brake import Brake, client_of
from bot.settings import Settings
from bot.supervisor import utc_now
from documents.softphone_settings import linphone_xml
from services.centre import CentreServices
from services.hand_over_cards import HandedOver, HandOverFace
from services.user_errors import HandOverGoneError

CODE = "/h/{code}"
TOKEN = "/p/{token}"  # noqa: S105 -- a path


def pages_of(settings: Settings, centre: CentreServices) -> Sequence[web.RouteDef]:
    """The pages of this installation; none without PUBLIC_URL."""
    if not settings.public_url:
        return ()
    return HandOverPages(centre, settings.default_language, utc_now).routes()


class HandOverPages:
    """The handlers. ``language`` where a browser says none."""

    def __init__(
        self,
        centre: CentreServices,
        language: str,
        clock: Callable[[], datetime],
        brake: Brake | None = None,
    ) -> None:
        self._centre, self._language, self._clock = centre, language, clock
        self._brake = brake or Brake(time.monotonic)

    def routes(self) -> Sequence[web.RouteDef]:
        """To be added to the web server."""
        return [
            web.get(CODE, self.look),
            web.post(CODE, self.take),
            web.get(TOKEN, self.provision),
        ]

    async def look(self, request: web.Request) -> web.Response:
        """Whose details wait, and the button."""
        t = spoken(request, self._language)
        if self._brake.holds(client_of(request)):
            return page(screens.held(t), t, 429)
        try:
            return page(screens.waiting(await self._face(request), t), t)
        except HandOverGoneError:
            return self._missed(request)

    async def take(self, request: web.Request) -> web.Response:
        """The press: the details; a second one shows nothing."""
        t = spoken(request, self._language)
        if self._brake.holds(client_of(request)):
            return page(screens.held(t), t, 429)
        try:
            handed = await self._taken(request)
        except HandOverGoneError:
            return self._missed(request)
        return page(screens.shown(handed, t), t)

    async def provision(self, request: web.Request) -> web.Response:
        """The settings of a softphone, for ten minutes after the press."""
        try:
            details = await self._centre.hand_over.provision(request.match_info["token"], self._clock())
        except HandOverGoneError:
            return web.Response(status=404, headers={"Cache-Control": "no-store"})
        content = linphone_xml(screens.account_of(details))
        headers = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex", "X-Content-Type-Options": "nosniff"}
        return web.Response(body=content, content_type="application/xml", headers=headers)

    async def _face(self, request: web.Request) -> HandOverFace:
        code, now = request.match_info["code"], self._clock()
        try:
            return await self._centre.hand_over.look(code, now)
        except HandOverGoneError:
            return await self._centre.page_views.look(code, now)

    async def _taken(self, request: web.Request) -> HandedOver:
        code, now = request.match_info["code"], self._clock()
        try:
            return await self._centre.hand_over.take(code, now)
        except HandOverGoneError:
            return await self._centre.page_views.take(code, now)

    def _missed(self, request: web.Request) -> web.Response:
        """Unknown, used, replaced and expired read the same."""
        self._brake.missed(client_of(request))
        t = spoken(request, self._language)
        return page(screens.gone(t), t, 404)
