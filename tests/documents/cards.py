"""A seller, a client and their papers, as the tests draw them."""

from datetime import date, timedelta
from decimal import Decimal

from domain.balance_picture import AccountMoment, BalancePicture, BalancePoint, ForecastPoint, Moment
from domain.papers import ActDocument, InvoiceDocument, PaperRow
from domain.requisites import Buyer, Requisites
from domain.vat import VatRate

SELLER = Requisites(
    name="ООО «Вектор Телеком»",
    inn="7701234567",
    kpp="770101001",
    address="119021, г. Москва, ул. Тимура Фрунзе, д. 11, стр. 2",
    bank="АО «ТЕСТБАНК», г. Москва",
    bic="044525225",
    account="40702810138250123017",
    correspondent_account="30101810400000000225",
    director="Соколов А. П.",
    accountant="Ершова М. И.",
    phone="+7 495 123-45-67",
)
PROPRIETOR = Requisites(
    name="ИП Константинопольский Вячеслав Станиславович",
    inn="500100732259",
    kpp="",
    address="426000, г. Ижевск",
    bank="АО «ТЕСТБАНК»",
    bic="044525225",
    account="40702810138250123017",
    correspondent_account="",
    director="Константинопольский В. С.",
)
BUYER = Buyer("ООО «Контакт-Центр Плюс»", "5408123456", "540801001", "630090, г. Новосибирск")
ROWS = (
    PaperRow("Абонентская плата за SIP-линию «Стандарт»", Decimal(24), "шт", 350_00, VatRate.VAT_22),
    PaperRow("Трафик: исходящие вызовы на мобильные номера РФ", Decimal(18450), "мин", 1_85, VatRate.VAT_22),
    PaperRow("Трафик: исходящие вызовы на городские номера РФ", Decimal(6120), "мин", 62, VatRate.VAT_22),
    PaperRow("Аренда номера +7 (495)", Decimal(6), "шт", 190_00, VatRate.VAT_22),
    PaperRow("Запись и хранение разговоров, 90 дней", Decimal(1), "мес", 2400_00, VatRate.VAT_22),
)
TODAY = date(2026, 11, 23)


def row(amount: int = 100_00, vat: VatRate = VatRate.VAT_22, name: str = "Услуги связи") -> PaperRow:
    return PaperRow(name, Decimal(1), "усл.", amount, vat)


def invoice(
    *rows: PaperRow, seller: Requisites = SELLER, buyer: Buyer = BUYER, number: str = "ВТ-2026-1147"
) -> InvoiceDocument:
    return InvoiceDocument(
        number=number,
        day=TODAY,
        due=date(2026, 11, 30),
        seller=seller,
        buyer=buyer,
        contract="184/24",
        contract_date=date(2024, 3, 12),
        rows=rows or ROWS,
    )


def act(*rows: PaperRow) -> ActDocument:
    return ActDocument(
        number="АК-1147",
        day=date(2026, 11, 30),
        seller=SELLER,
        buyer=BUYER,
        contract="184/24",
        contract_date=date(2024, 3, 12),
        rows=rows or ROWS,
        month=date(2026, 11, 1),
    )


def picture(days: int = 90, forecast: int = 30, daily: int = 1000_00, *moments: Moment) -> BalancePicture:
    """A balance that falls by ``daily`` kopecks to 10 000 ₽ today and on, with one payment of 50 000 ₽."""
    first = TODAY - timedelta(days=days - 1)
    paid = Moment(first + timedelta(days=days // 2), AccountMoment.PAYMENT, 50_000_00)
    points = tuple(BalancePoint(first + timedelta(days=n), 10_000_00 + (days - 1 - n) * daily) for n in range(days))
    ahead = tuple(
        ForecastPoint(TODAY + timedelta(days=n), 10_000_00 - n * daily, 10_000_00 - n * daily * 2, 10_000_00)
        for n in range(1, forecast + 1)
    )
    ends = TODAY + timedelta(days=10) if forecast >= 10 else None
    return BalancePicture(points, ahead, threshold=5_000_00, moments=(paid, *moments), runs_out=ends, contract="184/24")
