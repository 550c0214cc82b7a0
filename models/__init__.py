"""Tortoise rows. One file per subject; nothing here decides anything."""

from models.audit import Audit
from models.incidents import Incident, IncidentLine, Notice
from models.lines import Carrier, Flip, Line, LineHour, LogRecord
from models.people import AlertChat, Contract, Invite, Member, Person

__all__ = [
    "AlertChat",
    "Audit",
    "Carrier",
    "Contract",
    "Flip",
    "Incident",
    "IncidentLine",
    "Invite",
    "Line",
    "LineHour",
    "LogRecord",
    "Member",
    "Notice",
    "Person",
]
