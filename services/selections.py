"""Ticks and the search of one person in one list, kept for a while, so that a restart or another page loses none."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from models import Selection
from services.cards import MemberCard

LASTS = timedelta(hours=12)
MOST_TICKS = 500
LONGEST_SEARCH = 64


@dataclass
class Ticks:
    """What a person ticked and searched; empty when it expired."""

    ids: list[int] = field(default_factory=list)
    search: str = ""


class Selections:
    """The rows of one list. Ids are of that list's rows; whether these are there still is the caller's to see."""

    def __init__(self, listing: str) -> None:
        self._listing = listing

    async def read(self, member: MemberCard, now: datetime) -> Ticks:
        """What is kept, unless it expired."""
        row = await Selection.get_or_none(
            person_id=member.person_id, contract_id=member.contract_id, listing=self._listing, expires_at__gt=now
        )
        return Ticks(json.loads(row.ids), row.search) if row is not None else Ticks()

    async def keep(self, member: MemberCard, ticks: Ticks, now: datetime) -> None:
        """Keep it for :data:`LASTS` from now on."""
        kept = {
            "ids": json.dumps(ticks.ids[:MOST_TICKS]),
            "search": ticks.search[:LONGEST_SEARCH],
            "expires_at": now + LASTS,
        }
        await Selection.update_or_create(
            kept, person_id=member.person_id, contract_id=member.contract_id, listing=self._listing
        )

    async def forget(self, member: MemberCard, ids: Collection[int] | None = None) -> None:
        """Remove the ticks of ``ids``, or everything."""
        own = Selection.filter(person_id=member.person_id, contract_id=member.contract_id, listing=self._listing)
        if ids is None:
            await own.delete()
            return
        row = await own.first()
        if row is not None:
            left = [number for number in json.loads(row.ids) if number not in ids]
            await own.update(ids=json.dumps(left))
