"""Lists cut by place, not by number: a page opens as fast at the millionth row as at the first.

Rows are ordered by day and id, the newest first; an index (contract, day, id) serves every page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from tortoise.expressions import Q
from tortoise.models import Model
from tortoise.queryset import QuerySet

_Row = TypeVar("_Row", bound=Model)
_Item = TypeVar("_Item")
_Other = TypeVar("_Other")
_LARGEST_ID = (1 << 63) - 1


class Place(NamedTuple):
    """A row's place, short enough for a button: its day (``date.toordinal``) and id. ``newer``: go the other way."""

    day: int
    id: int
    newer: bool = False


@dataclass(frozen=True)
class Stretch(Generic[_Item]):
    """Part of a list, the newest first; ``newer`` and ``older`` are where to go on (None: nothing is there)."""

    items: tuple[_Item, ...]
    newer: Place | None
    older: Place | None


async def stretch(query: QuerySet[_Row], place: Place | None, rows: int) -> Stretch[_Row]:
    """``rows`` rows after ``place`` (None: the newest ones). A place that no button can hold gives the newest."""
    if place is None or not _possible(place):
        found = await query.order_by("-day", "-id").limit(rows + 1)
        return Stretch(tuple(found[:rows]), None, _at(found[rows - 1]) if len(found) > rows else None)
    day = date.fromordinal(place.day)
    if place.newer:
        ahead = query.filter(Q(day__gt=day) | Q(id__gt=place.id), day__gte=day)
        found = await ahead.order_by("day", "id").limit(rows + 1)
        if len(found) < rows:
            return await stretch(query, None, rows)
        shown = found[:rows][::-1]
        return Stretch(tuple(shown), _at(shown[0], newer=True) if len(found) > rows else None, _at(shown[-1]))
    behind = query.filter(Q(day__lt=day) | Q(id__lt=place.id), day__lte=day)
    found = await behind.order_by("-day", "-id").limit(rows + 1)
    older = _at(found[rows - 1]) if len(found) > rows else None
    newer = _at(found[0], newer=True) if found else Place(place.day, max(place.id - 1, 0), newer=True)
    return Stretch(tuple(found[:rows]), newer, older)


def turned(found: Stretch[_Item], items: Sequence[_Other]) -> Stretch[_Other]:
    """The same stretch with its rows made into something else."""
    return Stretch(tuple(items), found.newer, found.older)


def _at(row: Model, *, newer: bool = False) -> Place:
    day = getattr(row, "day", date.min)
    return Place(day.toordinal(), int(row.pk), newer)


def _possible(place: Place) -> bool:
    return date.min.toordinal() <= place.day <= date.max.toordinal() and 0 <= place.id <= _LARGEST_ID
