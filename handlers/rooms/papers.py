"""Documents by month: the invoices of its days and its act, to the chat or by e-mail."""

from dataclasses import dataclass
from datetime import date

from domain.access import Action, Role, may
from handlers.kit.context import BotContext
from handlers.kit.paging import steps
from handlers.kit.press import Press
from handlers.kit.routes import Room, on
from handlers.kit.screen import Row, Style, View, back, button, pairs, shortened
from handlers.rooms.invoice import SendInvoice
from handlers.rooms.money_ways import OpenAccount, OpenInvoices, OpenPapers
from handlers.rooms.months import first_day, number_of
from handlers.rooms.paper_ways import MailPapers, OpenMonths
from handlers.rooms.phrases import sentence
from services.acts import ActCard, MonthsStretch
from services.errors import NotFoundError
from services.money_cards import InvoiceItem
from services.paper_months import MonthPapers
from services.ports import PaperFile
from texts import Html, Texts, joined
from texts.format import day, money
from texts.months import month


@dataclass(frozen=True)
class SendAct(Press, prefix="actpdf"):
    """Send the act of the month of this number."""

    month: int


def view(found: MonthsStretch, t: Texts, *, newest: bool = True) -> View:
    """The months, two a row."""
    months = [button(sentence(month(first, t)), OpenPapers(number_of(first))) for first in found.months]
    older = OpenMonths(number_of(found.older)) if found.older else None
    newer = None if newest else OpenMonths()
    text = joined([t("papers-title"), t("papers-which") if months else t("papers-none")])
    return View(text, [*pairs(months), *steps(t, newer, older), back(t, OpenAccount(), t.plain("account"))])


def month_view(papers: MonthPapers, role: Role, t: Texts, *, mail: bool) -> View:
    """The documents of a month: a tap on one sends it to the chat."""
    rows: list[Row] = [[button(_row(item, t), SendInvoice(item.id))] for item in papers.invoices]
    if papers.act:
        label = t.plain("papers-act-row", sum=money(papers.act.total, t))
        rows.append([button(label, SendAct(number_of(papers.month)))])
    if papers.more:
        rows.append([button(t.plain("invoices-show-all"), OpenInvoices())])
    if mail and rows and may(role, Action.MAIL_DOCUMENTS):
        letter = MailPapers(month=number_of(papers.month))
        rows.append([button(t.plain("papers-mail"), letter, Style.PRIMARY)])
    return View(_text(papers, t), [*rows, back(t, OpenPapers(), t.plain("papers"))])


def _text(papers: MonthPapers, t: Texts) -> Html:
    n = len(papers.invoices) + papers.more
    return joined(
        [
            t("papers-title-month", month=month(papers.month, t)),
            t("papers-invoices", n=n) if n else t("papers-no-invoices"),
            _act(papers, t),
            t("papers-tap") if n or papers.act else None,
        ]
    )


def _act(papers: MonthPapers, t: Texts) -> Html:
    if papers.act:
        return t("papers-act", sum=money(papers.act.total, t))
    return t("papers-act-none") if papers.over else t("papers-act-later", day=day(_next(papers.month), t))


def _row(item: InvoiceItem, t: Texts) -> str:
    return t.plain("papers-invoice-row", number=shortened(item.number, 14), sum=money(item.total, t))


def _next(first: date) -> date:
    return first_day(number_of(first) + 1) or first


async def open_papers(context: BotContext, press: OpenPapers) -> View:
    """The documents of a month; without one, the months."""
    first = first_day(press.month)
    if first is None:
        return await open_months(context, OpenMonths())
    papers = await context.services.money.months.papers(context.member, first, context.now)
    return month_view(papers, context.member.role, context.texts, mail=context.services.mailing.on)


async def open_months(context: BotContext, press: OpenMonths) -> View:
    """The months before the one asked for."""
    before = first_day(press.before)
    found = await context.services.money.months.months(context.member, before, context.now)
    return view(found, context.texts, newest=before is None)


async def send_act(context: BotContext, press: SendAct) -> None:
    """The act comes below; the menu stays as it is."""
    first, t = first_day(press.month), context.texts
    if first is None:
        raise NotFoundError
    card: ActCard = await context.services.money.acts.card(context.member, first, context.now)

    async def make() -> PaperFile:
        return await context.papers.act_pdf(card)

    context.attach(make, t("papers-act-caption", month=month(first, t), sum=money(card.total, t)))
    context.toast(t.plain("paper-coming"))


ROOM: Room = (on(OpenPapers, open_papers), on(OpenMonths, open_months), on(SendAct, send_act))
