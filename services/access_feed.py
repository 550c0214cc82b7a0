"""The feed of access changes as the projects service reads it: from a cursor on, and acknowledged when taken."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tortoise.transactions import in_transaction

from domain.users import AccessKind
from models import AccessChange
from services.access_changes import FEED_PURPOSE
from services.user_secrets import UserSecrets

MOST = 500
KEPT = timedelta(days=30)
"""So long an acknowledged change can be read again."""


@dataclass(frozen=True)
class FeedItem:
    """One change of one contract. ``password`` is what the user types, "" where the kind has none or it was taken.

    ``payload`` holds ``login`` (or an external observer's ``cabinet_login``) and, by kind: ``name`` and ``role`` of a
    ``user`` (with ``former_login`` when it changed), ``role``, or ``project`` (its outside id) and ``admitted``.
    """

    cursor: int
    contract: str
    kind: AccessKind
    user_id: int
    payload: dict[str, object]
    password: str = field(repr=False)
    at: datetime


@dataclass(frozen=True)
class FeedPage:
    """Changes after a cursor, oldest first. ``cursor`` is where to go on; ``more``: at once."""

    items: tuple[FeedItem, ...]
    cursor: int
    more: bool


class AccessFeedService:
    """For the projects service alone: no member ever asks, the caller has proved itself by its key."""

    def __init__(self, secrets: UserSecrets) -> None:
        self._secrets = secrets

    async def after(self, cursor: int, limit: int = MOST) -> FeedPage:
        """Up to ``limit`` changes after ``cursor`` (0: from the beginning). Changes are never reordered or lost: their
        numbers were given in the order of commits."""
        limit = min(max(limit, 1), MOST)
        query = AccessChange.filter(id__gt=min(max(cursor, 0), (1 << 63) - 1)).order_by("id")
        rows = await query.limit(limit + 1).select_related("contract")
        shown = rows[:limit]
        items = tuple(self._item(row) for row in shown)
        return FeedPage(items, shown[-1].id if shown else max(cursor, 0), len(rows) > limit)

    async def acknowledge(self, cursor: int, now: datetime) -> int:
        """Everything up to ``cursor`` was taken: the cards say so, and passwords leave the feed. How many were new."""
        if not 0 < cursor < 1 << 63:
            return 0
        async with in_transaction():
            waiting = AccessChange.filter(id__lte=cursor, acknowledged_at__isnull=True)
            return await waiting.update(acknowledged_at=now, secret_id="", sealed_password="")

    async def waiting(self) -> int:
        """How many changes the projects service has not taken yet."""
        return await AccessChange.filter(acknowledged_at__isnull=True).count()

    def _item(self, row: AccessChange) -> FeedItem:
        return FeedItem(
            cursor=row.id,
            contract=row.contract.number,
            kind=row.kind,
            user_id=row.user_id,
            payload=json.loads(row.payload),
            password=self._secrets.opened(row.sealed_password, row.secret_id, FEED_PURPOSE),
            at=row.at,
        )


async def forget_taken(now: datetime) -> int:
    """Delete changes that were acknowledged long ago; how many. Called by a job."""
    return await AccessChange.filter(acknowledged_at__lt=now - KEPT).delete()
