"""Calls between softphones of one contract, with sound both ways; nobody else can be called."""

import pytest

from domain.health import LineState
from models import Line
from telephony.kamailio_events import EventKind
from tests.kit.pbx import Pbx
from tests.pbx.centre import Centre, phone

pytestmark = pytest.mark.kamailio


@pytest.mark.parametrize("transport", ["udp", "tcp"])
async def test_one_softphone_calls_another_and_sound_goes_both_ways(pbx: Pbx, transport: str) -> None:
    async with (
        pbx.client() as server,
        phone(pbx, "ivanov") as ivanov,
        phone(pbx, "petrov", transport=transport) as petrov,
    ):
        assert (await ivanov.registered(), await petrov.registered()) == (200, 200)
        assert await ivanov.call("petrov") == 200
        assert "ivanov@" in await petrov.incoming()
        assert await server.calls("petrov") == 1
        await ivanov.sound(packets=50)
        await petrov.sound(packets=50)
        await petrov.hang_up()
        await ivanov.ended()
        assert await server.calls("petrov") == 0
        calls = [event async for event in server.events() if event.kind is EventKind.CALL]
    assert [(call.login, call.code, call.line_id) for call in calls] == [("ivanov", 200, None)]


async def test_another_contract_cannot_be_called_and_reads_like_nobody(pbx: Pbx) -> None:
    async with phone(pbx, "ivanov") as ivanov, phone(pbx, "sidorov") as sidorov:
        assert (await ivanov.registered(), await sidorov.registered()) == (200, 200)
        assert await ivanov.call("sidorov") == 404
        assert await ivanov.call("nobody") == 404
        assert await sidorov.call("ivanov") == 404


async def test_a_colleague_who_is_not_there_is_told_apart_from_nobody(pbx: Pbx) -> None:
    async with phone(pbx, "ivanov") as ivanov:
        await ivanov.registered()
        assert await ivanov.call("petrov") == 480


async def test_a_call_needs_the_password_too(pbx: Pbx) -> None:
    async with phone(pbx, "petrov") as petrov, phone(pbx, "ivanov", "wrong", register=False) as stranger:
        await petrov.registered()
        assert await stranger.call("petrov") == 403


async def test_a_call_ends_for_a_user_who_is_deleted_before_he_dials(pbx: Pbx, centre: Centre) -> None:
    async with phone(pbx, "petrov") as petrov, phone(pbx, "ivanov") as ivanov:
        assert (await petrov.registered(), await ivanov.registered()) == (200, 200)
        user = centre.users["ivanov"]
        user.login, user.sip_ha1 = None, ""
        await user.save()
        assert await ivanov.call("petrov") == 403
        assert await petrov.call("ivanov") == 404


async def test_a_number_outside_is_unknown_where_no_line_goes_through_the_server(pbx: Pbx, centre: Centre) -> None:
    line = await centre.line(centre.ours, 9, state=LineState.ERROR)
    await centre.line(centre.theirs, 9)
    async with phone(pbx, "ivanov") as ivanov:
        await ivanov.registered()
        assert await ivanov.call("+74951234567") == 404
        await Line.filter(id=line.id).update(state=LineState.OK, through_server=False)
        assert await ivanov.call("+74951234567") == 404
