"""Can the web server listen where WEB_LISTEN says, or does the bot already answer there?"""

import asyncio
import json

import aiohttp

from bot.checkup import Finding
from bot.settings import Settings
from bot.web import ListenError

_PART = "web"
_PATIENCE = aiohttp.ClientTimeout(total=3)
_ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 -- what an operator may have written


async def examine(settings: Settings) -> list[Finding]:
    """Listen for a moment where the bot would. Nothing is said when it would not listen at all."""
    if settings.listen is None:
        return []
    host, port = settings.listen
    try:
        await _listen(host, port)
    except ListenError as error:
        return [await _taken(host, port, error)]
    return [Finding(_PART, f"{_address(host, port)} is free to listen on")]


async def _listen(host: str, port: int) -> None:
    try:
        server = await asyncio.get_running_loop().create_server(asyncio.Protocol, host, port)
    except OSError as error:
        raise ListenError(host, port, error) from error
    server.close()
    await server.wait_closed()


async def _taken(host: str, port: int, error: ListenError) -> Finding:
    if port and await _is_ours(_ANYWHERE.get(host, host), port):
        return Finding(_PART, f"the bot answers on {error.address}")
    words = f"{error.address} cannot be listened on: {error.strerror}"
    return Finding(_PART, words, "Choose another host:port in WEB_LISTEN, or stop the program that has this one.")


async def _is_ours(host: str, port: int) -> bool:
    try:
        async with aiohttp.ClientSession(timeout=_PATIENCE) as http, http.get(_url(host, port)) as response:
            return bool(json.loads(await response.content.read(1000)) == {"ok": True})
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return False


def _url(host: str, port: int) -> str:
    return f"http://{_address(host, port)}/healthz"


def _address(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
