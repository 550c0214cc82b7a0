"""The sandbox's mail: letters that the bot's own sender hands over, seen over HTTP."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.mail import SmtpMail
from bot.settings import load_settings
from domain.mail import MailOutcome
from sandbox.mailbox.app import mailbox_app
from sandbox.mailbox.letters import Mailbox
from sandbox.mailbox.smtp import serving
from services.ports import Letter, PaperFile

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PDF = b"%PDF-1.7\r\n.\r\n..\r\n" + bytes(range(256)) * 9


@pytest.fixture
async def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
async def sender(mailbox: Mailbox) -> AsyncIterator[SmtpMail]:
    async with serving(mailbox) as port:
        chosen = {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": "none", "smtp_from": "a@b.example"}
        yield SmtpMail(load_settings(_env_file=None, **chosen))


@pytest.fixture
async def browser(mailbox: Mailbox) -> AsyncIterator[TestClient[web.Request, web.Application]]:
    app = web.Application()
    app.add_subapp("/mailbox/", mailbox_app(mailbox))
    async with TestClient(TestServer(app)) as client:
        yield client


def letter(to: str = "buh@example.ru") -> Letter:
    return Letter(to, "184/24", "Ромашка", (PaperFile("Счёт 57.pdf", PDF),), NOW)


async def test_a_letter_is_taken_and_shown_with_its_file(
    sender: SmtpMail, browser: TestClient[web.Request, web.Application]
) -> None:
    assert await sender.send(letter()) == (MailOutcome.SENT, "")
    [seen] = await (await browser.get("/mailbox/")).json()
    assert (seen["to"], seen["subject"]) == (["buh@example.ru"], "Документы по договору 184/24: Счёт 57")
    assert "договору № 184/24 (Ромашка)" in seen["text"]
    [file] = seen["files"]
    assert (file["name"], file["size"]) == ("Счёт 57.pdf", len(PDF))
    answer = await browser.get(file["url"])
    assert (await answer.read(), answer.content_type) == (PDF, "application/pdf")
    assert (await browser.get("/mailbox/1/1")).status == 404
    assert (await browser.get("/mailbox/2/0")).status == 404


async def test_some_addresses_are_refused_to_show_how_it_looks(sender: SmtpMail, mailbox: Mailbox) -> None:
    assert (await sender.send(letter("nobody@example.ru")))[0] is MailOutcome.NO_MAILBOX
    assert (await sender.send(letter("full@example.ru")))[0] is MailOutcome.FULL
    assert mailbox.letters == []


async def test_old_letters_are_forgotten(mailbox: Mailbox) -> None:
    for number in range(210):
        mailbox.put(("a@b",), f"Subject: {number}\r\n\r\ntext".encode())
    assert (len(mailbox.letters), mailbox.letters[-1].subject, mailbox.find(1)) == (200, "209", None)
