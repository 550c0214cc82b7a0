"""Ways between the rooms of users, softphones, projects and details. Pages count from 0.

A press of a user carries ``at``: the place in the list of users that he was reached from (0: its beginning).
"""

from dataclasses import dataclass
from typing import NamedTuple

from domain.softphones import SoftphoneState
from domain.users import UserRole
from handlers.kit.press import Press
from services.admission_cards import ChoiceShown
from services.user_cards import UserFilter

_ROLES = (None, *UserRole)
_STATES = (None, *SoftphoneState)


class UserPlace(NamedTuple):
    """Where in the list of users a person was: page, filter, and whether his search is applied.

    Presses carry it as one whole number ``at``: roles and states are counted in their order, so new ones go last.
    """

    page: int = 0
    shown: UserFilter = UserFilter()
    found: bool = False

    @property
    def at(self) -> int:
        """The place as a number."""
        chosen = _ROLES.index(self.shown.role) * len(_STATES) + _STATES.index(self.shown.softphone)
        number = self.page * len(_ROLES) * len(_STATES) + chosen
        return (number * 2 + self.shown.dismissed) * 2 + self.found

    @classmethod
    def of(cls, at: int) -> "UserPlace":
        """The place that a number names; every number names one."""
        rest, found = divmod(at, 2)
        rest, dismissed = divmod(rest, 2)
        rest, state = divmod(rest, len(_STATES))
        page, role = divmod(rest, len(_ROLES))
        return cls(max(page, 0), UserFilter(_ROLES[role], _STATES[state], bool(dismissed)), bool(found))


@dataclass(frozen=True)
class OpenUsers(Press, prefix="users"):
    """The list of users at a place of it."""

    at: int = 0


@dataclass(frozen=True)
class OpenUser(Press, prefix="user"):
    """One user."""

    user_id: int
    at: int = 0


@dataclass(frozen=True)
class AddUser(Press, prefix="newuser"):
    """Begin the form of a new user."""


@dataclass(frozen=True)
class EditUser(Press, prefix="edituser"):
    """Begin to change a user's name, role or login."""

    user_id: int


@dataclass(frozen=True)
class ContinueUserForm(Press, prefix="goonuser"):
    """Go on with the form of a user that the person left open."""


@dataclass(frozen=True)
class NewPassword(Press, prefix="newpass"):
    """Give a user a new password: a ready one or a typed one?"""

    user_id: int
    at: int = 0


@dataclass(frozen=True)
class CannotEnter(Press, prefix="cannotenter"):
    """A user cannot get in: advice first."""

    user_id: int
    at: int = 0


@dataclass(frozen=True)
class OpenReady(Press, prefix="ready"):
    """Who is ready to work now: everybody with a softphone."""

    page: int = 0


@dataclass(frozen=True)
class OpenSoftphoneLog(Press, prefix="phonelog"):
    """The log of a user's softphone; ``page`` is the log's."""

    user_id: int
    page: int = 0
    at: int = 0


@dataclass(frozen=True)
class OpenUserProjects(Press, prefix="worksin"):
    """Tick the projects that a user works in or watches; ``page`` is the projects'."""

    user_id: int
    page: int = 0
    at: int = 0
    shown: ChoiceShown = ChoiceShown.ALL


@dataclass(frozen=True)
class ImportUsers(Press, prefix="import"):
    """Add many users at once: by pasted names or a file."""


@dataclass(frozen=True)
class OpenImport(Press, prefix="imported"):
    """A page of the list of new users that waits."""

    page: int = 0


@dataclass(frozen=True)
class SendLinks(Press, prefix="links"):
    """One-time links of people who were added together, as a table; ``token`` stands for them and is used once."""

    token: str


@dataclass(frozen=True)
class ExportUsers(Press, prefix="export"):
    """Send all users as a file."""


@dataclass(frozen=True)
class AskObserver(Press, prefix="askwatch"):
    """Begin to ask for an external observer. ``named``: from the form of somebody new, whose name is kept."""

    named: bool = False


@dataclass(frozen=True)
class OpenObservers(Press, prefix="lent"):
    """What other contracts ask of this one: to lend them an observer."""

    page: int = 0


@dataclass(frozen=True)
class OpenProjects(Press, prefix="projects"):
    """The list of projects; ``page`` is the place in it: twice the page, and one more where a search is applied."""

    page: int = 0


@dataclass(frozen=True)
class OpenProject(Press, prefix="project"):
    """One project; ``page`` is the list's."""

    project_id: int
    page: int = 0


@dataclass(frozen=True)
class OpenCredentials(Press, prefix="details"):
    """The list of people whose details can be shown; ``found``: those whom the person's search finds."""

    page: int = 0
    found: bool = False


@dataclass(frozen=True)
class RevealCredentials(Press, prefix="reveal"):
    """Show a user's details for a minute, in private; ``at`` as everywhere, -1 - page: from the list of details."""

    user_id: int
    at: int = 0


@dataclass(frozen=True)
class HandOver(Press, prefix="handover"):
    """Give a user a one-time link to his details; ``at`` as of :class:`RevealCredentials`."""

    user_id: int
    at: int = 0
