"""Views of the rooms of payments and documents, by name."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from domain.access import Role
from domain.ledger import InvoiceState
from domain.mail import MailOutcome
from handlers.kit.screen import View
from handlers.rooms import paper_mail_view, papers, payment, payments
from handlers.rooms.money_ways import OpenPayments
from handlers.rooms.months import number_of
from handlers.rooms.paper_mail_view import Parcel
from handlers.rooms.paper_ways import MailPapers
from handlers.rooms.payment import OpenPayment
from services.acts import ActCard, MonthsStretch
from services.keyset import Place, Stretch
from services.mailing import InvoiceRef, MailCard
from services.money_cards import PaymentItem
from services.paper_months import MonthPapers
from services.payments import Came
from tests.handlers.invoice_views import LAST_DAY, MUCH, TODAY, item
from tests.handlers.line_views import Draw, of
from tests.handlers.samples import HUGE, NASTY, NOW
from texts import Texts

OCTOBER = date(2026, 10, 1)
PERIOD = number_of(OCTOBER)
LATEST = number_of(date.max.replace(day=1)) - 12
PURPOSE = "Оплата по счёту № 2026-0005 от 22.11.2026 по договору № 184/24. В т.ч. НДС 9016,39 руб."
PAID = PaymentItem(7, TODAY, 50_000_00, "2026-0005", 5, "ООО «Ромашка»", PURPOSE, NOW)
REFUND = replace(PAID, id=8, amount=-500_50, invoice_number="", invoice_id=None, payer="", purpose="", day=OCTOBER)
NASTY_PAYMENT = PaymentItem(HUGE, date(1999, 1, 1), -MUCH, "<" * 64, HUGE, NASTY, NASTY * 2, NOW)
ACT = ActCard("184/24-202610", OCTOBER, date(2026, 10, 31), (), 43_210_55, "184/24", None, "ООО «Ромашка»", "", "", "")
MONTH = MonthPapers(OCTOBER, (item(3, InvoiceState.PAID), item(2)), 0, ACT, over=True)


def screens() -> Iterator[tuple[str, Draw]]:
    yield from _payments()
    yield from _papers()
    yield from _letters()


def _payments() -> Iterator[tuple[str, Draw]]:
    some, none = Stretch((PAID, REFUND), None, None), Stretch[PaymentItem]((), None, None)
    yield "payments", of(_list, some, None, OpenPayments())
    yield "no payments", of(_list, none, None, OpenPayments())
    yield "payments of a month", of(_list, some, Came(2, 49_499_50), OpenPayments(PERIOD))
    yield "no payments of a month", of(_list, none, Came(0, 0), OpenPayments(PERIOD))
    far = OpenPayments(LATEST, LAST_DAY, HUGE, newer=True)
    many = Stretch((NASTY_PAYMENT,) * 8, Place(LAST_DAY, HUGE, newer=True), Place(LAST_DAY, HUGE))
    yield "nasty payments", of(_list, many, Came(HUGE, -MUCH), far)
    yield "months of payments", lambda t: payments.months_view(2026, date(2024, 5, 5), TODAY, t)
    yield "months of payments last year", lambda t: payments.months_view(2025, date(2024, 5, 5), TODAY, t)
    for each in (PAID, REFUND):
        yield f"payment {each.id}", of(payment.view, each, OpenPayment(each.id), TODAY)
    yield "nasty payment", of(payment.view, NASTY_PAYMENT, OpenPayment(HUGE, LATEST, LAST_DAY, HUGE, True), TODAY)


def _list(page: Stretch[PaymentItem], t: Texts, came: Came | None, here: OpenPayments) -> View:
    return payments.view(page, came, here, TODAY, t)


def _papers() -> Iterator[tuple[str, Draw]]:
    found = MonthsStretch((date(2026, 11, 1), OCTOBER, date(2025, 12, 1)), OCTOBER)
    yield "months of documents", of(papers.view, found)
    yield "older months of documents", of(papers.view, found, newest=False)
    yield "no documents", of(papers.view, MonthsStretch((), None))
    for role in (Role.ADMINISTRATOR, Role.MANAGER, Role.SUPPORT):
        yield f"documents of a month for {role}", of(_month, MONTH, role)
    running = replace(MONTH, act=None, over=False)
    yield "documents of this month", of(_month, running, Role.MANAGER)
    yield "documents of December", of(_month, replace(running, month=date(2026, 12, 1)), Role.MANAGER)
    yield "no documents of a month", of(_month, MonthPapers(OCTOBER, (), 0, None, over=True), Role.MANAGER)
    invoice = replace(item(HUGE), number="<&>" * 21, total=MUCH)
    act = replace(ACT, month=date.max, total=MUCH)
    nasty = MonthPapers(date(9998, 12, 1), (invoice,) * 6, HUGE, act, over=True)
    yield "nasty documents of a month", of(_month, nasty, Role.MANAGER)


def _month(month: MonthPapers, t: Texts, role: Role) -> View:
    return papers.month_view(month, role, t, mail=True)


def _letters() -> Iterator[tuple[str, Draw]]:
    one = Parcel(MailPapers(5), "2026-0005", None, (InvoiceRef(5),))
    month = Parcel(MailPapers(month=PERIOD), "", OCTOBER, (InvoiceRef(5),) * 3)
    nasty = Parcel(MailPapers(HUGE, HUGE), "<" * 64, None, (InvoiceRef(HUGE),))
    for name, parcel in (("an invoice", one), ("a month", month), ("a nasty invoice", nasty)):
        address = "<" * 200 if parcel is nasty else "buh@romashka.ru"
        yield f"mailing of {name}", of(_ask, parcel, address)
        yield f"mailing of {name}, no address", of(_ask, parcel, "")
        yield f"mailing of {name} goes on", of(_going, parcel, address)
        for outcome in MailOutcome:
            words = "550 5.1.1 <" + "&" * 148 if parcel is nasty else ""
            card = MailCard(outcome, address, ("Счёт 2026-0005.pdf",), words)
            yield f"mailing of {name}, {outcome}", of(_outcome, parcel, card)
    yield "mailing, wrong address", lambda t: paper_mail_view.question(one, t, t("error-mail-address"))


def _ask(parcel: Parcel, t: Texts, address: str) -> View:
    return paper_mail_view.view(parcel, address, t)


def _going(parcel: Parcel, t: Texts, address: str) -> View:
    return paper_mail_view.going(parcel, address, t)


def _outcome(parcel: Parcel, t: Texts, card: MailCard) -> View:
    return paper_mail_view.outcome(parcel, card, t)
