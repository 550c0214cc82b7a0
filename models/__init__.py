"""Tortoise rows. One file per subject; nothing here decides anything."""

from models.access_feed import AccessChange
from models.audit import Audit
from models.drafts import Confirmation, Draft, Selection
from models.handover import HandOver, ProvisioningUrl, Reveal
from models.incidents import Incident, IncidentLine, Notice
from models.invoices import Invoice, InvoiceNumber, InvoiceRow
from models.leader import Leader
from models.lines import Carrier, Flip, Line, LineHour, LogRecord
from models.money import Account, Charge, IdempotencyKey, Payment, PromisedPayment, StateChange
from models.people import AlertChat, Contract, Invite, Member, Person
from models.projects import Admission, LineProject, Project
from models.softphones import Softphone, SoftphoneLog
from models.statements import StatementImport, StatementRow
from models.users import Observation, User, UserNotice
from models.warnings import MoneyMute, MoneyNotice, MoneyWarning

__all__ = [
    "AccessChange",
    "Account",
    "Admission",
    "AlertChat",
    "Audit",
    "Carrier",
    "Charge",
    "Confirmation",
    "Contract",
    "Draft",
    "Flip",
    "HandOver",
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
    "LineProject",
    "LogRecord",
    "Member",
    "MoneyMute",
    "MoneyNotice",
    "MoneyWarning",
    "Notice",
    "Observation",
    "Payment",
    "Person",
    "Project",
    "PromisedPayment",
    "ProvisioningUrl",
    "Reveal",
    "Selection",
    "Softphone",
    "SoftphoneLog",
    "StateChange",
    "StatementImport",
    "StatementRow",
    "User",
    "UserNotice",
]
