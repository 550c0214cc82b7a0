"""``python -m bot run``: the bot itself, by long polling or by webhook."""

import argparse
import asyncio
import sys

from telegram.error import InvalidToken

from bot.app import run as run_bot
from bot.cli import COMMANDS, CommandFailed, Subparsers
from bot.settings import load_settings
from bot.settings_unknown import misspelt
from bot.web import ListenError
from models.database import DatabaseUnavailableError
from models.migrate import MigrationError
from models.url import DatabaseUrlError
from telephony.crew import ProberError

_DOCTOR = "`python -m bot doctor` tells more."


def add(subparsers: Subparsers) -> None:
    """Declare the command."""
    subparsers.add_parser("run", help=COMMANDS["run"]).set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Run until SIGINT or SIGTERM.

    Raises:
        SettingsError: a setting is missing or cannot be used.
        CommandFailed: the bot cannot start for a reason that was to be expected.
    """
    settings = load_settings()
    for words in misspelt():
        print(words, file=sys.stderr)
    settings.require("bot_token", "secret_keys")
    try:
        asyncio.run(run_bot(settings))
    except InvalidToken:
        raise CommandFailed("Telegram does not know BOT_TOKEN. Take the token from @BotFather anew.") from None
    except (DatabaseUnavailableError, DatabaseUrlError, MigrationError, ProberError) as error:
        raise CommandFailed(f"{error} {_DOCTOR}") from None
    except ListenError as error:
        raise CommandFailed(str(error)) from None
    except OSError as error:
        raise CommandFailed(f"Cannot start: {error.strerror or error}. {_DOCTOR}") from None
    return 0
