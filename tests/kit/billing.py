"""A small billing: calls the HTTP API as the provider's system would. For whole stories; bodies are told in tests/api.

async with Billing("http://127.0.0.1:8080", token) as billing:
    await billing.contract("184/24", "Ромашка")
    await billing.terms("184/24", email="buh@romashka.example")
    await billing.month("184/24", date(2026, 3, 31), 412_50)
    await billing.pay("184/24", 50_000_00, invoice="2026-0001")
"""

from datetime import UTC, date, datetime, timedelta
from types import TracebackType
from typing import Any, Self

import aiohttp

WEEKEND = 5


class RefusedError(AssertionError):
    """The API did not say 200; the text is its problem."""


class Billing:
    """``at`` is the address of the bot's web server, without /api. Sums are kopecks."""

    def __init__(self, at: str, token: str) -> None:
        self._base, self._headers = f"{at}/api/v1/billing", {"Authorization": f"Bearer {token}"}

    async def __aenter__(self) -> Self:
        self._http = aiohttp.ClientSession(headers=self._headers)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.close()

    async def contract(self, number: str, name: str, client: str = "") -> None:
        """Make it, or rename it."""
        await self.push("contracts", {"contract": number, "name": name, "client": client})

    async def terms(self, number: str, at: datetime | None = None, **terms: Any) -> None:
        """All of its terms as of now."""
        await self.push("terms", {"contract": number, "at": (at or datetime.now(UTC)).isoformat(), **terms})

    async def month(self, number: str, last: date, a_day: int, days: int = 31) -> int:
        """A charge for each of the days up to ``last``, half as much on weekends; the sum of all."""
        dates = [last - timedelta(days=ago) for ago in range(days)]
        charges = [
            {
                "contract": number,
                "outside_id": f"usage {day}",
                "day": day.isoformat(),
                "amount": a_day // 2 if day.weekday() >= WEEKEND else a_day,
                "name": "Телефонная связь",
            }
            for day in dates
        ]
        await self.push("charges", *charges)
        return sum(int(str(each["amount"])) for each in charges)

    async def pay(self, number: str, amount: int, *, invoice: str = "", outside_id: str = "p1") -> None:
        """A payment of today."""
        payment = {"contract": number, "outside_id": outside_id, "amount": amount, "invoice": invoice}
        await self.push("payments", {**payment, "day": datetime.now(UTC).date().isoformat()})

    async def hold(self, number: str, *, suspended: bool) -> None:
        """Stop the service, or no longer."""
        await self.push("states", {"contract": number, "at": datetime.now(UTC).isoformat(), "suspended": suspended})

    async def promised(self, after: int = 0) -> dict[str, Any]:
        """A page of promised payments."""
        return await self._ask("GET", f"promised-payments?after={after}")

    async def requested(self, after: int = 0) -> dict[str, Any]:
        """A page of requested invoices."""
        return await self._ask("GET", f"requested-invoices?after={after}")

    async def push(self, what: str, *items: dict[str, Any]) -> dict[str, Any]:
        """One batch; how much of it was new."""
        return await self._ask("POST", what, json={"items": list(items)})

    async def _ask(self, method: str, path: str, **body: Any) -> dict[str, Any]:
        async with self._http.request(method, f"{self._base}/{path}", **body) as answer:
            if answer.status != 200:
                raise RefusedError(await answer.text())
            said: dict[str, Any] = await answer.json()
            return said
