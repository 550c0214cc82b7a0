"""Tortoise rows. One file per subject; nothing here decides anything."""

from models.audit import Audit
from models.drafts import Confirmation, Draft, Selection
from models.incidents import Incident, IncidentLine, Notice
from models.leader import Leader
from models.lines import Carrier, Flip, Line, LineHour, LogRecord
from models.people import AlertChat, Contract, Invite, Member, Person

__all__ = [
    "AlertChat",
    "Audit",
    "Carrier",
    "Confirmation",
    "Contract",
    "Draft",
    "Flip",
    "Incident",
    "IncidentLine",
    "Invite",
    "Leader",
    "Line",
    "LineHour",
    "LogRecord",
    "Member",
    "Notice",
    "Person",
    "Selection",
]
