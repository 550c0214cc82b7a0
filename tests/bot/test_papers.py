"""Papers in the running bot: drawn beside the loop, refused in plain words where the seller is not known."""

import asyncio
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.papers import act_document, invoice_document, papers
from bot.settings import Settings, SettingsError, load_settings
from documents.act import act_pdf
from documents.invoice import invoice_pdf
from domain.balance_picture import BalancePicture, BalancePoint
from domain.ledger import InvoiceState
from domain.papers import PaperRow
from domain.payments_sheet import PaymentRow, PaymentsSheet
from domain.vat import VatRate, VatRegime
from services.acts import ActCard
from services.errors import SellerUnknownError
from services.money_cards import InvoiceCard
from texts import Texts

SELLER: dict[str, Any] = {
    "seller_name": "ООО «Вектор Телеком»",
    "seller_inn": "7701 234 567",
    "seller_kpp": "770101001",
    "seller_address": "119021, г. Москва, ул. Тимура Фрунзе, д. 11",
    "seller_bank": "АО «ТЕСТБАНК», г. Москва",
    "seller_bic": "044525225",
    "seller_account": "40702 810 1 3825 0123017",
    "seller_correspondent_account": "30101810400000000225",
    "seller_director": "Соколов А. П.",
}
TODAY = date(2026, 11, 23)
ROW = PaperRow("Услуги связи", Decimal(1), "усл.", 50_000_00, VatRate.VAT_22)
INVOICE = InvoiceCard(
    id=1,
    number="LK-2026-0057",
    day=TODAY,
    due_on=date(2026, 12, 3),
    total=50_000_00,
    paid=0,
    state=InvoiceState.UNPAID,
    paid_at=None,
    rows=(ROW,),
    requested_by="Марина Волкова",
    contract_number="184/24",
    signed_on=date(2024, 3, 18),
    buyer="ООО «Ромашка»",
    payer_inn="5408123456",
    payer_kpp="540801001",
    payer_address="",
    now=datetime(2026, 11, 23, 9, tzinfo=UTC),
    zone=ZoneInfo("Europe/Samara"),
)
ACT = ActCard(
    number="184/24-202610",
    month=date(2026, 10, 1),
    day=date(2026, 10, 31),
    rows=(ROW,),
    total=50_000_00,
    contract_number="184/24",
    signed_on=None,
    buyer="ООО «Ромашка»",
    payer_inn="",
    payer_kpp="",
    payer_address="",
)


def load(**chosen: Any) -> Settings:
    return load_settings(_env_file=None, **chosen)


def refusal(**chosen: Any) -> str:
    with pytest.raises(SettingsError) as caught:
        load(**chosen)
    assert len(caught.value.sentences) == 1
    return caught.value.sentences[0]


async def test_an_invoice_and_an_act_are_drawn_as_documents_draw_them() -> None:
    settings = load(**SELLER, vat_regime="simplified5")
    seller = settings.seller(settings.vat_regime)
    assert seller is not None
    assert (seller.inn, seller.account, seller.vat) == ("7701234567", "40702810138250123017", VatRegime.SIMPLIFIED_5)
    invoice = await papers(settings).invoice_pdf(INVOICE)
    act = await papers(settings).act_pdf(ACT)
    assert (invoice.name, act.name) == ("Счёт LK-2026-0057.pdf", "Акт 184-24-202610.pdf")
    assert invoice.content == invoice_pdf(invoice_document(INVOICE, seller))
    assert act.content == act_pdf(act_document(ACT, seller))


async def test_papers_asked_for_at_once_are_each_drawn_right() -> None:
    drawn = papers(load(**SELLER))
    one = (await drawn.invoice_pdf(INVOICE)).content
    many = await asyncio.gather(
        *(drawn.invoice_pdf(INVOICE) for _ in range(6)), *(drawn.act_pdf(ACT) for _ in range(6))
    )
    assert [paper.content for paper in many[:6]] == [one] * 6
    assert len({paper.content for paper in many[6:]}) == 1


async def test_without_requisites_invoices_and_acts_are_refused_with_the_contacts_of_support() -> None:
    drawn = papers(load())
    assert not drawn.seller_known
    for asked in (drawn.invoice_pdf(INVOICE), drawn.act_pdf(ACT)):
        with pytest.raises(SellerUnknownError) as caught:
            await asked
        assert caught.value.values == {"contacts": "(3412) 912-000, abon@izhnet.ru"}


async def test_payments_and_the_picture_need_no_seller() -> None:
    drawn = papers(load())
    sheet = PaymentsSheet("184/24", "ООО «Ромашка»", TODAY, TODAY, (PaymentRow(TODAY, 100),))
    table = await drawn.payments_xlsx(sheet, Texts("en"))
    picture = await drawn.balance_png(BalancePicture((BalancePoint(TODAY, 100),)), Texts("ru"))
    assert table.name.startswith("Payments 23")
    assert table.content.startswith(b"PK")
    assert picture.name == "Баланс 2026-11-23.png"
    assert picture.content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("name", "written", "said"),
    [
        ("seller_inn", "77012345", "SELLER_INN: it has not 10 or 12 digits."),
        ("seller_inn", "77012345б7", "SELLER_INN: it has not 10 or 12 digits."),
        ("seller_kpp", "1", "SELLER_KPP: it has not 9 digits."),
        ("seller_kpp", "", "SELLER_KPP: it is not set, but SELLER_INN is a company's."),
        ("seller_bic", "04452522", "SELLER_BIC: it has not 9 digits."),
        ("seller_account", "4070281013825012301", "SELLER_ACCOUNT: it has not 20 digits."),
        ("seller_account", "", "SELLER_ACCOUNT: it is not set, but SELLER_NAME is."),
        ("seller_name", "", "SELLER_NAME: it is not set, but SELLER_INN is."),
        ("seller_name", "А\nБ", "SELLER_NAME: it is longer than 300 characters, or more than one line."),
        ("seller_correspondent_account", "301", "SELLER_CORRESPONDENT_ACCOUNT: it has not 20 digits."),
    ],
)
def test_half_a_seller_is_refused_in_one_sentence(name: str, written: str, said: str) -> None:
    assert refusal(**{**SELLER, name: written}).startswith(f"{said} Write ")


def test_a_sole_proprietor_needs_no_kpp() -> None:
    seller = load(**{**SELLER, "seller_inn": "500100732259", "seller_kpp": ""}).seller(VatRegime.EXEMPT)
    assert seller is not None
    assert seller.sole_proprietor
