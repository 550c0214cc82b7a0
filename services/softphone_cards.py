"""Frozen answers about softphones, and what the SIP server reports of them."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.access import Action
from domain.softphones import SoftphoneEvent, SoftphoneState
from services.user_cards import SoftphoneCard, UserBrief


class SoftphoneAdvice(StrEnum):
    """What to do about a softphone that is not online: the log says nothing, or nothing new, or names the password, or
    the details were changed since."""

    NONE = "none"
    EMPTY_LOG = "empty_log"
    OLD_LOG = "old_log"
    NEW_DETAILS = "new_details"
    PASSWORD = "password"  # noqa: S105 -- a piece of advice


@dataclass(frozen=True)
class SipReport:
    """One event as the SIP server saw it. ``address`` is host:port, ``client`` the User-Agent; no secrets.

    ``contract_id`` None: the server does not know whose login it is; logins are unique without it.
    """

    contract_id: int | None
    login: str
    event: SoftphoneEvent
    at: datetime
    client: str = ""
    address: str = ""
    reason: str = ""
    evidence: str = field(default="", repr=False)


@dataclass(frozen=True)
class SipBinding:
    """A softphone that is registered now."""

    contract_id: int
    login: str
    client: str
    address: str


@dataclass(frozen=True)
class SoftphoneLogItem:
    """One record of the log."""

    at: datetime
    event: SoftphoneEvent
    client: str
    address: str
    reason: str
    evidence: str


@dataclass(frozen=True)
class SoftphoneLogPage:
    """One page of a softphone's log, the newest first, with the advice that goes with it."""

    user_id: int
    name: str
    login: str
    softphone: SoftphoneCard
    advice: SoftphoneAdvice
    items: tuple[SoftphoneLogItem, ...]
    page: int
    pages: int
    may: frozenset[Action]
    now: datetime
    zone: ZoneInfo


@dataclass(frozen=True)
class ReadyPage:
    """Who is ready to work now: people with a softphone, those who are ready first. ``counts`` has every state."""

    contract_name: str
    counts: dict[SoftphoneState, int]
    items: tuple[UserBrief, ...]
    page: int
    pages: int
    total: int
    now: datetime
    zone: ZoneInfo
