"""Ways from one room into another. A press carries where it came from, so that back keeps page and filter."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from handlers.kit.press import Press
from services.line_cards import LineFilter

_FILTERS = tuple(LineFilter)


class Place(NamedTuple):
    """Where in the list of lines a person was: page from 0, filter, and whether his search is applied.

    Presses carry it as one whole number ``at``: filters are counted in their order, so new ones go last.
    """

    page: int = 0
    shown: LineFilter = LineFilter.ALL
    found: bool = False

    @property
    def at(self) -> int:
        """The place as a number."""
        return (self.page * len(_FILTERS) + _FILTERS.index(self.shown)) * 2 + self.found

    @classmethod
    def of(cls, at: int) -> "Place":
        """The place that a number names; every number names one."""
        rest, found = divmod(at, 2)
        page, shown = divmod(rest, len(_FILTERS))
        return cls(max(page, 0), _FILTERS[shown], bool(found))


FAILING = Place(shown=LineFilter.ERRORS)
"""The first page of the lines that fail."""


@dataclass(frozen=True)
class OpenLines(Press, prefix="lines"):
    """The list of lines at a place of it."""

    at: int = 0


@dataclass(frozen=True)
class OpenLine(Press, prefix="line"):
    """One line; ``at`` is the place in the list it was reached from."""

    line_id: int
    at: int = 0


@dataclass(frozen=True)
class OpenLineCalls(Press, prefix="calls"):
    """Calls over a line; ``at`` is the place in the list."""

    line_id: int
    at: int = 0


@dataclass(frozen=True)
class OpenLog(Press, prefix="log"):
    """A line's log; ``page`` is the log's, ``at`` the place in the list."""

    line_id: int
    page: int = 0
    at: int = 0


@dataclass(frozen=True)
class OpenHistory(Press, prefix="history"):
    """The changes of a line's state; ``page`` is the history's, ``at`` the place in the list."""

    line_id: int
    page: int = 0
    at: int = 0


@dataclass(frozen=True)
class PickLines(Press, prefix="pick"):
    """The list of lines with boxes to tick."""

    at: int = 0


@dataclass(frozen=True)
class OpenDeletedLines(Press, prefix="gonelines"):
    """Lines that were deleted minutes ago and can be brought back."""

    at: int = 0


@dataclass(frozen=True)
class FindLines(Press, prefix="search"):
    """Search the list by typing; ``at`` is the place to come back to."""

    at: int = 0


@dataclass(frozen=True)
class CheckAll(Press, prefix="checkall"):
    """Check every line now; ``at`` is the place to come back to."""

    at: int = 0


@dataclass(frozen=True)
class AddLine(Press, prefix="newline"):
    """Begin the form of a new line."""


@dataclass(frozen=True)
class EditLine(Press, prefix="edit"):
    """Begin to edit a line; ``password``: its password alone."""

    line_id: int
    password: bool = False


@dataclass(frozen=True)
class AskDeleteLine(Press, prefix="askdrop"):
    """Ask whether to delete one line; ``at`` is the place in the list."""

    line_id: int
    at: int = 0


@dataclass(frozen=True)
class ContinueForm(Press, prefix="goon"):
    """Go on with the form of a line that the person left open."""


@dataclass(frozen=True)
class OpenIncidents(Press, prefix="incidents"):
    """The open incidents of the contract."""


@dataclass(frozen=True)
class OpenIncident(Press, prefix="incident"):
    """One incident. ``menu`` False: it is drawn on an alert, which stays one and has no way home."""

    incident_id: int
    menu: bool = True


class IncidentPlace(StrEnum):
    """Where an incident's details were asked for. What is asked for on an alert comes as a message beside it."""

    MENU = "m"
    ALERT = "a"
    ASIDE = "s"

    @property
    def next(self) -> "IncidentPlace":
        """The place of the buttons of a view that was asked for here."""
        return IncidentPlace.ASIDE if self is IncidentPlace.ALERT else self


@dataclass(frozen=True)
class OpenIncidentLines(Press, prefix="failing"):
    """The lines of an incident, each with its log."""

    incident_id: int
    page: int
    place: IncidentPlace


@dataclass(frozen=True)
class OpenIncidentLog(Press, prefix="why"):
    """The log of a line of an incident; back leads to the incident, or to its lines."""

    incident_id: int
    line_id: int
    page: int
    place: IncidentPlace


@dataclass(frozen=True)
class Hide(Press, prefix="hide"):
    """Take away a message that stands beside an alert."""


@dataclass(frozen=True)
class OpenContracts(Press, prefix="contracts"):
    """The contracts a person is in."""


@dataclass(frozen=True)
class OpenHelp(Press, prefix="help"):
    """What the bot can do and whom to call."""


@dataclass(frozen=True)
class OpenLanguages(Press, prefix="languages"):
    """The choice of a language."""
