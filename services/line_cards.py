"""Frozen answers about lines: rows and pages of the list, one line, its log and its history."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.access import Action
from domain.health import LineState
from domain.line_calls import LineCalls
from domain.sip import CheckMethod, LineType, Transport, Verdict


class LineFilter(StrEnum):
    """Which lines a list shows."""

    ALL = "all"
    ERRORS = "errors"
    UNKNOWN = "unknown"
    OFF = "off"


@dataclass(frozen=True)
class LineBrief:
    """One row of a list of lines."""

    id: int
    name: str
    type: LineType
    state: LineState
    verdict: Verdict | None
    since: datetime


@dataclass(frozen=True)
class LineCounts:
    """How many lines of a contract are in each state; ``off`` are switched off and not watched."""

    ok: int = 0
    error: int = 0
    unknown: int = 0
    off: int = 0

    @property
    def total(self) -> int:
        """Every line of the contract."""
        return self.ok + self.error + self.unknown + self.off


@dataclass(frozen=True)
class LinesPage:
    """One page of the list of lines, failing ones first. ``page`` counts from 0.

    ``found`` lines match ``filter`` and ``search``, on all pages together. ``ticked`` are all ticks of the member in
    this contract, those on other pages included. ``undoable`` counts deleted lines that can still be brought back.
    """

    contract_name: str
    items: tuple[LineBrief, ...]
    page: int
    pages: int
    counts: LineCounts
    only_errors: bool
    filter: LineFilter = LineFilter.ALL
    search: str = ""
    found: int = 0
    ticked: frozenset[int] = frozenset()
    may: frozenset[Action] = frozenset()
    undoable: int = 0


@dataclass(frozen=True)
class LineCallsCard:
    """Whether calls go through our SIP server over this line, and what came of them. ``server``: there is one."""

    line_id: int
    name: str
    type: LineType
    through_server: bool
    registers_to_us: bool
    calls: LineCalls
    server: bool
    may: frozenset[Action]


@dataclass(frozen=True)
class Impact:
    """Names of running projects that have no line left to call over, and how many operators call in these.

    ``limited`` are running projects that have lost some of their lines and go on over others. ``online``: how many of
    the operators are at their softphones now; None where the SIP server does not tell.
    """

    projects: tuple[str, ...] = ()
    operators: int = 0
    limited: tuple[str, ...] = ()
    online: int | None = None


@dataclass(frozen=True)
class LineCard:
    """One line. ``uptime`` is a share from 0 to 1 over 30 days, ``uptime_day`` over 24 hours; None when nothing was
    watched. ``registers_to_us``: it is not probed, its presence on our SIP server would be its check.
    """

    id: int
    name: str
    type: LineType
    state: LineState
    verdict: Verdict | None
    since: datetime
    carrier: str
    support_phone: str
    carrier_contract: str
    host: str
    port: int
    user: str
    transport: Transport
    method: CheckMethod
    checked_at: datetime | None
    next_check_at: datetime
    suspected: bool
    uptime: float | None
    incident_id: int | None
    may: frozenset[Action]
    now: datetime
    zone: ZoneInfo
    uptime_day: float | None = None
    latency_ms: float | None = None
    note: str = ""
    marking: str = ""
    channels: int | None = None
    registers_to_us: bool = False
    enabled: bool = True
    blind: str | None = None
    """The newest check told nothing of the line: what our checker lacked, one of ``OWN_LIMITS``, or ""."""
    calls: LineCalls = field(default_factory=LineCalls)
    """What calls that went out over our SIP server say of it."""
    impact: Impact = field(default_factory=Impact)
    """What stands still while the line fails."""


@dataclass(frozen=True)
class LogItem:
    """One record of a line's log; the only card with SIP codes."""

    at: datetime
    verdict: Verdict
    code: int
    reason: str
    source: str
    latency_ms: float
    evidence: str
    detail: str = ""
    """What our checker lacked, one of ``OWN_LIMITS``, or ""."""


@dataclass(frozen=True)
class LogPage:
    """One page of a line's log, newest first. ``page`` counts from 0."""

    line_id: int
    line_name: str
    items: tuple[LogItem, ...]
    page: int
    pages: int
    now: datetime
    zone: ZoneInfo


@dataclass(frozen=True)
class FlipItem:
    """One change of a line's state. ``lasted``: how long the new state held, None for the present one."""

    at: datetime
    from_state: LineState
    to_state: LineState
    verdict: Verdict
    lasted: timedelta | None


@dataclass(frozen=True)
class HistoryPage:
    """One page of a line's changes of state, newest first. ``page`` counts from 0."""

    line_id: int
    line_name: str
    items: tuple[FlipItem, ...]
    page: int
    pages: int
    now: datetime
    zone: ZoneInfo
