"""A call centre for the tests of users: two contracts with their people, and the services on a real database."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from domain.access import Role
from models import AccessChange, Contract, Project, User
from services.cards import MemberCard
from services.centre import CentrePolicy, CentreServices, centre_services
from services.user_facts import NewUser, Places
from services.user_secrets import UserSecrets
from tests.services.house import House

REALM = "linekeeper"
PLACES = Places("https://projects.example.org", "sip.example.org")


@dataclass
class Server:
    """The port of the SIP server: remembers whom it threw out, and says who is on a call."""

    dropped: list[str] = field(default_factory=list)
    calls: set[str] = field(default_factory=set)

    async def drop(self, logins: Sequence[str]) -> None:
        self.dropped += logins

    async def calling(self, login: str) -> bool | None:
        return login in self.calls


@dataclass
class Desk:
    """``anna`` administers the first contract, ``boris`` is on call there, ``vera`` manages it; ``gleb`` administers
    the second one."""

    house: House
    centre: CentreServices
    server: Server
    secrets: UserSecrets
    contract: Contract
    other: Contract
    anna: MemberCard
    boris: MemberCard
    vera: MemberCard
    gleb: MemberCard

    @property
    def now(self) -> datetime:
        return self.house.clock()

    def later(self, **time: float) -> datetime:
        return self.house.clock.later(timedelta(**time).total_seconds())

    async def user(self, name: str = "Иван Петров", member: MemberCard | None = None, **about: Any) -> User:
        new = replace(NewUser(name), **about)
        return await User.get(id=await self.centre.users.add(member or self.anna, new, self.now))

    async def project(self, name: str = "Опрос", contract: Contract | None = None) -> Project:
        owner = contract or self.contract
        return await Project.create(contract=owner, outside_id=f"p-{name}", name=name, recorded_at=self.now)

    async def told(self) -> list[tuple[str, int]]:
        """Kinds and users of the feed, in order."""
        return [(row.kind.value, row.user_id) for row in await AccessChange.all().order_by("id")]


async def open_desk(house: House, policy: CentrePolicy | None = None) -> Desk:
    """The two contracts and their people."""
    server = Server()
    policy = policy or CentrePolicy(places=PLACES, realm=REALM)
    contract, other = await house.client(), await house.client("200/25", "Лютик")
    return Desk(
        house=house,
        centre=centre_services(house.vault, policy, server, lambda: None),
        server=server,
        secrets=UserSecrets(house.vault, policy.realm),
        contract=contract,
        other=other,
        anna=await house.join(contract, 101, Role.ADMINISTRATOR),
        boris=await house.join(contract, 102, Role.ON_CALL),
        vera=await house.join(contract, 103, Role.MANAGER),
        gleb=await house.join(other, 201, Role.ADMINISTRATOR),
    )
