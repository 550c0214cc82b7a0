"""The sandbox's call centre in the words of the services: its users, projects, admissions, lines and softphones."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.access import Role
from domain.softphones import SoftphoneEvent, SoftphoneState
from models import Line, Project, User, UserNotice
from sandbox import sample, sample_people
from sandbox.projects.site import SampleProject
from sandbox.sample_people import SampleGuest, SampleUser
from services.cabinet import set_login
from services.cards import MemberCard
from services.centre import CentreServices
from services.members import MemberService
from services.observer_cards import NewObserver
from services.project_cards import ProjectFact
from services.softphone_cards import SipReport
from services.user_facts import NewUser

BEGAN = timedelta(days=20)
"""So long ago all of it was set up."""
_CLIENTS = ("MicroSIP/3.21.6", "Linphone-Desktop/5.2.6")


async def write_people(centre: CentreServices, timezone: str, now: datetime) -> None:
    """Into a database that has the contracts, their people and their lines, and no user yet."""
    at = now - BEGAN
    members = {contract.number: await _administrator(contract.key, timezone) for contract in sample.CONTRACTS}
    for login, contract in zip(sample_people.CABINET, sample.CONTRACTS, strict=True):
        await set_login(contract.number, login, at)
    await centre.projects.push([_fact(each) for each in sample_people.PROJECTS], at)
    projects = {row.outside_id: row.id for row in await Project.all()}
    for place, user in enumerate(sample_people.USERS):
        await _user(centre, members[user.contract], user, projects, at)
        await _softphone(centre, members[user.contract], user, place, now)
    for guest in sample_people.GUESTS:
        await _guest(centre, members, guest, projects, at)
    await _link(centre, list(members.values()), projects, at)
    # Nobody is told of what was so before he came.
    await UserNotice.all().delete()


async def _administrator(key: str, timezone: str) -> MemberCard:
    human = next(each for each in sample.PEOPLE if (each.contract, each.role.value) == (key, Role.ADMINISTRATOR.value))
    member = (await MemberService(timezone).identify(human.telegram_id, "ru")).member
    if member is None:
        raise LookupError(f"{human.name} is no member yet")
    return member


def _fact(project: SampleProject) -> ProjectFact:
    return ProjectFact(project.contract, project.outside_id, project.name, project.facts, project.active)


async def _user(
    centre: CentreServices, member: MemberCard, user: SampleUser, projects: dict[str, int], at: datetime
) -> None:
    user_id = await centre.users.add(member, NewUser(user.name, user.role), at)
    await centre.admissions.admit_user(member, user_id, [projects[key] for key in user.projects], True, at)


async def _softphone(centre: CentreServices, member: MemberCard, user: SampleUser, place: int, now: datetime) -> None:
    """What the SIP server would have seen until a moment ago."""
    if user.softphone is SoftphoneState.NEVER:
        return
    row = await User.get(contract_id=member.contract_id, name=user.name)
    since = now - timedelta(minutes=50 + 7 * place)
    client, address = _CLIENTS[place % len(_CLIENTS)], f"192.168.1.{20 + place}:5060"
    events = {
        SoftphoneState.ONLINE: [SoftphoneEvent.REGISTERED],
        SoftphoneState.OFFLINE: [SoftphoneEvent.REGISTERED, SoftphoneEvent.UNREGISTERED],
        SoftphoneState.ERROR: [SoftphoneEvent.WRONG_PASSWORD],
    }
    for step, event in enumerate(events[user.softphone]):
        when = since + timedelta(minutes=step * 20)
        await centre.reports.record(SipReport(member.contract_id, str(row.login), event, when, client, address))


async def _guest(
    centre: CentreServices, members: dict[str, MemberCard], guest: SampleGuest, projects: dict[str, int], at: datetime
) -> None:
    """Asked for by one contract, confirmed by the other."""
    until = (at + BEGAN + timedelta(days=sample_people.OBSERVED_DAYS)).date()
    ids = tuple(projects[key] for key in guest.projects)
    await centre.observers.ask(members[guest.contract], NewObserver(guest.cabinet_login, until, guest.name, ids), at)
    for member in members.values():
        for asked in (await centre.lent.page(member, 0, at)).of_others:
            await centre.lent.confirm(member, asked.id, at)


async def _link(centre: CentreServices, members: Sequence[MemberCard], projects: dict[str, int], at: datetime) -> None:
    by_contract = {member.contract_number: member for member in members}
    for project in sample_people.PROJECTS:
        member = by_contract[project.contract]
        for name in sample_people.LINES.get(project.outside_id, ()):
            line = await Line.get(contract_id=member.contract_id, name=name)
            await centre.projects.link(member, projects[project.outside_id], line.id, True, at)
