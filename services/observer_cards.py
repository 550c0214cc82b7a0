"""Frozen answers about external observers."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.access import Action
from domain.users import ObserverState
from services.project_cards import Choice
from services.user_cards import ObservationShown


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
class AskedObserver:
    """Whom this contract has asked for: its own user, and what it sees of the request."""

    user_id: int
    name: str
    shown: ObservationShown
    until: date
    requested_at: datetime


@dataclass(frozen=True)
class ObserversPage:
    """One page of both. ``lent`` are asked of this contract or lent by it, ``waiting`` of them wait for its word;
    ``asked`` are its own requests that wait for another's."""

    contract_name: str
    cabinet_login: str
    items: tuple[LentObserver | AskedObserver, ...]
    page: int
    pages: int
    lent: int
    waiting: int
    asked: int
    may: frozenset[Action]
    now: datetime
    zone: ZoneInfo

    @property
    def of_others(self) -> tuple[LentObserver, ...]:
        """Those that another contract has asked for."""
        return tuple(item for item in self.items if isinstance(item, LentObserver))
