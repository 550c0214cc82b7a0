"""The pool against a server that says what no real registrar can be made to say."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from domain.sip import CheckMethod, SipAccount, Transport, Verdict
from telephony.pool import ProberPool
from tests.kit.sip_server import Behaviour, Login, Request, SipServer, garbage, reply, says, silent

Accounts = Callable[[str], SipAccount]

ANSWERS: dict[str, tuple[Behaviour, Verdict]] = {
    "a proxy's challenge": (Login(code=407, wrong=407), Verdict.REGISTERED),
    "a challenge without qop": (Login(qop=""), Verdict.REGISTERED),
    "a nonce that never changes": (Login(nonce="fixed"), Verdict.REGISTERED),
    "401 again": (Login(password="other"), Verdict.WRONG_PASSWORD),
    "401 again with the same nonce": (Login(password="other", nonce="fixed"), Verdict.WRONG_PASSWORD),
    "407 again": (Login(password="other", code=407, wrong=407), Verdict.WRONG_PASSWORD),
    "403 after the digest": (Login(password="other", wrong=403), Verdict.WRONG_PASSWORD),
    "403 before any digest": (says(403, "Forbidden"), Verdict.FORBIDDEN),
    "402": (says(402, "Payment Required"), Verdict.FORBIDDEN),
    "404 at once": (says(404, "Not Found"), Verdict.UNKNOWN_NUMBER),
    "404 after the digest": (Login(then=404), Verdict.UNKNOWN_NUMBER),
    "a nonce that is always stale": (Login(stale=True), Verdict.CARRIER_ERROR),
    "500": (says(500, "Server Error"), Verdict.CARRIER_ERROR),
    "503": (says(503, "Service Unavailable"), Verdict.CARRIER_ERROR),
    "503 with Retry-After": (says(503, "Service Unavailable", "Retry-After: 30 (busy)"), Verdict.THROTTLED),
    "429": (says(429, "Too Many Requests"), Verdict.THROTTLED),
    "480": (says(480, "Temporarily Unavailable"), Verdict.CARRIER_ERROR),
    "the registrar's own 408": (says(408, "Request Timeout"), Verdict.CARRIER_ERROR),
    "405": (says(405, "Method Not Allowed"), Verdict.REFUSED),
    "606": (says(606, "Not Acceptable"), Verdict.REFUSED),
    "a redirect": (says(302, "Moved", "Contact: <sip:127.0.0.1:9>"), Verdict.REFUSED),
    "423 for ever": (says(423, "Interval Too Brief", "Min-Expires: 600"), Verdict.REFUSED),
    "a challenge by SHA-256 alone": (
        Login(scheme='Digest realm="x",nonce="1",algorithm=SHA-256'),
        Verdict.UNKNOWN,
    ),
    "a challenge by Basic": (Login(scheme='Basic realm="x"'), Verdict.UNKNOWN),
    "100 Trying and then silence": (says(100, "Trying"), Verdict.CARRIER_DOWN),
    "an answer that is no SIP": (garbage, Verdict.CARRIER_DOWN),
    "silence": (silent, Verdict.CARRIER_DOWN),
}


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("seen_before", [False, True])
async def test_an_answer_becomes_its_verdict(
    pool: ProberPool, server: SipServer, account: Accounts, name: str, seen_before: bool
) -> None:
    server.users["100"], verdict = ANSWERS[name]
    if seen_before:
        behaviour, server.users["100"] = server.users["100"], Login()
        assert (await pool.probe(account("100"))).verdict is Verdict.REGISTERED
        server.users["100"] = behaviour
    assert (await pool.probe(account("100"))).verdict is verdict


async def test_retry_after_is_read_in_seconds(pool: ProberPool, server: SipServer, account: Accounts) -> None:
    server.default = says(503, "Service Unavailable", "Retry-After: 18000;duration=3600")
    assert (await pool.probe(account("100"))).retry_after == 18000


async def test_an_interval_too_brief_is_retried_once(pool: ProberPool, server: SipServer, account: Accounts) -> None:
    def brief(request: Request) -> bytes | None:
        if int(request.header("expires") or 0) < 600:
            return reply(request, 423, "Interval Too Brief", "Min-Expires: 600")
        return Login()(request)

    server.default = brief
    result = await pool.probe(replace(account("100"), full_registration=True))
    assert result.verdict is Verdict.REGISTERED


async def test_a_registrar_that_drops_what_is_no_phones_is_not_dead(
    pool: ProberPool, server: SipServer, account: Accounts
) -> None:
    login = Login()
    server.default = lambda request: login(request) if request.header("contact") else None
    for _ in range(3):
        assert (await pool.probe(account("100"))).verdict is Verdict.REGISTERED
    started = time.monotonic()
    assert (await pool.probe(account("100"))).verdict is Verdict.REGISTERED
    assert time.monotonic() - started < 1, "it goes on asking in vain"


async def test_one_silent_line_does_not_make_its_neighbours_dead(
    pool: ProberPool, server: SipServer, account: Accounts
) -> None:
    server.users |= dict.fromkeys(("1", "3", "5"), silent)
    results = await asyncio.gather(*(pool.probe(account(str(number))) for number in range(8)))
    down = {number for number, result in enumerate(results) if result.verdict is Verdict.CARRIER_DOWN}
    up = {number for number, result in enumerate(results) if result.verdict is Verdict.REGISTERED}
    assert (down, up) == ({1, 3, 5}, {0, 2, 4, 6, 7})


async def test_a_slow_carrier_is_not_dead(pool: ProberPool, server: SipServer, account: Accounts) -> None:
    server.delay = 0.7
    results = await asyncio.gather(*(pool.probe(account(str(number))) for number in range(4)))
    assert {result.verdict for result in results} == {Verdict.REGISTERED}


async def test_a_check_sends_nothing_after_its_success(pool: ProberPool, server: SipServer, account: Accounts) -> None:
    await pool.probe(account("100"))
    server.requests.clear()
    await pool.probe(account("100"))
    await pool.probe(account("100"))
    assert [bool(request.credentials) for request in server.requests] == [False, True, False, True]


async def test_every_register_obeys_the_rfc(pool: ProberPool, server: SipServer, account: Accounts) -> None:
    await pool.probe(account("100"))
    server.requests.clear()
    await pool.probe(replace(account("100"), auth_user="login"))
    first, second = server.requests
    assert first.uri == second.uri == f"sip:127.0.0.1:{server.port}"
    assert {first.header("to"), second.header("to")} == {"<sip:100@127.0.0.1>"}
    assert first.header("contact").endswith(";expires=0")
    assert 'username="login"' in second.credentials


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
async def test_the_outbound_proxy_gets_every_request(
    pool: ProberPool, server: SipServer, account: Accounts, transport: Transport
) -> None:
    far = replace(account("100"), host="carrier.invalid", port=0, transport=transport, proxy=f"localhost:{server.port}")
    assert (await pool.probe(far)).verdict is Verdict.REGISTERED
    assert {request.transport for request in server.requests} == {transport}
    assert all("lr" in request.header("route") for request in server.requests)


async def test_options_that_is_not_understood_still_proves_a_trunk(
    pool: ProberPool, server: SipServer, account: Accounts
) -> None:
    trunk = replace(account("100"), method=CheckMethod.OPTIONS)
    for behaviour, verdict in (
        (says(405, "Method Not Allowed"), Verdict.REGISTERED),
        (says(403, "Forbidden"), Verdict.FORBIDDEN),
        (Login(), Verdict.FORBIDDEN),
        (says(404, "Not Found"), Verdict.UNKNOWN_NUMBER),
        (says(503, "Service Unavailable"), Verdict.CARRIER_ERROR),
    ):
        server.users["100"] = behaviour
        assert (await pool.probe(trunk)).verdict is verdict


async def test_ipv6_is_spoken(pool: ProberPool) -> None:
    async with SipServer(host="::1") as server:
        for transport in (Transport.UDP, Transport.TCP):
            result = await pool.probe(SipAccount("100", "::1", server.port, transport, "secret"))
            assert result.verdict is Verdict.REGISTERED


async def test_strange_names_reach_the_registrar_escaped(
    pool: ProberPool, server: SipServer, account: Accounts
) -> None:
    result = await pool.probe(replace(account("линия 7@дом"), auth_user="линия 7"))
    assert result.verdict is Verdict.REGISTERED
    assert server.requests[0].user.upper() == "%D0%BB%D0%B8%D0%BD%D0%B8%D1%8F%207%40%D0%B4%D0%BE%D0%BC"
    assert 'username="линия 7"' in server.requests[-1].credentials


@pytest.mark.parametrize("field", ["user", "host", "auth_user", "proxy"])
async def test_an_account_that_injects_headers_is_never_sent(
    pool: ProberPool, server: SipServer, account: Accounts, field: str
) -> None:
    parts: dict[str, Any] = {field: "x\r\nContact: <sip:evil@example.org>"}
    evil = replace(account("100"), **parts)
    result = await pool.probe(evil)
    assert (result.verdict, server.requests) == (Verdict.UNKNOWN, [])
    assert result.answer.detail.startswith(f"unsendable: {field}")
    assert "evil" not in repr(result)


async def test_a_closed_port_over_tcp_is_a_carrier_down(pool: ProberPool, server: SipServer, account: Accounts) -> None:
    await server.stop()
    started = time.monotonic()
    result = await pool.probe(replace(account("100"), transport=Transport.TCP))
    assert result.verdict is Verdict.CARRIER_DOWN
    assert time.monotonic() - started < 2


async def test_a_connection_that_the_carrier_closed_is_opened_again(
    pool: ProberPool, server: SipServer, account: Accounts
) -> None:
    over_tcp = replace(account("100"), transport=Transport.TCP)
    for _ in range(3):
        assert (await pool.probe(over_tcp)).verdict is Verdict.REGISTERED
        server.drop_connections()


async def test_no_way_to_the_network_is_our_own_fault(pool: ProberPool) -> None:
    # 255.255.255.255 is refused by our own kernel before anything is sent.
    result = await pool.probe(SipAccount("100", "255.255.255.255", 5060, password="x"))
    assert result.verdict is Verdict.NETWORK


async def test_words_that_are_not_utf8_are_still_fit_for_a_log(
    pool: ProberPool, server: SipServer, account: Accounts
) -> None:
    server.default = lambda request: reply(request, 403, "NAME", "Server: NAME", "Warning: 399 x " + "y" * 900).replace(
        b"NAME", "Доступ закрыт".encode("cp1251")
    )
    answer = (await pool.probe(account("100"))).answer
    assert answer.code == 403
    " ".join((answer.reason, *answer.headers)).encode("utf-8")
    assert all(len(header) <= 300 for header in answer.headers)


async def test_a_flood_of_challenges_in_one_answer_is_cut(
    pool: ProberPool, server: SipServer, account: Accounts
) -> None:
    server.default = lambda request: reply(request, 500, "Error", *(["Warning: 399 x y"] * 40))
    assert len((await pool.probe(account("100"))).answer.headers) <= 12


async def test_neither_repr_nor_process_arguments_hold_a_password(
    pool: ProberPool, server: SipServer, account: Accounts
) -> None:
    secret = replace(account("100"), password="very-secret-word")
    result = await pool.probe(secret)
    shown = [repr(secret), repr(result)]
    for pid in pool.pids:
        shown += [(Path("/proc") / str(pid) / name).read_text() for name in ("cmdline", "environ")]
    assert not [text for text in shown if "very-secret-word" in text]


async def test_a_line_at_a_registrar_that_drops_knocks_is_not_dead_beside_dead_ones(
    pool: ProberPool, server: SipServer, account: Accounts
) -> None:
    login = Login()
    server.default = lambda request: login(request) if request.header("contact") else None
    dead = [str(number) for number in range(4)]
    server.users |= dict.fromkeys(dead, silent)
    for user in dead:
        assert (await pool.probe(account(user))).verdict is Verdict.CARRIER_DOWN
    assert (await pool.probe(account("100"))).verdict is Verdict.REGISTERED
