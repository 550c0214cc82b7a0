"""``python -m bot support``: who is the provider's own staff. Nobody becomes it in any other way."""

import argparse
import asyncio

from bot.cli import COMMANDS, CommandFailed, Subparsers
from bot.cli.existing import settings_of_existing
from bot.settings import Settings
from bot.supervisor import utc_now
from models.database import DatabaseUnavailableError, open_database
from models.migrate import MigrationError, migrate
from models.url import DatabaseUrlError
from services.support import SupportService

_LARGEST_ID = 2**52
"""Telegram's numbers have at most 52 significant bits: https://core.telegram.org/bots/api#user"""


def add(subparsers: Subparsers) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("support", help=COMMANDS["support"])
    parser.add_argument("--telegram-id", type=_telegram_id, metavar="N", help="number of the person in Telegram")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--name", metavar="NAME", help="name until the person writes to the bot")
    how.add_argument("--remove", action="store_true", help="the person is support no more, at once")
    parser.set_defaults(run=run, refuse=parser.error)


def run(arguments: argparse.Namespace) -> int:
    """Make or remove a person of support; without options, list them all.

    Raises:
        SettingsError: a setting cannot be used.
        SystemExit: --name or --remove without --telegram-id.
        CommandFailed: the database does not open, or there is nobody to remove.
    """
    if arguments.telegram_id is None and (arguments.name or arguments.remove):
        arguments.refuse("say whom: --telegram-id N")
    try:
        print(asyncio.run(_do(settings_of_existing(), arguments)))
    except (DatabaseUnavailableError, DatabaseUrlError, MigrationError) as error:
        raise CommandFailed(str(error)) from None
    return 0


async def _do(settings: Settings, arguments: argparse.Namespace) -> str:
    await migrate(settings.database_url)
    async with open_database(settings.database_url):
        if arguments.telegram_id is None:
            return await _listed()
        return await (_remove if arguments.remove else _make)(arguments)


async def _listed() -> str:
    staff = await SupportService().staff()
    return "\n".join(f"{telegram_id} {name}" for telegram_id, name in staff) or "There is no support yet."


async def _make(arguments: argparse.Namespace) -> str:
    number = arguments.telegram_id
    made = await SupportService().appoint(number, arguments.name or f"Support {number}", utc_now())
    renamed = bool(arguments.name) and await SupportService().rename(number, arguments.name)
    if made:
        return f"{number} is support now: let the person send /start to the bot."
    return f"{number} is support already" + (f"; the name is changed to {arguments.name}." if renamed else ".")


async def _remove(arguments: argparse.Namespace) -> str:
    if not await SupportService().dismiss(arguments.telegram_id, utc_now()):
        raise CommandFailed(f"{arguments.telegram_id} is not support; `python -m bot support` lists who is.")
    return f"{arguments.telegram_id} is support no more."


def _telegram_id(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 0 < int(text) < _LARGEST_ID:
        raise argparse.ArgumentTypeError("a person's number in Telegram has digits alone; @userinfobot tells it")
    return int(text)
