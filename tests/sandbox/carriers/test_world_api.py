"""The world over HTTP, as the page and outside tests use it."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from sandbox.carriers import Carrier, CarrierLine, Outage, World
from sandbox.world import world_app

Client = TestClient[web.Request, web.Application]


@pytest.fixture
async def world() -> AsyncIterator[World]:
    lines = [CarrierLine("1001", "secret", "Опрос"), CarrierLine("2002")]
    async with World([Carrier("volga", "Волга", lines)]) as running:
        yield running


@pytest.fixture
async def client(world: World) -> AsyncIterator[Client]:
    app = web.Application()
    app.add_subapp("/world/", world_app(world))
    async with TestClient(TestServer(app)) as ready:
        yield ready


async def post(client: Client, path: str, status: int = 200, **body: object) -> Any:
    async with client.post("/world" + path, json=body) as response:
        assert response.status == status, await response.text()
        return await response.json()


async def test_the_picture_names_carriers_and_lines(client: Client) -> None:
    async with client.get("/world/") as response:
        [carrier] = (await response.json())["carriers"]
    assert (carrier["title"], carrier["outage"]) == ("Волга", None)
    assert [line["method"] for line in carrier["lines"]] == ["register", "options"]


async def test_a_line_is_broken_and_mended(client: Client) -> None:
    shown = await post(client, "/carriers/volga/lines/1001/break", fault="slow", delay=3)
    assert (shown["carriers"][0]["lines"][0]["fault"], shown["carriers"][0]["lines"][0]["delay"]) == ("slow", 3.0)
    shown = await post(client, "/carriers/volga/lines/1001/mend")
    assert shown["carriers"][0]["lines"][0]["fault"] is None


async def test_a_whole_carrier_goes_down_and_up(client: Client, world: World) -> None:
    await post(client, "/carriers/volga/down", how="silent")
    assert world.carrier("volga").outage is Outage.SILENT
    shown = await post(client, "/carriers/volga/up")
    assert shown["carriers"][0]["outage"] is None


async def test_all_lines_of_a_carrier_take_one_fault(client: Client) -> None:
    shown = await post(client, "/carriers/volga/break", fault="wrong_password")
    assert [line["fault"] for line in shown["carriers"][0]["lines"]] == ["wrong_password", None]
    assert shown["carriers"][0]["lines"][0]["password"] != "secret"
    await post(client, "/carriers/volga/down")
    shown = await post(client, "/mend")
    assert shown["carriers"][0]["outage"] is None
    assert not any(line["fault"] for line in shown["carriers"][0]["lines"])
    await post(client, "/carriers/volga/break", fault="silence")
    shown = await post(client, "/carriers/volga/mend")
    assert not any(line["fault"] for line in shown["carriers"][0]["lines"])


@pytest.mark.parametrize(
    ("path", "body", "status", "says"),
    [
        ("/carriers/nobody/up", {}, 404, "no carrier nobody"),
        ("/carriers/volga/lines/9/mend", {}, 404, "has no number 9"),
        ("/carriers/volga/lines/1001/break", {}, 400, "fault must be one of: wrong_password"),
        ("/carriers/volga/lines/1001/break", {"fault": ["slow"]}, 400, "fault must be one of"),
        ("/carriers/volga/lines/1001/break", {"fault": "slow", "delay": "3"}, 400, "number of seconds"),
        ("/carriers/volga/lines/2002/break", {"fault": "wrong_password"}, 400, "no password"),
        ("/carriers/volga/down", {"how": "gently"}, 400, "closed, silent"),
    ],
)
async def test_a_mistake_is_told_in_words(
    client: Client, path: str, body: dict[str, object], status: int, says: str
) -> None:
    assert says in (await post(client, path, status, **body))["error"]


@pytest.mark.parametrize("body", [b"[]", b"{", b"null", b""])
async def test_only_an_object_is_taken(client: Client, body: bytes) -> None:
    async with client.post("/world/carriers/volga/break", data=body) as response:
        assert response.status == 400


async def test_events_bring_the_picture_at_once_and_after_a_change(client: Client, world: World) -> None:
    async with client.get("/world/events") as stream:
        assert stream.content_type == "text/event-stream"
        assert (await next_picture(stream))["carriers"][0]["outage"] is None
        await world.carrier("volga").down()
        assert (await next_picture(stream))["carriers"][0]["outage"] == "closed"


async def next_picture(stream: Any) -> dict[str, Any]:
    while True:
        line = (await stream.content.readline()).decode()
        if line.startswith("data: "):
            picture: dict[str, Any] = json.loads(line[6:])
            return picture
