"""``services.ports.Papers`` by the project's own documents. Drawing takes 20 to 300 ms, so it is done in a thread.

The typst compiler is kept and shared: ``documents.typesetter`` gives the threads their turns.
"""

import asyncio
from collections.abc import Callable
from typing import ParamSpec

from bot.settings import Settings
from documents.act import act_name, act_pdf
from documents.balance_picture import balance_png
from documents.invoice import file_name, invoice_name, invoice_pdf, payment_purpose
from documents.link_qr import link_png
from documents.links_xlsx import links_name, links_xlsx
from documents.users_xlsx import users_name, users_xlsx
from documents.xlsx import SheetTooLongError as TooLongError
from documents.xlsx import payments_name, payments_xlsx
from domain.balance_picture import BalancePicture
from domain.links_sheet import LinksSheet
from domain.papers import ActDocument, InvoiceDocument
from domain.payments_sheet import PaymentsSheet
from domain.requisites import Buyer, Requisites
from domain.users_sheet import UsersSheet
from services.acts import ActCard
from services.errors import SellerUnknownError, SheetTooLongError
from services.money_cards import InvoiceCard
from services.ports import PaperFile, PaymentWords
from texts import Texts

P = ParamSpec("P")


class DrawnPapers:
    """``seller`` None: invoices and acts are refused, and the refusal tells ``contacts`` of support."""

    def __init__(self, seller: Requisites | None, contacts: str) -> None:
        self._seller, self._contacts = seller, contacts

    @property
    def seller_known(self) -> bool:
        """Whether invoices and acts can be drawn."""
        return self._seller is not None

    async def invoice_pdf(self, card: InvoiceCard) -> PaperFile:
        """An invoice for payment. Raises ``SellerUnknownError``."""
        document = invoice_document(card, self._known())
        return PaperFile(invoice_name(document), await _drawn(invoice_pdf, document))

    def payment_words(self, card: InvoiceCard) -> PaymentWords | None:
        """For an invoice that is to be paid; None while the seller is not known."""
        if self._seller is None:
            return None
        return PaymentWords(payment_purpose(invoice_document(card, self._seller)), payee(self._seller))

    async def act_pdf(self, card: ActCard) -> PaperFile:
        """An act of services rendered. Raises ``SellerUnknownError``."""
        document = act_document(card, self._known())
        return PaperFile(act_name(document), await _drawn(act_pdf, document))

    async def payments_xlsx(self, sheet: PaymentsSheet, texts: Texts) -> PaperFile:
        """Payments as a spreadsheet. Raises ``SheetTooLongError``."""
        try:
            return PaperFile(payments_name(sheet, texts), await _drawn(payments_xlsx, sheet, texts))
        except TooLongError as error:
            raise SheetTooLongError(most=error.most) from error

    async def users_xlsx(self, sheet: UsersSheet, texts: Texts) -> PaperFile:
        """Users as a spreadsheet."""
        return PaperFile(users_name(sheet, texts), await _drawn(users_xlsx, sheet, texts))

    async def links_xlsx(self, sheet: LinksSheet, texts: Texts) -> PaperFile:
        """One-time links as a spreadsheet."""
        return PaperFile(links_name(sheet, texts), await _drawn(links_xlsx, sheet, texts))

    async def link_png(self, url: str) -> PaperFile:
        """The QR code of an address; its name tells nothing."""
        return PaperFile("qr.png", await _drawn(link_png, url))

    async def balance_png(self, picture: BalancePicture, texts: Texts) -> PaperFile:
        """Ninety days of the account, 1280×896."""
        name = file_name(texts.plain("picture-file", day=picture.today.day.isoformat()), "png")
        return PaperFile(name, await _drawn(balance_png, picture, texts))

    def _known(self) -> Requisites:
        if self._seller is None:
            raise SellerUnknownError(contacts=self._contacts)
        return self._seller


def papers(settings: Settings) -> DrawnPapers:
    """As the settings have it."""
    contacts = [settings.support_phone, settings.support_email]
    return DrawnPapers(settings.seller(settings.vat_regime), ", ".join(filter(None, contacts)))


def payee(seller: Requisites) -> str:
    """Whom to pay, by lines; the numbers first, for a button copies 256 characters and names may be long."""
    t = Texts("ru")
    numbers = {
        t.plain("document-inn"): seller.inn,
        t.plain("document-kpp"): seller.kpp,
        t.plain("document-account"): seller.account,
        t.plain("document-bic"): seller.bic,
        t.plain("document-correspondent"): seller.correspondent_account,
    }
    lines = [f"{name} {number}" for name, number in numbers.items() if number]
    return "\n".join([*lines, seller.name, seller.bank])


def invoice_document(card: InvoiceCard, seller: Requisites) -> InvoiceDocument:
    """The invoice of a card, as it is drawn."""
    return InvoiceDocument(
        number=card.number,
        day=card.day,
        due=card.due_on,
        seller=seller,
        buyer=_buyer(card),
        contract=card.contract_number,
        contract_date=card.signed_on,
        rows=card.rows,
    )


def act_document(card: ActCard, seller: Requisites) -> ActDocument:
    """The act of a card, as it is drawn."""
    return ActDocument(
        number=card.number,
        day=card.day,
        month=card.month,
        seller=seller,
        buyer=_buyer(card),
        contract=card.contract_number,
        contract_date=card.signed_on,
        rows=card.rows,
    )


def _buyer(card: InvoiceCard | ActCard) -> Buyer:
    return Buyer(card.buyer, card.payer_inn, card.payer_kpp, card.payer_address)


async def _drawn(draw: Callable[P, bytes], *args: P.args, **kwargs: P.kwargs) -> bytes:
    return await asyncio.to_thread(draw, *args, **kwargs)
