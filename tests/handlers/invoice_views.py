"""Views of the rooms of invoices, by name."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from domain.access import Role
from domain.ledger import InvoiceState
from domain.papers import PaperRow
from domain.vat import VatRate
from handlers.kit.screen import View
from handlers.rooms import invoice, invoice_request, invoices
from handlers.rooms.invoice import Ways
from handlers.rooms.money_ways import OpenInvoice, OpenInvoices
from services.invoice_sums import UsefulSums
from services.keyset import Place, Stretch
from services.money_cards import InvoiceCard, InvoiceItem, Owed
from services.ports import PaymentWords
from tests.handlers.line_views import Draw, of
from tests.handlers.samples import HUGE, NASTY, NOW, ZONE
from texts import Texts

TODAY = date(2026, 11, 27)
LAST_DAY = date.max.toordinal()
MUCH = 10**15
FAR = OpenInvoices(unpaid=True, day=LAST_DAY, id=HUGE, newer=True)
THERE = Stretch[InvoiceItem]((), Place(LAST_DAY, HUGE, newer=True), Place(LAST_DAY, HUGE))


WAYS = Ways(mail=True, words=PaymentWords("Оплата по счёту" * 20, "ИНН 1831012345" * 30))


def item(number: int, state: InvoiceState = InvoiceState.UNPAID, paid: int = 0, due: int = 10) -> InvoiceItem:
    day = TODAY - timedelta(days=5)
    return InvoiceItem(number, f"2026-{number:04}", day, TODAY + timedelta(days=due), 49_866_90, paid, state)


def items() -> tuple[InvoiceItem, ...]:
    late, partly = item(1, due=-3), item(2, paid=10_000_00)
    paid, cancelled = item(3, InvoiceState.PAID, 49_866_90), item(4, InvoiceState.CANCELLED)
    return (item(5), late, partly, paid, cancelled)


def card(about: InvoiceItem | None = None, rows: int = 1) -> InvoiceCard:
    about = about or item(5)
    row = PaperRow("Услуги связи по договору № 184/24", Decimal(1), "", 49_866_90, VatRate.VAT_22, 49_866_90)
    return InvoiceCard(
        **vars(about),
        paid_at=datetime(2026, 11, 24, 8, tzinfo=UTC) if about.state is InvoiceState.PAID else None,
        rows=(row,) * rows,
        requested_by="Марина",
        contract_number="184/24",
        signed_on=date(2024, 3, 1),
        buyer="ООО «Ромашка»",
        payer_inn="5408123456",
        payer_kpp="",
        payer_address="",
        now=NOW,
        zone=ZONE,
    )


def nasty_card(about: InvoiceItem) -> InvoiceCard:
    row = PaperRow(NASTY, Decimal(1), "<", -MUCH, VatRate.NONE, -MUCH)
    return replace(
        card(about), id=HUGE, number=NASTY[:64], contract_number="<" * 64, rows=(row,) * 99, day=date(1999, 1, 1)
    )


def screens() -> Iterator[tuple[str, Draw]]:
    yield from _lists()
    for about in items():
        for rows in (1, 2, 15):
            yield (
                f"invoice {about.number} of {rows} rows",
                of(invoice.view, card(about, rows), OpenInvoice(5), Ways(rows < 3)),
            )
        far = OpenInvoice(HUGE, unpaid=True, day=LAST_DAY, place=HUGE, newer=True)
        yield f"nasty invoice {about.number}", of(invoice.view, nasty_card(about), far, WAYS)
    yield "invoice just made", lambda t: invoice.view(card(), t, OpenInvoice(5), WAYS, t("invoice-made"))
    yield from _requests()


def _lists() -> Iterator[tuple[str, Draw]]:
    some, none = Stretch(items(), None, None), Stretch[InvoiceItem]((), None, None)
    for role in (Role.ADMINISTRATOR, Role.MANAGER, Role.SUPPORT):
        yield f"invoices of {role}", of(_list, some, Owed(3, 139_600_70), OpenInvoices(), role)
        yield f"no invoices of {role}", of(_list, none, Owed(0, 0), OpenInvoices(), role)
    unpaid = OpenInvoices(unpaid=True)
    yield "unpaid invoices", of(_list, some, Owed(21, 139_600_70), unpaid, Role.MANAGER)
    yield "no unpaid invoices", of(_list, none, Owed(0, 0), unpaid, Role.MANAGER)
    nasty = replace(item(HUGE), number="<&>" * 21, total=MUCH, paid=-MUCH)
    yield "nasty invoices", of(_list, replace(THERE, items=(nasty,) * 8), Owed(HUGE, MUCH), FAR, Role.MANAGER)


def _list(page: Stretch[InvoiceItem], t: Texts, owed: Owed, here: OpenInvoices, role: Role) -> View:
    return invoices.view(page, owed, here, role, TODAY, t)


def _requests() -> Iterator[tuple[str, Draw]]:
    for missing, month in ((0, 0), (12_500_55, 0), (0, 43_000_00), (12_500_55, 43_000_00)):
        sums = UsefulSums("184/24", -missing, missing, month)
        yield f"request, {missing} missing, {month} a month", of(invoice_request.view, sums)
    yield "request, unclear", lambda t: invoice_request.view(sums, t, t("invoice-sum-unclear"))
    yield "nasty request", of(invoice_request.view, UsefulSums("<" * 64, -MUCH, MUCH, MUCH))
    yield "question of an invoice", lambda t: invoice_request.question("184/24", 50_000_00, "k" * 12, t)
    yield "nasty question of an invoice", lambda t: invoice_request.question("<" * 64, HUGE, "k" * 12, t)
