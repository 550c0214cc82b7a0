"""Requesting an invoice: a sum on a button or typed, one question, and the PDF comes at once."""

import secrets
from dataclasses import dataclass, replace

from domain.access import Action, may
from domain.money import LARGEST, BadSumError
from domain.typed_sum import typed_sum, wished_invoice
from handlers.errors import refusal
from handlers.kit.asking import Typed, not_text
from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.routes import Room, hears, on
from handlers.kit.screen import Row, Style, View, back, button, shortened, unasked
from handlers.rooms import invoice
from handlers.rooms.money_ways import OpenInvoice, OpenInvoices, RequestInvoice
from services.errors import InvoiceSumError
from services.invoice_sums import UsefulSums
from texts import Html, Texts, joined
from texts.format import money
from texts.html import escaped

WAITS_FOR = "invoice"


@dataclass(frozen=True)
class AskInvoice(Press, prefix="invoicefor"):
    """Ask whether an invoice over ``amount`` kopecks is wanted."""

    amount: int


@dataclass(frozen=True)
class MakeInvoice(Press, prefix="makeinvoice"):
    """Yes: make it. ``key`` is of the question, so that a second tap makes no second invoice."""

    amount: int
    key: str


def view(sums: UsefulSums, t: Texts, said: Html | None = None) -> View:
    """The question for a sum, with useful ones on buttons."""
    offered = {t.plain("invoice-sum-missing"): sums.missing, t.plain("invoice-sum-month"): sums.month}
    both = sums.missing + sums.month if sums.missing and sums.month else 0
    offered[t.plain("invoice-sum-both")] = both
    rows: list[Row] = [
        [button(t.plain("invoice-sum-row", sum=money(amount, t), what=what), AskInvoice(amount))]
        for what, amount in offered.items()
        if amount
    ]
    title = t("invoice-new-title", number=shortened(sums.contract_number, 20))
    ask = t("invoice-new-ask-again") if said else t("invoice-new-ask")
    lines = [title, t("invoice-new-balance", balance=money(sums.balance, t)), said, ask]
    return View(joined(lines), [*rows, unasked(t, OpenInvoices())])


def question(number: str, amount: int, key: str, t: Texts) -> View:
    """The only question before an invoice is made; ``number`` is the contract's."""
    rows: list[Row] = [
        [
            button(t.plain("invoice-make"), MakeInvoice(amount, key), Style.SUCCESS),
            button(t.plain("invoice-other-sum"), RequestInvoice()),
        ],
        unasked(t, OpenInvoices()),
    ]
    about = t("invoice-confirm-about", number=shortened(number, 20))
    return View(joined([t("invoice-confirm", sum=money(amount, t)), about]), rows)


async def request(context: BotContext, _: RequestInvoice) -> View:
    """From now on a typed sum is the answer."""
    return await _asked(context)


async def ask(context: BotContext, press: AskInvoice) -> View:
    """A sum from a button."""
    return await _confirmed(context, press.amount)


async def make(context: BotContext, press: MakeInvoice) -> View:
    """The invoice, and its PDF. A tap on the same question again shows what the first one made."""
    service, member, t = context.services.money.invoices, context.member, context.texts
    there = await service.made(member, press.key)
    await context.services.awaited.stop(member)
    if there is None and not context.papers.seller_known:
        return View(_no_seller(context), [back(t, OpenInvoices(), t.plain("invoices"))])
    card = await service.request(member, press.amount, press.key, context.now)
    if there is None:
        invoice.attach_invoice(context, card)
    said = t("invoice-made") if there is None else t("invoice-made-before")
    return invoice.view(card, t, OpenInvoice(card.id), invoice.ways_of(context, card), said)


async def heard(context: BotContext, typed: Typed) -> View | None:
    """A sum where one is awaited; "an invoice for 50 000" at any time; None for all else."""
    if not may(context.member.role, Action.REQUEST_INVOICE):
        return None
    waits = await context.services.awaited.what(context.member, context.now) == WAITS_FOR
    wish = wished_invoice(typed.text)
    if not waits:
        return await _confirmed(context, wish) if wish is not None else None
    refused = not_text(typed, context.texts)
    if refused:
        return await _asked(context, refused)
    try:
        amount = wish if wish is not None else typed_sum(typed.text)
    except BadSumError as error:
        if error.why == "large":
            return await _confirmed(context, LARGEST)
        return await _asked(context, context.texts("invoice-sum-unclear"))
    return await _confirmed(context, amount)


async def _asked(context: BotContext, said: Html | None = None) -> View:
    sums = await context.services.money.sums.useful(context.member, context.now)
    await context.services.awaited.expect(context.member, WAITS_FOR, context.now)
    if not context.papers.seller_known:
        return view(replace(sums, missing=0, month=0), context.texts, _no_seller(context))
    return replace(view(sums, context.texts, said), sweep=True)


async def _confirmed(context: BotContext, amount: int) -> View:
    """The question, unless no invoice is made for such a sum; another sum may still be typed."""
    try:
        context.services.money.invoices.check(context.member, amount)
    except InvoiceSumError as error:
        return await _asked(context, escaped(refusal(error, context.texts)))
    await context.services.awaited.expect(context.member, WAITS_FOR, context.now)
    asked = question(context.member.contract_number, amount, secrets.token_urlsafe(9), context.texts)
    return replace(asked, sweep=True)


def _no_seller(context: BotContext) -> Html:
    contacts = ", ".join(filter(None, (context.support.phone, context.support.email)))
    return context.texts("error-seller-unknown", contacts=contacts)


ROOM: Room = (on(RequestInvoice, request), on(AskInvoice, ask), on(MakeInvoice, make), hears(heard))
