"""``python -m bot recount``: proves every balance and invoice from charges and payments."""

import argparse
import asyncio

from bot.cli import COMMANDS, CommandFailed, Subparsers
from bot.cli.existing import settings_of_existing
from bot.settings import Settings
from models.database import DatabaseUnavailableError, open_database
from models.migrate import MigrationError, migrate
from models.url import DatabaseUrlError
from services.recount import Difference, recount


def add(subparsers: Subparsers) -> None:
    """Declare the command."""
    subparsers.add_parser("recount", help=COMMANDS["recount"]).set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Print a line for each difference, sums in kopecks; 1 when there is one, else 0."""
    try:
        found = asyncio.run(_recount(settings_of_existing()))
    except (DatabaseUnavailableError, DatabaseUrlError, MigrationError) as error:
        raise CommandFailed(str(error)) from None
    for each in found:
        print(f"contract {each.contract}: {each.what} is stored as {each.stored}, the facts say {each.proved}")
    print(f"differences: {len(found)}" if found else "all balances and invoices are proved by the facts")
    return 1 if found else 0


async def _recount(settings: Settings) -> tuple[Difference, ...]:
    await migrate(settings.database_url)
    async with open_database(settings.database_url):
        return await recount()
