"""Frozen answers of the services: all a screen needs, and nothing that a screen must not show."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.access import Role
from domain.cause import Cause
from domain.sip import Verdict
from services.line_cards import (
    FlipItem,
    HistoryPage,
    Impact,
    LineBrief,
    LineCard,
    LineCounts,
    LineFilter,
    LinesPage,
    LogItem,
    LogPage,
)

__all__ = [
    "BoundChat",
    "FlipItem",
    "HistoryPage",
    "HomeCard",
    "Impact",
    "IncidentBrief",
    "IncidentCard",
    "LineBrief",
    "LineCard",
    "LineCounts",
    "LineFilter",
    "LinesPage",
    "LogItem",
    "LogPage",
    "MemberCard",
    "Visitor",
]


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
    ``support``: one of the provider's staff; ``member`` is then the contract he has entered, or one of his own.
    """

    telegram_id: int
    language: str
    member: MemberCard | None = None
    menu_message_id: int | None = None
    blocked: bool = False
    support: bool = False


@dataclass(frozen=True)
class IncidentBrief:
    """One open incident on the home screen."""

    id: int
    carrier: str
    verdict: Verdict
    lines_failing: int
    opened_at: datetime
    acknowledged: bool
    cause: Cause = Cause.CARRIER
    operators: int = 0
    """How many people cannot call; told of the first ones alone."""


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
class IncidentCard:
    """One outage of one carrier, or of the contract for want of money. ``lines`` are all that were in it, still
    failing ones first; ``lines_of_carrier`` are all that might have been.

    ``only_line_id`` is set when a single line is concerned: its log is then one tap away. ``to_pay`` is what money is
    missing, in kopecks; 0 where the cause is another, or this reader may not know. ``merged``: it is over only because
    its lines are in another incident now. ``impact`` is what stands still while it lasts, as far as lines are linked.
    ``fell_at``: since when the carrier is down, which may be later than the first line's failure; None: the same.
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
    to_pay: int = 0
    merged: bool = False
    fell_at: datetime | None = None
    impact: Impact = field(default_factory=Impact)


@dataclass(frozen=True)
class BoundChat:
    """A group or topic that receives the contract's alerts."""

    chat_id: int
    thread_id: int
    title: str
