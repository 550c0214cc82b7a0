"""The SIP server of the softphones, as the bot talks to it: JSON-RPC over HTTP on loopback.

https://www.kamailio.org/docs/modules/5.6.x/modules/jsonrpcs.html. Its configuration is deploy/kamailio/kamailio.cfg.
Nothing that it answers is logged: some of its answers hold HA1s.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from types import TracebackType
from typing import Any

import aiohttp

from telephony.kamailio_cards import LineRegistration, Location, Start, locations_of, registrations_of
from telephony.kamailio_events import SipEvent, event_of

QUEUE = "events"
LOCATION = "location"
SECONDS = 5.0
NOT_FOUND = 404


class SipServerAwayError(Exception):
    """The SIP server does not answer. Its text says why, without secrets."""


class SipServerRefusedError(Exception):
    """The SIP server answered with an error: ``code`` and its words."""

    def __init__(self, method: str, code: int, words: str) -> None:
        super().__init__(f"{method}: {code} {words}")
        self.code = code


class Kamailio:
    """A client for ``host:port`` with the token of local.cfg. Use as a context manager, or ``close`` it.

    Every method raises :class:`SipServerAwayError` and :class:`SipServerRefusedError`.
    """

    def __init__(self, host: str, port: int, token: str) -> None:
        self._url = f"http://{host}:{port}/RPC"
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self._session: aiohttp.ClientSession | None = None

    def __repr__(self) -> str:
        return f"Kamailio({self._url})"

    async def __aenter__(self) -> "Kamailio":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Give the connection back; a later call opens another."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def started(self) -> Start:
        """Which start of the server this is: another value means that all bindings were lost."""
        uptime, start = await self._call("core.uptime"), await self._call("htable.get", "start", "mark")
        return Start(str(start["item"]["value"]), int(uptime["uptime"]))

    async def events(self, most: int = 10_000) -> AsyncIterator[SipEvent]:
        """What has happened since the last time, oldest first. An event that was given is gone from the server."""
        for _ in range(most):
            fetched = await self._fetch()
            if fetched is None:
                return
            event = event_of(fetched["key"], fetched["val"])
            if event is not None:
                yield event

    async def locations(self) -> tuple[Location, ...]:
        """Every binding there is."""
        return locations_of(await self._call("ul.dump"))

    async def drop(self, logins: Sequence[str]) -> int:
        """End the registrations of these logins now, and forget their failed logins; how many accounts had one."""
        wanted = set(logins)
        names = {location.name for location in await self.locations() if location.login in wanted}
        for name in names:
            await self._quietly("ul.rm", LOCATION, name)
        await self.forgive(logins)
        return len(names)

    async def calls(self, login: str) -> int:
        """How many calls the login takes part in now, ringing ones too."""
        return int(await self._call("dlg.profile_get_size", "calls", login) or 0)

    async def braked(self) -> tuple[tuple[str, str, int], ...]:
        """Login, address and number of failures of those that failed within the last minutes."""
        dump = await self._call("htable.dump", "failed")
        items = [item for row in dump or () for item in row["slot"]]
        pairs = ((*str(item["name"]).partition("/")[::2], int(item["value"])) for item in items)
        return tuple(sorted(pairs))

    async def forgive(self, logins: Sequence[str]) -> None:
        """Let these logins try again at once, from wherever they failed."""
        wanted = set(logins)
        for login, address, _ in await self.braked():
            if login in wanted:
                await self._quietly("htable.delete", "failed", f"{login}/{address}")

    async def refresh_line(self, line_id: int) -> None:
        """Register a line anew with what the database says now, or add it."""
        await self._call("uac.reg_refresh", f"line{line_id}")

    async def forget_line(self, line_id: int) -> None:
        """Register a line no more."""
        await self._quietly("uac.reg_remove", f"line{line_id}")

    async def reload_lines(self) -> None:
        """Read all lines to register anew: those that are gone are given up. Refused twice within 150 seconds."""
        await self._call("uac.reg_reload")

    async def line_registrations(self) -> tuple[LineRegistration, ...]:
        """Lines that the server registers at their carriers; the secrets of the answer are dropped here."""
        return registrations_of(await self._call("uac.reg_dump"))

    async def _fetch(self) -> dict[str, str] | None:
        try:
            fetched = await self._call("mqueue.fetch", QUEUE)
        except SipServerRefusedError as error:
            if error.code in (NOT_FOUND, 500):  # how it says that the queue is empty
                return None
            raise
        return fetched if isinstance(fetched, dict) else None

    async def _quietly(self, method: str, *parameters: str) -> None:
        """What is gone already is as good as removed."""
        try:
            await self._call(method, *parameters)
        except SipServerRefusedError as error:
            if error.code not in (NOT_FOUND, 500):
                raise

    async def _call(self, method: str, *parameters: str) -> Any:
        query = {"jsonrpc": "2.0", "id": 1, "method": method, "params": list(parameters)}
        try:
            answer = await self._post(json.dumps(query))
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError, asyncio.IncompleteReadError) as error:
            raise SipServerAwayError(f"the SIP server does not answer ({type(error).__name__})") from None
        if "error" in answer:
            fault = answer["error"]
            raise SipServerRefusedError(method, int(fault.get("code", 0)), str(fault.get("message", "")))
        return answer.get("result")

    async def _post(self, body: str) -> dict[str, Any]:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS))
        async with self._session.post(self._url, data=body, headers=self._headers) as response:
            if response.status == 403:
                raise SipServerAwayError("the SIP server was started with other SECRET_KEYS than the bot")
            answer: dict[str, Any] = json.loads(await response.read())
            return answer
