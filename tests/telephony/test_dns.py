"""Names: no resolver, however ill, holds up a prober or is mistaken for a dead line."""

import asyncio
import secrets
import socket
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.sip import SipAccount, Transport, Verdict
from telephony.dns import name_servers, read_hosts
from telephony.options import ProberOptions
from telephony.pool import ProberPool
from tests.kit.dns_server import SRV, DnsServer
from tests.kit.sip_server import SipServer


@pytest.fixture
async def names() -> AsyncIterator[DnsServer]:
    async with DnsServer() as server:
        yield server


@pytest.fixture
async def pool(options: ProberOptions, names: DnsServer) -> AsyncIterator[ProberPool]:
    async with ProberPool(replace(options, nameservers=(names.address,), dns_deadline=1.0)) as started:
        yield started


def line(server: SipServer, host: str, port: int | None = None, transport: Transport = Transport.UDP) -> SipAccount:
    return SipAccount("100", host, server.port if port is None else port, transport, "secret")


async def test_a_name_is_looked_up(pool: ProberPool, names: DnsServer, server: SipServer) -> None:
    names.addresses["carrier.test"] = "127.0.0.1"
    assert (await pool.probe(line(server, "carrier.test"))).verdict is Verdict.REGISTERED


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
async def test_a_name_without_a_port_is_found_by_its_service_record(
    pool: ProberPool, names: DnsServer, server: SipServer, transport: Transport
) -> None:
    names.addresses["host.carrier.test"] = "127.0.0.1"
    names.services[f"_sip._{transport}.carrier.test"] = ("host.carrier.test", server.port)
    assert (await pool.probe(line(server, "carrier.test", 0, transport))).verdict is Verdict.REGISTERED
    assert (f"_sip._{transport}.carrier.test", SRV) in names.asked


@pytest.mark.parametrize("port", [0, 5060])
@pytest.mark.parametrize("transport", list(Transport))
async def test_a_name_that_does_not_exist_is_a_dns_verdict(
    pool: ProberPool, server: SipServer, transport: Transport, port: int
) -> None:
    result = await pool.probe(line(server, "nowhere.test", port, transport))
    assert result.verdict is Verdict.DNS


async def test_a_hung_resolver_is_a_dns_verdict_within_seconds_and_blocks_nobody(
    pool: ProberPool, names: DnsServer, server: SipServer
) -> None:
    names.silent = True
    started = time.monotonic()
    hung = [asyncio.ensure_future(pool.probe(line(server, f"{each}.test"))) for each in range(20)]
    by_address = await pool.probe(line(server, "127.0.0.1"))
    assert by_address.verdict is Verdict.REGISTERED
    assert time.monotonic() - started < 0.5
    assert {result.verdict for result in await asyncio.gather(*hung)} == {Verdict.DNS}
    assert time.monotonic() - started < 5
    assert pool.crashes == 0


async def test_a_silent_server_is_passed_over_for_the_next(
    options: ProberOptions, names: DnsServer, server: SipServer
) -> None:
    names.addresses["carrier.test"] = "127.0.0.1"
    async with DnsServer() as dead:
        dead.silent = True
        servers = (dead.address, names.address)
        async with ProberPool(replace(options, nameservers=servers, dns_deadline=1.0)) as pool:
            assert (await pool.probe(line(server, "carrier.test"))).verdict is Verdict.REGISTERED


async def test_the_hosts_file_is_obeyed_without_a_question_to_anybody(
    options: ProberOptions, names: DnsServer, server: SipServer, tmp_path: Path
) -> None:
    hosts = tmp_path / "hosts"
    hosts.write_text("127.0.0.1 localhost Carrier.Test # ours\nnonsense here\n::1 localhost\n")
    own = replace(options, nameservers=(names.address,), hosts_file=hosts)
    async with ProberPool(own) as pool:
        result = await pool.probe(line(server, "carrier.test"))
    assert result.verdict is Verdict.REGISTERED
    assert names.asked == []


async def test_a_name_of_the_hosts_file_without_a_port_is_at_the_usual_one(
    options: ProberOptions, names: DnsServer, server: SipServer, tmp_path: Path
) -> None:
    hosts = tmp_path / "hosts"
    with usual_port() as carrier:
        hosts.write_text(f"{carrier.getsockname()[0]} carrier.test\n")
        own = replace(options, nameservers=(names.address,), hosts_file=hosts)
        async with ProberPool(own) as pool:
            result = await pool.probe(line(server, "carrier.test", 0))
        assert carrier.recv(65535).startswith(b"REGISTER sip:100@carrier.test ")
    assert result.verdict is Verdict.CARRIER_DOWN
    assert names.asked == []


def usual_port() -> socket.socket:
    """Port 5060, silent, of an address of this machine that is nobody else's: not even of a server at all addresses."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((f"127.{secrets.randbelow(100) + 100}.{secrets.randbelow(256)}.{secrets.randbelow(254) + 1}", 5060))
    listening.setblocking(False)
    return listening


async def test_without_name_servers_the_system_resolves_in_threads(options: ProberOptions, server: SipServer) -> None:
    async with ProberPool(replace(options, nameservers=(), hosts_file=Path("/nonexistent"))) as pool:
        assert (await pool.probe(line(server, "localhost"))).verdict is Verdict.REGISTERED


def test_name_servers_are_read_from_options_or_resolv_conf(tmp_path: Path) -> None:
    conf = tmp_path / "resolv.conf"
    conf.write_text("# none\nnameserver 192.0.2.53\nsearch x\nnameserver fe80::1%eth0\nnameserver\n")
    assert name_servers(None, conf) == (("192.0.2.53", 53), ("fe80::1", 53))
    assert name_servers(None, tmp_path / "missing") == ()
    assert name_servers(("::1", "[::1]:5300", "192.0.2.1:54")) == (("::1", 53), ("::1", 5300), ("192.0.2.1", 54))
    with pytest.raises(ValueError):
        name_servers(("dns.example.org",))


def test_a_hosts_file_that_cannot_be_read_has_no_names(tmp_path: Path) -> None:
    assert read_hosts(tmp_path / "missing") == {}
