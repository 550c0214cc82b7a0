"""A call that one line does not take goes over the contract's next one; whoever is called is never rung twice."""

import asyncio
import re
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from domain.health import LineState
from models import Carrier as CarrierRow
from models import Line
from services.call_counters import calls_of
from telephony.kamailio import Kamailio
from telephony.kamailio_events import EventKind
from tests.kit.pbx import REALM, Pbx
from tests.pbx.carrier import Carrier
from tests.pbx.centre import Centre, phone
from tests.pbx.refuser import Refuser
from tests.pbx.test_lines import NUMBER, calls
from tests.pbx.test_watch import Watched, now

pytestmark = [pytest.mark.kamailio, pytest.mark.sipp]
OF_THE_LINE = ["402 Money", "403 No", "404 No route", "429 Too many", "488 Codecs", "500 E", "503 Full", "580 E"]
OF_THE_CALLEE = ["408 No answer", "410 Gone", "480 Away", "484 Short", "486 Busy", "600 Busy", "603 No", "604 Nowhere"]
NO_SUCH_NUMBER = 'Reason: Q.850;cause=1;text="Unallocated number"'
NO_ROUTE = "Reason: Q.850;cause=16;text=x, Q.850;cause=3"


async def outcomes(server: Kamailio) -> list[tuple[int | None, int, str]]:
    return [(call.line_id, call.code, call.reason) for call in await calls(server)]


async def outcome(server: Kamailio) -> tuple[int | None, int, str]:
    """The next one, which the server may tell of only when the carrier has heard of the end."""
    async with asyncio.timeout(15):
        while not (told := await outcomes(server)):  # noqa: ASYNC110 -- another process tells of it
            await asyncio.sleep(0.1)
    (only,) = told
    return only


async def two_lines(centre: Centre, first: int, second: int) -> tuple[int, int]:
    """Lines at these ports; their ids, in the order in which they are tried."""
    lines = [await centre.line(centre.ours, first), await centre.line(centre.ours, second, user="4950002")]
    return lines[0].id, lines[1].id


async def test_a_call_that_a_line_refuses_goes_over_the_next(pbx: Pbx, centre: Centre, tmp_path: Path) -> None:
    async with (
        pbx.client() as server,
        Refuser() as refuses,
        Carrier(tmp_path, user="4950002") as answers,
        phone(pbx, "ivanov", register=False) as ivanov,
    ):
        first, second = await two_lines(centre, refuses.port, answers.port)
        for refuses.answer in OF_THE_LINE:
            assert await ivanov.call(NUMBER) == 200, (refuses.answer, answers.seen())
            await ivanov.sound(packets=10)
            await ivanov.hang_up()
            assert await outcomes(server) == [(first, int(refuses.answer[:3]), ""), (second, 200, "")]
        assert refuses.methods() == ["INVITE", "ACK"]
        assert "from sip:4950002@127.0.0.1" in answers.seen()
        assert "4950001" not in answers.seen()


async def test_what_is_said_of_the_callee_is_final(pbx: Pbx, centre: Centre) -> None:
    async with (
        pbx.client() as server,
        Refuser() as refuses,
        Refuser("500 E") as spared,
        phone(pbx, "ivanov", register=False) as ivanov,
    ):
        first, _ = await two_lines(centre, refuses.port, spared.port)
        for refuses.answer in OF_THE_CALLEE:
            assert await ivanov.call(NUMBER) == int(refuses.answer[:3])
            assert await outcomes(server) == [(first, int(refuses.answer[:3]), "")]
        refuses.answer, refuses.header = "404 Not Found", NO_SUCH_NUMBER
        assert await ivanov.call(NUMBER) == 404
        assert spared.requests == []
        refuses.header = NO_ROUTE
        assert await ivanov.call(NUMBER) == 500


@pytest.mark.parametrize("answer", ["", "100 Trying"])
async def test_a_line_that_says_nothing_is_given_up_for_the_next(
    pbx: Pbx, centre: Centre, tmp_path: Path, answer: str
) -> None:
    async with (
        pbx.client() as server,
        Refuser(answer) as silent,
        Carrier(tmp_path, user="4950002") as answers,
        phone(pbx, "ivanov", register=False) as ivanov,
    ):
        first, second = await two_lines(centre, silent.port, answers.port)
        assert await ivanov.call(NUMBER) == 200, answers.seen()
        await ivanov.hang_up()
        assert await outcomes(server) == [(first, 408, "silence"), (second, 200, "")]
        assert ("CANCEL" in silent.methods()) is bool(answer)


async def test_a_line_whose_carrier_is_nowhere_is_given_up_for_the_next(
    pbx: Pbx, centre: Centre, tmp_path: Path
) -> None:
    async with (
        pbx.client() as server,
        Carrier(tmp_path, user="4950002") as answers,
        phone(pbx, "ivanov", register=False) as ivanov,
    ):
        nowhere, answering = await two_lines(centre, 9, answers.port)
        carrier_id = (await Line.get(id=nowhere)).carrier_id
        await CarrierRow.filter(id=carrier_id).update(host="nowhere.invalid")
        assert await ivanov.call(NUMBER) == 200, answers.seen()
        await ivanov.hang_up()
        await CarrierRow.filter(id=carrier_id).update(host="127.0.0.1", transport="tcp")
        assert await ivanov.call(NUMBER) == 200, answers.seen()
        await ivanov.hang_up()
        assert await outcomes(server) == [(nowhere, 408, "silence"), (answering, 200, "")] * 2


