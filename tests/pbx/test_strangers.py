"""What a softphone's own password does not open: the phones of another contract, other servers, another's name.

All of it is sent by hand with a right digest; honest softphones do none of it.
"""

import asyncio

import pytest

from tests.kit.pbx import REALM, Pbx
from tests.pbx.centre import PASSWORD, Centre, phone
from tests.pbx.raw import Raw, status
from tests.pbx.refuser import Refuser

pytestmark = pytest.mark.kamailio
NUMBER = "+74951234567"
CLAIMS = [
    "P-Asserted-Identity: <sip:+70000000000@bank.example>",
    "p-asserted-identity: <tel:+70000000000>",
    "P-Preferred-Identity: <sip:+70000000000@bank.example>",
    "Remote-Party-ID: <sip:+70000000000@bank.example>;party=calling",
    "Diversion: <sip:+70000000000@bank.example>;reason=unconditional",
    "History-Info: <sip:+70000000000@bank.example>;index=1",
    "Privacy: id",
]


async def registered(raw: Raw, login: str = "sidorov") -> None:
    """This socket is the phone of ``login`` now."""
    assert status(await raw.login(login, PASSWORD)) == 200


@pytest.mark.parametrize(
    "headers",
    [
        ("Route: <sip:127.0.0.1:{sip};lr>, <sip:127.0.0.1:{phone};lr>",),
        ("Route: <sip:127.0.0.1:{phone};lr>",),
        ("Replaces: 1@x;to-tag=a;from-tag=b", "Require: replaces"),
        ("Refer-To: <sip:sidorov@127.0.0.1:{phone}>", "Referred-By: <sip:sidorov@{realm}>"),
        ("Join: 1@x;to-tag=a;from-tag=b",),
        ("Request-Disposition: proxy", "Path: <sip:127.0.0.1:{phone};lr>"),
    ],
)
async def test_no_header_leads_a_call_to_a_phone_of_another_contract(pbx: Pbx, headers: tuple[str, ...]) -> None:
    with Raw(pbx.port) as raw, Raw(pbx.port) as theirs:
        await registered(theirs)
        said = [header.format(sip=pbx.port, phone=theirs.own, realm=REALM) for header in headers]
        for uri in (
            f"sip:sidorov@{REALM}",
            f"sip:sidorov@127.0.0.1:{theirs.own}",
            "sip:sidorov@c2",
            f"sip:x@127.0.0.1:{theirs.own};alias=127.0.0.1~{theirs.own}~1",
            f"sip:{NUMBER}@127.0.0.1:{theirs.own};maddr=127.0.0.1",
        ):
            assert status(await raw.call(uri, PASSWORD, *said)) in (404, 420)
        assert theirs.heard() == ""


async def test_a_route_leads_nobody_past_the_colleague_who_is_called(pbx: Pbx) -> None:
    with Raw(pbx.port) as raw, Raw(pbx.port) as theirs:
        async with phone(pbx, "petrov") as petrov:
            assert await petrov.registered() == 200
            route = f"Route: <sip:127.0.0.1:{theirs.own};lr>"
            uri = f"sip:petrov@127.0.0.1:{theirs.own}"
            assert status(await raw.call(uri, PASSWORD, route)) == 200
            assert "ivanov@" in await petrov.incoming()
        assert theirs.heard() == ""


async def test_a_binding_leads_only_to_whoever_made_it(pbx: Pbx) -> None:
    with Raw(pbx.port) as raw, Raw(pbx.port) as theirs:
        await registered(theirs)
        uri, contact = f"sip:{REALM}", f"<sip:sidorov@127.0.0.1:{theirs.own}>"
        assert status(await raw.call(uri, PASSWORD, f"Contact: {contact}", method="REGISTER")) == 200
        async with phone(pbx, "petrov", register=False) as petrov:
            calling = asyncio.ensure_future(petrov.call("ivanov"))
            while "INVITE sip:" not in (heard := raw.heard()):  # noqa: ASYNC110 -- a socket that is read by hand
                await asyncio.sleep(0.05)
            assert "petrov@" in heard
            await petrov.give_up()
            await calling
        assert theirs.heard() == ""


