"""What the small "Проекты КЦ" keeps in memory: its projects, who is known, and who is logged in."""

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from sandbox.projects.directory import Directory, Somebody
from sandbox.projects.passwords import fits


@dataclass(frozen=True)
class SampleProject:
    """A project of the sample. ``facts`` are titles and values, as people see them."""

    contract: str
    outside_id: str
    name: str
    facts: tuple[tuple[str, str], ...]
    active: bool = True


@dataclass(frozen=True)
class Session:
    """Who is in; another password, or a removal, ends it at once."""

    user_ids: tuple[int, ...]
    verifier: str


@dataclass
class Site:
    """``cabinet`` has passwords of the provider's cabinet by login: external observers come with these.

    ``contracts`` are names by number; ``connected`` is None until the API was asked.
    """

    directory: Directory
    projects: tuple[SampleProject, ...]
    contracts: Mapping[str, str]
    cabinet: Mapping[str, str]
    connected: bool | None = None
    sessions: dict[str, Session] = field(default_factory=dict)

    async def who(self, login: str, password: str) -> list[Somebody]:
        """Whom these let in; an external observer may be several, one for each contract he watches."""
        found = self.directory.by_login(login)
        return [each for each in found if await self._right(each, password)]

    async def _right(self, somebody: Somebody, password: str) -> bool:
        if somebody.cabinet_login:
            known = self.cabinet.get(somebody.cabinet_login, "")
            return bool(known) and secrets.compare_digest(known.encode(), password.encode())
        return await asyncio.to_thread(fits, password, somebody.verifier)

    def inside(self, token: str) -> list[Somebody]:
        """Who of the session is let in still."""
        session = self.sessions.get(token)
        if session is None:
            return []
        there = [self.directory.people[number] for number in session.user_ids if number in self.directory.people]
        return [each for each in there if each.verifier == session.verifier]

    def visible(self, somebody: Somebody) -> list[SampleProject]:
        """What he is admitted to, running projects first."""
        mine = [each for each in self.projects if each.contract == somebody.contract]
        return sorted((each for each in mine if each.outside_id in somebody.projects), key=lambda each: not each.active)
