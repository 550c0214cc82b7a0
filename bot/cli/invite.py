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
from models.url import DatabaseUrlError, parse_database_url
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
        where = parse_database_url(settings.database_url).where
        raise CommandFailed(
            f"There is no contract {arguments.contract} in the database {where}. "
            "Invite its administrator first, or name its client: --client NAME."
        ) from None
    except (DatabaseUnavailableError, DatabaseUrlError, MigrationError) as error:
        raise CommandFailed(str(error)) from None
    _show(arguments, token, asyncio.run(_username(settings)))
    return 0


async def _invite(settings: Settings, arguments: argparse.Namespace) -> str:
    """The token. The first administrator brings a contract with him; anybody else needs one that is there."""
    number, client = arguments.contract, arguments.client
    await migrate(settings.database_url)
    async with open_database(settings.database_url):
        known = await Contract.get_or_none(number=number)
        token = await MemberService(settings.timezone).invite(
            number,
            arguments.role,
            utc_now(),
            client=client or (number if arguments.role is Role.ADMINISTRATOR else None),
            lasts=timedelta(hours=arguments.hours),
        )
    _tell(_about(known, number, client, parse_database_url(settings.database_url).where))
    return token


def _about(known: Contract | None, number: str, client: str | None, where: str) -> str:
    """What became of the contract, and in which database: a person at the wrong settings sees it here."""
    if known is None:
        return f"Contract {number} is new, in the database {where}."
    if client and client != known.client:
        return (
            f"Contract {number} is there already, in the database {where}. "
            f"Its client stays “{known.client}”: --client “{client}” is for a new contract alone and changed nothing."
        )
    return f"Contract {number} of “{known.client}”, in the database {where}."


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
        _tell(f"Telegram was not asked for the bot's name: {error}")
        return ""


def _show(arguments: argparse.Namespace, token: str, username: str) -> None:
    print(f"https://t.me/{username}?start={token}" if username else f"/start {token}")
    how = "the link" if username else "the line, sent to the bot,"
    _tell(
        f"One time only, within {arguments.hours:g} hours: {how} makes a person {arguments.role.value} "
        f"of contract {arguments.contract}."
    )


def _tell(words: str) -> None:
    print(words, file=sys.stderr)


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
