"""The settings of a command that makes sense only where a database is already: a mistyped path must not make one."""

from pathlib import Path

from bot.cli import CommandFailed
from bot.settings import Settings, load_settings
from models.url import DatabaseUrlError, SqliteTarget, parse_database_url


def settings_of_existing() -> Settings:
    """The settings, once the SQLite file of DATABASE_URL is seen to be there; PostgreSQL makes no database by itself.

    Raises:
        SettingsError: a setting cannot be used.
        CommandFailed: there is no such file, or DATABASE_URL cannot be understood.
    """
    settings = load_settings()
    try:
        target = parse_database_url(settings.database_url)
    except DatabaseUrlError as error:
        raise CommandFailed(str(error)) from None
    if isinstance(target, SqliteTarget) and not target.in_memory and _missing(Path(target.path)):
        raise CommandFailed(
            f"There is no database at {Path(target.path).absolute()}. "
            "Mend DATABASE_URL, or make a new one with `python -m bot migrate`."
        )
    return settings


def _missing(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:  # there, but not for us: opening it says why
        return False
    return False
