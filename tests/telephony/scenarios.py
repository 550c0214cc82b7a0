"""One row of the cause table each: how to bring about an answer, and the verdict it must have.

``python -m tests.telephony.scenarios`` plays them all and records the answers in answers.json, from which
test_classify.py reads them: what pjsip truly says, kept as data.
"""

import asyncio
import json
import ssl
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from domain.sip import Answer, CheckMethod, SipAccount, Transport, Verdict
from telephony.options import ProberOptions
from telephony.pool import ProberPool
from tests.kit.certificates import Certificates, make_certificates
from tests.kit.dns_server import DnsServer
from tests.kit.sip_server import Behaviour, Login, SipServer, garbage, says, silent

ANSWERS = Path(__file__).with_name("answers.json")


@dataclass
class World:
    """Everything a scenario can be played in."""

    server: SipServer
    modern: SipServer
    names: DnsServer
    pool: ProberPool

    def line(self, **changes: Any) -> SipAccount:
        return replace(SipAccount("100", "127.0.0.1", self.server.port, password="secret"), **changes)


@dataclass(frozen=True)
class Scenario:
    """``behaviour`` of the server, and the account that is checked, given the world."""

    name: str
    verdict: Verdict
    behaviour: Behaviour = field(default_factory=Login)
    account: Callable[[World], SipAccount] = World.line


def _tls(world: World, **changes: Any) -> SipAccount:
    return world.line(transport=Transport.TLS, **({"port": world.server.tls_port} | changes))


def _options(world: World) -> SipAccount:
    return world.line(method=CheckMethod.OPTIONS)


def _hung(world: World) -> SipAccount:
    world.names.silent = True
    return world.line(host="hung.test")


V = Verdict
SCENARIOS = (
    Scenario("right password", V.REGISTERED),
    Scenario("right password for a proxy", V.REGISTERED, Login(code=407, wrong=407)),
    Scenario("401 after the digest", V.WRONG_PASSWORD, Login(password="other")),
    Scenario("401 after the digest, same nonce", V.WRONG_PASSWORD, Login(password="other", nonce="fixed")),
    Scenario("407 after the digest", V.WRONG_PASSWORD, Login(password="other", code=407, wrong=407)),
    Scenario("403 after the digest", V.WRONG_PASSWORD, Login(password="other", wrong=403)),
    Scenario("403 before the digest", V.FORBIDDEN, says(403, "Forbidden")),
    Scenario("402", V.FORBIDDEN, says(402, "Payment Required")),
    Scenario("404", V.UNKNOWN_NUMBER, says(404, "Not Found")),
    Scenario("410", V.UNKNOWN_NUMBER, says(410, "Gone")),
    Scenario("stale for ever", V.CARRIER_ERROR, Login(stale=True)),
    Scenario("423 for ever", V.REFUSED, says(423, "Interval Too Brief", "Min-Expires: 600")),
    Scenario("429", V.THROTTLED, says(429, "Too Many Requests", "Retry-After: 60")),
    Scenario("480", V.CARRIER_ERROR, says(480, "Temporarily Unavailable")),
    Scenario("500", V.CARRIER_ERROR, says(500, "Server Internal Error")),
    Scenario("503", V.CARRIER_ERROR, says(503, "Service Unavailable")),
    Scenario("503 with Retry-After", V.THROTTLED, says(503, "Service Unavailable", "Retry-After: 30")),
    Scenario("408 of the registrar", V.CARRIER_ERROR, says(408, "Request Timeout")),
    Scenario("405", V.REFUSED, says(405, "Method Not Allowed")),
    Scenario("302", V.REFUSED, says(302, "Moved Temporarily", "Contact: <sip:192.0.2.1>")),
    Scenario("606", V.REFUSED, says(606, "Not Acceptable")),
    Scenario("Basic", V.UNKNOWN, Login(scheme='Basic realm="x"')),
    Scenario("SHA-256 alone", V.UNKNOWN, Login(scheme='Digest realm="x",nonce="1",algorithm=SHA-256')),
    Scenario("silence", V.CARRIER_DOWN, silent),
    Scenario("100 and silence", V.CARRIER_DOWN, says(100, "Trying")),
    Scenario("no SIP", V.CARRIER_DOWN, garbage),
    Scenario("closed port over UDP", V.CARRIER_DOWN, account=lambda world: world.line(port=9)),
    Scenario("closed port over TCP", V.CARRIER_DOWN, account=lambda w: w.line(port=9, transport=Transport.TCP)),
    Scenario("closed port over TLS", V.CARRIER_DOWN, account=lambda w: _tls(w, port=9)),
    Scenario("no such name", V.DNS, account=lambda world: world.line(host="nowhere.test")),
    Scenario("hung resolver", V.DNS, account=_hung),
    Scenario("untrusted certificate", V.TLS, account=_tls),
    Scenario("no TLS there", V.CARRIER_DOWN, account=lambda world: _tls(world, port=world.server.port)),
    Scenario("TLS 1.3 alone", V.UNKNOWN, account=lambda world: _tls(world, port=world.modern.tls_port)),
    Scenario("our own network", V.NETWORK, account=lambda world: world.line(host="255.255.255.255")),
    Scenario("not sendable", V.UNKNOWN, account=lambda world: world.line(user="1\r\nX: 1")),
    Scenario("OPTIONS answered", V.REGISTERED, says(200, "OK"), _options),
    Scenario("OPTIONS not understood", V.REGISTERED, says(501, "Not Implemented"), _options),
    Scenario("OPTIONS challenged", V.FORBIDDEN, Login(), _options),
    Scenario("OPTIONS unanswered", V.CARRIER_DOWN, silent, _options),
)


@asynccontextmanager
async def world(certificates: Certificates) -> AsyncIterator[World]:
    """Servers and a pool that trusts no certificate of theirs."""

    def context(lowest: ssl.TLSVersion) -> ssl.SSLContext:
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(certificates.chain, certificates.key)
        made.minimum_version = lowest
        return made

    async with (
        SipServer(tls=context(ssl.TLSVersion.TLSv1_2)) as server,
        SipServer(tls=context(ssl.TLSVersion.TLSv1_3)) as modern,
        DnsServer() as names,
    ):
        options = ProberOptions(processes=1, silence=1.0, confirm_silence=0.6, deadline=3, nameservers=(names.address,))
        async with ProberPool(options) as pool:
            yield World(server, modern, names, pool)


async def record() -> dict[str, Answer]:
    """The answer of every scenario, played one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        async with world(make_certificates(Path(folder))) as played:
            answers = {}
            for scenario in SCENARIOS:
                played.server.users["100"] = scenario.behaviour
                answers[scenario.name] = (await played.pool.probe(scenario.account(played))).answer
                played.names.silent = False
            return answers


if __name__ == "__main__":
    recorded = {name: asdict(answer) for name, answer in asyncio.run(record()).items()}
    ANSWERS.write_text(json.dumps(recorded, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
