"""Do lists of money open as fast with a million payments and a million charges as with a thousand?

    python -m benchmarks.growth [--quick]

Two SQLite files are filled: 10 contracts with 1,000 payments and charges in all, and 1,000 contracts with a million
of each (``--quick``: 100,000 of each). In both every contract has the same hundred rows or more in each list. Then the
screens are opened by turns in one file and the other: account, history, payments (first page, next, last month),
charges, invoices (all, unpaid, their sum), documents by month, payments that wait. ``p95_small_ms`` and
``p95_large_ms`` are of all openings, ``ratio_p95`` = large / small; ``worst`` names the list with the highest ratio
of its own.
"""

import argparse
import asyncio
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import quantiles
from typing import Never, TypeAlias
from zoneinfo import ZoneInfo

from tqdm import tqdm

from domain.access import Role
from models.database import open_database
from models.migrate import migrate
from services.cards import MemberCard
from services.money import MoneyServices, usual_money
from services.payments import Period

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
TODAY = NOW.date()
SEED = 4
Openings: TypeAlias = dict[str, Callable[[MemberCard], Awaitable[object]]]


@dataclass(frozen=True)
class Size:
    """How much is in the file. Invoices are one for every two payments."""

    contracts: int
    rows: int


SMALL = Size(contracts=10, rows=1_000)
QUICK = Size(contracts=1_000, rows=100_000)
FULL = Size(contracts=1_000, rows=1_000_000)


def fill(path: Path, size: Size) -> None:
    """Write the rows by SQL: the services would take an hour."""
    with closing(sqlite3.connect(path)) as connection:
        stamp = NOW.isoformat(" ")
        numbers = range(1, size.contracts + 1)
        connection.executemany(
            "INSERT INTO contract (id, number, name, client, timezone, created_at) VALUES (?, ?, ?, '', ?, ?)",
            ((n, f"{n}/24", f"Клиент {n}", "Europe/Samara", stamp) for n in numbers),
        )
        connection.executemany(
            "INSERT INTO account (contract_id, balance, state_since, review_at) VALUES (?, 100000000, ?, ?)",
            ((n, stamp, stamp) for n in numbers),
        )
        connection.executemany(
            "INSERT INTO charge (contract_id, outside_id, kind, day, amount, recorded_at) VALUES (?, ?, ?, ?, ?, ?)",
            ((*row, stamp) for row in rows(size, "usage")),
        )
        connection.executemany(
            "INSERT INTO payment (contract_id, outside_id, invoice_number, day, amount, recorded_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            ((*row, stamp) for row in rows(size, "")),
        )
        connection.executemany(
            "INSERT INTO invoice (contract_id, number, number_key, outside_id, day, total, paid, state, recorded_at)"
            " VALUES (?, ?, ?, ?, ?, 100, 0, ?, ?)",
            ((*row, stamp) for row in invoices(size)),
        )
        connection.commit()
        connection.execute("ANALYZE")


def rows(size: Size, word: str) -> Iterator[tuple[int, str, str, str, int]]:
    """Contract, outside id, a word, day and sum; contracts by turns, as they come in life."""
    dice = random.Random(SEED)
    for number in range(size.rows):
        day = TODAY - timedelta(days=dice.randrange(700))
        yield number % size.contracts + 1, f"r{number}", word, day.isoformat(), dice.randrange(1, 10**6)


def invoices(size: Size) -> Iterator[tuple[int, str, str, str, str, str]]:
    """Contract, number, key, outside id, day and state: every fifth is unpaid."""
    dice = random.Random(SEED)
    for number in range(size.rows // 2):
        state = "paid" if number // size.contracts % 5 else "unpaid"
        day = TODAY - timedelta(days=dice.randrange(700))
        yield number % size.contracts + 1, f"N-{number}", f"N{number}", f"i{number}", day.isoformat(), state


def member(contract_id: int) -> MemberCard:
    """A manager of the contract."""
    zone = ZoneInfo("Europe/Samara")
    return MemberCard(1, 1, "Анна", "ru", contract_id, f"{contract_id}/24", "Клиент", Role.MANAGER, zone)


def openings(money: MoneyServices) -> Openings:
    """Every list, by name."""
    month = Period(TODAY - timedelta(days=30), TODAY)

    async def next_payments(who: MemberCard) -> object:
        first = await money.payments.page(who, Period(), None)
        return await money.payments.page(who, Period(), first.older)

    return {
        "account": lambda who: money.account.card(who, NOW),
        "history": lambda who: money.account.history(who),
        "old history": lambda who: money.account.history(who, before=date(2025, 6, 1)),
        "charges": lambda who: money.account.charges(who, None, None),
        "payments": lambda who: money.payments.page(who, Period(), None),
        "next payments": next_payments,
        "payments of a month": lambda who: money.payments.page(who, month, None),
        "invoices": lambda who: money.invoices.page(who, False, None),
        "unpaid invoices": lambda who: money.invoices.page(who, True, None),
        "owed": lambda who: money.invoices.owed(who),
        "sum of a month": lambda who: money.payments.came(who, month),
        "months of documents": lambda who: money.months.months(who, None, NOW),
        "documents of a month": lambda who: money.months.papers(who, date(2026, 10, 1), NOW),
        "waiting": lambda _: money.statements.waiting(),
    }


async def measure(path: Path, size: Size, rounds: int, progress: "tqdm[Never]") -> dict[str, list[float]]:
    """Milliseconds of each opening, by list."""
    took: dict[str, list[float]] = {}
    dice = random.Random(SEED)
    async with open_database(f"sqlite:///{path}"):
        lists = openings(usual_money())
        for _ in range(rounds):
            who = member(dice.randrange(1, size.contracts + 1))
            for name, opening in lists.items():
                started = time.perf_counter()
                await opening(who)
                took.setdefault(name, []).append(1000 * (time.perf_counter() - started))
            progress.update()
    return took


def p95(values: list[float]) -> float:
    """The value that 95 of 100 stay below."""
    return quantiles(values, n=20)[-1]


def report(small: dict[str, list[float]], large: dict[str, list[float]]) -> str:
    """The line of figures."""
    both = [p95([value for values in took.values() for value in values]) for took in (small, large)]
    ratios = {name: p95(large[name]) / p95(small[name]) for name in small}
    worst = max(ratios, key=lambda name: ratios[name])
    figures = f"p95_small_ms={both[0]:.2f} p95_large_ms={both[1]:.2f} ratio_p95={both[1] / both[0]:.2f}"
    return f"{figures} worst={worst.replace(' ', '_')} worst_ratio={ratios[worst]:.2f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="100,000 payments and charges instead of a million")
    size, rounds = (QUICK, 60) if parser.parse_args().quick else (FULL, 200)
    with tempfile.TemporaryDirectory() as folder, tqdm(total=4 * rounds, disable=not sys.stderr.isatty()) as progress:
        files = {SMALL: Path(folder, "small.db"), size: Path(folder, "large.db")}
        took: dict[Size, dict[str, list[float]]] = {SMALL: {}, size: {}}
        for each, path in files.items():
            asyncio.run(migrate(f"sqlite:///{path}"))
            fill(path, each)
        for each in (SMALL, size, SMALL, size):
            for name, values in asyncio.run(measure(files[each], each, rounds, progress)).items():
                took[each].setdefault(name, []).extend(values)
    print(report(took[SMALL], took[size]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
