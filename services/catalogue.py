"""Every service by name: what a room finds in ``context.services``."""

from dataclasses import dataclass, field

from services.audit_log import AuditService
from services.chats import ChatService
from services.checks import CheckService
from services.incidents import IncidentService
from services.lines import LineService
from services.members import MemberService
from services.people import PeopleService
from services.support import SupportService


@dataclass(frozen=True)
class Services:
    """Built once, in ``bot/app.py``."""

    members: MemberService
    lines: LineService
    checks: CheckService
    incidents: IncidentService
    chats: ChatService
    people: PeopleService = field(default_factory=PeopleService)
    support: SupportService = field(default_factory=SupportService)
    audit: AuditService = field(default_factory=AuditService)
