"""The pages for machines: alive, ready, figures."""

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import aiohttp
import pytest
from prometheus_client import CollectorRegistry, Counter

from bot import web
from bot.web import Check, serving, web_application


async def well() -> str:
    return ""


async def ill() -> str:
    return "last sweep 90 s ago"


async def broken() -> str:
    raise OSError("postgres://me:sesame@host is away")


async def hangs() -> str:
    await asyncio.Event().wait()
    return ""


@asynccontextmanager
async def client(
    checks: Mapping[str, Check], registry: CollectorRegistry | None = None
) -> AsyncIterator[aiohttp.ClientSession]:
    application = web_application(checks, registry or CollectorRegistry())
    async with (
        serving(application, "127.0.0.1", 0) as port,
        aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session,
    ):
        yield session


async def test_the_process_is_alive_whatever_its_parts_do() -> None:
    async with client({"database": broken}) as session, session.get("/healthz") as response:
        assert (response.status, await response.json()) == (200, {"ok": True})


async def test_all_parts_well_is_ready() -> None:
    async with client({"database": well, "telegram": well}) as session, session.get("/readyz") as response:
        assert response.status == 200
        assert await response.json() == {"ok": True, "role": "active", "parts": {"database": "ok", "telegram": "ok"}}


async def test_the_part_that_is_not_well_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "CHECK_WITHIN", 0.05)
    checks = {"database": broken, "telegram": well, "prober": hangs, "sweep": ill}
    async with client(checks) as session, session.get("/readyz") as response:
        assert response.status == 503
        text = await response.text()
        assert (await response.json())["parts"] == {
            "database": "OSError",
            "telegram": "ok",
            "prober": "no answer within 0.05 s",
            "sweep": "last sweep 90 s ago",
        }
    assert "sesame" not in text


async def test_figures_are_served_as_prometheus_reads_them() -> None:
    registry = CollectorRegistry()
    Counter("probes", "Probes done", registry=registry).inc(3)
    async with client({}, registry) as session, session.get("/metrics") as response:
        assert response.headers["Content-Type"].startswith("text/plain; version=")
        assert "probes_total 3.0" in await response.text()


async def test_there_is_no_webhook_unless_one_is_given() -> None:
    async with client({}) as session, session.post("/telegram") as response:
        assert response.status == 404


async def test_an_address_in_use_is_an_error_of_the_system() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError, match="in use"):
            async with serving(web_application({}, CollectorRegistry()), "127.0.0.1", taken.getsockname()[1]):
                raise AssertionError
