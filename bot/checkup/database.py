"""Is the database there, and does it have the tables of this version?"""

from pathlib import Path

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.config import TortoiseConfig
from tortoise.transactions import in_transaction

from bot.checkup import Finding, sip
from models.database import DatabaseUnavailableError, open_database, tortoise_config
from models.migration_executor import OneTransactionExecutor
from models.url import SqliteTarget, parse_database_url

_PART = "database"


async def examine(url: str) -> list[Finding]:
    """Open the database of DATABASE_URL and compare its migrations with ours."""
    target = parse_database_url(url)
    place = target.where
    if isinstance(target, SqliteTarget) and not _there(target):
        return [Finding(_PART, f"{place} is not there yet", "Run `python -m bot migrate`, or start the bot.")]
    try:
        async with open_database(url, everywhere=False) as context:
            missing, unknown = await _compare(context.db(), tortoise_config(url))
            conflicts = [] if missing or unknown else await sip.gateways()
    except DatabaseUnavailableError as error:
        return [Finding(_PART, str(error), "Start the database server, or mend DATABASE_URL in .env.")]
    if unknown:
        words = f"{place} was made by a newer version ({unknown[-1]})"
        return [Finding(_PART, words, "Install the newer version, or restore a backup made by this one.")]
    if missing:
        return [Finding(_PART, f"{place} lacks {len(missing)} migrations", "Run `python -m bot migrate`.")]
    return [Finding(_PART, f"{place} answers and is up to date"), *conflicts]


def _there(target: SqliteTarget) -> bool:
    return target.in_memory or Path(target.path).exists()


class _UndoError(Exception):
    """Leaves the transaction without a trace."""


async def _compare(client: BaseDBAsyncClient, config: TortoiseConfig) -> tuple[list[str], list[str]]:
    """Names of the migrations that the database lacks, and of those that we do not know."""
    missing: list[str] = []
    unknown: list[str] = []
    try:
        async with in_transaction(client.connection_name) as transaction:
            executor = OneTransactionExecutor(transaction, config.to_dict()["apps"])
            missing += [step.migration.name for step in await executor.prepare()]
            unknown += await executor.unknown()
            raise _UndoError
    except _UndoError:
        return missing, unknown
