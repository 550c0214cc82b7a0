"""``python -m bot statement``: reads a bank statement, and takes a person's decisions about payments that wait."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.cli import COMMANDS, CommandFailed, Subparsers
from bot.cli.existing import settings_of_existing
from bot.cli.files import check_input, unusable
from bot.settings import Settings
from bot.supervisor import utc_now
from domain.ledger import LedgerOwner
from domain.money import to_decimal
from models import Contract, StatementRow
from models.database import DatabaseUnavailableError, open_database
from models.migrate import MigrationError, migrate
from models.url import DatabaseUrlError
from services.errors import NotFoundError, ServiceError
from services.statement_cards import ImportCard, RowCard
from services.statements import Decided, StatementService
from texts import Texts

_ROW_LIMIT = 2**63
"""Rows are numbered with 64 bits."""


def add(subparsers: Subparsers) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("statement", help=COMMANDS["statement"])
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a file in 1CClientBankExchange")
    parser.add_argument("--waiting", action="store_true", help="list the payments that wait for a decision")
    parser.add_argument("--credit", type=_row, metavar="ROW", help="credit a waiting payment to --contract")
    parser.add_argument("--contract", metavar="N", help="number of the contract")
    parser.add_argument("--invoice", default="", metavar="N", help="number of the invoice it pays")
    parser.add_argument("--dismiss", type=_row, metavar="ROW", help="the waiting payment is none of ours")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what was credited and what waits.

    Raises:
        CommandFailed: the file is refused (and nothing has changed), cannot be read, or the database does not open.
    """
    wanted = [
        arguments.file is not None,
        arguments.waiting,
        arguments.credit is not None,
        arguments.dismiss is not None,
    ]
    if sum(wanted) != 1:
        raise CommandFailed("Name one: FILE, --waiting, --credit ROW or --dismiss ROW.")
    if arguments.credit is not None and not arguments.contract:
        raise CommandFailed("Say which contract the payment belongs to: --contract N.")
    try:
        asyncio.run(_run(settings_of_existing(), arguments))
    except ServiceError as error:
        values = {name: str(value) for name, value in error.values.items()}
        raise CommandFailed(Texts("en").plain(f"error-{error.key}", **values)) from None
    except (OSError, DatabaseUnavailableError, DatabaseUrlError, MigrationError) as error:
        raise CommandFailed(str(error)) from None
    return 0


async def _run(settings: Settings, arguments: argparse.Namespace) -> None:
    raw = _bytes(arguments.file) if arguments.file else b""
    await migrate(settings.database_url)
    async with open_database(settings.database_url):
        service = StatementService(LedgerOwner(settings.ledger), settings.own_accounts, lambda: None)
        await _work(service, raw, arguments)()


def _bytes(path: Path) -> bytes:
    check_input(path)
    try:
        return path.read_bytes()
    except OSError as error:
        raise unusable(path, "read", error) from None


def _work(service: StatementService, raw: bytes, arguments: argparse.Namespace) -> Callable[[], Awaitable[None]]:
    if arguments.file:
        return lambda: _load(service, raw)
    if arguments.waiting:
        return lambda: _waiting(service)
    return lambda: _decide(service, arguments)


async def _load(service: StatementService, raw: bytes) -> None:
    loaded: ImportCard = await service.load(raw, utc_now())
    for row in (*loaded.credited, *loaded.waiting):
        print(_line(row))
    print(f"credited {len(loaded.credited)}, waiting {len(loaded.waiting)}, known before {loaded.known}")


async def _waiting(service: StatementService) -> None:
    after = 0
    while rows := await service.waiting(after):
        for row in rows:
            print(_line(row))
        after = rows[-1].id


async def _decide(service: StatementService, arguments: argparse.Namespace) -> None:
    try:
        if arguments.credit is not None:
            decided = Decided(arguments.contract, arguments.invoice)
            print(_line(await service.decide(arguments.credit, decided, utc_now())))
        else:
            print(_line(await service.dismiss(arguments.dismiss, utc_now())))
    except NotFoundError:
        raise CommandFailed(await _what_is_missing(arguments)) from None


async def _what_is_missing(arguments: argparse.Namespace) -> str:
    row = arguments.dismiss if arguments.credit is None else arguments.credit
    if not await StatementRow.exists(id=row):
        return f"There is no row {row} among those that wait."
    if not await Contract.exists(number=arguments.contract):
        return f"There is no contract {arguments.contract}."
    return f"Contract {arguments.contract} has no invoice {arguments.invoice}."


def _row(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 19 or not 0 < int(text) < _ROW_LIMIT:
        raise argparse.ArgumentTypeError(f"“{text[:30]}” is no number of a row; --waiting prints the numbers")
    return int(text)


def _line(row: RowCard) -> str:
    why = f" ({row.reason})" if row.reason else ""
    goal = " ".join(part for part in (row.contract_number, row.invoice_number) if part) or "-"
    return f"{row.id}\t{row.state}{why}\t{row.day}\t{to_decimal(row.amount)}\t{goal}\t{row.payer}\t{row.purpose}"
