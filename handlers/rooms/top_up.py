"""How to pay: the unpaid invoices first, a new one, the provider's own ways, a promised payment."""

from collections.abc import Sequence
from datetime import date

from handlers.kit.context import BotContext
from handlers.kit.routes import Room, on
from handlers.kit.screen import Button, Row, Style, View, back, button, pairs, shortened, url_button
from handlers.rooms.invoice_words import Look, look
from handlers.rooms.money_ways import (
    OpenAccount,
    OpenInvoice,
    OpenInvoices,
    OpenPromise,
    OpenTopUp,
    RequestInvoice,
)
from services.money import PayWays
from services.money_cards import AccountCard, InvoiceItem
from texts import Html, Texts, joined
from texts.format import money

_SHOWN = 4


def view(card: AccountCard, unpaid: Sequence[InvoiceItem], ways: PayWays, t: Texts) -> View:
    """What to pay, and every way to do so; ``unpaid`` are the newest unpaid invoices, the overdue ones come first."""
    today = card.now.astimezone(card.zone).date()
    ranked = sorted(unpaid, key=lambda item: look(item, today) is not Look.OVERDUE)
    text = joined(
        [
            t("topup-title", number=shortened(card.contract_number, 24)),
            t("topup-missing", sum=money(card.to_pay, t)) if card.to_pay else _balance(card, t),
            t("topup-pick") if unpaid else t("topup-none"),
            t("topup-hint", hint=shortened(ways.hint, 200)) if ways.hint else None,
        ]
    )
    invoices: list[Row] = [[_invoice(item, today, t)] for item in ranked[:_SHOWN]]
    rows = [*invoices, *pairs(_others(card, unpaid, ways, t))]
    return View(text, [*rows, back(t, OpenAccount(), t.plain("account"))])


def _balance(card: AccountCard, t: Texts) -> Html:
    return t("money-balance", balance=money(card.balance, t))


def _invoice(item: InvoiceItem, today: date, t: Texts) -> Button:
    said = {"number": shortened(item.number, 14), "sum": money(item.total - item.paid, t)}
    overdue = look(item, today) is Look.OVERDUE
    label = t.plain("topup-overdue", **said) if overdue else t.plain("topup-invoice", **said)
    return button(label, OpenInvoice(item.id))


def _others(card: AccountCard, unpaid: Sequence[InvoiceItem], ways: PayWays, t: Texts) -> list[Button]:
    buttons = [button(t.plain("account-invoices"), OpenInvoices(unpaid=True))] if len(unpaid) > _SHOWN else []
    if card.may_request:
        buttons.append(button(t.plain("topup-request"), RequestInvoice(), None if unpaid else Style.PRIMARY))
    if ways.page:
        buttons.append(url_button(t.plain("topup-online"), ways.page))
    if card.may_promise:
        buttons.append(button(t.plain("account-promise"), OpenPromise()))
    return buttons


async def open_top_up(context: BotContext, _: OpenTopUp) -> View:
    """The ways to pay, read afresh."""
    services = context.services.money
    card = await services.account.card(context.member, context.now)
    unpaid = await services.invoices.page(context.member, unpaid=True, place=None)
    return view(card, unpaid.items, services.ways, context.texts)


ROOM: Room = (on(OpenTopUp, open_top_up),)
