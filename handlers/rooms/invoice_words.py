"""An invoice in words: how it stands, by when it is to be paid, what is in it."""

from datetime import date
from enum import StrEnum

from domain.ledger import InvoiceState
from handlers.kit.screen import Button, copy_button, shortened
from services.money_cards import InvoiceCard, InvoiceItem
from services.ports import PaymentWords
from texts import Html, Texts, joined
from texts.format import money
from texts.months import full_day

_ROWS = 3
"""Rows of an invoice that a card shows; the PDF has them all."""


class Look(StrEnum):
    """How an invoice stands, in the eyes of who has to pay it."""

    UNPAID = "unpaid"
    PARTLY = "partly"
    OVERDUE = "overdue"
    PAID = "paid"
    CANCELLED = "cancelled"


def look(invoice: InvoiceItem | InvoiceCard, today: date) -> Look:
    """The word for its state on ``today``."""
    if invoice.state is not InvoiceState.UNPAID:
        return Look.PAID if invoice.state is InvoiceState.PAID else Look.CANCELLED
    if invoice.due_on and invoice.due_on < today:
        return Look.OVERDUE
    return Look.PARTLY if invoice.paid > 0 else Look.UNPAID


def row(invoice: InvoiceItem, today: date, t: Texts) -> str:
    """One invoice as a row of the list: its lamp, number, sum, and the lamp's word."""
    look_ = look(invoice, today)
    lamp, word = t.plain(f"invoice-lamp-{look_}"), t.plain(f"invoice-word-{look_}")
    return t.plain("invoices-row", lamp=lamp, number=_short(invoice.number), sum=money(invoice.total, t), word=word)


def text(card: InvoiceCard, t: Texts) -> Html:
    """The card: number and state, days, sums, the first rows."""
    today = card.now.astimezone(card.zone).date()
    look_ = look(card, today)
    lamp, word = t.plain(f"invoice-lamp-{look_}"), t.plain(f"invoice-word-{look_}")
    head = t("invoice-title", lamp=lamp, number=shortened(card.number, 24), word=word)
    return joined([head, *_days(card, today, t), *_sums(card, t), *_rows(card, t)])


def paying(words: PaymentWords | None, t: Texts) -> list[Button]:
    """Buttons that copy what whoever pays by hand types at the bank."""
    if words is None:
        return []
    return [
        copy_button(t.plain("invoice-copy-purpose"), words.purpose),
        copy_button(t.plain("invoice-copy-payee"), words.payee),
    ]


def _days(card: InvoiceCard, today: date, t: Texts) -> list[Html]:
    issued = t("invoice-issued", day=full_day(card.day, today, t))
    if card.state is InvoiceState.PAID and card.paid_at:
        return [issued, t("invoice-paid-on", day=full_day(card.paid_at.astimezone(card.zone).date(), today, t))]
    if card.state is not InvoiceState.UNPAID or card.due_on is None:
        return [issued]
    due = full_day(card.due_on, today, t)
    late = (today - card.due_on).days
    return [issued, t("invoice-late", day=due, n=late) if late > 0 else t("invoice-due", day=due)]


def _sums(card: InvoiceCard, t: Texts) -> list[Html]:
    total = t("invoice-total", sum=money(card.total, t))
    if card.state is not InvoiceState.UNPAID or card.paid == 0:
        return [total]
    return [total, t("invoice-partly", paid=money(card.paid, t), left=money(card.total - card.paid, t))]


def _rows(card: InvoiceCard, t: Texts) -> list[Html]:
    """The rows, where they say more than the total does."""
    shown = card.rows[: _ROWS - 1 if card.paid else _ROWS]
    more = len(card.rows) - len(shown)
    words = [t("invoice-row-of", name=shortened(each.name, 28), sum=money(each.total, t)) for each in shown]
    if len(card.rows) == 1:
        words = [t("invoice-only-row", name=shortened(card.rows[0].name, 60))]
    return [*words, *([t("invoice-more-rows", n=more)] if more else [])]


def _short(number: str) -> str:
    return shortened(number, 12)
