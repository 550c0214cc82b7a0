"""Softphones: what is known of one now, and what its log tells."""

from enum import StrEnum


class SoftphoneState(StrEnum):
    """What the SIP server knows of a softphone; ``UNKNOWN`` from the server's restart until it is heard of again.

    ``NEVER``: it has not registered yet. It is told, and not kept: see :func:`told`.
    """

    ONLINE = "online"
    OFFLINE = "offline"
    ERROR = "error"
    UNKNOWN = "unknown"
    NEVER = "never"


class SoftphoneReason(StrEnum):
    """Why a softphone is not registered: what ``kamailio.cfg`` says of a refusal, or what was changed under it."""

    UNKNOWN_LOGIN = "unknown_login"
    OTHER_LOGIN = "other_login"
    NOT_SAVED = "not_saved"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105 -- a reason
    NEW_PASSWORD = "new_password"  # noqa: S105 -- a reason
    NEW_LOGIN = "new_login"


class SoftphoneEvent(StrEnum):
    """One record of a softphone's log."""

    REGISTERED = "registered"
    UNREGISTERED = "unregistered"
    EXPIRED = "expired"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105 -- a word of the log
    ERROR = "error"


def told(kept: SoftphoneState | None, address: str | None) -> SoftphoneState:
    """What is told of a softphone with this row; ``kept`` None: there is no row. Its address is of a registration."""
    if kept is None:
        return SoftphoneState.NEVER
    silent = kept in {SoftphoneState.OFFLINE, SoftphoneState.UNKNOWN}
    return SoftphoneState.NEVER if silent and not address else kept
