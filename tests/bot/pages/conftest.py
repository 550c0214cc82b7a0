"""The pages on a real web server, over the services of a call centre; on SQLite and on PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest
from prometheus_client import CollectorRegistry
from tortoise.context import TortoiseContext

from bot.pages.brake import Brake
from bot.pages.hand_over import HandOverPages
from bot.web import serving, web_application
from models import User
from services.centre import CentrePolicy
from services.hand_over_cards import HandOverLink
from tests.kit.ports import free_port
from tests.services.centre_desk import PLACES, Desk, open_desk
from tests.services.house import open_house


@dataclass
class Site:
    """Our pages at ``url``, and whose details they show."""

    url: str
    desk: Desk
    http: aiohttp.ClientSession
    user: User

    async def link(self) -> HandOverLink:
        """A fresh link to the user's details; its ``page_url`` leads here."""
        return await self.desk.centre.hand_over.make(self.desk.anna, self.user.id, self.desk.now)

    @property
    def passwords(self) -> list[str]:
        """What must be seen once and nowhere else."""
        return [self.desk.secrets.password(self.user), self.desk.secrets.sip_password(self.user)]


@pytest.fixture
async def site(db: TortoiseContext) -> AsyncIterator[Site]:
    """The installation shows secrets in Telegram as well."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    desk = await open_desk(open_house(), CentrePolicy(PLACES, page=url))
    clock = asyncio.get_running_loop().time
    pages = HandOverPages(desk.centre, "ru", lambda: desk.now, Brake(clock))
    application = web_application({}, CollectorRegistry(), pages=pages.routes())
    async with serving(application, "127.0.0.1", port), aiohttp.ClientSession() as http:
        yield Site(url, desk, http, await desk.user("Иван <b>Петров</b>"))
