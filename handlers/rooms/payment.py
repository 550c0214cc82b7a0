"""One payment: what came, from whom, for which invoice."""

from dataclasses import dataclass
from datetime import date

from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import Row, View, back, button, shortened
from handlers.rooms.money_ways import OpenInvoice, OpenPayments
from services.money_cards import PaymentItem
from texts import Html, Texts, joined
from texts.format import money
from texts.months import full_day


@dataclass(frozen=True)
class OpenPayment(Press, prefix="payment"):
    """One payment; ``period``, ``day``, ``place`` and ``newer`` are of the list it was reached from."""

    payment_id: int
    period: int = 0
    day: int = 0
    place: int = 0
    newer: bool = False


def view(item: PaymentItem, t: Texts, here: OpenPayment, today: date) -> View:
    """The card; back leads to the part of the list it was reached from."""
    origin = OpenPayments(here.period, here.day, here.place, here.newer)
    rows: list[Row] = []
    if item.invoice_id is not None:
        rows.append([button(t.plain("payment-to-invoice"), OpenInvoice(item.invoice_id))])
    return View(_text(item, today, t), [*rows, back(t, origin, t.plain("payments"))])


def _text(item: PaymentItem, today: date, t: Texts) -> Html:
    sum_, day = money(item.amount, t), full_day(item.day, today, t)
    return joined(
        [
            t("payment-refund", sum=sum_) if item.amount < 0 else t("payment-title", sum=sum_),
            t("payment-day", day=day),
            t("payment-payer", payer=shortened(item.payer, 60)) if item.payer else None,
            t("payment-invoice", number=shortened(item.invoice_number, 24)) if item.invoice_number else None,
            t("payment-purpose", purpose=shortened(item.purpose, 210)) if item.purpose else None,
        ]
    )


async def open_payment(context: BotContext, press: OpenPayment) -> View:
    """The payment, read afresh."""
    item = await context.services.money.payments.card(context.member, press.payment_id)
    today = context.now.astimezone(context.member.zone).date()
    return view(item, context.texts, press, today)


ROOM: Room = (on(OpenPayment, open_payment),)
