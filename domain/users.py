"""The people of a call centre: their roles, what a role brings, and what is told of them."""

from enum import StrEnum


class UserRole(StrEnum):
    """What a user may do in the projects service; who sells or surveys by telephone has a softphone too."""

    SUPERUSER = "superuser"
    OPERATOR = "operator"
    OBSERVER = "observer"
    EXTERNAL_OBSERVER = "external_observer"


OWN_ROLES = (UserRole.SUPERUSER, UserRole.OPERATOR, UserRole.OBSERVER)
"""Roles of a contract's own people: they have a login and a password of ours, and can be changed for one another."""

_CALLING = frozenset({UserRole.SUPERUSER, UserRole.OPERATOR})


def has_softphone(role: UserRole) -> bool:
    """Whether the role brings a softphone whose number equals the login."""
    return role in _CALLING


class PasswordOf(StrEnum):
    """Which of a user's passwords is meant."""

    ACCESS = "access"
    PHONE = "phone"
    BOTH = "both"


class ObserverState(StrEnum):
    """How far the request to an external observer has come. A refused one looks like one nobody has answered."""

    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    ENDED = "ended"


class UserNoticeKind(StrEnum):
    """One thing about users that a member is told in private."""

    OBSERVER_ASKED = "observer_asked"
    OBSERVER_CONFIRMED = "observer_confirmed"
    OBSERVER_ENDS = "observer_ends"
    OBSERVER_ENDED = "observer_ended"
    LENT_ENDS = "lent_ends"
    LENT_ENDED = "lent_ended"
    RECEIPT = "receipt"
    UNCLAIMED = "unclaimed"


class AccessKind(StrEnum):
    """What a record of the feed to the projects service tells."""

    USER = "user"
    ROLE = "role"
    PASSWORD = "password"  # noqa: S105 -- a kind of record
    ADMISSION = "admission"
    REMOVAL = "removal"
