"""The buttons under a word about money: each opens its room as a fresh menu beside the word, which stays."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.ledger import StateReason
from domain.money_warnings import WarningKind
from handlers.commands import private_commands
from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import Button, Row, Style, View, button
from handlers.rooms import account, invoice_request, promise, top_up
from handlers.rooms.money_ways import OpenAccount, OpenPromise, OpenTopUp, RequestInvoice
from services.money_cards import MoneyWarningCard
from texts import Texts


class Beside(StrEnum):
    """Which room is opened."""

    TOP_UP = "t"
    PROMISE = "p"
    INVOICE = "i"
    ACCOUNT = "a"


@dataclass(frozen=True)
class OpenBeside(Press, prefix="beside"):
    """A button under a word about the money of a contract, which may be another than the one chosen now."""

    contract_id: int
    room: Beside


def rows(card: MoneyWarningCard, t: Texts) -> list[Row]:
    """What may be done about it at once; every press checks who taps."""
    top_up = _button(card, t.plain("account-top-up"), Beside.TOP_UP, Style.PRIMARY)
    if card.kind in (WarningKind.RUNS_OUT, WarningKind.LOW_BALANCE, WarningKind.PROMISE_ENDS):
        return [[top_up, _button(card, t.plain("topup-request"), Beside.INVOICE)]]
    if card.kind is WarningKind.SUSPENDED and card.facts.reason is StateReason.NO_MONEY:
        return [[top_up, _button(card, t.plain("account-promise"), Beside.PROMISE)]]
    if card.kind is WarningKind.RESUMED and card.facts.reason is StateReason.PROMISED:
        return [[top_up, _button(card, t.plain("account"), Beside.ACCOUNT)]]
    return [[_button(card, t.plain("account"), Beside.ACCOUNT)]]


def _button(card: MoneyWarningCard, label: str, room: Beside, style: Style | None = None) -> Button:
    return button(label, OpenBeside(card.contract_id, room), style)


_ROOMS: dict[Beside, Callable[[BotContext], Awaitable[View]]] = {
    Beside.TOP_UP: lambda context: top_up.open_top_up(context, OpenTopUp()),
    Beside.PROMISE: lambda context: promise.open_promise(context, OpenPromise()),
    Beside.INVOICE: lambda context: invoice_request.request(context, RequestInvoice()),
    Beside.ACCOUNT: lambda context: account.open_account(context, OpenAccount()),
}


async def open_beside(context: BotContext, press: OpenBeside) -> View:
    """The room in the word's contract, which is the chosen one from now on."""
    member = context.visitor.member
    if member is None or member.contract_id != press.contract_id:
        member = await context.services.members.switch(context.user.id, press.contract_id, context.now)
        context.set_commands(private_commands(member.role, context.texts))
    there = replace(context, visitor=replace(context.visitor, member=member))
    return replace(await _ROOMS[press.room](there), fresh=True)


ROOM: Room = (on(OpenBeside, open_beside, support=True),)
