"""Facts about money as the billing sends them. Sums are whole kopecks."""

from abc import abstractmethod
from typing import Any, Generic, Self, TypeVar

from pydantic import Field, model_validator
from pydantic.config import JsonDict

from api.shapes import (
    EMAIL,
    MOST_ROWS,
    NAME,
    Day,
    Moment,
    Moved,
    PastDay,
    Quantity,
    RowSum,
    Shape,
    Sum,
    Zone,
    optional,
    text,
)
from domain.ledger import ChargeKind, LedgerOwner
from domain.vat import VatRate
from services.ledger import LARGEST_BATCH
from services.ledger_facts import ChargeFact, ContractFact, InvoiceFact, PaymentFact, RowFact, StateFact, TermsFact

_FactT = TypeVar("_FactT", ContractFact, TermsFact, StateFact, ChargeFact, PaymentFact, InvoiceFact)

_DIGITS = r"^(?:[0-9]{10}|[0-9]{12})?$"
_SOMETHING: JsonDict = {
    "contains": {"type": "object", "properties": {"amount": {"minimum": 1}}, "required": ["amount"]}
}
"""At least one row that costs something."""


class Item(Shape, Generic[_FactT]):
    """One fact, about one contract."""

    contract: str = text("contract", NAME, "Number of the contract")

    @abstractmethod
    def fact(self) -> _FactT:
        """As the services know it. Raises ``FactError``."""

    @model_validator(mode="after")
    def _may_be_true(self) -> Self:
        self.fact()
        return self


class Contract(Item[ContractFact]):
    """A client of yours; pushed again it is renamed."""

    name: str = Field(max_length=128, pattern=NAME, description="What people see, such as the client's trade name")
    client: str = optional("client", "The client as invoices name him; `name` when left out")
    timezone: Zone = Field("", description="Of a new contract; the installation's when left out")

    def fact(self) -> ContractFact:
        """As the services know it."""
        return ContractFact(**dict(self))


class Terms(Item[TermsFact]):
    """All terms of a contract as they are at a moment: what is left out is not there. The latest ones hold."""

    at: Moment = Field(description="Since when they are true, never ahead; older ones that come later change nothing")
    tariff: str = optional("tariff", "Name of the tariff")
    credit_limit: Sum = Field(0, description="How far below zero the balance may go before the service stops")
    threshold: Sum | None = Field(None, description="Balance that is low; the installation's when left out")
    next_charge: Sum | None = Field(None, description="The next known charge")
    next_charge_on: Day | None = Field(None, description="Its day")
    payer_inn: str = Field("", pattern=_DIGITS, description="INN of the payer, 10 or 12 digits")
    payer_kpp: str = Field("", pattern="^(?:[0-9]{9})?$", description="KPP of the payer, 9 digits")
    payer_address: str = optional("payer_address", "Address of the payer")
    ledger: LedgerOwner | None = Field(None, description="Where payments come from; the installation's when left out")
    signed_on: PastDay | None = Field(None, description="Date of the contract")
    email: str = optional("email", "Where documents are sent", EMAIL)

    def fact(self) -> TermsFact:
        """As the services know it."""
        return TermsFact(**dict(self))


class State(Item[StateFact]):
    """The service stopped for a reason of your own, which no payment lifts, or no longer so. The latest word holds."""

    at: Moment = Field(description="Since when, never ahead; older words that come later change nothing")
    suspended: bool = Field(description="true: stopped by you; false: money alone decides again")

    def fact(self) -> StateFact:
        """As the services know it."""
        return StateFact(**dict(self))


class Charge(Item[ChargeFact]):
    """Money spent. Never changed: a mistake is taken back by a charge below zero of another id."""

    outside_id: str = text("outside_id", NAME, "Your id, unique among the charges of the contract")
    day: Day = Field(description="Day of the service")
    amount: Moved = Field(description="Kopecks; below zero it takes an earlier charge back")
    kind: ChargeKind = Field(ChargeKind.USAGE, description="What it is for; the forecast learns from usage alone")
    name: str = optional("name", "What people see, such as the name of the service")

    def fact(self) -> ChargeFact:
        """As the services know it."""
        return ChargeFact(**dict(self))


class Payment(Item[PaymentFact]):
    """Money received. Never changed: a refund is a payment below zero of another id."""

    outside_id: str = text("outside_id", NAME, "Your id, unique among the payments of the contract")
    day: Day = Field(description="Day of the payment")
    amount: Moved = Field(description="Kopecks; below zero it is a refund")
    invoice: str = optional("invoice", "Number of the invoice it pays, which may become known later")
    payer: str = optional("payer", "Who paid")
    purpose: str = optional("purpose", "Purpose of the payment")

    def fact(self) -> PaymentFact:
        """As the services know it."""
        return PaymentFact(**dict(self))


class InvoiceRow(Shape):
    """A row of an invoice; the tax is inside its amount."""

    name: str = text("name", NAME, "What is paid for")
    amount: RowSum = Field(description="Kopecks, the tax included, discounts taken off")
    price: Sum = Field(description="Kopecks for one unit")
    service_day: Day = Field(description="Day of the service; for an advance the day it is due")
    vat: VatRate = Field(description="Percent of tax inside the amount, or none")
    quantity: Quantity = Field(1000, description="Thousandths of a unit: 1000 is one")
    unit: str = optional("unit", "Unit of the quantity, such as min")

    def fact(self) -> RowFact:
        """As the services know it."""
        return RowFact(**dict(self))


class Invoice(Item[InvoiceFact]):
    """Money asked for. Pushed again with `cancelled` it is cancelled for good; nothing else of it ever changes."""

    outside_id: str = text("outside_id", NAME, "Your id, unique among the invoices of the contract")
    number: str = text("number", NAME, "As printed; one that was requested in the bot is known by it")
    day: Day = Field(description="Date of the invoice")
    rows: list[InvoiceRow] = Field(
        min_length=1, max_length=MOST_ROWS, description="They come to more than zero", json_schema_extra=_SOMETHING
    )
    due_on: Day | None = Field(None, description="To be paid until")
    cancelled: bool = Field(False, description="Nobody has to pay it any more")

    def fact(self) -> InvoiceFact:
        """As the services know it."""
        return InvoiceFact(**{**dict(self), "rows": tuple(row.fact() for row in self.rows)})


_ItemT = TypeVar("_ItemT", bound=Item[Any])


class Batch(Shape, Generic[_ItemT]):
    """Taken as a whole, or not at all."""

    items: list[_ItemT] = Field(max_length=LARGEST_BATCH)


class Contracts(Batch[Contract]):
    """A batch of contracts."""


class TermsBatch(Batch[Terms]):
    """A batch of terms."""


class States(Batch[State]):
    """A batch of states."""


class Charges(Batch[Charge]):
    """A batch of charges."""


class Payments(Batch[Payment]):
    """A batch of payments."""


class Invoices(Batch[Invoice]):
    """A batch of invoices."""
