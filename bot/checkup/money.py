"""The seller on invoices, the mail server, and until when the banking days are known."""

from datetime import date

from bot.checkup import Finding
from bot.mail import SmtpMail
from bot.settings import Settings
from domain.bank_days import DECREED_UNTIL
from domain.ledger import LedgerOwner
from domain.mail import MailOutcome

_SELLER, _MAIL, _CALENDAR = "seller", "mail", "calendar"
_WHY = {
    MailOutcome.UNREACHABLE: ("does not answer", "Check SMTP_HOST, SMTP_PORT and the firewall."),
    MailOutcome.INSECURE: (
        "has no certificate that is trusted, or no TLS",
        "Set SMTP_CA to its root, or mend SMTP_SECURITY.",
    ),
    MailOutcome.LOGIN: ("does not let SMTP_USER in", "Mend SMTP_USER and SMTP_PASSWORD."),
}


def examine(settings: Settings, today: date) -> list[Finding]:
    """Nothing is asked of anybody; see ``reach``."""
    return [*_seller(settings), *_statements(settings), *_mail(settings), *_calendar(today)]


async def reach(settings: Settings) -> list[Finding]:
    """Connect to the mail server and log in; nothing is sent."""
    if not settings.smtp_host:
        return [Finding(_MAIL, "cannot be tried: there is no SMTP_HOST", "Set SMTP_HOST in .env.")]
    outcome, words = await SmtpMail(settings).reach()
    place = f"{settings.smtp_host}:{settings.mail_port}"
    if outcome is MailOutcome.SENT:
        return [Finding(_MAIL, f"{place} answers" + (" and lets SMTP_USER in" if settings.smtp_user else ""))]
    what, remedy = _WHY.get(outcome, ("refuses", "Ask whoever runs the mail server."))
    return [Finding(_MAIL, " ".join(part for part in (place, what, words) if part), remedy)]


def _seller(settings: Settings) -> list[Finding]:
    seller = settings.seller(settings.vat_regime)
    if seller is None:
        return [Finding(_SELLER, "is not described: invoices and acts are not drawn (SELLER_NAME and the rest)")]
    doubts = [Finding(_SELLER, *_doubt(field)) for field in seller.doubts()]
    return doubts or [Finding(_SELLER, f"is described, INN {seller.inn}, check digits agree")]


def _doubt(field: str) -> tuple[str, str]:
    name = f"SELLER_{field.upper()}"
    also = "" if field == "inn" else " and SELLER_BIC"
    return f"{name} has check digits that disagree", f"Compare {name}{also} with the contract of the bank account."


def _statements(settings: Settings) -> list[Finding]:
    """Invoices that name an account whose statements would be refused are never seen to be paid."""
    account = settings.seller_account
    if settings.ledger is not LedgerOwner.LOCAL:
        return []
    if not settings.own_accounts:
        return [Finding(_SELLER, "LEDGER=local, but no statement can be read", "Set BANK_ACCOUNTS in .env.")]
    if account and account not in settings.own_accounts:
        return [
            Finding(_SELLER, "SELLER_ACCOUNT is not among BANK_ACCOUNTS", "Add it: else its statements are refused.")
        ]
    return []


def _mail(settings: Settings) -> list[Finding]:
    if settings.smtp_host:
        return [Finding(_MAIL, f"goes by {settings.smtp_host}:{settings.mail_port}; `doctor --mail` tries it")]
    return [Finding(_MAIL, "is not set up: documents are not sent by e-mail (SMTP_HOST)")]


def _calendar(today: date) -> list[Finding]:
    year = DECREED_UNTIL.year
    known = f"of banking days is known until the end of {year}, then by article 112 alone"
    ended = f"of banking days ends with {year}: days off that were transferred later are not known; upgrade"
    return [Finding(_CALENDAR, known if today <= DECREED_UNTIL else ended)]
