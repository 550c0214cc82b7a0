"""``python -m bot cabinet``: the login of a contract's administrator in the provider's cabinet."""

import argparse
import asyncio

from bot.cli import COMMANDS, CommandFailed, Subparsers
from bot.cli.existing import settings_of_existing
from bot.settings import Settings
from bot.supervisor import utc_now
from models.database import DatabaseUnavailableError, open_database
from models.migrate import MigrationError, migrate
from models.url import DatabaseUrlError
from services.cabinet import CabinetLoginError, set_login
from services.errors import NotFoundError


def add(subparsers: Subparsers) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("cabinet", help=COMMANDS["cabinet"])
    parser.add_argument("--contract", required=True, metavar="N", help="number of the contract")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--login", metavar="LOGIN", help="the login, as the cabinet shows it")
    what.add_argument("--remove", action="store_true", help="the contract has no login any more")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Set or remove the login; administrators see it among the people, and the change in the journal.

    Raises:
        SettingsError: a setting cannot be used.
        CommandFailed: no such contract, no possible login, another contract's login, or the database does not open.
    """
    try:
        login = asyncio.run(_set(settings_of_existing(), arguments))
    except NotFoundError:
        raise CommandFailed(f"There is no contract {arguments.contract}.") from None
    except (CabinetLoginError, DatabaseUnavailableError, DatabaseUrlError, MigrationError) as error:
        raise CommandFailed(str(error)) from None
    print(f"Contract {arguments.contract}: cabinet login {login}." if login else "The login is removed.")
    return 0


async def _set(settings: Settings, arguments: argparse.Namespace) -> str | None:
    await migrate(settings.database_url)
    async with open_database(settings.database_url):
        return await set_login(arguments.contract.strip(), arguments.login, utc_now())
