"""TLS: certificates are verified, and a server that our library is too old for is not blamed."""

import ssl
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.sip import SipAccount, Transport, Verdict
from telephony.options import ProberOptions
from telephony.pool import ProberPool
from tests.kit.certificates import Certificates
from tests.kit.sip_server import SipServer


def server_context(certificates: Certificates, lowest: ssl.TLSVersion, highest: ssl.TLSVersion) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates.chain, certificates.key)
    context.minimum_version, context.maximum_version = lowest, highest
    return context


def line(server: SipServer, host: str = "127.0.0.1") -> SipAccount:
    return SipAccount("100", host, server.tls_port, Transport.TLS, "secret")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_a_certificate_that_can_be_verified_registers(
    pool: ProberPool, certificates: Certificates, host: str
) -> None:
    context = server_context(certificates, ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3)
    async with SipServer(tls=context) as server:
        assert (await pool.probe(line(server, host))).verdict is Verdict.REGISTERED


async def test_a_certificate_of_nobody_is_a_tls_verdict_with_words(
    options: ProberOptions, certificates: Certificates
) -> None:
    context = server_context(certificates, ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_2)
    async with SipServer(tls=context) as server, ProberPool(replace(options, ca_file="")) as strict:
        result = await strict.probe(line(server))
        assert result.verdict is Verdict.TLS
        assert "untrusted" in result.answer.detail
    async with (
        SipServer(tls=context) as server,
        ProberPool(replace(options, ca_file="", tls_verify=False)) as lenient,
    ):
        assert (await lenient.probe(line(server))).verdict is Verdict.REGISTERED


async def test_a_certificate_of_another_name_is_a_tls_verdict(
    options: ProberOptions, certificates: Certificates, tmp_path_factory: pytest.TempPathFactory
) -> None:
    hosts = tmp_path_factory.mktemp("hosts") / "hosts"
    hosts.write_text("127.0.0.1 other.test\n")
    context = server_context(certificates, ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_2)
    async with SipServer(tls=context) as server, ProberPool(replace(options, hosts_file=hosts)) as pool:
        assert (await pool.probe(line(server, "other.test"))).verdict is Verdict.TLS


async def test_a_server_of_tls_1_3_alone_is_beyond_our_checker(pool: ProberPool, certificates: Certificates) -> None:
    context = server_context(certificates, ssl.TLSVersion.TLSv1_3, ssl.TLSVersion.TLSv1_3)
    async with SipServer(tls=context) as server:
        result = await pool.probe(line(server))
    assert (result.verdict, result.answer.detail) == (Verdict.UNKNOWN, "tls13_only")
    assert result.at <= datetime.now(UTC)
