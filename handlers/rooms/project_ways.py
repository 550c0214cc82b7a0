"""Ways between the rooms of projects. Pages count from 0; ``page`` of a project is the place in their list."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.kit.press import Press
from services.admission_cards import ChoiceShown


@dataclass(frozen=True)
class OpenFacts(Press, prefix="facts"):
    """All facts of a project; ``page`` is the list's."""

    project_id: int
    page: int = 0


@dataclass(frozen=True)
class OpenWorkers(Press, prefix="workers"):
    """Tick who works in a project or watches it; ``page`` is the list's of projects, ``at`` that of the boxes."""

    project_id: int
    page: int = 0
    at: int = 0
    shown: ChoiceShown = ChoiceShown.ALL


@dataclass(frozen=True)
class AdmitMany(Press, prefix="many"):
    """How to admit many at once."""

    project_id: int
    page: int = 0


@dataclass(frozen=True)
class OpenProjectLines(Press, prefix="callsover"):
    """Tick the lines that a project calls over; ``at`` is the page of the boxes."""

    project_id: int
    page: int = 0
    at: int = 0
    shown: ChoiceShown = ChoiceShown.ALL


@dataclass(frozen=True)
class OpenLineProjects(Press, prefix="usedby"):
    """Tick the projects that call over a line; ``page`` is the projects', ``at`` the place in the list of lines."""

    line_id: int
    page: int = 0
    at: int = 0
    shown: ChoiceShown = ChoiceShown.ALL


@dataclass(frozen=True)
class PickSource(Press, prefix="copyof"):
    """From which project to copy; ``at`` is the page of that choice."""

    project_id: int
    page: int = 0
    at: int = 0
    found: bool = False


@dataclass(frozen=True)
class PickLike(Press, prefix="likewhom"):
    """Whose projects a user is to have too; ``page`` is that choice's, ``at`` the place in the list of users."""

    user_id: int
    page: int = 0
    at: int = 0
    found: bool = False


class Sought(StrEnum):
    """Lists that are searched by typing; short, for buttons carry it."""

    PROJECTS = "p"
    SOURCES = "s"
    WORKERS = "w"
    LINES = "l"
    OF_USER = "u"
    OF_LINE = "n"
    LIKE = "k"


@dataclass(frozen=True)
class FindIn(Press, prefix="findin"):
    """Search a list by typing: of which project, user or line, and ``at`` what place that was reached."""

    what: Sought
    subject_id: int = 0
    at: int = 0
