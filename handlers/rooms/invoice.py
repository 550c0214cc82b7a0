"""One invoice: how it stands, its PDF, the words for the bank."""

from dataclasses import dataclass

from domain.access import Action, may
from domain.ledger import InvoiceState
from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import Row, Style, View, back, button, shortened
from handlers.rooms.invoice_words import paying, text
from handlers.rooms.money_ways import OpenInvoice, OpenInvoices
from handlers.rooms.paper_ways import MailPapers
from services.money_cards import InvoiceCard
from services.ports import PaperFile, PaymentWords
from texts import Html, Texts, joined
from texts.format import money


@dataclass(frozen=True)
class SendInvoice(Press, prefix="invoicepdf"):
    """Send the PDF of an invoice below the menu."""

    invoice_id: int


@dataclass(frozen=True)
class Ways:
    """What can be done with invoices here: sent by e-mail; ``words`` for the bank, where one is to be paid."""

    mail: bool = False
    words: PaymentWords | None = None


def view(card: InvoiceCard, t: Texts, here: OpenInvoice, ways: Ways, said: Html | None = None) -> View:
    """The card; back leads to the part of the list it was reached from."""
    buttons = [button(t.plain("paper-pdf"), SendInvoice(card.id), Style.PRIMARY)]
    buttons += [button(t.plain("papers-mail"), MailPapers(card.id))] if ways.mail else []
    rows: list[Row] = [buttons, paying(ways.words, t)]
    origin = OpenInvoices(here.unpaid, here.day, here.place, here.newer)
    return View(joined([said, text(card, t)]), [*filter(None, rows), back(t, origin, t.plain("invoices"))])


async def open_invoice(context: BotContext, press: OpenInvoice) -> View:
    """The invoice, read afresh."""
    card = await context.services.money.invoices.card(context.member, press.invoice_id, context.now)
    return view(card, context.texts, press, ways_of(context, card))


def ways_of(context: BotContext, card: InvoiceCard) -> Ways:
    """What this member can do with an invoice here."""
    mail = context.services.mailing.on and may(context.member.role, Action.MAIL_DOCUMENTS)
    unpaid = card.state is InvoiceState.UNPAID
    return Ways(mail, context.papers.payment_words(card) if unpaid else None)


async def send_invoice(context: BotContext, press: SendInvoice) -> None:
    """The PDF comes below; the menu stays as it is."""
    card = await context.services.money.invoices.card(context.member, press.invoice_id, context.now)
    attach_invoice(context, card)
    context.toast(context.texts.plain("paper-coming"))


def attach_invoice(context: BotContext, card: InvoiceCard) -> None:
    """Draw the PDF and send it to this chat."""

    async def make() -> PaperFile:
        return await context.papers.invoice_pdf(card)

    t = context.texts
    context.attach(make, t("invoice-caption", number=shortened(card.number, 24), sum=money(card.total, t)))


ROOM: Room = (on(OpenInvoice, open_invoice), on(SendInvoice, send_invoice))
