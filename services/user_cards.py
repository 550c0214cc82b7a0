"""Frozen answers about the users of a call centre: all a screen needs, and no secret."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.access import Action
from domain.softphones import SoftphoneState
from domain.users import UserRole


class ObservationShown(StrEnum):
    """What the asking contract sees of its request: a refusal and an unknown login both end as ``UNANSWERED``."""

    WAITING = "waiting"
    UNANSWERED = "unanswered"
    CONFIRMED = "confirmed"
    ENDED = "ended"


@dataclass(frozen=True)
class ObservationCard:
    """An external observer's request. ``until`` is the last day of his access, ``answer_until`` when a request that
    nobody has answered is over."""

    id: int
    shown: ObservationShown
    cabinet_login: str
    until: date
    requested_at: datetime
    answer_until: datetime


class HandOverStage(StrEnum):
    """How far a hand-over has come. Nobody pressed in time: ``EXPIRED`` for a minute, then ``REPLACED``, for the
    details were, or ``KEPT``, for the softphone works with them already. ``REVOKED`` by a person, or with the user.
    ``CHANGED``: he took them, and they are others since.
    """

    SENT = "sent"
    OPENED = "opened"
    SEEN = "seen"
    REGISTERED = "registered"
    EXPIRED = "expired"
    REPLACED = "replaced"
    KEPT = "kept"
    REVOKED = "revoked"
    CHANGED = "changed"


@dataclass(frozen=True)
class UserFilter:
    """What the list shows; None: any. ``dismissed``: deleted users instead of those at work."""

    role: UserRole | None = None
    softphone: SoftphoneState | None = None
    dismissed: bool = False


@dataclass(frozen=True)
class UserBrief:
    """One row of a list. ``login`` is an external observer's own in the cabinet; ``softphone`` None: he has none,
    or there is no SIP server.

    ``deleted_at`` None: he is at work. ``observation`` is an external observer's request.
    """

    id: int
    name: str
    login: str
    role: UserRole
    softphone: SoftphoneState | None
    deleted_at: datetime | None = None
    observation: ObservationCard | None = None


@dataclass(frozen=True)
class UsersPage:
    """One page of users by name, of deleted ones the latest first; ``found`` of ``total`` are shown.

    ``served``: there is a SIP server. ``roles`` counts those at work by role, ``dismissed`` the deleted, ``undoable``
    those of them who can still be brought back.
    ``asking``: how many requests of other contracts for an observer wait for a word.
    """

    contract_name: str
    items: tuple[UserBrief, ...]
    page: int
    pages: int
    total: int
    found: int
    roles: dict[UserRole, int]
    filter: UserFilter
    search: str
    ticked: frozenset[int]
    may: frozenset[Action]
    served: bool
    dismissed: int
    undoable: int
    now: datetime
    zone: ZoneInfo
    asking: int = 0


@dataclass(frozen=True)
class SoftphoneCard:
    """A softphone now. ``since`` None: it never registered. ``address`` is host:port, ``reason`` why it is not."""

    state: SoftphoneState
    since: datetime | None
    client: str = ""
    address: str = ""
    reason: str = ""


@dataclass(frozen=True)
class HandOverCard:
    """The latest hand-over of a user; ``at`` is when it came to this stage."""

    stage: HandOverStage
    at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class UndoCard:
    """A deletion that can still be taken back, before ``until``; ``together``: how many were deleted in one go."""

    until: datetime
    together: int


@dataclass(frozen=True)
class UserCard:
    """One user. ``version`` guards a change; ``untold_since`` is when the oldest change was made that the projects
    service has not taken yet (None: it has taken all); ``dialable``: the login has digits only. ``projects`` are names.
    """

    id: int
    contract_name: str
    name: str
    login: str
    role: UserRole
    dialable: bool
    softphone: SoftphoneCard | None
    projects: tuple[str, ...]
    observation: ObservationCard | None
    hand_over: HandOverCard | None
    untold_since: datetime | None
    created_at: datetime
    password_at: datetime | None
    deleted_at: datetime | None
    erased: bool
    version: int
    may: frozenset[Action]
    now: datetime
    zone: ZoneInfo
    undo: UndoCard | None = None


@dataclass(frozen=True)
class TroubleCard:
    """Advice for somebody who cannot get in: compare these first. ``calling`` (on a call) None: not known."""

    id: int
    name: str
    projects_url: str
    login: str
    sip_server: str
    softphone: SoftphoneCard | None
    calling: bool | None
    may: frozenset[Action]
    now: datetime
    zone: ZoneInfo


@dataclass(frozen=True)
class UserDeletionAsk:
    """Users that wait for the person's «yes». ``token`` is used once, by him alone, before ``expires_at``.

    ``calling``: how many of them are on a call now, as far as the SIP server was asked and tells.
    """

    token: str
    users: tuple[UserBrief, ...]
    expires_at: datetime
    calling: int = 0


@dataclass(frozen=True)
class ErasureAsk:
    """The question before the personal data of a dismissed user are wiped; ``token`` is used once."""

    id: int
    name: str
    token: str
    expires_at: datetime
