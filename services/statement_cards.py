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
