"""The registrar over its own sockets: digest, bindings, malformed requests."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from sandbox.carriers import Carrier, CarrierLine
from sandbox.carriers.digest import Proof, Realm, parameters, response
from sandbox.carriers.message import MalformedMessageError, parse
from sandbox.carriers.registrar import contacts
from tests.sandbox.carriers.phone import ask, authorization, read, register, request

PHONE = "Contact: <sip:1001@10.0.0.5:5060>"


@pytest.fixture
async def carrier() -> AsyncIterator[Carrier]:
    one = Carrier("volga", lines=[CarrierLine("1001", "secret"), CarrierLine("2002")])
    await one.start()
    yield one
    await one.stop()


async def test_the_right_password_registers(carrier: Carrier) -> None:
    answer = await register(carrier, "1001", "secret", PHONE, "Expires: 120")
    assert answer.code == 200
    assert answer.contacts == ["sip:1001@10.0.0.5:5060"]
    assert ";expires=120" in answer.header("Contact")


async def test_a_digest_without_qop_is_taken_too(carrier: Carrier) -> None:
    assert (await register(carrier, "1001", "secret", qop=False)).code == 200


async def test_a_wrong_password_is_challenged_again(carrier: Carrier) -> None:
    answer = await register(carrier, "1001", "guess")
    assert answer.code == 401
    assert "stale" not in answer.text.lower()


async def test_a_forged_nonce_is_stale(carrier: Carrier) -> None:
    forged = authorization('Digest realm="volga", nonce="12.000-aa-bb"', "1001", "secret")
    answer = await ask(carrier, request("REGISTER", "1001", forged))
    assert answer.code == 401
    assert "stale=TRUE" in answer.header("WWW-Authenticate")


async def test_one_user_cannot_answer_for_another(carrier: Carrier) -> None:
    carrier.lines["3003"] = CarrierLine("3003", "other")
    first = await ask(carrier, request("REGISTER", "3003"))
    proof = authorization(first.header("WWW-Authenticate"), "1001", "secret")
    assert (await ask(carrier, request("REGISTER", "3003", proof))).code == 401


def test_a_nonce_is_good_for_its_lifetime_only() -> None:
    realm = Realm("r", lifetime=10)
    nonce = parameters(realm.challenge(100))["nonce"]
    given = {"username": "u", "realm": "r", "uri": "sip:h", "nonce": nonce}
    fields = ", ".join(f'{key}="{value}"' for key, value in given.items())
    header = f'Digest {fields}, response="{response("REGISTER", given, "pw")}"'
    assert realm.check(header, "REGISTER", "u", "pw", 109) is Proof.RIGHT
    assert realm.check(header, "REGISTER", "u", "pw", 111) is Proof.STALE
    assert realm.check("Basic dTpwdw==", "REGISTER", "u", "pw", 100) is Proof.NONE


async def test_a_check_with_expires_zero_leaves_the_phone_registered(carrier: Carrier) -> None:
    await register(carrier, "1001", "secret", PHONE)
    answer = await register(carrier, "1001", "secret", "Contact: <sip:1001@127.0.0.1:4444>;expires=0")
    assert answer.code == 200
    assert answer.contacts == ["sip:1001@10.0.0.5:5060"]


async def test_a_second_phone_throws_the_first_out_where_one_binding_is_kept() -> None:
    one = Carrier("kama", lines=[CarrierLine("1", "pw")], single_binding=True)
    await one.start()
    await register(one, "1", "pw", "Contact: <sip:1@10.0.0.5>")
    answer = await register(one, "1", "pw", "Contact: <sip:1@10.0.0.6>")
    assert answer.contacts == ["sip:1@10.0.0.6"]
    await one.stop()


async def test_a_star_with_expires_zero_removes_every_binding(carrier: Carrier) -> None:
    await register(carrier, "1001", "secret", PHONE)
    assert (await register(carrier, "1001", "secret", "Contact: *", "Expires: 60")).code == 400
    answer = await register(carrier, "1001", "secret", "Contact: *", "Expires: 0")
    assert answer.contacts == []


async def test_a_binding_expires(carrier: Carrier) -> None:
    await register(carrier, "1001", "secret", PHONE, "Expires: 60")
    now = asyncio.get_running_loop().time()
    assert len(carrier.line("1001").alive(now + 59)) == 1
    assert carrier.line("1001").alive(now + 61) == []


def test_several_contacts_in_one_header_keep_their_own_expiry() -> None:
    header = 'Contact: "A, B" <sip:a@h;transport=tcp>;expires=0;q=1, <sip:b@h>, sip:c@h;expires=7'
    parsed = parse(request("REGISTER", "a", header, "Expires: 90"))
    assert contacts(parsed) == [("sip:a@h;transport=tcp", 0), ("sip:b@h", 90), ("sip:c@h", 7)]


async def test_a_trunk_known_by_address_answers_options(carrier: Carrier) -> None:
    assert (await ask(carrier, request("OPTIONS", "2002"))).code == 200


async def test_options_to_the_host_alone_are_answered(carrier: Carrier) -> None:
    assert (await ask(carrier, request("OPTIONS", ""))).code == 200


async def test_a_number_nobody_has_is_not_found(carrier: Carrier) -> None:
    assert (await ask(carrier, request("REGISTER", "9009"))).code == 404
    assert (await ask(carrier, request("OPTIONS", "9009"))).code == 404


async def test_other_methods_are_refused_with_what_is_allowed(carrier: Carrier) -> None:
    answer = await ask(carrier, request("MESSAGE", "1001"))
    assert (answer.code, answer.header("Allow")) == (405, "REGISTER, OPTIONS")


async def test_the_answer_tells_where_the_request_came_from(carrier: Carrier) -> None:
    answer = await ask(carrier, request("OPTIONS", "1001"))
    assert ";received=127.0.0.1" in answer.header("Via")
    assert ";rport=" in answer.header("Via")


async def test_noise_is_dropped_and_the_next_request_answered(carrier: Carrier) -> None:
    for noise in (b"\x00\xff", b"SIP/2.0 200 OK\r\n\r\n", b"REGISTER sip:h SIP/2.0\r\nVia: x\r\n\r\n"):
        with pytest.raises(TimeoutError):
            await ask(carrier, noise, seconds=0.05)
    assert (await ask(carrier, request("OPTIONS", "1001"))).code == 200


@pytest.mark.parametrize("data", [b"", b"hello", b"REGISTER sip:h SIP/2.0\r\nnot a header\r\n\r\n"])
def test_what_is_no_request_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(MalformedMessageError):
        parse(data)


def test_compact_and_folded_headers_are_read() -> None:
    parsed = parse(
        b"OPTIONS sip:h SIP/2.0\r\nv: SIP/2.0/UDP h\r\nf: <sip:a@h>\r\n"
        b"t:\r\n <sip:b@h>\r\ni: 1\r\nCSeq: 1 OPTIONS\r\n\r\n"
    )
    assert parsed.value("to") == "<sip:b@h>"
    assert parsed.number == "b"


async def test_tcp_answers_two_requests_sent_together_and_keep_alives(carrier: Carrier) -> None:
    reader, writer = await asyncio.open_connection(carrier.host, carrier.port)
    writer.write(b"\r\n\r\n" + request("OPTIONS", "1001") + request("OPTIONS", "9009"))
    assert await reader.readexactly(2) == b"\r\n"
    codes = [read(await reader.readuntil(b"\r\n\r\n")).code for _ in range(2)]
    assert codes == [200, 404]
    writer.close()
    await writer.wait_closed()
