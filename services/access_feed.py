"""The feed of access changes as the projects service reads it: from a cursor on, and acknowledged when taken."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tortoise.transactions import in_transaction

from domain.users import AccessKind
from models import AccessChange, Contract, InvoiceNumber, User
from services.access_changes import FEED_PURPOSE, SERIES, AccessWriter, Change
from services.errors import BatchTooLargeError, UnknownContractError, UnknownCursorError
from services.locks import lock_contract
from services.user_rows import living
from services.user_secrets import UserSecrets
from services.verifiers import verifier

MOST = 500
MOST_PASSWORDS = 50
"""Of one page: each takes a processor some 40 ms."""
MOST_CONTRACTS = 1000
KEPT = timedelta(days=30)
"""So long an acknowledged change can be read again."""
LARGEST = (1 << 63) - 1
_WIPED = "{}"


@dataclass(frozen=True)
class FeedItem:
    """One change of one contract.

    ``payload`` holds ``login`` (or an external observer's ``cabinet_login``) and, by kind: ``name`` and ``role`` of a
    ``user`` (with ``former_login`` when it changed, and an external observer's ``until``), ``role``, or ``project``
    (its outside id) and ``admitted``. ``verifier`` is the password's (see ``services.verifiers``), "" where the kind
    has none or it was taken.
    """

    cursor: int
    contract: str
    kind: AccessKind
    user_id: int
    payload: dict[str, object]
    verifier: str = field(repr=False)
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
        self._writer = AccessWriter(secrets)

    async def after(self, cursor: int, limit: int = MOST) -> FeedPage:
        """Up to ``limit`` changes after ``cursor`` (0: from the beginning). Changes are never reordered or lost: their
        numbers were given in the order of commits. What a dismissed person was called is not told after its erasure.

        Raises ``UnknownCursorError`` for one that was never given.
        """
        cursor, limit = max(cursor, 0), min(max(limit, 1), MOST)
        if cursor > await _last():
            raise UnknownCursorError
        query = AccessChange.filter(id__gt=cursor).exclude(payload=_WIPED).order_by("id")
        rows = await query.limit(limit + 1).select_related("contract")
        shown = _light(rows[:limit])
        items = tuple([await self._item(row) for row in shown])
        return FeedPage(items, shown[-1].id if shown else cursor, len(rows) > len(shown))

    async def acknowledge(self, cursor: int, now: datetime) -> int:
        """Everything up to ``cursor`` was taken: the cards say so, and passwords leave the feed. How many were new.

        An earlier cursor takes nothing back. Raises ``UnknownCursorError`` for one that was never given.
        """
        if cursor > await _last():
            raise UnknownCursorError
        async with in_transaction():
            waiting = AccessChange.filter(id__lte=cursor, acknowledged_at__isnull=True)
            removed = [row.user_id for row in await waiting.filter(kind=AccessKind.REMOVAL).only("id", "user_id")]
            taken = await waiting.update(acknowledged_at=now, secret_id="", sealed_password="")
            await _forget_erased(removed)
            return taken

    async def waiting(self) -> int:
        """How many changes the projects service has not taken yet."""
        return await AccessChange.filter(acknowledged_at__isnull=True).count()

    async def tell_again(self, numbers: list[str], now: datetime) -> int:
        """Append all that is true of these contracts, as if it were new: for a service that has lost its data. How many
        changes that were. Raises ``UnknownContractError`` and ``BatchTooLargeError``, and nothing is told."""
        if len(numbers) > MOST_CONTRACTS:
            raise BatchTooLargeError(most=MOST_CONTRACTS)
        known = {row.number: row.id for row in await Contract.filter(number__in=numbers)}
        if missing := [(number, "") for number in numbers if number not in known]:
            raise UnknownContractError(missing)
        async with in_transaction() as connection:
            # All contracts first: the numbers of the feed are locked last, by everybody.
            told = [(contract_id, await self._whole(contract_id)) for contract_id in sorted(known.values())]
            for contract_id, changes in told:
                await self._writer.tell(connection, contract_id, changes, now)
        return sum(len(changes) for _, changes in told)

    async def _whole(self, contract_id: int) -> list[Change]:
        """Its users are locked as well: what is told of them is all there is."""
        await lock_contract(contract_id)
        users = await living(contract_id).order_by("id").select_for_update(no_key=True)
        return await self._writer.whole(users)

    async def _item(self, row: AccessChange) -> FeedItem:
        password = self._secrets.opened(row.sealed_password, row.secret_id, FEED_PURPOSE)
        return FeedItem(
            cursor=row.id,
            contract=row.contract.number,
            kind=row.kind,
            user_id=row.user_id,
            payload=json.loads(row.payload),
            verifier=await verifier(password, row.secret_id) if password else "",
            at=row.at,
        )


async def _last() -> int:
    """The last number that was given; changes of it may be deleted since."""
    series = await InvoiceNumber.get_or_none(series=SERIES)
    return series.given if series else 0


async def _forget_erased(user_ids: list[int]) -> None:
    """The removal of somebody erased kept his login until the projects service had taken it: now it goes too."""
    if user_ids and (erased := await User.filter(id__in=user_ids, erased_at__isnull=False)):
        gone = AccessChange.filter(user_id__in=[user.id for user in erased], acknowledged_at__isnull=False)
        await gone.update(payload=_WIPED)


def _light(rows: list[AccessChange]) -> list[AccessChange]:
    """As many of them, from the first on, as have :data:`MOST_PASSWORDS` passwords at most."""
    heavy = [place for place, row in enumerate(rows) if row.sealed_password]
    return rows[: heavy[MOST_PASSWORDS]] if len(heavy) > MOST_PASSWORDS else rows


async def forget_taken(now: datetime) -> int:
    """Delete changes that were acknowledged long ago; how many. Called by a job."""
    return await AccessChange.filter(acknowledged_at__lt=now - KEPT).delete()
