"""How to pay: the unpaid invoices first, a new one, the provider's own ways, a promised payment."""

from collections.abc import Sequence

from handlers.kit.context import BotContext
from handlers.kit.routes import Room, on
from handlers.kit.screen import Button, Row, Style, View, back, button, pairs, shortened, url_button
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
    """What to pay, and every way to do so; ``unpaid`` are the newest unpaid invoices."""
    text = joined(
        [
            t("topup-title", number=shortened(card.contract_number, 24)),
            t("topup-missing", sum=money(card.to_pay, t)) if card.to_pay else _balance(card, t),
            t("topup-pick") if unpaid else t("topup-none"),
            t("topup-hint", hint=shortened(ways.hint, 200)) if ways.hint else None,
        ]
    )
    invoices: list[Row] = [[_invoice(item, t)] for item in unpaid[:_SHOWN]]
    rows = [*invoices, *pairs(_others(card, unpaid, ways, t))]
    return View(text, [*rows, back(t, OpenAccount(), t.plain("account"))])


def _balance(card: AccountCard, t: Texts) -> Html:
    return t("money-balance", balance=money(card.balance, t))


def _invoice(item: InvoiceItem, t: Texts) -> Button:
    number = shortened(item.number, 14)
    return button(t.plain("topup-invoice", number=number, sum=money(item.total - item.paid, t)), OpenInvoice(item.id))


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