async def test_two_carriers_that_demand_digest_each_get_their_own(pbx: Pbx, centre: Centre, tmp_path: Path) -> None:
    async with (
        pbx.client() as server,
        Carrier(tmp_path, code=403) as refuses,
        Carrier(tmp_path, realm="Other realm", user="4950002") as stranger,
        Carrier(tmp_path, user="4950003", realm="third") as answers,
        phone(pbx, "ivanov", register=False) as ivanov,
    ):
        first, second = await two_lines(centre, refuses.port, stranger.port)
        third = await centre.line(centre.ours, answers.port, user="4950003", realm="third")
        assert await ivanov.call(NUMBER) == 200, answers.seen()
        await ivanov.sound(packets=10)
        await ivanov.hang_up()
        told = [event async for event in server.events() if event.kind in (EventKind.CALL, EventKind.REALM)]
    assert [(event.kind, event.line_id, event.code) for event in told] == [
        (EventKind.CALL, first, 403),
        (EventKind.REALM, second, 401),
        (EventKind.CALL, second, 401),
        (EventKind.CALL, third.id, 200),
    ]
    asked, acknowledged, ended = [int(each) for each in re.findall(r"cseq (\d+)", answers.seen())]
    assert asked == acknowledged < ended


async def test_no_more_than_three_lines_are_tried(pbx: Pbx, centre: Centre) -> None:
    async with AsyncExitStack() as stack, pbx.client() as server:
        carriers = [await stack.enter_async_context(Refuser(f"50{number} E")) for number in range(4)]
        lines = [await centre.line(centre.ours, each.port) for each in carriers]
        ivanov = await stack.enter_async_context(phone(pbx, "ivanov", register=False))
        assert await ivanov.call(NUMBER) == 502
        assert await outcomes(server) == [(lines[number].id, 500 + number, "") for number in range(3)]
        assert carriers[3].requests == []


async def test_a_caller_who_gives_up_is_not_tried_over_another_line(pbx: Pbx, centre: Centre) -> None:
    async with (
        pbx.client() as server,
        Refuser("180 Ringing") as rings,
        Refuser("500 E") as spared,
        phone(pbx, "ivanov", register=False) as ivanov,
    ):
        first, _ = await two_lines(centre, rings.port, spared.port)
        for rings.answer in ("180 Ringing", ""):
            rings.asked.clear()
            calling = asyncio.ensure_future(ivanov.call(NUMBER))
            await rings.asked.wait()
            await ivanov.give_up()
            assert await calling == 487
            assert await outcome(server) == (first, 487, "")
        assert spared.requests == []


async def test_lines_of_others_and_lines_that_do_not_work_are_no_next_ones(pbx: Pbx, centre: Centre) -> None:
    async with (
        pbx.client() as server,
        Refuser("503 Full") as refuses,
        Refuser("500 E") as spared,
        phone(pbx, "ivanov", register=False) as ivanov,
    ):
        first, second = await two_lines(centre, refuses.port, spared.port)
        await Line.filter(id=second).update(state=LineState.ERROR)
        await centre.line(centre.theirs, spared.port)
        theirs = await centre.line(centre.ours, spared.port + 1)
        await Line.filter(id=theirs.id).update(carrier_id=(await Line.get(id=second)).carrier_id)
        await centre.project(theirs, "petrov")
        assert await ivanov.call(NUMBER) >= 500
        assert await outcomes(server) == [(first, 503, "")]
        assert spared.requests == []


async def test_a_gateway_that_is_not_there_is_passed_over_and_one_that_is_takes_the_call(
    pbx: Pbx, centre: Centre
) -> None:
    registering: dict[str, Any] = {"realm": REALM, "registers_to_us": True, "through_server": False}
    away = await centre.line(centre.ours, 9, user="goip0", **registering)
    async with pbx.client() as server, Refuser("503 Full") as refuses:
        first = await centre.line(centre.ours, refuses.port)
        there = await centre.line(centre.ours, 10, user="goip1", **registering)
        async with phone(pbx, "goip1") as gateway, phone(pbx, "ivanov", register=False) as ivanov:
            assert await gateway.registered() == 200
            assert await ivanov.call(NUMBER) == 200
            assert "ivanov@" in await gateway.incoming()
            await ivanov.sound(packets=10)
            await gateway.hang_up()
            await ivanov.ended()
        told = await outcomes(server)
    assert told == [(away.id, 480, "not_registered"), (first.id, 503, ""), (there.id, 200, "")]


async def test_a_line_that_others_stand_in_for_works_in_part(pbx: Pbx, centre: Centre, tmp_path: Path) -> None:
    watched = Watched(pbx)
    async with (
        watched.server,
        Refuser("503 Full") as refuses,
        Carrier(tmp_path, user="4950002") as answers,
        phone(pbx, "ivanov", register=False) as ivanov,
    ):
        first, second = await two_lines(centre, refuses.port, answers.port)
        for _ in range(5):
            assert await ivanov.call(NUMBER) == 200, answers.seen()
            await ivanov.hang_up()
        await watched.watch.run(now())
        bad, good = await calls_of(first, now()), await calls_of(second, now())
    assert (bad.day.calls, bad.day.failed, bad.partly) == (5, 5, True)
    assert (good.day.calls, good.day.failed, good.partly) == (5, 0, False)
