"""``python -m bot pbx``: the SIP server of the softphones, configured from the settings, for as long as this runs."""

import argparse
import asyncio
import os
import shutil
import signal
from pathlib import Path

from bot.cli import COMMANDS, CommandFailed, Subparsers
from bot.cli.pbx_ports import check_ports
from bot.pbx_config import environment, write_config
from bot.settings import Settings, load_settings
from models.database import DatabaseUnavailableError
from models.migrate import MigrationError, migrate
from models.url import DatabaseUrlError

FOLDER = Path("var/pbx")
INSTALL = (
    "`make pbx` does so on Debian; elsewhere it is apt-get install kamailio kamailio-sqlite-modules "
    "kamailio-postgres-modules kamailio-tls-modules"
)
_SYSTEM = "/usr/local/sbin:/usr/sbin:/sbin"
_PATIENCE = 5.0


def add(subparsers: Subparsers) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("pbx", help=COMMANDS["pbx"])
    parser.add_argument("--env", metavar="FILE", default=".env", help="the file of settings (default: .env)")
    parser.add_argument("--folder", type=Path, default=FOLDER, help=f"where its files go (default: {FOLDER})")
    parser.add_argument("--check", action="store_true", help="write its files and let Kamailio judge them, no more")
    parser.add_argument("--beside", type=int, metavar="PID", help="end when this process does")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run Kamailio until SIGINT or SIGTERM; its exit status.

    Raises:
        CommandFailed: it is not installed, not configured, or cannot start.
    """
    kamailio = _program()
    settings = load_settings(_env_file=arguments.env)
    settings.require("sip_listen", "secret_keys")
    _check(settings)
    try:
        asyncio.run(migrate(settings.database_url))
        config = write_config(settings, arguments.folder)
    except (DatabaseUnavailableError, DatabaseUrlError, MigrationError) as error:
        raise CommandFailed(str(error)) from None
    except OSError as error:
        raise CommandFailed(f"Cannot write into {arguments.folder}: {error.strerror or error}.") from None
    command = [kamailio, "-f", str(config), *(["-c"] if arguments.check else _foreground(arguments.folder))]
    if not arguments.check:
        check_ports(settings)
        print(f"SIP server: {settings.sip_server}", flush=True)
    return asyncio.run(_run(command, settings, arguments.beside))


def _check(settings: Settings) -> None:
    """Refuse what Kamailio would take, and softphones would not."""
    if settings.sip_listen.startswith(("0.0.0.0:", "[::]:")) and not settings.sip_advertise:
        raise CommandFailed("SIP_LISTEN names every address: write the one that softphones reach into SIP_ADVERTISE.")
    files = (settings.sip_certificate, settings.sip_certificate_key)
    if settings.sip_tls_listen and not all(files):
        raise CommandFailed("SIP_TLS_LISTEN needs SIP_CERTIFICATE and SIP_CERTIFICATE_KEY.")
    for name in filter(None, files):
        if not Path(name).is_file():
            raise CommandFailed(f"There is no file {name}: SIP_CERTIFICATE and SIP_CERTIFICATE_KEY name files in PEM.")


def _program() -> str:
    found = shutil.which("kamailio") or shutil.which("kamailio", path=_SYSTEM)
    if found is None:
        raise CommandFailed(f"Kamailio is not installed: {INSTALL}")
    return found


def _foreground(folder: Path) -> list[str]:
    place = str(folder.absolute())
    _forget_killed(folder / "kamailio.pid")
    return ["-DD", "-E", "-m", "128", "-M", "16", "-w", place, "-Y", place, "-P", f"{place}/kamailio.pid"]


def _forget_killed(pid_file: Path) -> None:
    """A server that was killed leaves its number behind, and Kamailio does not start while anybody has that number."""
    try:
        name = Path("/proc", pid_file.read_text().strip(), "comm").read_text()
    except (OSError, ValueError):
        name = ""
    if name.strip() != "kamailio":
        pid_file.unlink(missing_ok=True)


async def _run(command: list[str], settings: Settings, beside: int | None) -> int:
    process = await asyncio.create_subprocess_exec(*command, env={**os.environ, **environment(settings)})
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    if beside is not None:
        _watch(beside, stop)
    return await _ended(process, stop)


def _watch(pid: int, stop: asyncio.Event) -> None:
    """A pidfd becomes readable when its process ends (pidfd_open(2))."""
    try:
        asyncio.get_running_loop().add_reader(os.pidfd_open(pid), stop.set)
    except ProcessLookupError:
        stop.set()


async def _ended(process: asyncio.subprocess.Process, stop: asyncio.Event) -> int:
    over, asked = asyncio.ensure_future(process.wait()), asyncio.ensure_future(stop.wait())
    await asyncio.wait((over, asked), return_when=asyncio.FIRST_COMPLETED)
    asked.cancel()
    if over.done():
        return over.result()
    process.terminate()
    try:
        await asyncio.wait_for(over, _PATIENCE)
    except TimeoutError:
        process.kill()
        await process.wait()
    return 0
