"""``python -m bot invite``: a one-time link that lets a person into a contract."""

import argparse
import asyncio
import sys
from datetime import timedelta

from telegram import Bot
from telegram.error import TelegramError

from bot.cli import COMMANDS, CommandFailed, Subparsers
from bot.requests import AiohttpRequest
from bot.settings import Settings, load_settings
from bot.supervisor import utc_now
from domain.access import MEMBER_ROLES, Role
from models import Contract
from models.database import DatabaseUnavailableError, open_database
from models.migrate import MigrationError, migrate
from models.url import DatabaseUrlError
from services.errors import NotFoundError
from services.members import MemberService


def add(subparsers: Subparsers) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("invite", help=COMMANDS["invite"])
    parser.add_argument("--contract", required=True, type=_number, metavar="N", help="number of the contract")
    parser.add_argument("--role", required=True, type=_role, metavar="ROLE", help=", ".join(MEMBER_ROLES))
    parser.add_argument("--client", metavar="NAME", help="name of the client company, for a contract that is new")
    parser.add_argument("--hours", type=_hours, default=72, help="how long the link lives (default: 72)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the link alone on standard output, so that it can be piped; the explanation goes to standard error.

    Raises:
        SettingsError: a setting cannot be used.
        CommandFailed: no such contract, or the database does not open.
    """
    settings = load_settings()
    try:
        token = asyncio.run(_invite(settings, arguments))
    except NotFoundError:
        raise CommandFailed(
            f"There is no contract {arguments.contract}. "
            "Invite its administrator first, or name its client: --client NAME."
        ) from None
    except (DatabaseUnavailableError, DatabaseUrlError, MigrationError) as error:
        raise CommandFailed(str(error)) from None
    _show(arguments, token, asyncio.run(_username(settings)))
    return 0


async def _invite(settings: Settings, arguments: argparse.Namespace) -> str:
    """The token. The first administrator brings a contract with him; anybody else needs one that is there."""
    await migrate(settings.database_url)
    async with open_database(settings.database_url):
        if not await Contract.exists(number=arguments.contract):
            print(f"Contract {arguments.contract} is new.", file=sys.stderr)
        return await MemberService(settings.timezone).invite(
            arguments.contract,
            arguments.role,
            utc_now(),
            client=arguments.client or (arguments.contract if arguments.role is Role.ADMINISTRATOR else None),
            lasts=timedelta(hours=arguments.hours),
        )


async def _username(settings: Settings) -> str:
    """The bot's name by getMe; empty when Telegram cannot be asked."""
    token = settings.bot_token.get_secret_value()
    if not token:
        return ""
    request = AiohttpRequest(proxy=settings.telegram_proxy)
    try:
        async with Bot(token, base_url=settings.api_base, request=request, get_updates_request=AiohttpRequest()) as bot:
            return bot.username
    except TelegramError as error:
        print(f"Telegram was not asked for the bot's name: {error}", file=sys.stderr)
        return ""


def _show(arguments: argparse.Namespace, token: str, username: str) -> None:
    print(f"https://t.me/{username}?start={token}" if username else f"/start {token}")
    how = "the link" if username else "the line, sent to the bot,"
    print(
        f"One time only, within {arguments.hours:g} hours: {how} makes a person {arguments.role.value} "
        f"of contract {arguments.contract}.",
        file=sys.stderr,
    )


def _role(text: str) -> Role:
    name = text.replace("-", "_")
    if name not in MEMBER_ROLES:
        raise argparse.ArgumentTypeError(f"choose from {', '.join(MEMBER_ROLES)}")
    return Role(name)


def _number(text: str) -> str:
    number = text.strip()
    if not number or len(number) > 64:
        raise argparse.ArgumentTypeError("a contract's number has 1 to 64 characters")
    return number


def _hours(text: str) -> float:
    try:
        hours = float(text)
    except ValueError:
        hours = 0.0
    if not 0 < hours <= 24 * 90:
        raise argparse.ArgumentTypeError("a number of hours above 0, 2160 at most")
    return hours
