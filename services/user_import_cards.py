"""What a list of new people looks like before and after it is saved."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.access import Action
from domain.user_fields import UserFault
from domain.users import UserRole


class Alike(StrEnum):
    """Whose name the person has too; that may be right, so it is no fault."""

    IN_LIST = "in_list"
    AT_WORK = "at_work"


@dataclass(frozen=True)
class ImportLine:
    """One person of the list; ``number`` is the row in the file or text. Without faults ``login`` is his to be.

    ``bad_role`` is what was written for a role and names none.
    """

    number: int
    name: str
    login: str
    role: UserRole
    own_password: bool
    faults: tuple[UserFault, ...]
    alike: Alike | None = None
    bad_role: str = ""


@dataclass(frozen=True)
class ImportPreview:
    """One page of the list, rows with faults first, then those with a name that is there already.

    It is saved whole, or, with one fault in it, not at all.

    ``project`` is the name of the project that all are admitted to ("": none); ``role`` is theirs who have none.
    """

    contract_name: str
    items: tuple[ImportLine, ...]
    page: int
    pages: int
    total: int
    faulty: int
    alike: int
    role: UserRole
    project_id: int | None
    project: str
    expires_at: datetime
    may: frozenset[Action]
    now: datetime
    zone: ZoneInfo
    secret: bool = False
    """The list that was just read had passwords in it."""
    sheet: str = ""
    """The sheet of the workbook that was just read, where it has others with something in them."""


@dataclass(frozen=True)
class Imported:
    """How many were added, and their ids in the order of the list; ``token`` gives them one-time links, once."""

    user_ids: tuple[int, ...]
    project: str
    token: str

    @property
    def count(self) -> int:
        """How many."""
        return len(self.user_ids)


@dataclass(frozen=True)
class ImportStep:
    """How far adding them is: so many are ready to be written, of all. ``done``: they are written."""

    ready: int
    total: int
    done: Imported | None = None
