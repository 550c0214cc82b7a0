"""Every service by name: what a room finds in ``context.services``."""

from dataclasses import dataclass, field

from services.audit_log import AuditService
from services.awaited import Awaited
from services.centre import CentreServices, usual_centre
from services.chats import ChatService
from services.checks import CheckService
from services.contract import ContractService
from services.incidents import IncidentService
from services.line_calls import LineCallService
from services.line_forms import LineFormService
from services.line_lists import LineListService
from services.line_search import LineSearch
from services.lines import LineService
from services.mailing import MailingService
from services.members import MemberService
from services.money import MoneyServices, usual_money
from services.people import PeopleService
from services.support import SupportService
from services.unfinished import UnfinishedService


@dataclass(frozen=True)
class Services:
    """Built once, in ``bot/app.py``."""

    members: MemberService
    lines: LineService
    checks: CheckService
    incidents: IncidentService
    chats: ChatService
    forms: LineFormService
    lists: LineListService
    calls: LineCallService = field(default_factory=LineCallService)
    search: LineSearch = field(default_factory=LineSearch)
    people: PeopleService = field(default_factory=PeopleService)
    support: SupportService = field(default_factory=SupportService)
    audit: AuditService = field(default_factory=AuditService)
    contract: ContractService = field(default_factory=ContractService)
    money: MoneyServices = field(default_factory=usual_money)
    awaited: Awaited = field(default_factory=Awaited)
    unfinished: UnfinishedService = field(default_factory=UnfinishedService)
    mailing: MailingService = field(default_factory=MailingService)
    centre: CentreServices = field(default_factory=usual_centre)
