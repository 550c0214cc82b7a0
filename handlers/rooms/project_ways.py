"""Ways between the rooms of projects. Pages count from 0."""

from dataclasses import dataclass

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
class FindWorkers(Press, prefix="findwork"):
    """Search the boxes by typing."""

    project_id: int
    page: int = 0


@dataclass(frozen=True)
class OpenProjectLines(Press, prefix="callsover"):
    """Tick the lines that a project calls over."""

    project_id: int
    page: int = 0
    at: int = 0


@dataclass(frozen=True)
class OpenLineProjects(Press, prefix="usedby"):
    """Tick the projects that call over a line; ``page`` is the projects', ``at`` the place in the list of lines."""

    line_id: int
    page: int = 0
    at: int = 0
