"""The payments of the contract: the newest first, of all time or of one month; as a spreadsheet too."""

from dataclasses import dataclass
from datetime import date

from handlers.kit.context import BotContext
from handlers.kit.paging import steps
from handlers.kit.press import Press
from handlers.kit.routes import Room, command, on
from handlers.kit.screen import Row, View, back, button
from handlers.rooms.money_ways import OpenAccount, OpenPayments
from handlers.rooms.months import first_day, last_day, number_of
from handlers.rooms.payment import OpenPayment
from handlers.rooms.phrases import sentence
from services.keyset import Place, Stretch
from services.money_cards import PaymentItem
from services.payments import Came, Period
from services.ports import PaperFile
from texts import Html, Texts, joined
from texts.format import money
from texts.months import full_day, month


@dataclass(frozen=True)
class PickMonth(Press, prefix="paymonths"):
    """Choose the month of the payments, in a year."""

    year: int


@dataclass(frozen=True)
class SendPayments(Press, prefix="paysheet"):
    """Send the payments of a period as a spreadsheet."""

    period: int


def view(page: Stretch[PaymentItem], came: Came | None, here: OpenPayments, today: date, t: Texts) -> View:
    """A part of the list; each row leads to its payment. ``came`` is counted for a month alone."""
    rows: list[Row] = [[button(_row(item, today, t), _open(item, here))] for item in page.items]
    paging = steps(t, _at(page.newer, here), _at(page.older, here))
    ways = [button(t.plain("payments-month"), PickMonth((first_day(here.period) or today).year))]
    ways += [button(t.plain("payments-xlsx"), SendPayments(here.period))] if page.items else []
    every: list[Row] = [[button(t.plain("payments-all"), OpenPayments())]] if here.period else []
    return View(_text(page, came, here, t), [*rows, *paging, ways, *every, back(t, OpenAccount(), t.plain("account"))])


def months_view(year: int, first: date, today: date, t: Texts) -> View:
    """The months of a year from the first payment's to that of ``today``, and the years beside it."""
    days = (date(year, number, 1) for number in range(1, 13))
    shown = [day for day in days if number_of(first) <= number_of(day) <= number_of(today)]
    buttons = [button(sentence(month(day, t, year=False)), OpenPayments(number_of(day))) for day in shown]
    rows: list[Row] = [buttons[place : place + 3] for place in range(0, len(buttons), 3)]
    years = [button(f"‹ {year - 1}", PickMonth(year - 1))] if year > first.year else []
    years += [button(f"{year + 1} ›", PickMonth(year + 1))] if year < today.year else []
    last = back(t, OpenPayments(), t.plain("payments"))
    return View(t("payments-which", year=str(year)), [*rows, years, last])


def _text(page: Stretch[PaymentItem], came: Came | None, here: OpenPayments, t: Texts) -> Html:
    chosen = first_day(here.period)
    title = t("payments-title-month", month=month(chosen, t)) if chosen else t("payments-title")
    if not page.items:
        return joined([title, t("payments-none-month") if chosen else t("payments-none")])
    if came is None:
        return joined([title, t("payments-newest-first")])
    return joined([title, t("payments-came", n=came.payments, sum=money(came.sum, t))])


def _row(item: PaymentItem, today: date, t: Texts) -> str:
    return t.plain("payments-row", day=full_day(item.day, today, t), sum=money(item.amount, t))


def _open(item: PaymentItem, here: OpenPayments) -> OpenPayment:
    return OpenPayment(item.id, here.period, here.day, here.id, here.newer)


def _at(place: Place | None, here: OpenPayments) -> OpenPayments | None:
    return OpenPayments(here.period, *place) if place else None


def period_of(number: int) -> Period:
    """The days of a month's number; every day for 0."""
    return Period(first_day(number), last_day(number))


async def open_payments(context: BotContext, press: OpenPayments) -> View:
    """The part of the list asked for."""
    service, member, period = context.services.money.payments, context.member, period_of(press.period)
    place = Place(press.day, press.id, press.newer) if press.day else None
    page = await service.page(member, period, place)
    today = context.now.astimezone(member.zone).date()
    came = await service.came(member, period) if press.period else None
    return view(page, came, press, today, context.texts)


async def pick_month(context: BotContext, press: PickMonth) -> View:
    """The months of a year; a year without payments gives the nearest one that has any."""
    today = context.now.astimezone(context.member.zone).date()
    first = min(await context.services.money.payments.began(context.member) or today, today)
    return months_view(min(max(press.year, first.year), today.year), first, today, context.texts)


async def send_payments(context: BotContext, press: SendPayments) -> None:
    """The spreadsheet comes below; the menu stays as it is."""
    member, t = context.member, context.texts
    sheet = await context.services.money.payments.sheet(member, period_of(press.period), context.now)

    async def make() -> PaperFile:
        return await context.papers.payments_xlsx(sheet, t)

    context.attach(make, t("payments-caption", n=len(sheet.rows)))
    context.toast(t.plain("paper-coming"))


async def payments(context: BotContext, _: str) -> View:
    """``/payments``."""
    return await open_payments(context, OpenPayments())


ROOM: Room = (
    on(OpenPayments, open_payments),
    on(PickMonth, pick_month),
    on(SendPayments, send_payments),
    command("payments", payments),
)
