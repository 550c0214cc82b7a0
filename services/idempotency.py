"""Requests that may come twice: the second one gets the first one's answer and does nothing."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from tortoise.transactions import in_transaction

from models import IdempotencyKey
from models.sql import update_returning
from services.errors import IdempotencyError

KEPT = timedelta(days=30)

_CLAIM = """
INSERT INTO idempotency_key (caller, key, fingerprint, status, answer, created_at) VALUES (?, ?, ?, 0, '', ?)
ON CONFLICT (caller, key) DO NOTHING RETURNING id
"""


class Answer(NamedTuple):
    """What a request was answered with: an HTTP status and a body."""

    status: int
    body: str


async def once(
    caller: str, key: str, fingerprint: str, now: datetime, work: Callable[[], Awaitable[Answer]]
) -> tuple[Answer, bool]:
    """The answer, and whether it is a repeated one. ``work`` and the key are one transaction: if it raises, neither is.

    ``fingerprint`` is a digest of the request; ``IdempotencyError`` for the same key with another one. A request that
    comes while its twin is at work waits for it.
    """
    async with in_transaction() as connection:
        if await update_returning(connection, _CLAIM, [caller, key, fingerprint, now]):
            answer = await work()
            mine = IdempotencyKey.filter(caller=caller, key=key)
            await mine.update(status=answer.status, answer=answer.body)
            return answer, False
        known = await IdempotencyKey.get(caller=caller, key=key)
        if known.fingerprint != fingerprint:
            raise IdempotencyError
        return Answer(known.status, known.answer), True


async def forget_old(now: datetime) -> int:
    """Delete keys that nobody will repeat any more; how many."""
    return await IdempotencyKey.filter(created_at__lt=now - KEPT).delete()
