"""Mail against a real SMTP server: what arrives, what is refused, and in which words."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.letters import message_of
from bot.mail import SmtpMail
from bot.settings import Settings, SettingsError, load_settings
from domain.mail import MailOutcome
from services.ports import Letter, PaperFile
from tests.kit.certificates import Certificates, make_certificates
from tests.kit.mail import LOGIN, PASSWORD, Post, post_office
from tests.kit.ports import free_port
from texts import Texts

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PDF = bytes(range(256)) * 40
LETTER = Letter(
    "Buh@почта.рф",
    "184/24",
    "Ромашка",
    (PaperFile("Счёт LK-2026-0057.pdf", PDF), PaperFile("Акт 184-24-202610.pdf", b"%PDF-1.7 act")),
    NOW,
)


def settings(port: int, **chosen: Any) -> Settings:
    usual = {
        "smtp_host": "127.0.0.1",
        "smtp_port": port,
        "smtp_security": "none",
        "smtp_from": "ООО «Связь», документы <documents@связь.рф>",
    }
    return load_settings(_env_file=None, **{**usual, **chosen})


@pytest.fixture
async def post() -> AsyncIterator[Post]:
    async with post_office() as office:
        yield office


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(tmp_path_factory.mktemp("mail"))


@pytest.fixture
def tls(certificates: Certificates) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificates.chain, certificates.key)
    return context


async def test_a_letter_arrives_with_its_files_under_their_names(post: Post) -> None:
    assert await SmtpMail(settings(post.port)).send(LETTER) == (MailOutcome.SENT, "")
    [letter] = post.letters
    assert post.recipients == ["Buh@xn--80a1acny.xn--p1ai"]
    assert letter["Subject"] == "Документы по договору 184/24: Счёт LK-2026-0057, Акт 184-24-202610"
    assert letter["From"].addresses[0].display_name == "ООО «Связь», документы"
    assert letter["From"].addresses[0].addr_spec == "documents@xn--b1ak2a9bn.xn--p1ai"
    assert letter["Date"].datetime == NOW
    files = {part.get_filename(): part.get_content() for part in letter.iter_attachments()}
    assert files == {"Счёт LK-2026-0057.pdf": PDF, "Акт 184-24-202610.pdf": b"%PDF-1.7 act"}
    assert {part.get_content_type() for part in letter.iter_attachments()} == {"application/pdf"}
    body = letter.get_body()
    assert body is not None
    assert "договору № 184/24 (Ромашка)" in body.get_content()
    assert "— Счёт LK-2026-0057.pdf" in body.get_content()


@pytest.mark.parametrize("evil", ["1\r\nBcc: all@example.org", "1\n\nHello", "1\u2028Bcc: x@example.org", "1\x00\x0b2"])
async def test_no_name_can_become_a_header(post: Post, evil: str) -> None:
    letter = replace(LETTER, contract_number=evil, contract_name=evil, files=(PaperFile(f"{evil}.pdf", b"%PDF"),))
    assert (await SmtpMail(settings(post.port)).send(letter))[0] is MailOutcome.SENT
    [arrived] = post.letters
    assert arrived["Bcc"] is None
    assert post.recipients == ["Buh@xn--80a1acny.xn--p1ai"]
    assert len([part for part in arrived.walk() if not part.is_multipart()]) == 2


def test_a_letter_speaks_the_language_of_its_texts() -> None:
    message = message_of(LETTER, "a@example.org", "", Texts("en"))
    assert str(message["Subject"]).startswith("Documents of contract 184/24")


async def test_it_logs_in_over_starttls_with_a_certificate_of_ones_own(
    certificates: Certificates, tls: ssl.SSLContext
) -> None:
    async with post_office(tls, login=True) as post:
        own = {"smtp_user": LOGIN, "smtp_ca": str(certificates.root), "smtp_security": "starttls"}
        right = settings(post.port, smtp_password=PASSWORD, **own)
        assert await SmtpMail(right).send(LETTER) == (MailOutcome.SENT, "")
        assert len(post.letters) == 1
        wrong = settings(post.port, smtp_password="wrong-password", **own)
        outcome, words = await SmtpMail(wrong).send(LETTER)
        assert outcome is MailOutcome.LOGIN
        assert words.startswith("535 ")
        assert "wrong" not in words


async def test_it_speaks_tls_from_the_first_byte(certificates: Certificates, tls: ssl.SSLContext) -> None:
    async with post_office(wrapped=tls) as post:
        chosen = settings(post.port, smtp_security="tls", smtp_ca=str(certificates.root))
        assert await SmtpMail(chosen).send(LETTER) == (MailOutcome.SENT, "")


@pytest.mark.parametrize("security", ["tls", "starttls"])
async def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tls: ssl.SSLContext, security: str) -> None:
    kind = {"wrapped": tls} if security == "tls" else {"tls": tls}
    async with post_office(**kind) as post:  # type: ignore[arg-type]  # one of the two, by name
        assert await SmtpMail(settings(post.port, smtp_security=security)).send(LETTER) == (MailOutcome.INSECURE, "")
        assert not post.letters


async def test_a_server_without_tls_gets_nothing_where_tls_is_wanted(post: Post) -> None:
    assert await SmtpMail(settings(post.port, smtp_security="starttls")).send(LETTER) == (MailOutcome.INSECURE, "")
    assert not post.letters


@pytest.mark.parametrize(
    ("command", "answer", "outcome"),
    [
        ("RCPT", "550 5.1.1 No such user here", MailOutcome.NO_MAILBOX),
        ("RCPT", "550 No such user here", MailOutcome.NO_MAILBOX),
        ("RCPT", "550 5.7.1 Blocked by policy", MailOutcome.REFUSED),
        ("RCPT", "452 4.2.2 The mailbox is full", MailOutcome.FULL),
        ("RCPT", "450 4.2.0 Greylisted", MailOutcome.LATER),
        ("DATA", "552 5.3.4 Message too big", MailOutcome.TOO_LARGE),
        ("DATA", "550 Message looks like spam", MailOutcome.REFUSED),
        ("DATA", "554 5.7.1 Spam", MailOutcome.REFUSED),
    ],
)
async def test_a_refusal_is_told_by_what_it_blames(post: Post, command: str, answer: str, outcome: MailOutcome) -> None:
    post.says[command] = answer
    assert await SmtpMail(settings(post.port)).send(LETTER) == (outcome, answer)
    assert not post.letters


async def test_a_server_that_says_nothing_is_given_up_in_time(post: Post) -> None:
    post.silent = asyncio.Event()
    assert await SmtpMail(settings(post.port, smtp_timeout=1)).send(LETTER) == (MailOutcome.UNREACHABLE, "")


async def test_a_server_that_is_not_there_is_unreachable() -> None:
    assert await SmtpMail(settings(free_port())).send(LETTER) == (MailOutcome.UNREACHABLE, "")
    nowhere = settings(25, smtp_host="no-such-host.invalid", smtp_timeout=5)
    assert await SmtpMail(nowhere).send(LETTER) == (MailOutcome.UNREACHABLE, "")


async def test_reaching_the_server_sends_nothing(post: Post) -> None:
    assert await SmtpMail(settings(post.port)).reach() == (MailOutcome.SENT, "")
    assert not post.letters


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"smtp_from": ""}, "SMTP_FROM: it is not set, but SMTP_HOST is."),
        ({"smtp_from": "Связь"}, "SMTP_FROM: there is no e-mail address in it."),
        ({"smtp_from": "a@b.org\nBcc: c@d.org"}, "SMTP_FROM: it has more than one line."),
        ({"smtp_host": "a b"}, "SMTP_HOST: this is not the name of a host."),
        ({"smtp_security": "ssl"}, "SMTP_SECURITY: there is no such choice."),
        ({"smtp_user": "me"}, "SMTP_PASSWORD: SMTP_USER and SMTP_PASSWORD are set together or not at all."),
        ({"smtp_ca": "/no/such/file.pem"}, "SMTP_CA: there is no certificate in PEM form at this place."),
        ({"smtp_port": 70_000}, "SMTP_PORT: it is too large."),
        (
            {"smtp_host": "mail.example.org", "smtp_user": "me", "smtp_password": "sesame"},
            "SMTP_SECURITY: a password may not travel without protection.",
        ),
    ],
)
def test_settings_that_cannot_be_used_are_told_in_plain_words(chosen: dict[str, Any], said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings(0, **chosen)
    [sentence] = caught.value.sentences
    assert sentence.startswith(f"{said} Write ")
    assert "sesame" not in sentence


def test_the_usual_ports_are_known_and_the_password_is_never_shown() -> None:
    chosen = {"smtp_host": "mail.example.org", "smtp_user": "me", "smtp_password": "sesame"}
    ports = [settings(0, **chosen, smtp_security=security).mail_port for security in ("starttls", "tls")]
    assert [*ports, settings(0).mail_port] == [587, 465, 25]
    assert "sesame" not in repr(settings(0, **chosen, smtp_security="tls"))
