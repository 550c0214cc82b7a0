"""Softphones that speak TLS, with a certificate of our own; they hear those that do not."""

import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from models import User
from tests.kit.caller import Caller
from tests.kit.certificates import Certificates, make_certificates
from tests.kit.kamailio import free_port
from tests.kit.pbx import Pbx
from tests.pbx.centre import PASSWORD, Centre, phone
from tests.pbx.raw import Stream, status

pytestmark = pytest.mark.kamailio


@dataclass
class Secured:
    """A SIP server that listens for TLS as well."""

    pbx: Pbx
    port: int
    certificates: Certificates

    def phone(self, login: str, root: Path | None = None) -> Caller:
        trusted = str(root or self.certificates.root)
        return Caller(login, PASSWORD, self.port, transport="tls", root=trusted)


@pytest.fixture
async def secured(database_url: str, centre: Centre, tmp_path: Path) -> AsyncIterator[Secured]:
    del centre  # its rows are read by the server
    certificates, port = make_certificates(tmp_path), free_port()
    files: dict[str, Any] = {"sip_certificate": str(certificates.chain), "sip_certificate_key": str(certificates.key)}
    async with Pbx(database_url, tmp_path, sip_tls_listen=f"127.0.0.1:{port}", **files) as pbx:
        yield Secured(pbx, port, certificates)


@pytest.mark.parametrize("dials", ["tls", "udp"])
async def test_softphones_over_tls_and_over_udp_call_each_other(secured: Secured, dials: str) -> None:
    async with (
        secured.pbx.client() as server,
        secured.phone("ivanov") as ivanov,
        phone(secured.pbx, "petrov") as petrov,
    ):
        assert (await ivanov.registered(), await petrov.registered()) == (200, 200)
        (over_tls,) = [each.contact for each in await server.locations() if each.login == "ivanov"]
        assert "transport=tls" in over_tls.lower()
        caller, callee = (ivanov, petrov) if dials == "tls" else (petrov, ivanov)
        assert await caller.call(callee.login) == 200
        await caller.sound(packets=30)
        await callee.sound(packets=30)
        await caller.hang_up()
        await callee.ended()


async def test_a_softphone_that_does_not_trust_the_certificate_stays_away(secured: Secured, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    async with secured.phone("ivanov", make_certificates(tmp_path / "other").root) as ivanov:
        assert await ivanov.registered() >= 500
    async with secured.pbx.client() as server:
        assert await server.locations() == ()


async def test_a_user_deleted_while_he_is_connected_is_refused_at_once(secured: Secured) -> None:
    async with secured.pbx.client() as server, secured.phone("ivanov") as ivanov, secured.phone("petrov") as petrov:
        assert (await ivanov.registered(), await petrov.registered()) == (200, 200)
        await deleted("ivanov")
        assert await server.drop(["ivanov"]) == 1
        assert await ivanov.call("petrov") == 403
        assert await petrov.call("ivanov") == 404


@pytest.mark.parametrize("transport", ["tcp", "tls"])
async def test_a_user_deleted_in_the_middle_of_his_registration_is_refused(secured: Secured, transport: str) -> None:
    trusting = ssl.create_default_context(cafile=str(secured.certificates.root)) if transport == "tls" else None
    async with Stream(secured.port if trusting else secured.pbx.port, trusting) as raw, secured.pbx.client() as server:
        assert status(await raw.login("ivanov", PASSWORD)) == 200
        challenge = await raw.challenge("ivanov")
        await deleted("ivanov")
        assert await server.drop(["ivanov"]) == 1
        assert status(await raw.answer(challenge, "ivanov", PASSWORD)) == 403
        assert status(await raw.login("ivanov", PASSWORD)) == 403
        assert await server.locations() == ()


async def deleted(login: str) -> None:
    """As the services delete him."""
    await User.filter(login=login).update(login=None, sip_ha1="")
