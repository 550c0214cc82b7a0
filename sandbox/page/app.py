"""Serves the page: a small Telegram in the browser, made of static files that talk to /control/ and /world/."""

from pathlib import Path

from aiohttp import web

from sandbox.sample import CONTRACTS, PEOPLE

STATIC = Path(__file__).parent / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def mount(app: web.Application) -> None:
    """Add the page at ``/`` and its files under ``/page/``; the APIs it talks to are mounted by others."""
    app.router.add_get("/", index)
    app.router.add_get("/page/cast.json", cast)
    app.router.add_get("/page/parts.json", parts)
    app.router.add_static("/page/", STATIC)
    app.on_response_prepare.append(_protect)


async def index(_: web.Request) -> web.FileResponse:
    return web.FileResponse(STATIC / "index.html")


async def cast(_: web.Request) -> web.Response:
    """Who the people of the sample are, by Telegram id: Telegram itself knows no roles."""
    contracts = {contract.key: contract.name for contract in CONTRACTS}
    people = {
        person.telegram_id: {"role": person.role, "contract": contracts.get(person.contract, "")} for person in PEOPLE
    }
    return web.json_response(people)


async def parts(request: web.Request) -> web.Response:
    """What runs beside this Telegram, so that the page need not knock at closed doors."""
    mounted = {resource.canonical.strip("/") for resource in request.app.router.resources()}
    return web.json_response({"mailbox": "mailbox" in mounted, "projects": "projects" in mounted})


async def _protect(request: web.Request, response: web.StreamResponse) -> None:
    """The page runs its own scripts alone, and a browser always asks whether they changed."""
    if request.path == "/" or request.path.startswith("/page/"):
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-cache"
