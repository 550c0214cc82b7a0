"""Facts about money as other systems tell them, checked for shape. Sums are kopecks, days the provider's calendar."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.ledger import ChargeKind, LedgerOwner
from domain.money import LARGEST
from domain.vat import VatRate, vat_inside
from services.fact_checks import (
    FactError,
    check_amount,
    check_day,
    check_digits,
    check_email,
    check_moment,
    check_texts,
    check_zone,
)


@dataclass(frozen=True)
class ChargeFact:
    """Money spent on ``day``; below zero it takes an earlier charge back."""

    contract: str
    outside_id: str
    day: date
    amount: int
    kind: ChargeKind = ChargeKind.USAGE
    name: str = ""

    def __post_init__(self) -> None:
        check_texts(self, "contract", "outside_id")
        check_day("day", self.day)
        check_amount("amount", self.amount)

    def values(self) -> dict[str, object]:
        """The columns that tell whether a second push says the same."""
        return {"day": self.day, "amount": self.amount, "kind": self.kind, "name": self.name}


@dataclass(frozen=True)
class PaymentFact:
    """Money received on ``day``; ``invoice`` is the number of the invoice it pays (empty: none)."""

    contract: str
    outside_id: str
    day: date
    amount: int
    invoice: str = ""
    payer: str = ""
    purpose: str = ""

    def __post_init__(self) -> None:
        check_texts(self, "contract", "outside_id")
        check_day("day", self.day)
        check_amount("amount", self.amount)

    def values(self) -> dict[str, object]:
        """The columns that tell whether a second push says the same."""
        said = {"invoice_number": self.invoice, "payer": self.payer, "purpose": self.purpose}
        return {"day": self.day, "amount": self.amount, **said}


@dataclass(frozen=True)
class RowFact:
    """A row of an invoice. ``quantity`` counts thousandths; the tax is inside ``amount``."""

    name: str
    amount: int
    price: int
    service_day: date
    vat: VatRate
    quantity: int = 1000
    unit: str = ""

    def __post_init__(self) -> None:
        check_texts(self, "name")
        check_day("service_day", self.service_day)
        if abs(self.amount) > LARGEST or abs(self.price) > LARGEST or not 0 < self.quantity <= LARGEST:
            raise FactError("amount", "within bounds, with a quantity above zero")

    @property
    def tax(self) -> int:
        """The tax inside ``amount``."""
        return vat_inside(self.amount, self.vat)


@dataclass(frozen=True)
class InvoiceFact:
    """Money asked for. Pushed again with ``cancelled`` it is cancelled, whatever comes later."""

    contract: str
    outside_id: str
    number: str
    day: date
    rows: tuple[RowFact, ...]
    due_on: date | None = None
    cancelled: bool = False

    def __post_init__(self) -> None:
        check_texts(self, "contract", "outside_id", "number")
        check_day("day", self.day)
        check_day("due_on", self.due_on or self.day)
        if not 0 < len(self.rows) <= 100:
            raise FactError("rows", "1 to 100 rows")
        if not 0 < self.total <= LARGEST:
            raise FactError("rows", "rows that come to more than zero")

    @property
    def total(self) -> int:
        """What is asked for."""
        return sum(row.amount for row in self.rows)


@dataclass(frozen=True)
class TermsFact:
    """Tariff and terms as they are at ``at``; the latest ones hold, whatever order they come in.

    ``ledger`` None: as the installation has it; ``threshold`` None: likewise. ``signed_on`` is the contract's date,
    ``email`` where its documents are sent.
    """

    contract: str
    at: datetime
    tariff: str = ""
    credit_limit: int = 0
    threshold: int | None = None
    next_charge: int | None = None
    next_charge_on: date | None = None
    payer_inn: str = ""
    payer_kpp: str = ""
    payer_address: str = ""
    ledger: LedgerOwner | None = None
    signed_on: date | None = None
    email: str = ""

    def __post_init__(self) -> None:
        check_texts(self, "contract")
        check_moment("at", self.at)
        for name in ("credit_limit", "threshold", "next_charge"):
            if not 0 <= (getattr(self, name) or 0) <= LARGEST:
                raise FactError(name, "a sum of zero or more")
        check_digits("payer_inn", self.payer_inn, (0, 10, 12))
        check_digits("payer_kpp", self.payer_kpp, (0, 9))
        check_email("email", self.email)
        if self.next_charge_on is not None:
            check_day("next_charge_on", self.next_charge_on)

    def values(self) -> dict[str, object]:
        """The columns of the account."""
        names = ("tariff", "credit_limit", "threshold", "next_charge", "next_charge_on", "ledger", "signed_on")
        buyer = ("payer_inn", "payer_kpp", "payer_address", "email")
        return {name: getattr(self, name) for name in (*names, *buyer)}


@dataclass(frozen=True)
class StateFact:
    """The provider stops the service for a reason of its own (``suspended``), or no longer does, as of ``at``."""

    contract: str
    at: datetime
    suspended: bool

    def __post_init__(self) -> None:
        check_texts(self, "contract")
        check_moment("at", self.at)


@dataclass(frozen=True)
class ContractFact:
    """A client of the provider, by the number of his contract."""

    contract: str
    name: str
    client: str = ""
    timezone: str = ""

    def __post_init__(self) -> None:
        check_texts(self, "contract", "name")
        if len(self.name) > 128:
            raise FactError("name", "at most 128 characters long")
        check_zone("timezone", self.timezone)
