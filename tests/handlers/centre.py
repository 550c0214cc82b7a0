"""A call centre behind the rooms: a SIP server at our word, users, what their softphones did."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from domain.softphones import SoftphoneEvent
from domain.users import UserRole
from handlers.kit.open_screens import OpenScreens
from models import User
from services.centre import CentrePolicy, CentreServices, centre_services
from services.ports import Changed, unseen
from services.softphone_cards import SipReport
from services.user_facts import NewUser, Places
from services.user_secrets import UserSecrets
from services.vault import Vault
from tests.handlers.desk import ANNA, Desk, open_desk

PLACES = Places("https://projects.example.org", "sip.example.org")
VAULT = Vault({"k1": b"0" * 32})
SECRETS = UserSecrets(VAULT, "linekeeper")


@dataclass
class Server:
    """The port of the SIP server: remembers whom it threw out, and says who is on a call."""

    dropped: list[str] = field(default_factory=list)
    calls: set[str] = field(default_factory=set)

    async def drop(self, logins: Sequence[str]) -> None:
        self.dropped += logins

    async def calling(self, login: str) -> bool | None:
        return login in self.calls


def a_centre(server: Server, places: Places = PLACES, changed: Changed = unseen) -> CentreServices:
    return centre_services(VAULT, CentrePolicy(places), server, lambda: None, changed)


@asynccontextmanager
async def centre_desk(server: Server, places: Places = PLACES) -> AsyncIterator[Desk]:
    """A desk whose users are served by ``server``."""
    screens = OpenScreens()
    async with open_desk(centre=a_centre(server, places, screens.changed), screens=screens) as opened:
        yield opened
        assert opened.failures == []


async def a_user(
    desk: Desk, name: str = "Иван Петров", role: UserRole = UserRole.OPERATOR, login: str = "", person: int = ANNA
) -> User:
    [member] = await desk.services.members.contracts(person)
    return await User.get(id=await desk.services.centre.users.add(member, NewUser(name, role, login), desk.clock()))


async def report(desk: Desk, user: User, event: SoftphoneEvent = SoftphoneEvent.REGISTERED, reason: str = "") -> None:
    """The SIP server saw something of the user's softphone."""
    about = ("MicroSIP/3.21.6", "192.0.2.41:5062", reason, "REGISTER sip:sip.example.org SIP/2.0")
    await desk.services.centre.reports.record(SipReport(user.contract_id, str(user.login), event, desk.clock(), *about))
