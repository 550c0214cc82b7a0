"""What the services need from outside: the composition root supplies it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from domain.balance_picture import BalancePicture
from domain.links_sheet import LinksSheet
from domain.mail import MailOutcome
from domain.payments_sheet import PaymentsSheet
from domain.sip import ProbeResult, SipAccount
from domain.users_sheet import UsersSheet
from services.acts import ActCard
from services.money_cards import InvoiceCard
from texts import Texts


class SipServer(Protocol):
    """The SIP server of softphones, as far as a change of a user reaches it. Neither method raises when it is away."""

    async def drop(self, logins: Sequence[str]) -> None:
        """End the registrations of these softphones now: their users were deleted, or their passwords changed."""
        ...

    async def calling(self, login: str) -> bool | None:
        """Whether the softphone is on a call; None: the server does not tell."""
        ...


class NoSipServer:
    """Where no SIP server is installed."""

    async def drop(self, logins: Sequence[str]) -> None:
        """Nobody is registered."""

    async def calling(self, login: str) -> bool | None:
        """Nobody knows."""
        return None


class Prober(Protocol):
    """Checks SIP accounts. A dead line is data; our own failure is the verdict ``unknown``."""

    async def probe(self, account: SipAccount) -> ProbeResult:
        """Check one account; may take seconds. Never raises for what the far end does."""
        ...


class Wake(Protocol):
    """Tells the delivery loop that notices are due, so that it need not wait for its poll."""

    def __call__(self) -> None:
        """Wake the loop; called after the transaction that made the notices."""
        ...


class Changed(Protocol):
    """Tells screens that people have before them that something they may show has changed."""

    def __call__(self, contract_id: int | None, /) -> None:
        """In this contract; None: in any. Called after the transaction that changed it."""
        ...


def unseen(contract_id: int | None, /) -> None:
    """``Changed`` where nobody has a screen before him."""


@dataclass(frozen=True)
class PaperFile:
    """A document as a file; ``name`` is what a person sees, with its ending."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class PaymentWords:
    """What whoever pays by hand types at the bank: the purpose (the one of the PDF), and whom to pay, by lines."""

    purpose: str
    payee: str


class Papers(Protocol):
    """Draws documents. Invoices and acts are in Russian, whoever asks; they name the seller, whom settings describe."""

    @property
    def seller_known(self) -> bool:
        """Whether invoices and acts can be drawn: the provider has filled in his requisites."""
        ...

    async def invoice_pdf(self, card: InvoiceCard) -> PaperFile:
        """An invoice for payment. Raises ``SellerUnknownError``."""
        ...

    def payment_words(self, card: InvoiceCard) -> PaymentWords | None:
        """For an invoice that is to be paid; None while the seller is not known."""
        ...

    async def act_pdf(self, card: ActCard) -> PaperFile:
        """An act of services rendered. Raises ``SellerUnknownError``."""
        ...

    async def payments_xlsx(self, sheet: PaymentsSheet, texts: Texts) -> PaperFile:
        """Payments as a spreadsheet (``services.payments.PaymentService.sheet``). Raises ``SheetTooLongError``."""
        ...

    async def users_xlsx(self, sheet: UsersSheet, texts: Texts) -> PaperFile:
        """Users as a spreadsheet (``services.user_export``)."""
        ...

    async def links_xlsx(self, sheet: LinksSheet, texts: Texts) -> PaperFile:
        """One-time links of many people as a spreadsheet (``services.hand_over_many``)."""
        ...

    async def link_png(self, url: str) -> PaperFile:
        """The QR code of an address, as a picture."""
        ...

    async def balance_png(self, picture: BalancePicture, texts: Texts) -> PaperFile:
        """Ninety days of the account and what is to be expected (``AccountService.picture``)."""
        ...


@dataclass(frozen=True)
class Letter:
    """A contract's documents on their way to an address (``domain.mail_address``)."""

    to: str
    contract_number: str
    contract_name: str
    files: tuple[PaperFile, ...] = field(repr=False)
    at: datetime


class Mail(Protocol):
    """Hands letters to a mail server; the wording of a letter is its own."""

    async def send(self, letter: Letter) -> tuple[MailOutcome, str]:
        """What came of it, and the server's own words about it (or empty). Bounded in time; never raises for mail."""
        ...
