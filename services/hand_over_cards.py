"""Frozen answers about credentials. What holds a secret is shown once and never part of ``repr``."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.access import Action
from domain.users import UserRole
from services.user_cards import HandOverCard


@dataclass(frozen=True)
class Credentials:
    """Everything that a user types: for the projects service and, where he has a softphone, for it.

    ``sip_server`` "": he has none, or no SIP server is installed.
    """

    user_id: int
    contract_name: str
    name: str
    role: UserRole
    projects_url: str
    login: str
    password: str = field(repr=False)
    sip_server: str = ""
    sip_login: str = ""
    sip_password: str = field(default="", repr=False)
    sip_realm: str = ""


@dataclass(frozen=True)
class CredentialBrief:
    """One row of the credentials' list."""

    user_id: int
    name: str
    login: str
    role: UserRole
    hand_over: HandOverCard | None


@dataclass(frozen=True)
class CredentialsPage:
    """One page of people whose details can be shown. ``page_only``: never in Telegram, only on the page."""

    contract_name: str
    items: tuple[CredentialBrief, ...]
    page: int
    pages: int
    total: int
    search: str
    page_only: bool
    may: frozenset[Action]
    now: datetime
    zone: ZoneInfo


@dataclass(frozen=True)
class CredentialCard:
    """Whose details can be shown or handed over; no secret. ``sip_server`` "": no softphone, or no server for it.

    ``page_only``: never in Telegram, only on the page; ``page``: there is one.
    """

    user_id: int
    name: str
    login: str
    role: UserRole
    projects_url: str
    sip_server: str
    hand_over: HandOverCard | None
    page_only: bool
    page: bool
    may: frozenset[Action]
    now: datetime
    zone: ZoneInfo


@dataclass(frozen=True)
class PageLink:
    """A one-time address of our own page, at which the administrator himself reads a user's details."""

    user_id: int
    name: str
    url: str = field(repr=False)
    expires_at: datetime
    now: datetime
    zone: ZoneInfo


@dataclass(frozen=True)
class HandOverLink:
    """A fresh one-time link: shown once, for only the hash of ``token`` is kept.

    ``page_url`` is the same link for a browser; "": there is no page. ``works``: the softphone has registered with
    these details already, so that they stay although nobody opens the link.
    """

    id: int
    user_id: int
    name: str
    login: str
    token: str = field(repr=False)
    page_url: str = field(repr=False)
    expires_at: datetime
    page_only: bool
    works: bool
    now: datetime
    zone: ZoneInfo


@dataclass(frozen=True)
class HandOverFace:
    """What somebody sees before he presses: whose details wait. Seeing it burns nothing.

    ``page_url`` is the same link for a browser; "": there is no page. ``own``: they are his own who looks, and not an
    administrator's look at somebody's.
    """

    contract_name: str
    name: str
    expires_at: datetime
    page_only: bool
    page_url: str = field(repr=False)
    own: bool
    now: datetime
    zone: ZoneInfo


@dataclass(frozen=True)
class HandedOver:
    """The details, shown once. A softphone fetches its settings by ``url_token`` until ``url_until`` ("": there is no
    softphone), from ``setup_url`` ("": there is no page either).
    """

    credentials: Credentials
    url_token: str = field(repr=False)
    setup_url: str = field(repr=False)
    url_until: datetime
    now: datetime
    zone: ZoneInfo
