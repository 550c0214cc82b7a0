"""Frozen answers about money. Sums are kopecks, days those of the provider's calendar."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.ledger import AccountState, ChargeKind, InvoiceState, LedgerOwner, StateReason
from domain.money_warnings import WarningKind
from domain.papers import PaperRow
from services.ledger_facts import RowFact
from services.money_told import WarningFacts


@dataclass(frozen=True)
class EndCard:
    """When the money ends: the day, its bounds (None: beyond the horizon), banking days left, and until when to pay.

    ``pay_by`` may have passed: then only a payment that comes the same day helps.
    """

    end: date
    earliest: date | None
    latest: date | None
    days_left: int
    pay_by: datetime


@dataclass(frozen=True)
class PromiseCard:
    """A promised payment. ``ended_at`` None: it runs."""

    id: int
    contract_number: str
    amount: int
    made_at: datetime
    until: datetime
    ended_at: datetime | None
    kept: bool
    by: str


@dataclass(frozen=True)
class AccountCard:
    """The account: the balance first. ``to_pay`` is what is missing for the service, 0: nothing.

    ``end`` None: no end in sight, or too little is known. ``promise`` is the one that runs; ``may_promise``: one can
    be made now, by this member. ``told``: this member hears of the contract's money.
    """

    contract_number: str
    contract_name: str
    client: str
    signed_on: date | None
    tariff: str
    ledger: LedgerOwner
    balance: int
    credit_limit: int
    threshold: int
    to_pay: int
    state: AccountState
    reason: StateReason
    state_since: datetime
    next_charge: int | None
    next_charge_on: date | None
    end: EndCard | None
    promise: PromiseCard | None
    may_promise: bool
    may_request: bool
    told: bool
    unpaid: int
    now: datetime
    zone: ZoneInfo


@dataclass(frozen=True)
class DayItem:
    """One day of the history: what was spent (and in how many charges), what came in."""

    day: date
    charged: int
    charges: int
    paid: int


@dataclass(frozen=True)
class HistoryStretch:
    """Days with money in them, the newest first. ``newer`` and ``older`` are days to go on from (None: no more)."""

    items: tuple[DayItem, ...]
    newer: date | None
    older: date | None


@dataclass(frozen=True)
class ChargeItem:
    """One charge."""

    id: int
    day: date
    kind: ChargeKind
    name: str
    amount: int


@dataclass(frozen=True)
class PaymentItem:
    """One payment. ``invoice_id`` None: it names no invoice that we know."""

    id: int
    day: date
    amount: int
    invoice_number: str
    invoice_id: int | None
    payer: str
    purpose: str
    recorded_at: datetime


@dataclass(frozen=True)
class InvoiceItem:
    """One invoice in a list."""

    id: int
    number: str
    day: date
    due_on: date | None
    total: int
    paid: int
    state: InvoiceState


@dataclass(frozen=True)
class Owed:
    """Unpaid invoices: how many, and what is missing for all of them."""

    invoices: int
    sum: int


@dataclass(frozen=True)
class InvoiceCard:
    """The whole invoice; ``rows`` fit ``domain.papers``. The buyer's details are empty where they are not known."""

    id: int
    number: str
    day: date
    due_on: date | None
    total: int
    paid: int
    state: InvoiceState
    paid_at: datetime | None
    rows: tuple[PaperRow, ...]
    requested_by: str
    contract_number: str
    signed_on: date | None
    buyer: str
    payer_inn: str
    payer_kpp: str
    payer_address: str
    now: datetime
    zone: ZoneInfo


@dataclass(frozen=True)
class RequestedInvoice:
    """What billing reads out: an invoice that was requested here. ``id`` is the cursor to go on from.

    ``rows`` are those of the paper that the client has.
    """

    id: int
    contract_number: str
    number: str
    day: date
    due_on: date | None
    total: int
    rows: tuple[RowFact, ...]
    requested_at: datetime


@dataclass(frozen=True)
class MoneyWarningCard:
    """One message about money for one person. ``several``: he is in several contracts, so name it."""

    id: int
    telegram_id: int
    language: str
    kind: WarningKind
    contract_id: int
    contract_name: str
    several: bool
    facts: WarningFacts
    now: datetime
    zone: ZoneInfo
