"""Softphones register at the real SIP server; what it tells of them, and whom it refuses."""

from datetime import UTC, datetime, timedelta

import pytest

from telephony.kamailio import Kamailio
from telephony.kamailio_events import EventKind, SipEvent
from tests.kit.pbx import Pbx
from tests.pbx.centre import PASSWORD, Centre, phone
from tests.pbx.raw import Raw, status

pytestmark = pytest.mark.kamailio


async def events(server: Kamailio) -> list[SipEvent]:
    return [event async for event in server.events()]


@pytest.mark.parametrize("transport", ["udp", "tcp"])
async def test_a_softphone_registers_and_its_client_and_address_are_known(pbx: Pbx, transport: str) -> None:
    async with pbx.client() as server, phone(pbx, "ivanov", transport=transport) as ivanov:
        assert await ivanov.registered() == 200
        (location,) = await server.locations()
        (event,) = await events(server)
    assert abs(event.at - datetime.now(UTC)) < timedelta(minutes=1)
    assert (location.login, location.client) == ("ivanov", "TestPhone 1.0 (ivanov)")
    assert location.address.startswith("127.0.0.1:")
    assert 60 <= location.expires <= 120
    assert (event.kind, event.login, event.contract_id) == (EventKind.REGISTERED, "ivanov", location.contract_id)
    assert "REGISTER sip:" in event.evidence
    assert "response=" not in event.evidence


async def test_a_softphone_that_takes_its_registration_back_is_told_of(pbx: Pbx) -> None:
    async with pbx.client() as server, phone(pbx, "ivanov") as ivanov:
        await ivanov.registered()
        await ivanov.unregister()
        assert [event.kind for event in await events(server)] == [EventKind.REGISTERED, EventKind.UNREGISTERED]
        assert await server.locations() == ()


async def test_a_wrong_password_is_refused_and_told_of(pbx: Pbx) -> None:
    async with pbx.client() as server, phone(pbx, "ivanov", "wrong") as ivanov:
        assert await ivanov.registered() == 403
        (event,) = await events(server)
        assert (event.kind, event.login, event.reason) == (EventKind.REFUSED, "ivanov", "wrong_password")
        assert await server.locations() == ()


async def test_a_deleted_user_is_dropped_and_refused_at_once(pbx: Pbx, centre: Centre) -> None:
    async with pbx.client() as server:
        async with phone(pbx, "ivanov") as ivanov:
            await ivanov.registered()
            user = centre.users["ivanov"]
            user.login, user.sip_ha1 = None, ""
            await user.save()
            assert await server.drop(["ivanov"]) == 1
            assert await server.locations() == ()
        async with phone(pbx, "ivanov") as again:
            assert await again.registered() == 403


async def test_ten_wrong_passwords_from_one_address_close_the_account_there_until_forgiven(pbx: Pbx) -> None:
    async with pbx.client() as server:
        with Raw(pbx.port) as raw:
            for _ in range(10):
                assert status(await raw.login("ivanov", "wrong")) == 403
            assert [event.kind for event in await events(server)] == [EventKind.REFUSED] * 9 + [EventKind.BRAKED]
            assert status(await raw.login("ivanov", PASSWORD)) == 403
            assert await events(server) == []
            assert await server.braked() == (("ivanov", "127.0.0.1", 10),)
            assert status(await raw.login("petrov", PASSWORD)) == 200
            await server.forgive(["ivanov"])
            assert status(await raw.login("ivanov", PASSWORD)) == 200


async def test_a_restart_of_the_server_is_another_start(pbx: Pbx) -> None:
    async with pbx.client() as server:
        before = await server.started()
        assert (await server.started()).mark == before.mark
        await pbx.restart()
        assert (await server.started()).mark != before.mark
