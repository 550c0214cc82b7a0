"""``python -m bot restore FILE``: a backup back into the database of DATABASE_URL, all of it or nothing."""

import argparse
import asyncio
import sys
from pathlib import Path

from bot.cli import COMMANDS, CommandFailed, Subparsers
from bot.cli.files import check_input
from bot.cli.progress import Progress
from bot.settings import load_settings
from models.database import UNREACHABLE, DatabaseUnavailableError
from models.migrate import MigrationError
from models.url import DatabaseUrlError
from services.backup_file import BackupError, Manifest
from services.restore import restore


def add(subparsers: Subparsers) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("restore", help=COMMANDS["restore"])
    parser.add_argument("file", type=Path, help="the file that `backup` made")
    parser.add_argument("--replace", action="store_true", help="delete what the database holds now")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Restore and say what came; warn of keys that are missing."""
    check_input(arguments.file)
    settings = load_settings()
    try:
        with Progress() as progress:
            manifest = asyncio.run(
                restore(settings.database_url, arguments.file, replace=arguments.replace, progress=progress.show)
            )
    except (BackupError, DatabaseUnavailableError, DatabaseUrlError, MigrationError) as error:
        raise CommandFailed(str(error)) from None
    except UNREACHABLE as error:
        why = getattr(error, "strerror", None) or error
        raise CommandFailed(f"Nothing was restored from {arguments.file}: {why}.") from None
    print(f"{manifest.rows} rows of {len(manifest.tables)} tables, as they were at {manifest.made_at}")
    _warn_of_missing_keys(manifest, {name for name, _ in settings.keys})
    return 0


def _warn_of_missing_keys(manifest: Manifest, there: set[str]) -> None:
    missing = [name for name in manifest.secret_keys if name not in there]
    if missing:
        print(f"SECRET_KEYS lacks {', '.join(missing)}: passwords sealed with it cannot be read.", file=sys.stderr)
