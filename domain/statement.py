"""A bank statement in 1CClientBankExchange, as values, and the ways in which a file cannot be taken for one.

The format: the sections "RaschSchet" (an account with its balances) and "Dokument" (a payment), lines ``key=value``,
closed by a line of its own (https://v8.1c.ru/edi/edi_stnd/100/101.htm).
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class StatementFault(StrEnum):
    """Why a file is refused as a whole; nothing of it is credited.

    ``DOUBLED``: it was read before; ``SEVERAL``: another statement follows in it; ``ALIKE``: two of its documents say
    the same, so that nobody knows whether money came once or twice.
    """

    NOT_STATEMENT = "not_statement"
    ENCODING = "encoding"
    TRUNCATED = "truncated"
    BROKEN = "broken"
    DOUBLED = "doubled"
    SEVERAL = "several"
    ALIKE = "alike"
    FOREIGN = "foreign"
    TOTALS = "totals"
    TOO_LARGE = "too_large"


class StatementError(ValueError):
    """The file is refused. ``line`` counts from 1; 0: the file as a whole."""

    def __init__(self, fault: StatementFault, line: int = 0) -> None:
        super().__init__(fault)
        self.fault, self.line = fault, line


@dataclass(frozen=True)
class Document:
    """Money that came to an account of ours. ``day`` is when it came, ``ordered`` the date of the payer's order."""

    number: str
    ordered: date
    day: date
    amount: int
    payer_inn: str
    payer: str
    payer_account: str
    recipient_account: str
    purpose: str

    @property
    def identity(self) -> str:
        """The same for one payment in whatever file it comes; 64 hexadecimal digits."""
        parts = (self.number, self.ordered.isoformat(), str(self.amount), self.payer_account, self.payer_inn)
        return hashlib.sha256("\n".join((*parts, self.recipient_account)).encode()).hexdigest()


@dataclass(frozen=True)
class Statement:
    """A statement that holds together: what came to our accounts in these days (both inclusive)."""

    accounts: tuple[str, ...]
    since: date
    until: date
    documents: tuple[Document, ...]
