"""Refusals of the services: a key for the wording, values for it, and whether trying again can help."""


class ServiceError(Exception):
    """A use case refused. ``key`` names a text ``error-<key>`` in texts/, ``values`` are its arguments."""

    key = "failed"
    permanent = True

    def __init__(self, **values: object) -> None:
        super().__init__(self.key)
        self.values = values


class NotFoundError(ServiceError):
    """There is no such thing in the member's contract; a foreign thing and a missing one read the same."""

    key = "not-found"


class ForbiddenError(ServiceError):
    """The member's role has no right to the action."""

    key = "forbidden"


class InviteError(ServiceError):
    """The one-time link is unknown, used or expired: the three read the same."""

    key = "invite-invalid"


class ChatTakenError(ServiceError):
    """The group or topic already receives another contract's alerts."""

    key = "chat-taken"


class AlreadyAdministratorError(ServiceError):
    """An administrator has opened an invitation to a lower role: it would take his rights away unasked."""

    key = "already-administrator"


class OneselfError(ServiceError):
    """An administrator cannot change or end his own place in the contract: another administrator does."""

    key = "oneself"


class LastAdministratorError(ServiceError):
    """The contract would be left without an administrator."""

    key = "last-administrator"
