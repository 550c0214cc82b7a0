"""``python -m bot migrate``: bring the database of DATABASE_URL up to date."""

import argparse
import asyncio

from bot.cli import COMMANDS, CommandFailed, Subparsers
from bot.settings import load_settings
from models.database import DatabaseUnavailableError
from models.migrate import MigrationError, migrate
from models.url import DatabaseUrlError


def add(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("migrate", help=COMMANDS["migrate"])
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the name of each migration applied, or that there was nothing to do."""
    try:
        applied = asyncio.run(migrate(load_settings().database_url))
    except (DatabaseUnavailableError, DatabaseUrlError, MigrationError) as error:
        raise CommandFailed(str(error)) from error
    for name in applied:
        print(f"applied {name}")
    if not applied:
        print("nothing to do: the database is up to date")
    return 0
