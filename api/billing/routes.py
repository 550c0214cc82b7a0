"""The billing's routes: the table of contents of its part of the API."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, TypeVar

from api.auth import Caller
from api.billing import shapes
from api.billing.feeds import AskedPage, PromisedPage, read_asked, read_promised
from api.routes import Feed, Push, Route, Taken
from services.ledger import Pushed
from services.money import MoneyServices

_BatchT = TypeVar("_BatchT", bound=shapes.Batch[Any])


def billing_routes(money: MoneyServices) -> tuple[Route, ...]:
    """All of them, in the order in which one begins to use them."""
    ledger = money.ledger
    return (
        _push(
            "contracts", "Make contracts that are missing, rename the others", shapes.Contracts, ledger.push_contracts
        ),
        _push("terms", "Tell tariffs, limits and payer details", shapes.TermsBatch, ledger.push_terms),
        _push("states", "Stop the service, or no longer", shapes.States, ledger.push_states),
        _push("charges", "Tell money spent", shapes.Charges, ledger.push_charges),
        _push("invoices", "Tell money asked for", shapes.Invoices, ledger.push_invoices),
        _push("payments", "Tell money received", shapes.Payments, ledger.push_payments),
        Feed(
            Caller.BILLING,
            "/billing/promised-payments",
            "readPromisedPayments",
            "Read out promised payments",
            PromisedPage,
            lambda where: read_promised(money.promised, where),
        ),
        Feed(
            Caller.BILLING,
            "/billing/requested-invoices",
            "readRequestedInvoices",
            "Read out invoices requested in the bot",
            AskedPage,
            lambda where: read_asked(money.invoices, where),
        ),
    )


def _push(
    what: str, summary: str, shape: type[_BatchT], push: Callable[[list[Any], datetime], Awaitable[Pushed]]
) -> Push[_BatchT]:
    async def take(batch: _BatchT, now: datetime) -> Taken:
        pushed = await push([item.fact() for item in batch.items], now)
        return Taken(created=pushed.created, known=pushed.known, stale=pushed.stale)

    return Push(Caller.BILLING, f"/billing/{what}", f"push{what.capitalize()}", summary, shape, take)
