"""Whoever reads the feed by its cursor while everything changes, again and again, ends with what our tables say."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest

from domain.access import Role
from domain.users import ObserverState, PasswordOf, UserRole
from models import AccessChange, Admission, Contract, Observation, Project, User
from sandbox.projects.directory import Directory
from sandbox.projects.passwords import fits
from services.cards import MemberCard
from services.centre import CentrePolicy, CentreServices, centre_services
from services.errors import ServiceError
from services.members import MemberService
from services.observer_cards import NewObserver
from services.user_facts import NewUser, UserChange
from services.user_secrets import UserSecrets
from services.vault import Vault
from tests.api.desk import PROJECTS, Desk, open_desk
from tests.services.centre_desk import Server

pytestmark = pytest.mark.story
OTHER = "200/25"
SECRETS = UserSecrets(Vault({"k1": b"k" * 32}), "here")


@pytest.mark.parametrize("seed", range(3))
async def test_a_reader_ends_with_what_our_tables_say(desk: Desk, seed: int) -> None:
    dice = Random(seed)
    vault = Vault({"k1": b"k" * 32})
    centre = centre_services(vault, CentrePolicy(realm="here"), Server(), lambda: None)
    async with open_desk(centre=centre) as told:
        await told.client(OTHER)
        story = await Story.begin(told, dice)
        reader = Reader(told, dice)
        over = asyncio.Event()
        reading = asyncio.create_task(reader.until(over))
        await asyncio.gather(*(story.tell(12) for _ in range(3)))
        over.set()
        await reading
        assert await reader.known() == await tables()
        assert not await AccessChange.filter(acknowledged_at__isnull=True).exists()
        assert not told.reported


class Reader:
    """Reads pages of any size, some of them twice, acknowledges now and then, and some of it again."""

    def __init__(self, desk: Desk, dice: Random) -> None:
        self._desk, self._dice = desk, dice
        self.directory = Directory()

    async def until(self, over: asyncio.Event) -> None:
        while not over.is_set():
            await self.page()
        while await self.page():
            pass
        await self.acknowledge()

    async def page(self) -> bool:
        back = self._dice.choice([0, 0, 0, 3])
        after = max(self.directory.cursor - back, 0)
        said = await self._desk.changes(after, self._dice.randint(1, 9) + back)
        assert said.status == 200, said.body
        ids = [item["id"] for item in said.body["items"]]
        assert ids == list(range(after + 1, after + 1 + len(ids)))
        before = self.directory.cursor
        for item in said.body["items"]:
            self.directory.apply(item)
        if self._dice.random() < 0.5:
            await self.acknowledge()
        return self.directory.cursor > before

    async def acknowledge(self) -> None:
        for cursor in (self.directory.cursor, self.directory.cursor // 2):
            said = await self._desk.tell("access-changes/acknowledge", cursor=cursor)
            assert said.status == 200, said.body

    async def known(self) -> dict[int, tuple[object, ...]]:
        users = {user.id: user for user in await User.all()}
        return {
            each.id: (
                each.login or each.cabinet_login,
                each.name,
                each.role,
                each.until,
                fits(SECRETS.password(users[each.id]), each.verifier) if each.login else not each.verifier,
                frozenset(each.projects),
            )
            for each in self.directory.people.values()
        }


async def tables() -> dict[int, tuple[object, ...]]:
    """What the projects service is to know, by our rows alone."""
    found: dict[int, tuple[object, ...]] = {}
    for user in await User.filter(deleted_at__isnull=True):
        seen = await Observation.get_or_none(user_id=user.id)
        if seen is not None and seen.state is not ObserverState.CONFIRMED:
            continue
        ids = await Admission.filter(user_id=user.id).values_list("project__outside_id", flat=True)
        until = seen.until.isoformat() if seen else ""
        login = seen.cabinet_login if seen else user.login
        found[user.id] = (login, user.name, user.role.value, until, True, frozenset(map(str, ids)))
    return found


class Story:
    """Two administrators do whatever they may, at once; what is refused changes nothing."""

    def __init__(self, desk: Desk, dice: Random, anna: MemberCard, gleb: MemberCard, projects: list[int]) -> None:
        self.desk, self.dice, self.anna, self.gleb, self.projects = desk, dice, anna, gleb, projects
        self.undo: list[str] = []

    @classmethod
    async def begin(cls, desk: Desk, dice: Random) -> "Story":
        items = [{"contract": "184/24", "outside_id": f"p{n}", "name": f"Проект {n}"} for n in range(3)]
        assert (await desk.tell("projects", items=items)).status == 200
        await Contract.filter(number=OTHER).update(cabinet_login="lutik")
        members = MemberService("Europe/Samara")
        people = []
        for place, number in enumerate(("184/24", OTHER)):
            token = await members.invite(number, Role.ADMINISTRATOR, desk.clock())
            people.append(await members.redeem(token, place + 1, "Анна", "", "ru", desk.clock()))
        projects = [row.id for row in await Project.all()]
        return cls(desk, dice, people[0], people[1], projects)

    @property
    def centre(self) -> CentreServices:
        return self.desk.centre

    async def tell(self, steps: int) -> None:
        deeds: list[Callable[[], Awaitable[object]]] = [
            self.add,
            self.add,
            self.admit,
            self.admit,
            self.admit,
            self.change,
            self.password,
            self.delete,
            self.bring_back,
            self.observe,
            self.lend,
            self.prolong,
            self.repeat,
        ]
        await self.add()
        for _ in range(steps):
            with suppress(ServiceError):
                await self.dice.choice(deeds)()

    async def some(self) -> User:
        return self.dice.choice(await User.filter(contract_id=self.anna.contract_id))

    async def add(self) -> None:
        await self.centre.users.add(self.anna, NewUser(f"Человек {self.dice.random()}"), self.desk.clock())

    async def admit(self) -> None:
        user, yes = await self.some(), self.dice.random() < 0.7
        await self.centre.admissions.admit(
            self.anna, self.dice.choice(self.projects), [user.id], yes, self.desk.clock()
        )

    async def change(self) -> None:
        user = await self.some()
        login = self.dice.choice([None, f"l{self.dice.randrange(10**6)}"])
        role = self.dice.choice([None, UserRole.OBSERVER, UserRole.SUPERUSER])
        about = UserChange(f"Имя {self.dice.random()}", login, role)
        await self.centre.users.change(self.anna, user.id, about, user.version, self.desk.clock())

    async def password(self) -> None:
        user = await self.some()
        await self.centre.users.set_password(self.anna, user.id, PasswordOf.ACCESS, self.desk.clock())

    async def delete(self) -> None:
        user = await self.some()
        ask = await self.centre.lists.ask_dismiss(self.anna, user.id, self.desk.clock())
        self.undo.append((await self.centre.lists.delete(self.anna, ask.token, self.desk.clock())).undo_token)

    async def bring_back(self) -> None:
        if self.undo:
            await self.centre.lists.undo(self.anna, self.undo.pop(), self.desk.clock())

    async def observe(self) -> None:
        until = self.desk.clock().date() + timedelta(days=9)
        new = NewObserver("lutik", until, "Глеб", tuple(self.projects[:2]))
        await self.centre.observers.ask(self.anna, new, self.desk.clock())

    async def lend(self) -> None:
        now = self.desk.clock()
        for item in (await self.centre.lent.page(self.gleb, 0, now)).of_others:
            deed = self.centre.lent.confirm if item.state is ObserverState.REQUESTED else self.centre.lent.stop
            await deed(self.gleb, item.id, now)

    async def prolong(self) -> None:
        until = self.desk.clock().date() + timedelta(days=self.dice.randint(1, 300))
        for row in await Observation.all():
            await self.centre.observers.prolong(self.anna, row.user_id, until, self.desk.clock())

    async def repeat(self) -> None:
        body = {"contracts": ["184/24"]}
        assert (await self.desk.ask("POST", "/projects/access-changes/repeat", token=PROJECTS, json=body)).status == 200
