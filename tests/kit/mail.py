"""A mail server for a test: aiosmtpd in this loop, on a port of its own. https://aiosmtpd.aio-libs.org"""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

LOGIN, PASSWORD = "documents", "sesame-sesame"


@dataclass
class Post:
    """What the server took. ``says`` is its answer to a command ("RCPT", "DATA"); ``silent`` holds answers back."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    logins: list[bytes] = field(default_factory=list)
    says: dict[str, str] = field(default_factory=dict)
    silent: asyncio.Event | None = None

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if answer := self.says.get("RCPT"):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 -- likewise
        if self.silent is not None:
            await self.silent.wait()
        if answer := self.says.get("DATA"):
            return answer
        content = envelope.content
        assert isinstance(content, bytes)
        letter = message_from_bytes(content, policy=default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        self.recipients += envelope.rcpt_tos
        return "250 OK"

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append(data.login)
        right = (data.login, data.password) == (LOGIN.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=False)


@asynccontextmanager
async def post_office(
    tls: ssl.SSLContext | None = None, *, wrapped: ssl.SSLContext | None = None, login: bool = False
) -> AsyncIterator[Post]:
    """``tls`` offers STARTTLS, ``wrapped`` speaks TLS from the first byte, ``login`` wants one."""
    post, running = Post(), asyncio.get_running_loop()

    def serve() -> SMTP:
        return SMTP(
            post,
            loop=running,
            hostname="localhost",
            tls_context=tls,
            require_starttls=tls is not None,
            auth_required=login,
            auth_require_tls=wrapped is None,
            authenticator=post.authenticate,
        )

    server = await running.create_server(serve, "127.0.0.1", 0, ssl=wrapped)
    post.port = server.sockets[0].getsockname()[1]
    try:
        yield post
    finally:
        if post.silent is not None:
            post.silent.set()
        server.close()
        await server.wait_closed()
