"""Ways between the screens of details that no other room knows."""

from dataclasses import dataclass
from typing import NamedTuple

from handlers.kit.press import Press
from handlers.rooms.user_ways import OpenCredentials, OpenUser


class DetailsPlace(NamedTuple):
    """Where in the list of details a person was. Presses that come from there carry it as a negative ``at``."""

    page: int = 0
    found: bool = False

    @property
    def at(self) -> int:
        """The place as a number below zero."""
        return -1 - (self.page * 2 + self.found)

    @classmethod
    def of(cls, at: int) -> "DetailsPlace":
        """The place that a number below zero names."""
        page, found = divmod(-1 - at, 2)
        return cls(page, bool(found))


def origin(user_id: int, at: int) -> Press:
    """Where a press about a user's details came from: their list, or the room of the user."""
    if at >= 0:
        return OpenUser(user_id, at)
    place = DetailsPlace.of(at)
    return OpenCredentials(place.page, place.found)


@dataclass(frozen=True)
class OpenDetails(Press, prefix="detail"):
    """Whose details they are: the way to show them and to hand them over."""

    user_id: int
    at: int = -1


@dataclass(frozen=True)
class FindDetails(Press, prefix="detfind"):
    """Type words to find people by."""


@dataclass(frozen=True)
class EndHandOver(Press, prefix="handend"):
    """The link that waits works no more."""

    user_id: int
    at: int = -1


@dataclass(frozen=True)
class TakeDetails(Press, prefix="take"):
    """The person himself sees his details, once. ``code`` is that of the link he opened: it stands above the button
    anyway, and the press ends it."""

    code: str
