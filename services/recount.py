"""Proves the stored balances from the facts: whatever differs is named."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from tortoise.transactions import in_transaction

from models.sql import is_postgres, update_returning, whole

_Row: TypeAlias = dict[str, object]


@dataclass(frozen=True)
class Difference:
    """What is stored and what the facts say, of one thing of one contract. Sums are kopecks."""

    contract: str
    what: str
    stored: str
    proved: str


_BALANCES = """
SELECT c.number AS contract, COALESCE(a.balance, 0) AS stored,
  COALESCE((SELECT SUM(p.amount) FROM payment p WHERE p.contract_id = c.id), 0)
  - COALESCE((SELECT SUM(g.amount) FROM charge g WHERE g.contract_id = c.id), 0) AS proved
FROM contract c LEFT JOIN account a ON a.contract_id = c.id ORDER BY c.id
"""
_INVOICES = """
SELECT c.number AS contract, i.number AS number, i.paid AS stored, i.total AS total, i.state AS state,
  COALESCE((SELECT SUM(r.amount) FROM invoice_row r WHERE r.invoice_id = i.id), 0) AS sum_of_rows,
  COALESCE((SELECT SUM(p.amount) FROM payment p
    WHERE p.contract_id = i.contract_id AND p.invoice_number = i.number), 0) AS proved
FROM invoice i JOIN contract c ON c.id = i.contract_id ORDER BY i.id
"""
_ROWS = """
SELECT COALESCE(c.number, '') AS contract, r.id AS number, r.amount AS proved, COALESCE(p.amount, 0) AS stored
FROM statement_row r LEFT JOIN payment p ON p.id = r.payment_id LEFT JOIN contract c ON c.id = r.contract_id
WHERE r.state = 'credited' AND (p.id IS NULL OR p.amount <> r.amount OR p.contract_id <> r.contract_id)
"""


async def recount() -> tuple[Difference, ...]:
    """Every difference, in one look at the database; empty: all is proved."""
    async with in_transaction() as connection:
        if is_postgres(connection):
            await connection.execute_query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        balances = await update_returning(connection, _BALANCES)
        invoices = await update_returning(connection, _INVOICES)
        rows = await update_returning(connection, _ROWS)
    return (*_balances(balances), *_invoices(invoices), *_differing(rows, "row of a statement"))


def _balances(rows: list[_Row]) -> Iterator[Difference]:
    for row in rows:
        if whole(row["stored"]) != whole(row["proved"]):
            yield Difference(str(row["contract"]), "balance", _text(row["stored"]), _text(row["proved"]))


def _invoices(rows: list[_Row]) -> Iterator[Difference]:
    for row in rows:
        what = f"invoice {row['number']}"
        contract, total, paid = str(row["contract"]), whole(row["total"]), whole(row["proved"])
        if whole(row["stored"]) != paid:
            yield Difference(contract, f"{what}, paid", _text(row["stored"]), _text(paid))
        if whole(row["sum_of_rows"]) != total:
            yield Difference(contract, f"{what}, total", _text(total), _text(row["sum_of_rows"]))
        state = "paid" if paid >= total else "unpaid"
        if row["state"] not in {state, "cancelled"}:
            yield Difference(contract, f"{what}, state", str(row["state"]), state)


def _differing(rows: list[_Row], what: str) -> Iterator[Difference]:
    for row in rows:
        yield Difference(str(row["contract"]), f"{what} {row['number']}", _text(row["stored"]), _text(row["proved"]))


def _text(value: object) -> str:
    return str(whole(value))
