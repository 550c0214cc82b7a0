"""Ways from one room into another. A press carries where it came from, so that back keeps page and filter."""

from dataclasses import dataclass

from handlers.kit.press import Press


@dataclass(frozen=True)
class OpenLines(Press, prefix="lines"):
    """The list of lines; ``page`` counts from 0."""

    page: int = 0
    only_errors: bool = False


@dataclass(frozen=True)
class OpenLine(Press, prefix="line"):
    """One line; ``page`` and ``only_errors`` are the list's."""

    line_id: int
    page: int = 0
    only_errors: bool = False


@dataclass(frozen=True)
class OpenLog(Press, prefix="log"):
    """A line's log; ``page`` is the log's, the rest leads back to the line and its list."""

    line_id: int
    page: int
    lines_page: int
    only_errors: bool


@dataclass(frozen=True)
class OpenIncidents(Press, prefix="incidents"):
    """The open incidents of the contract."""


@dataclass(frozen=True)
class OpenIncident(Press, prefix="incident"):
    """One incident. ``menu`` False: it is drawn on an alert, which stays one and has no way home."""

    incident_id: int
    menu: bool = True


@dataclass(frozen=True)
class OpenIncidentLines(Press, prefix="failing"):
    """The lines of an incident, each with its log."""

    incident_id: int
    page: int
    menu: bool


@dataclass(frozen=True)
class OpenIncidentLog(Press, prefix="why"):
    """The log of a line of an incident; back leads to the incident."""

    incident_id: int
    line_id: int
    page: int
    menu: bool


@dataclass(frozen=True)
class OpenContracts(Press, prefix="contracts"):
    """The contracts a person is in."""


@dataclass(frozen=True)
class OpenHelp(Press, prefix="help"):
    """What the bot can do and whom to call."""


@dataclass(frozen=True)
class OpenLanguages(Press, prefix="languages"):
    """The choice of a language."""
