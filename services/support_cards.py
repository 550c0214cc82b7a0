"""Frozen answers to the provider's own staff."""

from dataclasses import dataclass

from services.people_cards import Affected, Invitation


@dataclass(frozen=True)
class ContractBrief:
    """One contract as a row of a list. ``failing`` is how many of its lines are in error."""

    id: int
    number: str
    name: str
    client: str
    failing: int


@dataclass(frozen=True)
class SupportHome:
    """Where support begins: how many contracts there are, and those entered last, the newest first.

    ``waiting`` is how many payments of bank statements wait for a decision.
    """

    total: int
    recent: tuple[ContractBrief, ...]
    waiting: int = 0


@dataclass(frozen=True)
class FoundPage:
    """One page of what a search found, the closest first. ``query`` is what was searched for, empty for everything."""

    query: str
    items: tuple[ContractBrief, ...]
    page: int
    pages: int
    total: int


@dataclass(frozen=True)
class Restored:
    """A link for a new administrator, and the administrators who are to be told of it."""

    invitation: Invitation
    told: tuple[Affected, ...]
