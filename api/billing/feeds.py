"""What the billing reads out: promised payments and requested invoices, each once, in the order they were made."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from api.routes import Stretch
from api.shapes import At
from domain.vat import VatRate
from services.invoices import InvoiceService
from services.money_cards import PromiseCard, RequestedInvoice
from services.promised import PromisedService


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class PromisedPayment(_Frozen):
    """Somebody promised to pay: keep the service running until a moment."""

    id: int
    contract: str
    amount: int = Field(description="Kopecks that were missing")
    made_at: At
    until: At

    @classmethod
    def of(cls, card: PromiseCard) -> "PromisedPayment":
        """As it goes out."""
        return cls(
            id=card.id, contract=card.contract_number, amount=card.amount, made_at=card.made_at, until=card.until
        )


class AskedRow(_Frozen):
    """A row of the paper, in the shape in which rows are pushed."""

    name: str
    amount: int = Field(description="Kopecks, the tax included")
    price: int = Field(description="Kopecks for one unit")
    service_day: date
    vat: VatRate
    quantity: int = Field(description="Thousandths of a unit")
    unit: str


class AskedInvoice(_Frozen):
    """Somebody asked for an invoice, and has it already under this number: issue the very same on your side."""

    id: int
    contract: str
    number: str
    day: date
    due_on: date | None = Field(description="To be paid until")
    amount: int = Field(description="Kopecks, the tax included")
    rows: tuple[AskedRow, ...] = Field(description="As on the paper; push them back just so")
    requested_at: At

    @classmethod
    def of(cls, card: RequestedInvoice) -> "AskedInvoice":
        """As it goes out."""
        return cls(
            id=card.id,
            contract=card.contract_number,
            number=card.number,
            day=card.day,
            due_on=card.due_on,
            amount=card.total,
            rows=tuple(AskedRow(**vars(row)) for row in card.rows),
            requested_at=card.requested_at,
        )


class PromisedPage(_Frozen):
    """A page of promised payments, oldest first."""

    items: tuple[PromisedPayment, ...]
    next: int = Field(description="Send it as `after` next time; an empty page gives back what was sent")


class AskedPage(_Frozen):
    """A page of requested invoices, oldest first."""

    items: tuple[AskedInvoice, ...]
    next: int = Field(description="Send it as `after` next time; an empty page gives back what was sent")


async def read_promised(promised: PromisedService, where: Stretch) -> PromisedPage:
    """Promises made after the cursor."""
    items = tuple(PromisedPayment.of(card) for card in await promised.after(where.after, where.limit))
    return PromisedPage(items=items, next=items[-1].id if items else where.after)


async def read_asked(invoices: InvoiceService, where: Stretch) -> AskedPage:
    """Invoices requested after the cursor."""
    items = tuple(AskedInvoice.of(card) for card in await invoices.requested_after(where.after, where.limit))
    return AskedPage(items=items, next=items[-1].id if items else where.after)
