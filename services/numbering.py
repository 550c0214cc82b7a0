"""Numbers without gaps: raised in the transaction that uses them, so that a failure takes its number back."""

from tortoise.backends.base.client import BaseDBAsyncClient

from models.sql import update_returning

_NEXT = """
INSERT INTO invoice_number (series, given) VALUES (?, ?)
ON CONFLICT (series) DO UPDATE SET given = invoice_number.given + excluded.given
RETURNING given
"""


def invoice_series(year: int) -> str:
    """The series of the numbers of requested invoices: it begins anew with each year."""
    return f"invoice {year}"


async def next_number(connection: BaseDBAsyncClient, series: str) -> int:
    """The next number of a series, from 1; others who want one wait until the caller's transaction ends."""
    return (await take(connection, series, 1))[0]


async def take(connection: BaseDBAsyncClient, series: str, count: int) -> range:
    """The next ``count`` numbers of a series (at least one), as :func:`next_number` gives them."""
    rows = await update_returning(connection, _NEXT, [series, count])
    last = int(str(rows[0]["given"]))
    return range(last - count + 1, last + 1)
