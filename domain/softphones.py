"""Softphones: what is known of one now, and what its log tells."""

from enum import StrEnum


class SoftphoneState(StrEnum):
    """What the SIP server knows of a softphone; ``UNKNOWN`` from the server's restart until it is heard of again."""

    ONLINE = "online"
    OFFLINE = "offline"
    ERROR = "error"
    UNKNOWN = "unknown"


class SoftphoneEvent(StrEnum):
    """One record of a softphone's log."""

    REGISTERED = "registered"
    UNREGISTERED = "unregistered"
    EXPIRED = "expired"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105 -- a word of the log
    ERROR = "error"
