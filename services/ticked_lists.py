"""A list in which a person searches and ticks rows: what lists of lines and of users have in common."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import ClassVar, Generic, TypeVar

from tortoise.models import Model
from tortoise.queryset import QuerySet

from domain.access import Action
from services import access
from services.cards import MemberCard
from services.errors import NotFoundError
from services.selections import MOST_TICKS, Selections, Ticks

_Row = TypeVar("_Row", bound=Model)


class TickedList(ABC, Generic[_Row]):
    """Search and ticks of one person in one list; the rows have ids and names."""

    listing: ClassVar[str]
    see: ClassVar[Action]
    edit: ClassVar[Action]

    def __init__(self) -> None:
        self._selections = Selections(self.listing)

    @abstractmethod
    def _there(self, member: MemberCard) -> QuerySet[_Row]:
        """Rows of the member's contract that can be ticked."""

    async def set_search(self, member: MemberCard, text: str, now: datetime) -> None:
        """Keep what the person typed to filter the list by; "" shows all again."""
        access.require(member, self.see)
        ticks = await self._selections.read(member, now)
        ticks.search = searched(text)
        await self._selections.keep(member, ticks, now)

    async def clear(self, member: MemberCard) -> None:
        """Forget search and ticks."""
        access.require(member, self.see)
        await self._selections.forget(member)

    async def tick(self, member: MemberCard, row_id: int, now: datetime) -> bool:
        """Turn one tick; whether the row is ticked now. Raises ``NotFoundError``."""
        access.require(member, self.edit)
        access.check_possible(row_id)
        if not await self._there(member).filter(id=row_id).exists():
            raise NotFoundError
        ticks = await self._selections.read(member, now)
        chosen = row_id not in ticks.ids
        ticks.ids = [number for number in ticks.ids if number != row_id] + ([row_id] if chosen else [])
        await self._selections.keep(member, ticks, now)
        return chosen

    async def tick_page(self, member: MemberCard, ids: Sequence[int], now: datetime) -> int:
        """Tick the rows of a page, or take their ticks away when all have one; how many are ticked in all."""
        access.require(member, self.edit)
        ticks = await self._selections.read(member, now)
        possible = [number for number in ids if 0 < number < 1 << 63][:MOST_TICKS]
        shown = [row.pk for row in await self._there(member).filter(id__in=possible)]
        others = [number for number in ticks.ids if number not in shown]
        ticks.ids = others if set(shown) <= set(ticks.ids) else [*others, *shown]
        await self._selections.keep(member, ticks, now)
        return len(ticks.ids)

    async def untick_all(self, member: MemberCard, now: datetime) -> None:
        """Forget every tick; the search stays."""
        access.require(member, self.edit)
        ticks = await self._selections.read(member, now)
        await self._selections.keep(member, Ticks(search=ticks.search), now)

    async def _ticked(self, member: MemberCard, ticks: Ticks) -> list[_Row]:
        """Ticked rows that are there still, by name."""
        return await self._there(member).filter(id__in=ticks.ids).order_by("name", "id") if ticks.ids else []


def saying(rows: Iterable[tuple[object, ...]], search: str) -> list[int]:
    """Ids (the first column) of rows whose other columns say every word of the search, whatever the case.

    Not in SQL: SQLite folds the case of ASCII alone.
    """
    words = folded(search).split()
    return [int(str(row[0])) for row in rows if all(word in folded(" ".join(map(str, row[1:]))) for word in words)]


def searched(text: str) -> str:
    """Typed words to search by, as they can be kept: no database takes a NUL or half a character."""
    return " ".join(text.replace("\0", " ").encode("utf-8", "replace").decode().split())


def folded(text: str) -> str:
    """Without case, and with one letter for the Russian e and yo."""
    return text.casefold().replace("\u0451", "\u0435")
