"""Every service by name: what a room finds in ``context.services``."""

from dataclasses import dataclass

from services.chats import ChatService
from services.checks import CheckService
from services.incidents import IncidentService
from services.lines import LineService
from services.members import MemberService


@dataclass(frozen=True)
class Services:
    """Built once, in ``bot/app.py``."""

    members: MemberService
    lines: LineService
    checks: CheckService
    incidents: IncidentService
    chats: ChatService
