"""The API over real HTTP on the open database, and a client that says what it gets."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import aiohttp
from prometheus_client import CollectorRegistry

from api.app import PREFIX, ApiHost, build_api
from api.auth import Caller, Callers
from api.billing.routes import billing_routes
from api.projects.routes import projects_routes
from bot.web import serving, web_application
from models.database import unreachable
from services.centre import CentreServices, usual_centre
from services.money import MoneyServices, usual_money
from tests.services.house import Clock

BILLING, SPARE, PROJECTS = "billing-" + "b" * 32, "spare-" + "s" * 32, "projects-" + "p" * 32
TOKENS = ((Caller.BILLING, BILLING), (Caller.BILLING, SPARE), (Caller.PROJECTS, PROJECTS))
NUMBER = "184/24"


@dataclass(frozen=True)
class Said:
    """An answer: status, body as JSON, headers."""

    status: int
    body: Any
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def problem(self) -> str:
        """Kind of the problem, the last word of its type."""
        assert self.headers["Content-Type"] == "application/problem+json"
        assert self.body["status"] == self.status
        return str(self.body["type"]).rpartition(":")[2]


@dataclass
class Desk:
    """A caller of the API. ``active`` False makes the bot a standby; ``reported`` are unexpected errors."""

    money: MoneyServices
    centre: CentreServices
    clock: Clock
    active: bool = True
    reported: list[BaseException] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{PREFIX}/v1"

    async def ask(
        self, method: str, path: str, *, token: str | None = BILLING, headers: dict[str, str] | None = None, **more: Any
    ) -> Said:
        sent = {"Authorization": f"Bearer {token}"} if token else {}
        async with (
            aiohttp.ClientSession() as http,
            http.request(method, self.url + path, headers={**sent, **(headers or {})}, **more) as answer,
        ):
            return Said(answer.status, await answer.json(content_type=None), dict(answer.headers))

    async def push(self, what: str, *items: dict[str, Any], key: str = "") -> Said:
        headers = {"Idempotency-Key": key} if key else {}
        return await self.ask("POST", f"/billing/{what}", json={"items": list(items)}, headers=headers)

    async def send(self, what: str, body: bytes | BytesIO, content_type: str = "application/json") -> Said:
        """The bytes as they are."""
        return await self.ask("POST", f"/billing/{what}", data=body, headers={"Content-Type": content_type})

    async def tell(self, what: str, **body: Any) -> Said:
        """As the projects service."""
        return await self.ask("POST", f"/projects/{what}", token=PROJECTS, json=body)

    async def changes(self, after: int = 0, limit: int = 100) -> Said:
        """A page of access changes, as the projects service reads it."""
        return await self.ask("GET", f"/projects/access-changes?after={after}&limit={limit}", token=PROJECTS)

    async def half(self, path: str, body: str) -> None:
        """Half of a request, and away."""
        _, writer = await asyncio.open_connection("127.0.0.1", self.port)
        head = [f"POST {PREFIX}/v1{path} HTTP/1.1", "Host: here", f"Authorization: Bearer {BILLING}"]
        head += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
        writer.write("\r\n".join([*head, "", body[: len(body) // 2]]).encode())
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    async def client(self, number: str = NUMBER) -> None:
        assert (await self.push("contracts", {"contract": number, "name": "Ромашка"})).status == 200

    def host(self) -> ApiHost:
        return ApiHost(self.clock, lambda: self.active, self._report, unreachable)

    def _report(self, error: BaseException) -> str:
        self.reported.append(error)
        return "ABC234"


@asynccontextmanager
async def open_desk(money: MoneyServices | None = None, centre: CentreServices | None = None) -> AsyncIterator[Desk]:
    """Served as the bot serves it."""
    desk = Desk(money or usual_money(), centre or usual_centre(), Clock())
    routes = (*billing_routes(desk.money), *projects_routes(desk.centre))
    api = build_api(routes, Callers(TOKENS), desk.host())
    application = web_application({}, CollectorRegistry(), api=api)
    async with serving(application, "127.0.0.1", 0) as port:
        desk.port = port
        yield desk


def charge(outside: str, amount: int = 100, **more: Any) -> dict[str, Any]:
    return {"contract": NUMBER, "outside_id": outside, "day": "2026-03-02", "amount": amount, **more}
