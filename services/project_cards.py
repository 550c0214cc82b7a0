"""Frozen answers about projects, and projects as the projects service pushes them."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.access import Action
from domain.users import UserRole
from services.fact_checks import FactError, check_texts

Facts = tuple[tuple[str, str], ...]
"""Titles and values, as short texts, in the order in which they are shown."""

LONGEST_NAME = 128
MOST_FACTS = 12
LONGEST_TITLE = 64
LONGEST_VALUE = 255


@dataclass(frozen=True)
class ProjectFact:
    """One project of a contract; pushed again it is brought up to date. Not ``active``: it has ended."""

    contract: str
    outside_id: str
    name: str
    facts: Facts = ()
    active: bool = True

    def __post_init__(self) -> None:
        check_texts(self, "contract", "outside_id", "name")
        if len(self.name) > LONGEST_NAME:
            raise FactError("name", f"at most {LONGEST_NAME} characters long")
        if len(self.facts) > MOST_FACTS:
            raise FactError("facts", f"at most {MOST_FACTS} facts")
        for title, value in self.facts:
            if not 0 < len(title) <= LONGEST_TITLE or len(value) > LONGEST_VALUE or "\x00" in title + value:
                raise FactError(
                    "facts", f"titles of 1 to {LONGEST_TITLE} and values of up to {LONGEST_VALUE} characters"
                )


@dataclass(frozen=True)
class ProjectBrief:
    """One row of the list; ``users`` may work in it, ``observers`` watch."""

    id: int
    name: str
    active: bool
    users: int
    observers: int


@dataclass(frozen=True)
class ProjectsPage:
    """One page of projects, those that run first; ``active`` of ``total`` run. ``search`` shows ``found`` of them."""

    contract_name: str
    items: tuple[ProjectBrief, ...]
    page: int
    pages: int
    total: int
    active: int
    may: frozenset[Action]
    found: int = 0
    search: str = ""


@dataclass(frozen=True)
class ProjectCard:
    """One project. ``lines`` are names of the lines it calls over; ``recorded_at`` is when it was last told of;
    ``untold_since`` when the oldest change of its people was made that the projects service has not taken yet (None: it
    has taken all)."""

    id: int
    contract_name: str
    name: str
    active: bool
    facts: Facts
    roles: dict[UserRole, int]
    lines: tuple[str, ...]
    recorded_at: datetime
    may: frozenset[Action]
    now: datetime
    zone: ZoneInfo
    untold_since: datetime | None = None


@dataclass(frozen=True)
class Choice:
    """One row with a box: a user in a project, a project of a user, or a line of a project."""

    id: int
    name: str
    chosen: bool
    role: UserRole | None = None


@dataclass(frozen=True)
class ChoicesPage:
    """One page of boxes; ``chosen`` of ``total`` are ticked, ``found`` are shown. ``name`` is whose they are."""

    id: int
    name: str
    items: tuple[Choice, ...]
    page: int
    pages: int
    total: int
    chosen: int
    may: frozenset[Action]
    found: int = 0
