"""One number at a carrier: its password, the fault it was given, and who is registered on it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.sip import CheckMethod, LineType

SLOW_SECONDS = 2.0


class UnknownNameError(LookupError):
    """No such carrier or number."""


class Fault(StrEnum):
    """How one line fails while everything around it works."""

    WRONG_PASSWORD = "wrong_password"  # noqa: S105 -- a fault's name
    UNKNOWN_NUMBER = "unknown_number"
    FORBIDDEN = "forbidden"
    UNAVAILABLE = "unavailable"
    SILENCE = "silence"
    SLOW = "slow"


@dataclass(frozen=True)
class Binding:
    """A phone registered on a number; ``expires_at`` is in seconds of the loop's clock."""

    contact: str
    expires_at: float


@dataclass(frozen=True)
class LastAnswer:
    """What the line was last asked and what it answered; ``code`` 0: nothing was sent back."""

    method: str
    code: int
    at: datetime


@dataclass
class CarrierLine:
    """A number as the carrier knows it. An empty password: the carrier knows the trunk by its address.

    ``fault`` None: the line works. ``delay`` is the seconds a slow line takes to answer.
    """

    number: str
    password: str = field(default="", repr=False)
    title: str = ""
    kind: LineType = LineType.PHONE
    contract: str = ""
    fault: Fault | None = None
    delay: float = SLOW_SECONDS
    new_password: str = field(default="", repr=False)
    bindings: dict[str, Binding] = field(default_factory=dict)
    requests: int = 0
    last: LastAnswer | None = None

    @property
    def method(self) -> CheckMethod:
        """How the line is to be checked: there is nothing to register without a password."""
        return CheckMethod.REGISTER if self.password else CheckMethod.OPTIONS

    @property
    def accepted_password(self) -> str:
        """The password the registrar takes now: another one after the carrier changed it."""
        return self.new_password if self.fault is Fault.WRONG_PASSWORD else self.password

    def alive(self, now: float) -> list[Binding]:
        """Bindings that have not expired at ``now``; the expired ones are dropped."""
        self.bindings = {key: binding for key, binding in self.bindings.items() if binding.expires_at > now}
        return list(self.bindings.values())
