"""Ways between the rooms of people, of the journal and of support. Pages count from 0."""

from dataclasses import dataclass

from domain.access import Role
from handlers.kit.press import Press


@dataclass(frozen=True)
class OpenPeople(Press, prefix="people"):
    """The members of the contract."""

    page: int = 0


@dataclass(frozen=True)
class OpenPerson(Press, prefix="person"):
    """One member; ``page`` is the list's."""

    person_id: int
    page: int = 0


@dataclass(frozen=True)
class OpenInvites(Press, prefix="invites"):
    """Invitations that nobody has used yet."""

    page: int = 0


@dataclass(frozen=True)
class NewInvite(Press, prefix="invite"):
    """Choose the role of a new invitation."""


@dataclass(frozen=True)
class MakeInvite(Press, prefix="invited"):
    """Make a one-time link of ``role``."""

    role: Role


@dataclass(frozen=True)
class OpenJournal(Press, prefix="journal"):
    """Who did what, the newest first."""

    page: int = 0


@dataclass(frozen=True)
class FindContracts(Press, prefix="find"):
    """Contracts that match ``query`` (empty: all of them); see ``support.asked``."""

    page: int = 0
    query: str = ""


@dataclass(frozen=True)
class OpenRestore(Press, prefix="restore"):
    """Support asks how an administrator's access is restored."""
