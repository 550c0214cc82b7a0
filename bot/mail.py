"""``services.ports.Mail`` by SMTP: one letter, one connection, a bounded time. https://aiosmtplib.readthedocs.io"""

import asyncio
import ssl
from email.message import EmailMessage

import aiosmtplib
import structlog

from bot.letters import message_of
from bot.settings import Settings
from bot.settings_mail import MailSecurity
from domain.mail import MailOutcome, outcome_of, shown
from services.mailing import MailingService
from services.money import MoneyServices
from services.ports import Letter, Papers
from texts import Texts

_log = structlog.get_logger(__name__)
Answer = tuple[MailOutcome, str]


def mailing(settings: Settings, papers: Papers, money: MoneyServices) -> MailingService:
    """The service over the server of the settings; without one it sends nothing."""
    mail = SmtpMail(settings) if settings.smtp_host else None
    return MailingService(mail, papers, money.invoices, money.acts)


class SmtpMail:
    """Sends by the server of the settings. Letters are in ``language``, as the documents in them are in Russian."""

    def __init__(self, settings: Settings, language: str = "ru") -> None:
        self._settings, self._texts = settings, Texts(language)
        contacts = [settings.support_phone, settings.support_email]
        self._contacts = ", ".join(filter(None, contacts))

    async def send(self, letter: Letter) -> Answer:
        """What came of it, and the server's own words. Bounded in time; never raises for mail."""
        message = message_of(letter, self._settings.smtp_from, self._contacts, self._texts)
        outcome, words = await self._attempt(message)
        _log.info("letter", outcome=outcome.value, files=len(letter.files), words=words)
        return outcome, words

    async def reach(self) -> Answer:
        """Connect and log in, send nothing: for a check of the settings."""
        return await self._attempt(None)

    async def _attempt(self, message: EmailMessage | None) -> Answer:
        try:
            async with asyncio.timeout(self._settings.smtp_timeout), self._connection() as server:
                if message is not None:
                    await server.send_message(message)
        except aiosmtplib.SMTPRecipientsRefused as error:
            return _refused(error.recipients[0], of_recipient=True)
        except aiosmtplib.SMTPAuthenticationError as error:
            return _login(error)
        except aiosmtplib.SMTPResponseException as error:
            return _refused(error, of_recipient=False)
        except (aiosmtplib.SMTPException, ssl.SSLError, OSError) as error:
            return _unreached(error)
        return MailOutcome.SENT, ""

    def _connection(self) -> aiosmtplib.SMTP:
        settings = self._settings
        return aiosmtplib.SMTP(
            hostname=settings.smtp_host,
            port=settings.mail_port,
            username=settings.smtp_user or None,
            password=settings.smtp_password.get_secret_value() or None,
            timeout=settings.smtp_timeout,
            use_tls=settings.smtp_security is MailSecurity.TLS,
            start_tls=settings.smtp_security is MailSecurity.STARTTLS,
            cert_bundle=settings.smtp_ca or None,
        )


def _refused(error: aiosmtplib.SMTPResponseException, *, of_recipient: bool) -> Answer:
    return outcome_of(error.code, error.message, of_recipient=of_recipient), shown(f"{error.code} {error.message}")


def _login(error: aiosmtplib.SMTPAuthenticationError) -> Answer:
    later = 400 <= error.code < 500
    return MailOutcome.LATER if later else MailOutcome.LOGIN, shown(f"{error.code} {error.message}")


def _unreached(error: Exception) -> Answer:
    """A certificate hides as the cause of a failed connection. What the system says is not for people: no words."""
    chain: BaseException | None = error
    while chain is not None:
        if isinstance(chain, ssl.SSLError):
            return MailOutcome.INSECURE, ""
        chain = chain.__cause__ or chain.__context__
    insecure = isinstance(error, aiosmtplib.SMTPException) and "STARTTLS" in error.message
    return MailOutcome.INSECURE if insecure else MailOutcome.UNREACHABLE, ""
