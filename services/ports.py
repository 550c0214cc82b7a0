"""What the services need from outside: the composition root supplies it."""

from typing import Protocol

from domain.sip import ProbeResult, SipAccount


class Prober(Protocol):
    """Checks SIP accounts. A dead line is data; our own failure is the verdict ``unknown``."""

    async def probe(self, account: SipAccount) -> ProbeResult:
        """Check one account; may take seconds. Never raises for what the far end does."""
        ...


class Wake(Protocol):
    """Tells the delivery loop that notices are due, so that it need not wait for its poll."""

    def __call__(self) -> None:
        """Wake the loop; called after the transaction that made the notices."""
        ...
