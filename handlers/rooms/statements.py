"""Bank statements: a file from support is read at once; payments that fit no invoice wait here for a decision."""

from dataclasses import dataclass

from handlers.kit.asking import Typed
from handlers.kit.context import BotContext
from handlers.kit.paging import pager
from handlers.kit.press import Press
from handlers.kit.routes import Room, hears, on
from handlers.kit.screen import Row, Style, View, back, button, home
from handlers.rooms.statement_ways import OpenWaiting
from handlers.rooms.statement_words import choice_label, choice_line, choice_warning, loaded_text, row_label, row_lines
from services.errors import NotForFilesError, NotFoundError
from services.statement_cards import Choice, ImportCard, RowCard, RowChoices, WaitingPage
from services.statements import Decided
from texts import Texts, joined

MOST_MEGABYTES = 2
"""A statement of a year of a busy company is half of it."""


@dataclass(frozen=True)
class OpenRow(Press, prefix="unmatch"):
    """One payment that waits; ``page`` of the list it was reached from."""

    row_id: int
    page: int = 0


@dataclass(frozen=True)
class AskCredit(Press, prefix="where"):
    """Credit it there: sure? ``invoice_id`` 0: to the contract, for no invoice."""

    row_id: int
    contract_id: int
    invoice_id: int
    page: int = 0


@dataclass(frozen=True)
class Credit(Press, prefix="credit"):
    """Credit it."""

    row_id: int
    contract_id: int
    invoice_id: int
    page: int = 0


@dataclass(frozen=True)
class AskDismiss(Press, prefix="notours"):
    """It is none of ours: sure?"""

    row_id: int
    page: int = 0


@dataclass(frozen=True)
class Dismiss(Press, prefix="dismiss"):
    """It is none of ours."""

    row_id: int
    page: int = 0


def loaded_view(card: ImportCard, t: Texts) -> View:
    """What came of a file."""
    decide = [[button(t.plain("statement-to-waiting"), OpenWaiting(), Style.PRIMARY)]] if card.waiting else []
    return View(loaded_text(card, t), [*decide, home(t)])


def list_view(page: WaitingPage, t: Texts) -> View:
    """Payments that wait, one a row."""
    count = t("statement-waiting", n=page.total) if page.total else t("statement-none-waiting")
    rows: list[Row] = [[button(row_label(row, t), OpenRow(row.id, page.page))] for row in page.items]
    text = joined([t("statement-list"), count, t("statement-hint")])
    return View(text, [*rows, *pager(t, page.page, page.pages, OpenWaiting), home(t)])


def row_view(card: RowChoices, t: Texts, page: int) -> View:
    """One payment, and where it might go."""
    row = card.row
    where = t("statement-where") if card.choices else t("statement-nowhere")
    rows: list[Row] = [
        [button(choice_label(each, t), AskCredit(row.id, each.contract_id, each.invoice_id, page))]
        for each in card.choices
    ]
    rows.append([button(t.plain("statement-dismiss"), AskDismiss(row.id, page))])
    return View(joined([t("statement-one"), *row_lines(row, t), where]), [*rows, back(t, OpenWaiting(page))])


def credit_view(row: RowCard, t: Texts, choice: Choice, page: int) -> View:
    """The question before money moves."""
    sure = Credit(row.id, choice.contract_id, choice.invoice_id, page)
    text = joined(
        [t("statement-credit-ask"), *row_lines(row, t)[:2], choice_line(choice, t), choice_warning(choice, t)]
    )
    return View(text, [[button(t.plain("statement-credit"), sure, Style.PRIMARY)], back(t, OpenRow(row.id, page))])


def dismiss_view(row: RowCard, t: Texts, page: int) -> View:
    """The question before a payment is put aside for good."""
    text = joined([t("statement-dismiss-ask"), *row_lines(row, t)[:3], t("statement-dismiss-means")])
    sure = button(t.plain("statement-dismiss"), Dismiss(row.id, page), Style.DANGER)
    return View(text, [[sure], back(t, OpenRow(row.id, page))])


async def take(context: BotContext, typed: Typed) -> View | None:
    """A file that no other room waits for is a statement, if support has sent it."""
    if typed.file is None:
        return None
    if not context.visitor.support:
        raise NotForFilesError
    raw = await typed.file.read(MOST_MEGABYTES)
    card = await context.services.money.statements.load(raw, context.now, context.user.id)
    return loaded_view(card, context.texts)


async def open_waiting(context: BotContext, press: OpenWaiting) -> View:
    """The list."""
    page = await context.services.money.statements.page(press.page, context.user.id)
    return list_view(page, context.texts)


async def open_row(context: BotContext, press: OpenRow) -> View:
    """One payment."""
    card = await context.services.money.statements.row(press.row_id, context.user.id)
    return row_view(card, context.texts, press.page)


async def ask_credit(context: BotContext, press: AskCredit) -> View:
    """The question."""
    card = await context.services.money.statements.row(press.row_id, context.user.id)
    choice = _chosen(card, press.contract_id, press.invoice_id)
    return credit_view(card.row, context.texts, choice, press.page)


async def credit(context: BotContext, press: Credit) -> View:
    """Credit it, and go on with the rest."""
    statements = context.services.money.statements
    card = await statements.row(press.row_id, context.user.id)
    choice = _chosen(card, press.contract_id, press.invoice_id)
    decided = Decided(choice.contract_number, choice.invoice_number)
    await statements.decide(press.row_id, decided, context.now, context.user.id)
    context.toast(context.texts.plain("statement-credited-one"))
    return await open_waiting(context, OpenWaiting(press.page))


async def ask_dismiss(context: BotContext, press: AskDismiss) -> View:
    """The question."""
    card = await context.services.money.statements.row(press.row_id, context.user.id)
    return dismiss_view(card.row, context.texts, press.page)


async def dismiss(context: BotContext, press: Dismiss) -> View:
    """Put it aside, and go on with the rest."""
    await context.services.money.statements.dismiss(press.row_id, context.now, context.user.id)
    context.toast(context.texts.plain("statement-dismissed-one"))
    return await open_waiting(context, OpenWaiting(press.page))


def _chosen(card: RowChoices, contract_id: int, invoice_id: int) -> Choice:
    """The place that a button names, if it is still offered: a button proves nothing."""
    for choice in card.choices:
        if (choice.contract_id, choice.invoice_id) == (contract_id, invoice_id):
            return choice
    raise NotFoundError


ROOM: Room = (
    on(OpenWaiting, open_waiting, support=True),
    on(OpenRow, open_row, support=True),
    on(AskCredit, ask_credit, support=True),
    on(Credit, credit, support=True),
    on(AskDismiss, ask_dismiss, support=True),
    on(Dismiss, dismiss, support=True),
    hears(take),
    hears(take, support=True),
)
