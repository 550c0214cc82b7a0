"""One way to check a right, and to find a row of the member's own contract."""

from domain.access import Action, may
from models import Incident, Line, Member, Project, User
from services.cards import MemberCard
from services.errors import ForbiddenError, NotFoundError


def require(member: MemberCard, action: Action) -> None:
    """Raise ``ForbiddenError`` unless the member's role has the right."""
    if not may(member.role, action):
        raise ForbiddenError


async def own_line(member: MemberCard, line_id: int) -> Line:
    """The line with its carrier, if it is the member's contract's; else ``NotFoundError``."""
    check_possible(line_id)
    own = Line.get_or_none(id=line_id, contract_id=member.contract_id, deleted_at__isnull=True)
    line = await own.select_related("carrier")
    if line is None:
        raise NotFoundError
    return line


async def own_incident(member: MemberCard, incident_id: int) -> Incident:
    """The incident with its carrier, if it is the member's contract's; else ``NotFoundError``."""
    check_possible(incident_id)
    incident = await Incident.get_or_none(id=incident_id, contract_id=member.contract_id)
    if incident is None:
        raise NotFoundError
    return incident


async def own_member(member: MemberCard, person_id: int) -> Member:
    """Somebody's membership in the member's contract, with the person; else ``NotFoundError``."""
    check_possible(person_id)
    row = await Member.get_or_none(person_id=person_id, contract_id=member.contract_id).select_related("person")
    if row is None:
        raise NotFoundError
    return row


async def own_user(member: MemberCard, user_id: int, *, dismissed: bool = False) -> User:
    """The user, if he is the member's contract's and not dismissed; else ``NotFoundError``."""
    check_possible(user_id)
    user = await User.get_or_none(id=user_id, contract_id=member.contract_id)
    if user is None or (user.deleted_at is not None and not dismissed):
        raise NotFoundError
    return user


async def own_project(member: MemberCard, project_id: int) -> Project:
    """The project, if it is the member's contract's; else ``NotFoundError``."""
    check_possible(project_id)
    project = await Project.get_or_none(id=project_id, contract_id=member.contract_id)
    if project is None:
        raise NotFoundError
    return project


def check_possible(row_id: int) -> None:
    """Raise ``NotFoundError`` for a number that no row can have: the databases refuse one of more than 64 bits."""
    if not 0 < row_id < 1 << 63:
        raise NotFoundError
