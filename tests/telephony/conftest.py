"""Shared by the tests of telephony: certificates made once, pools with short patience."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from domain.sip import SipAccount
from telephony.options import ProberOptions
from telephony.pool import ProberPool
from tests.kit.certificates import Certificates, make_certificates
from tests.kit.kamailio import Kamailio
from tests.kit.sip_server import SipServer


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def options(certificates: Certificates) -> ProberOptions:
    return ProberOptions(
        processes=2, silence=1.0, confirm_silence=0.6, deadline=3.0, rate=10_000, ca_file=str(certificates.root)
    )


@pytest.fixture
async def pool(options: ProberOptions) -> AsyncIterator[ProberPool]:
    async with ProberPool(options) as started:
        yield started


@pytest.fixture
async def server() -> AsyncIterator[SipServer]:
    async with SipServer() as started:
        yield started


@pytest.fixture
async def kamailio(tmp_path: Path, certificates: Certificates) -> AsyncIterator[Kamailio]:
    async with Kamailio(tmp_path, {"100": "secret"}, certificates=certificates) as started:
        yield started


@pytest.fixture
def account(server: SipServer) -> Callable[[str], SipAccount]:
    """Accounts of the scripted server by number."""
    plain = SipAccount("100", "127.0.0.1", server.port, password="secret")
    return lambda user: replace(plain, user=user)
