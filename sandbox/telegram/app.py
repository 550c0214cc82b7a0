"""The sandbox as an aiohttp application, alone or mounted beside a page."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from aiohttp import web

from sandbox.telegram import control, server
from sandbox.telegram.params import BIGGEST_UPLOAD
from sandbox.telegram.world import World


@dataclass(frozen=True)
class RunningTelegram:
    """A server that listens. ``url`` is the base of the Bot API: http://127.0.0.1:PORT without a slash at the end."""

    url: str
    world: World
    runner: web.AppRunner

    async def close(self) -> None:
        await self.runner.cleanup()


def build_app(users: list[int], groups: list[int], limits: bool = False, world: World | None = None) -> web.Application:
    """Bot API and control API in one application; routes ``/`` and ``/world/`` are left free.

    Anything may be added to it before it starts. ``world`` gives a world made elsewhere instead of a new one.
    """
    app = web.Application(client_max_size=BIGGEST_UPLOAD + 4 * 1024 * 1024)
    found = world or World(users, groups, limits)
    bots = server.Server(found)
    app[control.WORLD] = found
    app.cleanup_ctx.append(_carrier(bots))
    app.on_shutdown.append(_end)
    for path in ("/bot{token:[^/]+}/{method:[^/]*}", "/bot{token:[^/]+}/test/{method:[^/]+}"):
        app.router.add_route("GET", path, bots.handle)
        app.router.add_route("POST", path, bots.handle)
    app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", bots.download)
    app.router.add_route("*", "/bot{tail:.*}", server.not_found)
    app.router.add_route("*", "/file{tail:.*}", server.not_found)
    control.add_routes(app)
    return app


async def _end(app: web.Application) -> None:
    """Let go of everybody who waits: listeners and polls."""
    world = app[control.WORLD]
    world.events.close()
    for bot in world.bots.values():
        bot.arrived.set()


def _carrier(bots: server.Server) -> Callable[[web.Application], AsyncIterator[None]]:
    async def run(app: web.Application) -> AsyncIterator[None]:
        del app
        bots.carrier.open()
        yield
        await bots.carrier.close()

    return run


async def start(
    users: list[int], groups: list[int], port: int = 0, host: str = "127.0.0.1", limits: bool = False
) -> RunningTelegram:
    """Listen. Raises OSError when the port is taken; ``port`` 0 takes any free one."""
    return await serve(build_app(users, groups, limits), port, host)


async def serve(app: web.Application, port: int = 0, host: str = "127.0.0.1") -> RunningTelegram:
    """Run an application of build_app (with the page added, say)."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0, handle_signals=False)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    try:
        await site.start()
    except OSError:
        await runner.cleanup()
        raise
    taken = runner.addresses[0][1]
    return RunningTelegram(f"http://{host}:{taken}", app[control.WORLD], runner)
