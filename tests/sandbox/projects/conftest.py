"""The small "Проекты КЦ" over real HTTP, and somebody who logs in there."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest
from aiohttp import web

from bot.web import serving
from sandbox.projects.app import projects_app
from sandbox.projects.directory import Directory
from sandbox.projects.site import SampleProject, Site

PROJECTS = (
    SampleProject("184/24", "kazan", "Опрос-Казань", (("Клиент", "<b>Банк</b>"),)),
    SampleProject("184/24", "samara", "Продажи-Самара", ()),
    SampleProject("184/24", "perm", "Опрос-Пермь", (), active=False),
    SampleProject("200/25", "care", "Служба заботы", ()),
)


@dataclass
class Visitor:
    """A browser with its own cookies."""

    url: str
    http: aiohttp.ClientSession

    async def enter(self, login: str, password: str) -> tuple[int, str]:
        """Status and page after the form was sent and redirects were followed."""
        form = {"login": login, "password": password}
        async with self.http.post(f"{self.url}/projects/login", data=form) as answer:
            return answer.status, await answer.text()

    async def look(self) -> str:
        async with self.http.get(f"{self.url}/projects/") as answer:
            assert answer.status == 200
            return await answer.text()

    async def leave(self) -> None:
        async with self.http.post(f"{self.url}/projects/logout") as answer:
            assert answer.status == 200


@pytest.fixture
def site() -> Site:
    contracts = {"184/24": "Ромашка", "200/25": "Вектор"}
    return Site(Directory(), PROJECTS, contracts, {"vector": "vector-demo"})


@pytest.fixture
async def visitor(site: Site) -> AsyncIterator[Visitor]:
    root = web.Application()
    root.add_subapp("/projects/", projects_app(site))
    # Cookies of an address in digits are kept only by a jar that is told so.
    jar = aiohttp.CookieJar(unsafe=True)
    async with serving(root, "127.0.0.1", 0) as port, aiohttp.ClientSession(cookie_jar=jar) as http:
        yield Visitor(f"http://127.0.0.1:{port}", http)
