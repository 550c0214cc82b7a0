"""Ways between the rooms of money. Places in long lists are a day's ordinal and an id (``services.keyset``)."""

from dataclasses import dataclass

from handlers.kit.press import Press
from handlers.kit.stop_banner import OpenPromise, OpenTopUp

__all__ = [
    "OpenAccount",
    "OpenContract",
    "OpenDays",
    "OpenInvoice",
    "OpenInvoices",
    "OpenPapers",
    "OpenPayments",
    "OpenPromise",
    "OpenTopUp",
    "RequestInvoice",
]


@dataclass(frozen=True)
class OpenContract(Press, prefix="agreement"):
    """General information: the contract, its tariff, how many projects, users and lines it has."""


@dataclass(frozen=True)
class OpenAccount(Press, prefix="account"):
    """The account: the balance first."""


@dataclass(frozen=True)
class OpenDays(Press, prefix="days"):
    """The history by days. ``at`` above 0: the days before that one; below 0: the days after it; 0: the newest."""

    at: int = 0


@dataclass(frozen=True)
class OpenInvoices(Press, prefix="invoices"):
    """The invoices, the newest first, from a place on; ``day`` 0: from the newest. ``unpaid``: those alone."""

    unpaid: bool = False
    day: int = 0
    id: int = 0
    newer: bool = False


@dataclass(frozen=True)
class OpenInvoice(Press, prefix="invoice"):
    """One invoice; ``unpaid``, ``day``, ``place`` and ``newer`` are of the list it was reached from."""

    invoice_id: int
    unpaid: bool = False
    day: int = 0
    place: int = 0
    newer: bool = False


@dataclass(frozen=True)
class RequestInvoice(Press, prefix="askinvoice"):
    """Ask for an invoice: for which sum?"""


@dataclass(frozen=True)
class OpenPayments(Press, prefix="payments"):
    """The payments of a period, the newest first, from a place on; ``day`` 0: from the newest.

    ``period`` is a month as year * 12 + month - 1; 0: all of them.
    """

    period: int = 0
    day: int = 0
    id: int = 0
    newer: bool = False


@dataclass(frozen=True)
class OpenPapers(Press, prefix="papers"):
    """The documents of a month, as year * 12 + month - 1; 0: the list of months."""

    month: int = 0
