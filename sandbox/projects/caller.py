"""Calls the bot's API as "Проекты КЦ" would: pushes the projects, then reads and acknowledges changes for ever."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp

from sandbox.projects.site import SampleProject, Site

PAUSE = 1.0
"""Seconds between two looks."""
_TIMEOUT = aiohttp.ClientTimeout(total=30)


class RefusedError(Exception):
    """The API answered with a problem. The message has status and body."""


class ProjectsCaller:
    """``url`` is the API's, up to and with ``/api/v1``."""

    def __init__(self, site: Site, url: str, token: str, session: aiohttp.ClientSession) -> None:
        self._site, self._url, self._session = site, url, session
        self._headers = {"Authorization": f"Bearer {token}"}
        self._pushed = False

    async def look(self) -> None:
        """One round: push what was not pushed yet, read everything new, acknowledge it.

        Raises ``RefusedError``, and ``aiohttp.ClientError`` or ``TimeoutError`` when the API is away.
        """
        if not self._pushed:
            await self._call("POST", "projects", {"items": [_item(each) for each in self._site.projects]})
            self._pushed = True
        directory = self._site.directory
        while (page := await self._call("GET", f"access-changes?after={directory.cursor}"))["items"]:
            for item in page["items"]:
                directory.apply(item)
            await self._call("POST", "access-changes/acknowledge", {"cursor": directory.cursor})

    async def run(self) -> None:
        """Look, wait, look again. An API that is away, or stands by, is asked again."""
        while True:
            try:
                await self.look()
            except (aiohttp.ClientError, TimeoutError, RefusedError):
                self._site.connected = False
            else:
                self._site.connected = True
            await asyncio.sleep(PAUSE)

    async def _call(self, method: str, path: str, body: object = None) -> dict[str, list[dict[str, object]]]:
        asked = self._session.request(method, f"{self._url}/projects/{path}", json=body, headers=self._headers)
        async with asked as answer:
            if answer.status != 200:
                raise RefusedError(f"{answer.status} {await answer.text()}")
            said: dict[str, list[dict[str, object]]] = await answer.json()
            return said


@asynccontextmanager
async def calling(site: Site, url: str, token: str) -> AsyncIterator[None]:
    """Call for the time of the block."""
    async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
        task = asyncio.ensure_future(ProjectsCaller(site, url, token, session).run())
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


def _item(project: SampleProject) -> dict[str, object]:
    facts = [{"title": title, "value": value} for title, value in project.facts]
    return {
        "contract": project.contract,
        "outside_id": project.outside_id,
        "name": project.name,
        "facts": facts,
        "active": project.active,
    }
