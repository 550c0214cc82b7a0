"""The settings of the SIP server that softphones register at: where it listens, how it is told of to people."""

import hashlib
import hmac
import ipaddress
import re
from typing import Annotated

from pydantic import AfterValidator, Field

from bot import settings_checks as checks
from bot.settings_sources import OutsideSettings

_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")


def _loopback(text: str) -> str:
    host, _ = checks.split_address(text)
    if host != "127.0.0.1":
        raise ValueError("whoever reaches it commands the SIP server, so it is on 127.0.0.1 alone")
    return text


def _listen(text: str) -> str:
    if text:
        _address(checks.split_address(text)[0])
    return text


def _rtpengine(text: str) -> str:
    return _listen(text)


def _advertised(text: str) -> str:
    if text and not _HOST.fullmatch(text.partition(":")[0]):
        raise ValueError("it is neither a host's name nor an IPv4 address")
    if ":" in text:
        checks.split_address(text)
    return text


def _realm(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9._-]{1,64}", text):
        raise ValueError("it is not 1 to 64 letters, digits, dots and dashes")
    return text


def _database(text: str) -> str:
    return checks.database_url(text) if text else text


def _path(text: str) -> str:
    if re.search(r'["\\\r\n]', text):
        raise ValueError("its path holds a quotation mark, a backslash or a line break")
    return text


def _address(host: str) -> None:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        raise ValueError("it begins with no IP address") from None


class SipSettings(OutsideSettings):
    """Part of ``Settings``."""

    sip_listen: Annotated[str, AfterValidator(_listen)] = Field(
        "", description="IP address:port for UDP and TCP, such as 0.0.0.0:5060"
    )
    sip_tls_listen: Annotated[str, AfterValidator(_listen)] = Field(
        "", description="IP address:port for TLS, such as 0.0.0.0:5061"
    )
    sip_certificate: Annotated[str, AfterValidator(_path)] = Field("", description="a file with a certificate in PEM")
    sip_certificate_key: Annotated[str, AfterValidator(_path)] = Field("", description="a file with its key in PEM")
    sip_advertise: Annotated[str, AfterValidator(_advertised)] = Field(
        "", description="host or host:port that softphones reach it at, such as sip.example.org"
    )
    sip_realm: Annotated[str, AfterValidator(_realm)] = Field(
        "linekeeper",
        description="1 to 64 letters, digits, dots and dashes",
    )
    sip_rpc: Annotated[str, AfterValidator(_loopback)] = Field(
        "127.0.0.1:5065", description="127.0.0.1:port, a free one"
    )
    sip_rtpengine: Annotated[str, AfterValidator(_rtpengine)] = Field(
        "", description="IP address:port of RTPEngine's control protocol, such as 127.0.0.1:2223"
    )
    sip_database_url: Annotated[str, AfterValidator(_database)] = Field(
        "", repr=False, description="postgres://user:password@host:5432/database of a user who may only read"
    )

    @property
    def sip_server(self) -> str:
        """What a person types into a softphone: SIP_ADVERTISE, or the address listened at; "" without a SIP server."""
        if not self.sip_listen:
            return ""
        name = self.sip_advertise or self.sip_listen
        return name.removesuffix(":5060")

    @property
    def sip_rpc_address(self) -> tuple[str, int]:
        """SIP_RPC in two."""
        return checks.split_address(self.sip_rpc)


def rpc_token(keys: tuple[tuple[str, bytes], ...]) -> str:
    """What the bot says to the SIP server with each command: derived from the newest key, so that both know it."""
    key = keys[0][1] if keys else b""
    return hmac.new(key, b"linekeeper sip rpc", hashlib.sha256).hexdigest()
