"""``python -m bot backup FILE``: every row of the database into one file, while the bot runs."""

import argparse
import asyncio
from pathlib import Path

from bot.cli import COMMANDS, CommandFailed, Subparsers
from bot.cli.existing import settings_of_existing
from bot.cli.files import check_output
from bot.cli.progress import Progress
from bot.supervisor import utc_now
from models.database import UNREACHABLE, DatabaseUnavailableError
from services.backup import backup
from services.backup_file import BackupError


def add(subparsers: Subparsers) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("backup", help=COMMANDS["backup"])
    parser.add_argument("file", type=Path, help="the file to make, such as var/linekeeper-2026-03-01.zip")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Make the backup and say what is in it."""
    check_output(arguments.file)
    url = settings_of_existing().database_url
    try:
        with Progress() as progress:
            manifest = asyncio.run(backup(url, arguments.file, utc_now(), progress.show))
    except (BackupError, DatabaseUnavailableError) as error:
        raise CommandFailed(str(error)) from None
    except UNREACHABLE as error:
        raise CommandFailed(f"{arguments.file} was not made: {getattr(error, 'strerror', None) or error}.") from None
    print(f"{arguments.file}: {manifest.rows} rows of {len(manifest.tables)} tables")
    if manifest.secret_keys:
        print(f"Passwords in it are sealed; keep SECRET_KEYS elsewhere. It needs: {', '.join(manifest.secret_keys)}")
    return 0
