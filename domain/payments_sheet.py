"""The table of payments that goes out as XLSX. Sums are kopecks."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class PaymentRow(NamedTuple):
    """One payment; ``invoice`` is the number of the invoice it was matched to, if any."""

    day: date
    amount: int
    payer: str = ""
    invoice: str = ""
    purpose: str = ""


@dataclass(frozen=True)
class PaymentsSheet:
    """Payments of a contract between two days, both inclusive."""

    contract: str
    client: str
    since: date
    until: date
    rows: tuple[PaymentRow, ...]

    @property
    def total(self) -> int:
        """Kopecks."""
        return sum(row.amount for row in self.rows)
