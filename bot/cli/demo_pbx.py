"""The SIP server beside the demo: where it is to listen, and how ``make pbx`` learns it."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from bot.settings import Settings

NAME = "pbx.env"
_TOLD = ("database_url", "sip_listen", "sip_rpc", "sip_realm")
_PATIENCE = 10.0


def sip_settings() -> dict[str, str]:
    """Free ports of loopback, the usual one for SIP where it is free."""
    return {"sip_listen": f"127.0.0.1:{_free(5060)}", "sip_rpc": f"127.0.0.1:{_free(0)}", "sip_realm": "demo"}


def tell(settings: Settings, folder: Path) -> Path:
    """Write down what the SIP server needs to know, for the owner alone: ``make pbx`` may come at any time."""
    path = folder / NAME
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    rows = {name.upper(): getattr(settings, name) for name in _TOLD}
    rows |= {"SECRET_KEYS": settings.secret_keys.get_secret_value(), "DEMO_PID": str(os.getpid())}
    path.write_text("".join(f"{name}={value}\n" for name, value in rows.items()))
    return path


@asynccontextmanager
async def beside(path: Path, *, wanted: bool) -> AsyncIterator[None]:
    """The SIP server as a child of the demo where it is ``wanted``; the file goes with the demo."""
    child = await _start(path) if wanted else None
    try:
        yield
    finally:
        await asyncio.to_thread(path.unlink, missing_ok=True)
        if child is not None:
            await _stop(child)


async def _start(path: Path) -> asyncio.subprocess.Process:
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    words = ("-m", "bot", "pbx", "--env", str(path), "--folder", str(path.parent / "pbx"), "--beside", str(os.getpid()))
    return await asyncio.create_subprocess_exec(sys.executable, *words, env=environment, start_new_session=True)


async def _stop(child: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        child.terminate()
    try:
        await asyncio.wait_for(child.wait(), _PATIENCE)
    except TimeoutError:
        child.kill()
        await child.wait()


def free_port() -> int:
    """Any port of 127.0.0.1 that is free."""
    return _free(0)


def _free(wished: int) -> int:
    """A port of 127.0.0.1 that is free for UDP and TCP."""
    with socket.socket() as tcp, socket.socket(type=socket.SOCK_DGRAM) as udp:
        try:
            tcp.bind(("127.0.0.1", wished))
            udp.bind(("127.0.0.1", tcp.getsockname()[1]))
        except OSError:
            return _free(0)
        port: int = tcp.getsockname()[1]
        return port
