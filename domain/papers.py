"""An invoice and an act as they are before they are drawn: rows, sums and the tax in them. Sums are kopecks."""

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from domain.requisites import Buyer, Requisites
from domain.vat import VatRate, vat_inside


class PaperError(ValueError):
    """A document that must not be issued: without rows, or asking for no money."""


@dataclass(frozen=True)
class PaperRow:
    """One service. ``price`` and ``amount`` are kopecks with the tax inside.

    ``amount`` None: quantity times price, half a kopeck up. Give it when the price of a unit is finer than a kopeck.
    """

    name: str
    quantity: Decimal
    unit: str
    price: int
    vat: VatRate
    amount: int | None = None

    @property
    def total(self) -> int:
        """What the row costs, kopecks."""
        return row_amount(self.quantity, self.price) if self.amount is None else self.amount

    @property
    def tax(self) -> int:
        """The tax inside ``total``, kopecks."""
        return vat_inside(self.total, self.vat)


class VatTotal(NamedTuple):
    """What the rows of one rate come to, kopecks: with the tax inside, and the tax."""

    rate: VatRate
    amount: int
    tax: int


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What an invoice and an act share. ``contract`` is its number, ``contract_date`` None when unknown."""

    number: str
    day: date
    seller: Requisites
    buyer: Buyer
    contract: str
    contract_date: date | None = None
    rows: tuple[PaperRow, ...] = field(repr=False)

    def __post_init__(self) -> None:
        if not self.rows:
            raise PaperError(f"document {self.number} has no rows")
        if self.total < 0:
            raise PaperError(f"document {self.number} comes to less than nothing")

    @property
    def total(self) -> int:
        """Kopecks, the tax inside."""
        return sum(row.total for row in self.rows)

    @property
    def vat_totals(self) -> tuple[VatTotal, ...]:
        """A total for each rate that occurs, the highest first, ``none`` last. The tax is the sum of the rows'."""
        return tuple(_vat_total(rate, self.rows) for rate in VatRate if any(row.vat is rate for row in self.rows))


@dataclass(frozen=True, kw_only=True)
class InvoiceDocument(Paper):
    """An invoice for payment, good until ``due`` inclusive, or without a term."""

    due: date | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.total == 0:
            raise PaperError(f"invoice {self.number} asks for no money")


@dataclass(frozen=True, kw_only=True)
class ActDocument(Paper):
    """An act of services rendered; ``month`` is any day of the month it is about, or None."""

    month: date | None = None


def row_amount(quantity: Decimal, price: int) -> int:
    """Kopecks for ``quantity`` units at ``price`` kopecks, half a kopeck away from nought."""
    return int((quantity * price).to_integral_value(ROUND_HALF_UP))


def _vat_total(rate: VatRate, rows: tuple[PaperRow, ...]) -> VatTotal:
    alike = [row for row in rows if row.vat is rate]
    return VatTotal(rate, sum(row.total for row in alike), sum(row.tax for row in alike))
