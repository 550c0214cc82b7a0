"""What calls that went out over a line say of the line itself."""

from dataclasses import dataclass, field

SILENCE = "silence"
"""The reason of a 408 that we made up ourselves, because the carrier did not answer at all."""
NOT_REGISTERED = "not_registered"
"""The reason of a call to a gateway that is not there."""

_OF_THE_LINE = frozenset({401, 402, 403, 407, 429, 488, 606})
"""Answers about us: credentials, money, a ban, codecs. Others of 4xx and 6xx are about whoever was called."""

ENOUGH = 5
"""So many calls say something."""
PARTLY = 0.2
"""A line where this share of calls fails works in part: some of a gateway's SIM cards are dead, for one."""


def line_failed(code: int, reason: str = "") -> bool:
    """Whether a call's outcome (SIP status, 200 for one that was answered) is the fault of the line or its carrier.

    RFC 3261, section 21. Busy, no answer, a wrong number and a call that was given up say nothing of the line.
    """
    if reason in (SILENCE, NOT_REGISTERED):
        return True
    return code in _OF_THE_LINE or 500 <= code <= 599


@dataclass(frozen=True)
class CallShare:
    """Calls that went out in some time, and how many of them failed through the line."""

    calls: int = 0
    failed: int = 0

    @property
    def share(self) -> float:
        """From 0 to 1; 0 without calls."""
        return self.failed / self.calls if self.calls else 0.0

    @property
    def partly(self) -> bool:
        """Enough of the calls fail to say that the line works in part."""
        return self.calls >= ENOUGH and self.share >= PARTLY


@dataclass(frozen=True)
class LineCalls:
    """The last hour (with the part of the present one) and the last day."""

    hour: CallShare = field(default_factory=CallShare)
    day: CallShare = field(default_factory=CallShare)

    @property
    def partly(self) -> bool:
        """The line works in part: the last hour says so, or the day where the hour is too short to tell."""
        return self.hour.partly or (self.hour.calls < ENOUGH and self.day.partly)
