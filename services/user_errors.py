"""Refusals about users, their projects and their details."""

from domain.user_fields import BadUserField, UserFault
from services.errors import ServiceError


class UserFieldError(ServiceError):
    """A typed value cannot stand; ``fault`` says which and why, never the value."""

    key = "user-field"

    def __init__(self, fault: UserFault) -> None:
        super().__init__(fault=f"{fault.field}-{fault.why}", limit=fault.limit)
        self.fault = fault

    @classmethod
    def of(cls, refused: BadUserField) -> "UserFieldError":
        """The refusal of ``domain.user_fields`` as one of a service."""
        return cls(refused.fault)


class UserChangedError(ServiceError):
    """Somebody else saved the user meanwhile."""

    key = "user-changed"


class ExternalObserverError(ServiceError):
    """An external observer keeps his own login, password and role: nothing of them is set here."""

    key = "external-observer"


class NobodyTickedError(ServiceError):
    """There is no ticked user to delete."""

    key = "nobody-ticked"


class ImportRefusedError(ServiceError):
    """The list is not taken: ``fault`` is ``empty``, ``too-many`` (with ``most``), ``too-large``, ``old-excel``
    or ``unreadable``, which stands for whatever is no list."""

    key = "import-refused"


class ImportGoneError(ServiceError):
    """There is no list to confirm: it expired, was confirmed or was replaced by another."""

    key = "import-gone"


class ImportFaultyError(ServiceError):
    """A list with faults is not saved, and nothing of it."""

    key = "import-faulty"


class ObserverAskedError(ServiceError):
    """This very login is asked for or confirmed already."""

    key = "observer-asked"


class ObserversWaitingError(ServiceError):
    """Too many requests wait for an answer."""

    key = "observers-waiting"


class HandOverGoneError(ServiceError):
    """The link is unknown, used, replaced or expired: the four read the same."""

    key = "hand-over-gone"


class PageOnlyError(ServiceError):
    """The installation shows secrets on its own page only, never in Telegram."""

    key = "page-only"


class NotDismissedError(ServiceError):
    """Personal data are erased after the user was deleted, not before."""

    key = "not-dismissed"
