"""Numbers without gaps: raised in the transaction that uses them, so that a failure takes its number back."""

from tortoise.backends.base.client import BaseDBAsyncClient

from models.sql import update_returning

_NEXT = """
INSERT INTO invoice_number (series, given) VALUES (?, 1)
ON CONFLICT (series) DO UPDATE SET given = invoice_number.given + 1
RETURNING given
"""


async def next_number(connection: BaseDBAsyncClient, series: str) -> int:
    """The next number of a series, from 1; others who want one wait until the caller's transaction ends."""
    rows = await update_returning(connection, _NEXT, [series])
    return int(str(rows[0]["given"]))