async def test_nobody_registers_a_phone_for_another(pbx: Pbx) -> None:
    with Raw(pbx.port) as raw:
        for login in ("petrov", "sidorov"):
            told = await raw.ask("REGISTER", f"sip:{REALM}", to=f"<sip:{login}@{REALM}>")
            assert status(told) == 401
            challenge = await raw.challenge("ivanov")
            assert status(await raw.answer(challenge, "ivanov", PASSWORD, to=f"<sip:{login}@{REALM}>")) == 403
    async with pbx.client() as server:
        assert await server.locations() == ()


async def test_a_phone_that_names_the_server_as_its_own_address_makes_no_loop(pbx: Pbx) -> None:
    with Raw(pbx.port) as raw:
        contact = f"Contact: <sip:ivanov@127.0.0.1:{pbx.port}>"
        assert status(await raw.call(f"sip:{REALM}", PASSWORD, contact, method="REGISTER")) == 200
        assert status(await raw.ask("OPTIONS", f"sip:{REALM}", hops=0)) == 483
        assert status(await raw.ask("INVITE", f"sip:petrov@{REALM}", hops=0)) == 483
        assert status(await raw.ask("OPTIONS", f"sip:{REALM}", hops=1)) == 200


@pytest.mark.parametrize("method", ["REFER", "MESSAGE", "SUBSCRIBE", "PUBLISH", "NOTIFY", "INFO", "UPDATE", "FOO"])
async def test_what_is_not_offered_is_refused_before_anybody_hears_of_it(pbx: Pbx, method: str) -> None:
    with Raw(pbx.port) as raw, Raw(pbx.port) as colleague:
        await registered(colleague, "petrov")
        told = await raw.ask(method, f"sip:petrov@{REALM}", f"Refer-To: <sip:sidorov@{REALM}>")
        assert status(told) == 405
        assert "Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, REGISTER" in told
        assert colleague.heard() == ""


async def test_a_carrier_never_hears_what_a_softphone_claims_to_be(pbx: Pbx, centre: Centre) -> None:
    async with Refuser("486 Busy") as carrier:
        await centre.line(centre.ours, carrier.port)
        with Raw(pbx.port) as raw:
            assert status(await raw.call(f"sip:{NUMBER}@{REALM}", PASSWORD, *CLAIMS)) == 486
    (invite,) = [request for request in carrier.requests if request.startswith("INVITE")]
    assert "bank.example" not in invite
    assert "+70000000000" not in invite
    assert "Privacy" not in invite
    assert "ivanov@" not in "".join(line for line in invite.splitlines() if not line.startswith("Contact"))


async def test_a_gateway_of_another_contract_carries_no_calls_of_ours(pbx: Pbx, centre: Centre) -> None:
    await centre.line(centre.theirs, 9, user="goip2", realm=REALM, registers_to_us=True, through_server=False)
    with Raw(pbx.port) as raw, Raw(pbx.port) as gateway:
        await registered(gateway, "goip2")
        for uri in (f"sip:{NUMBER}@{REALM}", f"sip:goip2@{REALM}", "sip:goip2@c2"):
            assert status(await raw.call(uri, PASSWORD)) == 404
        assert status(await gateway.call(f"sip:ivanov@{REALM}", PASSWORD, login="goip2")) == 403
        assert gateway.heard() == ""


async def test_a_flood_is_heard_no_more(pbx: Pbx) -> None:
    with Raw(pbx.port) as raw:
        async with asyncio.timeout(60):
            while "BLOCKing ip 127.0.0.1" not in pbx.log():
                for number in range(200):
                    raw.send(raw.request("MESSAGE", f"sip:petrov{number}@{REALM}"))
                await asyncio.sleep(0.05)
    assert "CRITICAL" not in pbx.log()
