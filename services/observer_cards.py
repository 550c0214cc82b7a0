"""Frozen answers about external observers."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.access import Action
from domain.users import ObserverState
from services.project_cards import Choice


@dataclass(frozen=True)
class NewObserver:
    """An external observer as typed; ``until`` is the last day, in the contract's own calendar."""

    cabinet_login: str = ""
    until: date | None = None
    name: str = ""
    project_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class ObserverDraft:
    """What was answered so far about an observer to be asked for, with one page of the projects that run.

    ``name`` "": he is called by his login. ``chosen`` of ``total`` projects are ticked; ``until`` is the last day.
    """

    name: str
    cabinet_login: str
    until: date
    projects: tuple[Choice, ...]
    chosen: int
    page: int
    pages: int
    total: int
    may: frozenset[Action]


@dataclass(frozen=True)
class LentObserver:
    """What the other contract sees: who wants its cabinet login as an observer, of which projects, until when."""

    id: int
    state: ObserverState
    contract_name: str
    contract_number: str
    projects: tuple[str, ...]
    until: date
    requested_at: datetime


@dataclass(frozen=True)
class LentPage:
    """Requests that wait for an answer first, then those that run."""

    contract_name: str
    cabinet_login: str
    items: tuple[LentObserver, ...]
    page: int
    pages: int
    waiting: int
    may: frozenset[Action]
    now: datetime
    zone: ZoneInfo
