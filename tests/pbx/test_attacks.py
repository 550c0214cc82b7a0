"""What strangers send to a SIP server on the open network."""

import aiohttp
import pytest

from telephony.kamailio import Kamailio, SipServerAwayError
from tests.kit.pbx import REALM, Pbx
from tests.pbx.centre import PASSWORD, Centre
from tests.pbx.raw import Raw, answer, status

pytestmark = pytest.mark.kamailio
SQL = ["x'%20OR%20'1'='1", "x';DROP%20TABLE%20line;--", "ivanov'--", "%00", "a" * 65, "иванов"]


@pytest.mark.parametrize("name", SQL)
async def test_a_name_that_is_no_login_never_comes_near_sql(pbx: Pbx, name: str) -> None:
    with Raw(pbx.port) as raw:
        assert status(await raw.ask("REGISTER", f"sip:{REALM}", user=name)) in (400, 403)
        digest = f'Digest username="{name}", realm="{REALM}", nonce="x", uri="sip:{REALM}", response="{"0" * 32}"'
        assert status(await raw.ask("REGISTER", f"sip:{REALM}", f"Authorization: {digest}")) == 403
        assert status(await raw.login("ivanov", PASSWORD)) == 200
    assert "ERROR" not in pbx.log()


@pytest.mark.parametrize("number", ["x'--", "1;DROP", "+7'OR'1", "sip%3a1"])
async def test_a_dialled_number_never_comes_near_sql(pbx: Pbx, number: str) -> None:
    with Raw(pbx.port) as raw:
        uri = f"sip:{number}@{REALM}"
        challenge = await raw.ask("INVITE", uri)
        assert status(challenge) == 407
        digest = answer(challenge, "ivanov", PASSWORD, "INVITE", uri)
        assert status(await raw.ask("INVITE", uri, f"Proxy-Authorization: {digest}", seq=2)) == 404
    assert "ERROR" not in pbx.log()


async def test_nobody_calls_or_registers_under_the_name_of_another(pbx: Pbx) -> None:
    with Raw(pbx.port) as raw:
        assert status(await raw.login("ivanov", PASSWORD, name="petrov")) == 403
        assert status(await raw.login("ivanov", PASSWORD, name="petrov", method="INVITE")) == 403


async def test_an_unknown_login_and_a_wrong_password_read_alike(pbx: Pbx) -> None:
    with Raw(pbx.port) as raw:
        unknown, wrong = await raw.login("nobody", "x"), await raw.login("ivanov", "x")
    heads = [told.splitlines()[0] for told in (unknown, wrong)]
    assert heads == ["SIP/2.0 403 Forbidden"] * 2


async def test_a_request_that_only_claims_to_be_inside_a_call_is_not_relayed(pbx: Pbx) -> None:
    with Raw(pbx.port) as raw, Raw(pbx.port) as victim:
        route = f"Route: <sip:127.0.0.1:{pbx.port};lr>, <sip:127.0.0.1:{victim.own};lr>"
        inside = f"<sip:ivanov@{REALM}>;tag=abc"
        for method in ("BYE", "INVITE", "MESSAGE"):
            told = await raw.ask(method, f"sip:127.0.0.1:{victim.own}", route, to=inside)
            assert status(told) in (403, 405, 481)


async def test_an_address_that_tries_many_accounts_is_braked_and_its_neighbours_are_not(
    pbx: Pbx, centre: Centre
) -> None:
    del centre
    with Raw(pbx.port) as raw:
        assert status(await raw.login("petrov", PASSWORD)) == 200
        for number in range(20):
            assert status(await raw.login(f"guess{number}", "x")) == 403
        assert status(await raw.login("petrov", PASSWORD)) == 200
        assert status(await raw.login("ivanov", PASSWORD)) == 403


async def test_the_commands_need_the_token_and_a_door_of_their_own(pbx: Pbx) -> None:
    host, port = pbx.settings.sip_rpc_address
    async with Kamailio(host, port, "another token") as stranger:
        with pytest.raises(SipServerAwayError, match="SECRET_KEYS"):
            await stranger.started()
    async with aiohttp.ClientSession() as session:
        body = {"jsonrpc": "2.0", "id": 1, "method": "core.uptime"}
        async with session.post(f"http://127.0.0.1:{pbx.port}/RPC", json=body) as response:
            assert response.status == 403


async def test_no_secret_is_in_the_log_of_the_server_or_in_what_its_client_shows(pbx: Pbx, centre: Centre) -> None:
    with Raw(pbx.port) as raw:
        await raw.login("ivanov", PASSWORD)
        await raw.login("ivanov", "wrong")
    async with pbx.client() as server:
        shown = repr(server) + repr([event async for event in server.events()])
    secrets = [centre.users["ivanov"].sip_ha1, PASSWORD]
    assert not [secret for secret in secrets if secret in pbx.log() + shown]
