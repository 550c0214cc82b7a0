"""Frozen answers of the services: all a screen needs, and nothing that a screen must not show."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.access import Action, Role
from domain.cause import Cause
from domain.health import LineState
from domain.sip import CheckMethod, LineType, Transport, Verdict


@dataclass(frozen=True)
class MemberCard:
    """Who is acting: a person in one contract. Rights follow from ``role``."""

    person_id: int
    telegram_id: int
    name: str
    language: str
    contract_id: int
    contract_number: str
    contract_name: str
    role: Role
    zone: ZoneInfo


@dataclass(frozen=True)
class Visitor:
    """A Telegram person at the door; ``member`` None is a stranger, who then has no stored ``person_id``.

    ``blocked``: the last message to him was refused, so alerts to him have stopped (``members.unblocked``).
    """

    telegram_id: int
    language: str
    member: MemberCard | None = None
    menu_message_id: int | None = None
    blocked: bool = False


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
class IncidentBrief:
    """One open incident on the home screen."""

    id: int
    carrier: str
    verdict: Verdict
    lines_failing: int
    opened_at: datetime
    acknowledged: bool


@dataclass(frozen=True)
class HomeCard:
    """The first screen: what fails now comes first.

    ``silent_chats`` are titles of bound groups that get no alerts now, told to those who can bind them again.
    """

    contract_name: str
    contract_number: str
    role: Role
    lines: LineCounts
    incidents: tuple[IncidentBrief, ...]
    now: datetime
    zone: ZoneInfo
    silent_chats: tuple[str, ...] = ()


@dataclass(frozen=True)
class LinesPage:
    """One page of the list of lines, failing ones first. ``page`` counts from 0."""

    contract_name: str
    items: tuple[LineBrief, ...]
    page: int
    pages: int
    counts: LineCounts
    only_errors: bool


@dataclass(frozen=True)
class LineCard:
    """One line. ``uptime`` is a share from 0 to 1 over 30 days, None when nothing was watched."""

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
class IncidentCard:
    """One outage of one carrier. ``lines`` are all that were in it, still failing ones first.

    ``only_line_id`` is set when a single line is concerned: its log is then one tap away.
    """

    id: int
    contract_name: str
    carrier: str
    support_phone: str
    carrier_contract: str
    cause: Cause
    verdict: Verdict
    lines: tuple[LineBrief, ...]
    lines_failing: int
    lines_of_carrier: int
    opened_at: datetime
    closed_at: datetime | None
    acknowledged_at: datetime | None
    acknowledged_by: str
    only_line_id: int | None
    now: datetime
    zone: ZoneInfo


@dataclass(frozen=True)
class BoundChat:
    """A group or topic that receives the contract's alerts."""

    chat_id: int
    thread_id: int
    title: str
