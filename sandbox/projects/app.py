"""The site of the small "Проекты КЦ": a login page, and the projects one may see. In Russian, without scripts."""

import secrets
from http import HTTPStatus
from pathlib import Path

from aiohttp import web

from sandbox.projects.pages import cabinet, door
from sandbox.projects.site import Session, Site

SITE = web.AppKey("projects_site", Site)
COOKIE = "projects"
STYLE = Path(__file__).with_name("style.css")
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def projects_app(site: Site) -> web.Application:
    """A sub-application for ``app.add_subapp("/projects/", projects_app(site))``."""
    app = web.Application()
    app[SITE] = site
    app.add_routes(
        [
            web.get("/", show),
            web.post("/login", enter),
            web.post("/logout", leave),
            web.get("/style.css", style),
            web.get("/state.json", state),
        ]
    )
    return app


async def show(request: web.Request) -> web.Response:
    """The cabinet of whoever is in, else the login page."""
    site = request.app[SITE]
    people = site.inside(request.cookies.get(COOKIE, ""))
    return _page(cabinet(site, people) if people else door(site))


async def enter(request: web.Request) -> web.Response:
    """Let in, or say that login or password is wrong: never which of them."""
    site, form = request.app[SITE], await request.post()
    login, password = str(form.get("login", "")), str(form.get("password", ""))
    people = await site.who(login, password)
    if not people:
        return _page(door(site, login, wrong=True), HTTPStatus.FORBIDDEN)
    token = secrets.token_urlsafe(16)
    site.sessions[token] = Session(tuple(each.id for each in people), people[0].verifier)
    answer = web.Response(status=HTTPStatus.SEE_OTHER, headers={"Location": "./"})
    answer.set_cookie(COOKIE, token, path="/projects/", httponly=True, samesite="Strict")
    return answer


async def leave(request: web.Request) -> web.Response:
    """Out."""
    request.app[SITE].sessions.pop(request.cookies.get(COOKIE, ""), None)
    return web.Response(status=HTTPStatus.SEE_OTHER, headers={"Location": "./"})


async def style(_: web.Request) -> web.FileResponse:
    """Colours and sizes."""
    return web.FileResponse(STYLE, headers={"Cache-Control": "no-cache"})


async def state(request: web.Request) -> web.Response:
    """For the page of the demonstration: how many people are known, and whether the bot's API answers."""
    site = request.app[SITE]
    about = {"people": len(site.directory.people), "projects": len(site.projects), "connected": site.connected}
    return web.json_response(about)


def _page(text: str, status: HTTPStatus = HTTPStatus.OK) -> web.Response:
    return web.Response(text=text, status=status, content_type="text/html", headers=_HEADERS)
