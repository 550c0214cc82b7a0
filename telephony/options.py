"""How the pool probes: every figure that an operator, a test or a benchmark may want to change."""

from dataclasses import dataclass
from pathlib import Path

HOSTS_FILE = Path("/etc/hosts")
MAX_SLOTS = 7
"""The wheel of pjsua2 allows 8 accounts a process (a ninth aborts it); one of them sends slot-free requests."""


@dataclass(frozen=True)
class ProberOptions:
    """Options of ``ProberPool``. Durations are seconds.

    ``silence`` is how long one request waits for any answer, retransmissions included; ``confirm_silence`` how
    long the one that confirms a silence waits; ``deadline`` bounds one registration with all its rounds.
    ``rate`` is requests a second to one registrar, ``in_flight`` its checks under way at once.
    ``nameservers`` are "ip", "ip:port" or "[ip]:port"; None reads /etc/resolv.conf; an empty tuple leaves names to
    the system. ``bind`` is a local IPv4 address, empty: any. ``ca_file`` empty means the system's bundle.
    A process is replaced after ``recycle_after`` jobs, and killed after ``hang_after`` without a heartbeat.
    """

    processes: int = 2
    slots: int = MAX_SLOTS
    silence: float = 4.0
    confirm_silence: float = 2.0
    deadline: float = 8.0
    rate: float = 50.0
    in_flight: int = 200
    nameservers: tuple[str, ...] | None = None
    hosts_file: Path = HOSTS_FILE
    dns_deadline: float = 2.0
    bind: str = ""
    tls_verify: bool = True
    ca_file: str = ""
    recycle_after: int = 20_000
    hang_after: float = 5.0
    start_within: float = 20.0
    user_agent: str = "Linekeeper"

    def __post_init__(self) -> None:
        if not 1 <= self.slots <= MAX_SLOTS:
            raise ValueError(f"slots must be 1 to {MAX_SLOTS}: a prober process aborts beyond that")
        if self.processes < 1 or self.in_flight < 1 or self.rate <= 0:
            raise ValueError("processes and in_flight must be 1 or more, and rate above 0")
