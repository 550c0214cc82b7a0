"""Calls leave through the contract's lines, with the line's digest; what came of them is told."""

import hashlib
import re
from pathlib import Path

import pytest

from domain.health import LineState
from models import Line
from services.passwords import ha1
from telephony.kamailio import Kamailio
from telephony.kamailio_events import EventKind, SipEvent
from tests.kit.pbx import Pbx
from tests.pbx.carrier import Carrier
from tests.pbx.centre import PASSWORD, Centre, phone

pytestmark = [pytest.mark.kamailio, pytest.mark.sipp]
NUMBER = "+74951234567"


async def calls(server: Kamailio, kind: EventKind = EventKind.CALL) -> list[SipEvent]:
    return [event async for event in server.events() if event.kind is kind]


async def test_a_call_leaves_through_a_line_whose_carrier_demands_digest(
    pbx: Pbx, centre: Centre, tmp_path: Path
) -> None:
    async with pbx.client() as server, Carrier(tmp_path) as carrier, phone(pbx, "ivanov") as ivanov:
        line = await centre.line(centre.ours, carrier.port)
        await ivanov.registered()
        assert await ivanov.call(NUMBER) == 200, carrier.seen()
        await ivanov.sound(packets=30)
        await ivanov.hang_up()
        assert "from sip:4950001@127.0.0.1" in carrier.seen()
        (call,) = await calls(server)
    assert (call.login, call.code, call.line_id) == ("ivanov", 200, line.id)


async def test_a_proxy_that_demands_digest_gets_one_that_proves_the_password(
    pbx: Pbx, centre: Centre, tmp_path: Path
) -> None:
    async with Carrier(tmp_path, proxy=True) as carrier, phone(pbx, "ivanov", register=False) as ivanov:
        await centre.line(centre.ours, carrier.port)
        assert await ivanov.call(NUMBER) == 200, carrier.seen()
        await ivanov.hang_up()
    digest = dict(re.findall(r'(\w+)="?([^",\]]+)"?', carrier.seen().partition("Digest ")[2]))
    first, second = ha1("4950001", "carrier.test", PASSWORD), md5(f"INVITE:{digest['uri']}")
    said = f"{digest['nonce']}:{digest['nc']}:{digest['cnonce']}:{digest['qop']}"
    assert digest["response"] == md5(f"{first}:{said}:{second}")


def md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


async def test_a_carrier_that_fails_is_told_with_its_code_and_its_line(
    pbx: Pbx, centre: Centre, tmp_path: Path
) -> None:
    async with (
        pbx.client() as server,
        Carrier(tmp_path, code=503) as carrier,
        phone(pbx, "ivanov", register=False) as ivanov,
    ):
        line = await centre.line(centre.ours, carrier.port)
        assert await ivanov.call(NUMBER) >= 500
        (call,) = await calls(server)
    assert (call.code, call.line_id) == (503, line.id)


async def test_a_realm_that_the_line_was_not_made_for_is_told_and_never_answered(
    pbx: Pbx, centre: Centre, tmp_path: Path
) -> None:
    async with (
        pbx.client() as server,
        Carrier(tmp_path, realm="Other realm") as carrier,
        phone(pbx, "ivanov", register=False) as ivanov,
    ):
        line = await centre.line(centre.ours, carrier.port)
        assert await ivanov.call(NUMBER) == 503
        (told,) = await calls(server, EventKind.REALM)
    assert (told.line_id, told.realm) == (line.id, "Other realm")


async def test_a_line_of_the_callers_project_comes_first_and_one_of_others_never(
    pbx: Pbx, centre: Centre, tmp_path: Path
) -> None:
    async with (
        pbx.client() as server,
        Carrier(tmp_path) as carrier,
        phone(pbx, "ivanov", register=False) as ivanov,
        phone(pbx, "petrov", register=False) as petrov,
    ):
        foreign = await centre.line(centre.ours, 9)
        await centre.project(foreign, "petrov")
        free = await centre.line(centre.ours, carrier.port, name="free")
        own = await centre.line(centre.ours, carrier.port + 1, name="own")
        await centre.project(own, "ivanov")
        await Line.filter(id=own.id).update(carrier_id=free.carrier_id)
        assert await ivanov.call(NUMBER) == 200, carrier.seen()
        await ivanov.hang_up()
        await Line.filter(id=own.id).update(state=LineState.ERROR)
        assert await petrov.call(NUMBER) == 200, carrier.seen()
        told = [(call.login, call.line_id, call.code) for call in await calls(server)]
    assert told == [("ivanov", own.id, 200), ("petrov", foreign.id, 408), ("petrov", free.id, 200)]
