"""The settings of mail: the server that takes letters with documents, and who they are from."""

import re
import ssl
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, SecretStr, model_validator

from bot.settings_sources import OutsideSettings
from domain.mail_address import AddressError, named_address


class MailSecurity(StrEnum):
    """How the connection is protected. ``none`` is for a server on the same machine."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


_PORTS = {MailSecurity.STARTTLS: 587, MailSecurity.TLS: 465, MailSecurity.NONE: 25}


def _host(text: str) -> str:
    if text and not re.fullmatch(r"[A-Za-z0-9.-]{1,253}|\[?[0-9A-Fa-f:]+\]?", text):
        raise ValueError("this is not the name of a host")
    return text.strip("[]")


def _from(text: str) -> str:
    if not text:
        return text
    if not text.isprintable():
        raise ValueError("it has more than one line")
    try:
        named_address(text)
    except AddressError:
        raise ValueError("there is no e-mail address in it") from None
    return text


def _certificate(path: str) -> str:
    try:
        ssl.create_default_context(cafile=path or None)
    except (OSError, ssl.SSLError):
        raise ValueError("there is no certificate in PEM form at this place") from None
    return path


class MailSettings(OutsideSettings):
    """Part of ``Settings``. Without SMTP_HOST no letters are sent, and nobody is offered to."""

    smtp_host: Annotated[str, AfterValidator(_host)] = Field("", description="a host such as smtp.example.org")
    smtp_port: int = Field(
        0, ge=0, le=65_535, description="a port from 1 to 65535; 0: the usual one of SMTP_SECURITY (587, 465 or 25)"
    )
    smtp_security: MailSecurity = Field(MailSecurity.STARTTLS, description="starttls, tls or none")
    smtp_user: str = Field("", description="the login at the mail server, or nothing where it wants none")
    smtp_password: SecretStr = Field(SecretStr(""), description="the password of SMTP_USER")
    smtp_from: Annotated[str, AfterValidator(_from)] = Field(
        "", description="whom letters are from: documents@example.org, or Name <documents@example.org>"
    )
    smtp_ca: Annotated[str, AfterValidator(_certificate)] = Field(
        "", description="the path of a PEM file with the root certificate of a server of your own, or nothing"
    )
    smtp_timeout: float = Field(20, ge=1, le=60, description="a number of seconds from 1 to 60")

    @model_validator(mode="after")
    def _mail_is_whole(self) -> Self:
        if self.smtp_host and not self.smtp_from:
            raise ValueError("SMTP_FROM: it is not set, but SMTP_HOST is")
        if bool(self.smtp_user) is not bool(self.smtp_password.get_secret_value()):
            raise ValueError("SMTP_PASSWORD: SMTP_USER and SMTP_PASSWORD are set together or not at all")
        if self.smtp_user and self.smtp_security is MailSecurity.NONE and not _at_home(self.smtp_host):
            raise ValueError("SMTP_SECURITY: a password may not travel without protection")
        return self

    @property
    def mail_port(self) -> int:
        """SMTP_PORT, or the usual one."""
        return self.smtp_port or _PORTS[self.smtp_security]


def _at_home(host: str) -> bool:
    return host in {"localhost", "::1"} or host.startswith("127.")
