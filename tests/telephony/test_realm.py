"""The realm of a carrier, asked of a real registrar; silence and nonsense give none."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from domain.sip import SipAccount, Transport
from telephony.realm import realm_of
from tests.kit.certificates import Certificates
from tests.kit.kamailio import REALM, Kamailio, free_port


@pytest.mark.kamailio
async def test_a_registrar_tells_its_realm_over_every_transport(tmp_path: Path, certificates: Certificates) -> None:
    async with Kamailio(tmp_path, {"100": "secret"}, certificates=certificates) as registrar:
        account = SipAccount("100", "127.0.0.1", registrar.port)
        for transport in (Transport.UDP, Transport.TCP):
            assert await realm_of(replace(account, transport=transport)) == REALM
        secure = replace(account, port=registrar.tls_port, transport=Transport.TLS)
        assert await realm_of(secure, tls_verify=False) == REALM
        assert await realm_of(secure) == ""
        proxied = replace(account, host="carrier.invalid", proxy=f"127.0.0.1:{registrar.port}")
        assert await realm_of(proxied) == REALM
        assert await registrar.bindings("100") == []


@pytest.mark.kamailio
async def test_a_registrar_that_asks_for_nothing_has_no_realm_to_tell(tmp_path: Path) -> None:
    async with Kamailio(tmp_path) as registrar:
        assert await realm_of(SipAccount("nobody", "127.0.0.1", registrar.port)) == ""


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
async def test_nobody_there_is_no_realm(transport: Transport) -> None:
    account = SipAccount("100", "127.0.0.1", free_port(), transport)
    assert await realm_of(account, seconds=0.3) == ""


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "SIP/2.0 401 Unauthorized\r\n\r\n",
        'SIP/2.0 401 Unauthorized\r\nWWW-Authenticate: Basic realm="x"\r\n\r\n',
        'SIP/2.0 401 Unauthorized\r\nWWW-Authenticate: Digest realm="' + "x" * 500 + '"\r\n\r\n',
        "\r\n" * 40_000,
    ],
)
async def test_an_answer_that_cannot_be_read_is_no_realm(answer: str) -> None:
    async def nonsense(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer.encode())
        writer.close()

    server = await asyncio.start_server(nonsense, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        assert await realm_of(SipAccount("100", "127.0.0.1", port, Transport.TCP), seconds=2) == ""
