"""``python -m bot run``: the bot itself, by long polling or by webhook."""

import argparse
import asyncio

from telegram.error import InvalidToken, NetworkError
from tortoise.exceptions import DBConnectionError

from bot.app import run as run_bot
from bot.cli import CommandFailed, Subparsers
from bot.settings import load_settings


def add(subparsers: Subparsers) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("run", help="run the bot (long polling, or a webhook when WEBHOOK_URL is set)")
    parser.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Run until SIGINT or SIGTERM.

    Raises:
        SettingsError: a setting is missing or cannot be used.
        CommandFailed: the bot cannot start for a reason that was to be expected.
    """
    settings = load_settings()
    settings.require("bot_token", "secret_keys")
    try:
        asyncio.run(run_bot(settings))
    except InvalidToken:
        raise CommandFailed("Telegram does not know BOT_TOKEN. Take the token from @BotFather anew.") from None
    except NetworkError as error:
        raise CommandFailed(f"Telegram is out of reach ({error}). Run `python -m bot doctor`.") from None
    except DBConnectionError:
        raise CommandFailed("The database is out of reach. Run `python -m bot doctor`.") from None
    except OSError as error:
        raise CommandFailed(f"Cannot start: {error.strerror or error}. Run `python -m bot doctor`.") from None
    return 0
