"""Frozen answers about the people of a contract: members, invitations, what removing one has ended."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.access import Action, Role


@dataclass(frozen=True)
class MemberBrief:
    """One row of the list. ``blocked``: he has blocked the bot, so alerts do not reach him."""

    person_id: int
    name: str
    role: Role
    blocked: bool
    is_self: bool


@dataclass(frozen=True)
class MembersPage:
    """One page of a contract's members, by role and name. ``pending`` is how many invitations nobody has used yet."""

    contract_name: str
    items: tuple[MemberBrief, ...]
    page: int
    pages: int
    total: int
    pending: int
    cabinet_login: str
    may: frozenset[Action]


@dataclass(frozen=True)
class PersonCard:
    """One member. ``username`` is without "@", empty when he has none; ``may`` is what the reader may do."""

    person_id: int
    name: str
    username: str
    role: Role
    joined_at: datetime
    blocked: bool
    is_self: bool
    may: frozenset[Action]
    now: datetime
    zone: ZoneInfo


@dataclass(frozen=True)
class InviteBrief:
    """An invitation that can still be used. ``author`` is empty for the command line's."""

    id: int
    role: Role
    author: str
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class InvitesPage:
    """One page of the pending invitations, the newest first."""

    contract_name: str
    items: tuple[InviteBrief, ...]
    page: int
    pages: int
    may: frozenset[Action]
    now: datetime
    zone: ZoneInfo


@dataclass(frozen=True)
class Invitation:
    """A fresh one-time link: shown once, for only the hash of ``token`` is kept."""

    contract_name: str
    contract_number: str
    role: Role
    token: str = field(repr=False)
    expires_at: datetime
    now: datetime
    zone: ZoneInfo


@dataclass(frozen=True)
class RemovalAsk:
    """The question before a removal; ``token`` answers it once, within ``minutes``."""

    person_id: int
    name: str
    role: Role
    token: str
    minutes: int


@dataclass(frozen=True)
class Inviter:
    """Who is told that his invitation was used, and in which language."""

    telegram_id: int
    language: str


@dataclass(frozen=True)
class Affected:
    """Somebody whose place in a contract has changed: whom to tell, in which language.

    ``stale_messages`` of his private chat must lose their buttons: the live menu message that showed the contract,
    and the cards of alerts that he gets no more.
    """

    telegram_id: int
    name: str
    language: str
    role: Role
    contract_name: str
    contract_number: str
    stale_messages: tuple[int, ...] = ()
