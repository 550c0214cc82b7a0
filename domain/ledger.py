"""The words of the account, and its rules: when the service stands, when an invoice is paid."""

from dataclasses import dataclass
from enum import StrEnum


class LedgerOwner(StrEnum):
    """Where a contract's payments come from: ``billing`` pushes them, or bank statements tell; never both."""

    BILLING = "billing"
    LOCAL = "local"


class ChargeKind(StrEnum):
    """What a charge is for. The forecast learns from usage alone: a fee is known, a correction comes once."""

    USAGE = "usage"
    FEE = "fee"
    CORRECTION = "correction"


class AccountState(StrEnum):
    """Whether the service is provided."""

    ACTIVE = "active"
    SUSPENDED = "suspended"


class StateReason(StrEnum):
    """Why the account is active (``covered``, ``promised``) or suspended (``no_money``, ``provider``)."""

    COVERED = "covered"
    PROMISED = "promised"
    NO_MONEY = "no_money"
    PROVIDER = "provider"


class InvoiceState(StrEnum):
    """An invoice is paid when the payments that name it cover it."""

    UNPAID = "unpaid"
    PAID = "paid"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Standing:
    """The state of an account and the reason for it."""

    state: AccountState
    reason: StateReason


def standing(balance: int, credit_limit: int, *, promised: bool, held: bool) -> Standing:
    """What the facts make of an account, whatever order they came in; kopecks.

    ``held``: the provider stopped the service for a reason of its own, which no money lifts. ``promised``: a promised
    payment runs. A balance exactly at the limit is still covered.
    """
    if held:
        return Standing(AccountState.SUSPENDED, StateReason.PROVIDER)
    if to_pay(balance, credit_limit) == 0:
        return Standing(AccountState.ACTIVE, StateReason.COVERED)
    if promised:
        return Standing(AccountState.ACTIVE, StateReason.PROMISED)
    return Standing(AccountState.SUSPENDED, StateReason.NO_MONEY)


def to_pay(balance: int, credit_limit: int) -> int:
    """The kopecks that are missing for the service; 0: nothing is."""
    return max(0, -(balance + credit_limit))


def invoice_state(total: int, paid: int, *, cancelled: bool) -> InvoiceState:
    """What the payments that name the invoice make of it; kopecks."""
    if cancelled:
        return InvoiceState.CANCELLED
    return InvoiceState.PAID if paid >= total else InvoiceState.UNPAID
