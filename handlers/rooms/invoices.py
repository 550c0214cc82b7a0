"""The invoices of the contract: the newest first, all of them or the unpaid ones."""

from datetime import date

from domain.access import Action, Role, may
from handlers.kit.context import BotContext
from handlers.kit.paging import steps
from handlers.kit.routes import Room, command, on
from handlers.kit.screen import Row, Style, View, back, button
from handlers.rooms.invoice_words import row
from handlers.rooms.money_ways import OpenAccount, OpenInvoice, OpenInvoices, RequestInvoice
from services.keyset import Place, Stretch
from services.money_cards import InvoiceItem, Owed
from texts import Html, Texts, joined
from texts.format import money


def view(page: Stretch[InvoiceItem], owed: Owed, here: OpenInvoices, role: Role, today: date, t: Texts) -> View:
    """A part of the list; each row leads to its invoice."""
    title = t("invoices-title-unpaid") if here.unpaid else t("invoices-title")
    rows: list[Row] = [[button(row(item, today, t), _open(item, here))] for item in page.items]
    paging = steps(t, _at(page.newer, here.unpaid), _at(page.older, here.unpaid))
    last = back(t, OpenAccount(), t.plain("account"))
    return View(
        joined([title, _owed(page, owed, here, t)]), [*rows, *paging, *_actions(page, owed, here, role, t), last]
    )


def _owed(page: Stretch[InvoiceItem], owed: Owed, here: OpenInvoices, t: Texts) -> Html:
    if owed.invoices:
        return t("invoices-owed", n=owed.invoices, sum=money(owed.sum, t))
    return t("invoices-all-paid") if page.items or here.unpaid else t("invoices-none")


def _actions(page: Stretch[InvoiceItem], owed: Owed, here: OpenInvoices, role: Role, t: Texts) -> list[Row]:
    """The other filter, and a new invoice for those who may request one."""
    buttons = []
    if here.unpaid:
        buttons.append(button(t.plain("invoices-show-all"), OpenInvoices()))
    elif owed.invoices and (owed.invoices < len(page.items) or page.older or page.newer):
        buttons.append(button(t.plain("invoices-show-unpaid"), OpenInvoices(unpaid=True)))
    if may(role, Action.REQUEST_INVOICE):
        buttons.append(button(t.plain("invoice-new"), RequestInvoice(), Style.PRIMARY))
    return [buttons] if buttons else []


def _open(item: InvoiceItem, here: OpenInvoices) -> OpenInvoice:
    return OpenInvoice(item.id, here.unpaid, here.day, here.id, here.newer)


def _at(place: Place | None, unpaid: bool) -> OpenInvoices | None:
    return OpenInvoices(unpaid, *place) if place else None


async def open_invoices(context: BotContext, press: OpenInvoices) -> View:
    """The part of the list asked for."""
    service, member = context.services.money.invoices, context.member
    place = Place(press.day, press.id, press.newer) if press.day else None
    page = await service.page(member, press.unpaid, place)
    today = context.now.astimezone(member.zone).date()
    return view(page, await service.owed(member), press, member.role, today, context.texts)


async def invoices(context: BotContext, _: str) -> View:
    """``/invoices``."""
    return await open_invoices(context, OpenInvoices())


ROOM: Room = (on(OpenInvoices, open_invoices), command("invoices", invoices))
