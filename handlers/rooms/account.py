"""The account: the balance first, what it means, the ways to pay; the picture of ninety days on a tap."""

from dataclasses import dataclass

from domain.access import MONEY_ROLES, Role
from handlers.kit.context import BotContext
from handlers.kit.press import Press
from handlers.kit.routes import Room, command, on
from handlers.kit.screen import Row, Style, View, button, home
from handlers.rooms import account_words as words
from handlers.rooms.money_ways import (
    OpenAccount,
    OpenContract,
    OpenDays,
    OpenInvoices,
    OpenPapers,
    OpenPayments,
    OpenPromise,
    OpenTopUp,
)
from services.money_cards import AccountCard
from services.ports import PaperFile
from texts import Texts


@dataclass(frozen=True)
class DrawBalance(Press, prefix="picture"):
    """Send the picture of the balance below the menu."""


@dataclass(frozen=True)
class BeTold(Press, prefix="told"):
    """Whether I want to hear of the contract's money in private."""

    told: bool


def view(card: AccountCard, t: Texts, role: Role) -> View:
    """The account as ``role`` has it."""
    looking: list[Row] = [
        [button(t.plain("account-history"), OpenDays()), button(t.plain("account-picture"), DrawBalance())],
        [button(t.plain("account-invoices"), OpenInvoices()), button(t.plain("account-payments"), OpenPayments())],
        [button(t.plain("account-papers"), OpenPapers()), button(t.plain("account-contract"), OpenContract())],
    ]
    return View(words.text(card, t), [*_paying(card, t, role), *looking, *_warnings(card, t, role), home(t)])


def _paying(card: AccountCard, t: Texts, role: Role) -> list[Row]:
    if role not in MONEY_ROLES:
        return []
    row = [button(t.plain("account-top-up"), OpenTopUp(), Style.PRIMARY)]
    if card.may_promise:
        row.append(button(t.plain("account-promise"), OpenPromise()))
    return [row]


def _warnings(card: AccountCard, t: Texts, role: Role) -> list[Row]:
    if role not in MONEY_ROLES:
        return []
    label = t.plain("account-be-quiet") if card.told else t.plain("account-be-told")
    return [[button(label, BeTold(not card.told))]]


async def open_account(context: BotContext, _: OpenAccount) -> View:
    """The account, read afresh."""
    card = await context.services.money.account.card(context.member, context.now)
    return view(card, context.texts, context.member.role)


async def draw_balance(context: BotContext, _: DrawBalance) -> None:
    """The picture comes below; the menu stays as it is."""
    member, now, t = context.member, context.now, context.texts
    picture = await context.services.money.account.picture(member, now)

    async def make() -> PaperFile:
        return await context.papers.balance_png(picture, t)

    context.attach(make, t("account-picture-caption", number=member.contract_number), photo=True)
    context.toast(t.plain("account-drawing"))


async def be_told(context: BotContext, press: BeTold) -> View:
    """Words about money in private, on or off."""
    await context.services.money.account.set_told(context.member, press.told, context.now)
    context.toast(context.texts.plain("account-told") if press.told else context.texts.plain("account-quiet"))
    return await open_account(context, OpenAccount())


async def account(context: BotContext, _: str) -> View:
    """``/account`` and ``/balance``."""
    return await open_account(context, OpenAccount())


ROOM: Room = (
    on(OpenAccount, open_account),
    on(DrawBalance, draw_balance),
    on(BeTold, be_told),
    command("account", account),
    command("balance", account),
)
