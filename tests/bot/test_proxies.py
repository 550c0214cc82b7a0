"""Telegram through a proxy: HTTP and SOCKS5, with and without a login, to plain and to TLS servers."""

import ipaddress
import ssl
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from telegram import Bot
from telegram.error import NetworkError

from bot.requests import AiohttpRequest, Timeouts
from tests.bot.api import TOKEN, Api, api_server
from tests.bot.proxies import HttpProxy, Proxy, SocksProxy, running

LOGIN = "me:sesame"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of api.test and 127.0.0.1 that signs itself, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "api.test")])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("api.test"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "api.pem"
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


def trust(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(certificate))


def serve(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


async def name_of_the_bot(url: str, request: AiohttpRequest) -> str:
    async with Bot(TOKEN, base_url=f"{url}/bot", request=request, get_updates_request=AiohttpRequest()) as bot:
        assert await bot.set_my_name("x" * 100_000)
        return bot.username


def through(scheme: str, proxy: Proxy, login: str = "", tls: ssl.SSLContext | None = None) -> AiohttpRequest:
    user = f"{login}@" if login else ""
    address = f"{scheme}://{user}127.0.0.1:{proxy.port}"
    return AiohttpRequest(proxy=address, timeouts=Timeouts(read=5, connect=2), ssl_context=tls)


@pytest.mark.parametrize("login", ["", LOGIN])
@pytest.mark.parametrize(("scheme", "kind"), [("http", HttpProxy), ("socks5", SocksProxy), ("socks5h", SocksProxy)])
async def test_a_plain_server_is_reached_through_the_proxy(scheme: str, kind: type[Proxy], login: str) -> None:
    proxy = kind(login)
    async with api_server() as api, running(proxy):
        assert await name_of_the_bot(api.url, through(scheme, proxy, login)) == "linekeeper_bot"
        assert set(proxy.asked) == {f"127.0.0.1:{api.port}"}


@pytest.mark.parametrize("login", ["", LOGIN])
@pytest.mark.parametrize(("scheme", "kind"), [("http", HttpProxy), ("socks5", SocksProxy)])
async def test_a_tls_server_is_reached_by_a_tunnel_and_the_proxy_resolves_its_name(
    scheme: str, kind: type[Proxy], login: str, certificate: Path
) -> None:
    proxy = kind(login)
    async with api_server(ssl_context=serve(certificate)) as api, running(proxy):
        request = through(scheme, proxy, login, trust(certificate))
        assert await name_of_the_bot(f"https://api.test:{api.port}", request) == "linekeeper_bot"
        assert set(proxy.asked) == {f"api.test:{api.port}"}


async def test_a_certificate_that_nobody_vouches_for_is_refused(certificate: Path) -> None:
    async with api_server(ssl_context=serve(certificate)) as api:
        with pytest.raises(NetworkError, match="ertificate"):
            await name_of_the_bot(f"https://127.0.0.1:{api.port}", AiohttpRequest())


@pytest.mark.parametrize(("scheme", "kind"), [("http", HttpProxy), ("socks5", SocksProxy)])
async def test_a_proxy_that_refuses_the_login_is_a_network_error_without_secrets(
    scheme: str, kind: type[Proxy], certificate: Path
) -> None:
    async with AsyncExitStack() as stack:
        api: Api = await stack.enter_async_context(api_server(ssl_context=serve(certificate)))
        proxy = kind(LOGIN)
        await stack.enter_async_context(running(proxy))
        request = through(scheme, proxy, "me:wrong-sesame", trust(certificate))
        with pytest.raises(NetworkError) as caught:
            await name_of_the_bot(f"https://api.test:{api.port}", request)
    assert not [secret for secret in (TOKEN, "wrong-sesame") if secret in repr(caught.value)]
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_a_proxy_that_is_not_there_is_a_network_error(scheme: str) -> None:
    proxy = HttpProxy()
    async with running(proxy):
        pass
    with pytest.raises(NetworkError) as caught:
        await name_of_the_bot("http://127.0.0.1:9", through(scheme, proxy, LOGIN))
    assert "sesame" not in repr(caught.value)
