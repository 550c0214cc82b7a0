"""Tortoise rows. One file per subject; nothing here decides anything."""

from models.audit import Audit
from models.drafts import Confirmation, Draft, Selection
from models.incidents import Incident, IncidentLine, Notice
from models.invoices import Invoice, InvoiceNumber, InvoiceRow
from models.leader import Leader
from models.lines import Carrier, Flip, Line, LineHour, LogRecord
from models.money import Account, Charge, IdempotencyKey, Payment, PromisedPayment, StateChange
from models.people import AlertChat, Contract, Invite, Member, Person
from models.statements import StatementImport, StatementRow
from models.warnings import MoneyMute, MoneyNotice, MoneyWarning

__all__ = [
    "Account",
    "AlertChat",
    "Audit",
    "Carrier",
    "Charge",
    "Confirmation",
    "Contract",
    "Draft",
    "Flip",
    "IdempotencyKey",
    "Incident",
    "IncidentLine",
    "Invite",
    "Invoice",
    "InvoiceNumber",
    "InvoiceRow",
    "Leader",
    "Line",
    "LineHour",
    "LogRecord",
    "Member",
    "MoneyMute",
    "MoneyNotice",
    "MoneyWarning",
    "Notice",
    "Payment",
    "Person",
    "PromisedPayment",
    "Selection",
    "StateChange",
    "StatementImport",
    "StatementRow",
]
