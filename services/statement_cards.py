"""Frozen answers about bank statements. Sums are kopecks."""

from dataclasses import dataclass
from datetime import date

from domain.statement_match import RowState, WaitReason


@dataclass(frozen=True)
class RowCard:
    """A payment of a statement. ``invoice_number`` and ``contract_number`` are empty where none fits."""

    id: int
    number: str
    day: date
    amount: int
    payer: str
    payer_inn: str
    purpose: str
    state: RowState
    reason: WaitReason | None
    contract_number: str
    invoice_number: str


@dataclass(frozen=True)
class ImportCard:
    """What came of a file: payments credited, waiting for a person, and known from earlier files."""

    id: int
    since: date
    until: date
    credited: tuple[RowCard, ...]
    waiting: tuple[RowCard, ...]
    known: int


@dataclass(frozen=True)
class WaitingPage:
    """One page of the payments that wait for a person, the oldest first."""

    items: tuple[RowCard, ...]
    page: int
    pages: int
    total: int


@dataclass(frozen=True)
class Choice:
    """Where a payment might go: a contract, and the invoice it pays (``invoice_id`` 0: none); ``left`` is its rest.

    ``other_inn`` is the contract's INN where it is known and not the payer's, else empty.
    """

    contract_id: int
    contract_number: str
    contract_name: str
    invoice_id: int = 0
    invoice_number: str = ""
    left: int = 0
    other_inn: str = ""


@dataclass(frozen=True)
class RowChoices:
    """A payment that waits, and where it might go. Without any it is dismissed, or its contract entered first."""

    row: RowCard
    choices: tuple[Choice, ...]
