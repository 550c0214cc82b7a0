"""The invoice as it comes out of the printer."""

from dataclasses import replace
from decimal import Decimal
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.invoice import invoice_name, invoice_pdf, payment_purpose, qr_payload
from domain.papers import PaperRow
from domain.requisites import Buyer
from domain.vat import VatRate
from tests.documents import cards, reading

NASTY = [
    "<>&#$*_@[]`\\ \"x\" 'y' // /* */",
    '#panic("x") #import "/etc/passwd" #read("/etc/passwd")',
    "$ a^2 $ @ref <label> = Heading - list + enum / term: text",
    "]#sys.inputs[",
    '"}, {"rows": []',
    "😀👨‍👩‍👧🇷🇺 שלום مرحبا \u202eabc\u202c",
    "\x00\x07\ud800\ufffe\U0010ffff\ue000",
    "Щ" * 3000,
    "\u00a0" * 300 + "/" * 300,
    "a\u0301" * 200,
    "one\ntwo\r\nthree\u2028four\tfive",
]


def test_everything_a_payment_needs_is_on_one_page() -> None:
    text = reading.text(invoice_pdf(cards.invoice()))
    assert len(reading.pages(invoice_pdf(cards.invoice()))) == 1
    for words in (
        "Счёт на оплату № ВТ-2026-1147 от 23 ноября 2026 г.",
        "Счёт действителен до 30.11.2026 включительно.",
        *("БИК 044525225", "40702810138250123017", "30101810400000000225", "ИНН 7701234567", "КПП 770101001"),
        "Договор № 184/24 от 12.03.2024",
        "34 132,50",
        "В том числе НДС 22 %: 8 992,39",
        "Всего к оплате: 49 866,90 ₽",
        "Всего наименований 5, на сумму 49 866,90 ₽",
        "Сорок девять тысяч восемьсот шестьдесят шесть рублей 90 копеек",
        *("Соколов А. П.", "Ершова М. И."),
    ):
        assert words in text


def test_sums_never_break_between_their_digits() -> None:
    raw = "".join(reading.pages(invoice_pdf(cards.invoice())))
    assert raw.count("49\u00a0866,90\u00a0₽") == 2
    assert "НДС\u00a022\u00a0%" in raw


def test_the_qr_scanned_at_150_dpi_says_the_payment_byte_for_byte() -> None:
    card = cards.invoice()
    assert reading.qr(invoice_pdf(card)) == qr_payload(card)


def test_a_qr_with_the_longest_fields_is_still_read() -> None:
    seller = replace(cards.SELLER, name="Ж" * 200, bank="Щ" * 80)
    card = replace(cards.invoice(seller=seller, number="Ы" * 60), contract="Ю" * 60)
    assert reading.qr(invoice_pdf(card)) == qr_payload(card)


def test_each_row_has_its_own_rate_and_each_rate_its_total() -> None:
    rows = [cards.row(122_00), cards.row(120_00, VatRate.VAT_20), cards.row(105_00, VatRate.VAT_5)]
    text = reading.text(
        invoice_pdf(cards.invoice(*rows, cards.row(50_00, VatRate.NONE), cards.row(1_00, VatRate.VAT_0)))
    )
    assert "В том числе НДС 22 %: 22,00 В том числе НДС 20 %: 20,00 В том числе НДС 5 %: 5,00" in text
    assert "В том числе НДС 0 %: 0,00 Сумма без налога (НДС): 50,00" in text
    assert text.count("без НДС") == 1


def test_a_seller_free_of_tax_asks_for_none() -> None:
    card = cards.invoice(cards.row(vat=VatRate.NONE), seller=cards.PROPRIETOR)
    text = reading.text(invoice_pdf(card))
    assert "Без налога (НДС): —" in text
    assert "В т. ч. НДС" not in text
    assert payment_purpose(card).endswith("НДС не облагается")


def test_a_sole_proprietor_signs_alone_and_has_no_kpp() -> None:
    text = reading.text(invoice_pdf(cards.invoice(cards.row(), seller=cards.PROPRIETOR, buyer=Buyer("ООО «Кто-то»"))))
    assert "Предприниматель" in text
    assert "Бухгалтер" not in text
    assert "КПП" not in text


def test_an_invoice_without_a_term_names_none() -> None:
    assert "действителен" not in reading.text(invoice_pdf(replace(cards.invoice(), due=None)))


@pytest.mark.parametrize("count", [25, 26, 27, 28, 29, 30, 60, 200])
def test_many_rows_repeat_the_header_and_leave_no_page_to_signatures_alone(count: int) -> None:
    rows = tuple(cards.row(n * 100, name=f"Услуга {n:03}.") for n in range(1, count + 1))
    pages = reading.pages(invoice_pdf(cards.invoice(*rows)))
    assert all("Товары (работы, услуги)" in page and "Услуга" in page for page in pages)
    assert "Руководитель" in pages[-1]
    assert f"Услуга {count:03}." in pages[-1]
    assert sorted(" ".join(pages).split("Услуга ")[n][:3] for n in range(1, count + 1)) == [
        f"{n:03}" for n in range(1, count + 1)
    ]


def test_a_quantity_keeps_its_decimals_and_a_given_sum_wins() -> None:
    rows = (
        PaperRow("Трафик", Decimal("1234.567"), "мин", 2, VatRate.VAT_22, amount=25_31),
        PaperRow("Скидка", Decimal(1), "", -5_00, VatRate.VAT_22),
    )
    text = reading.text(invoice_pdf(cards.invoice(*rows)))
    assert "1 234,567" in text
    assert "−5,00" in text
    assert "Всего к оплате: 20,31 ₽" in text


def test_equal_cards_give_equal_bytes() -> None:
    assert invoice_pdf(cards.invoice()) == invoice_pdf(cards.invoice())


def test_a_warm_invoice_takes_far_less_than_a_second() -> None:
    invoice_pdf(cards.invoice())
    started = perf_counter()
    invoice_pdf(cards.invoice(number="2"))
    assert perf_counter() - started < 1


@pytest.mark.parametrize("name", NASTY)
def test_no_text_breaks_the_drawing(name: str) -> None:
    seller = replace(cards.SELLER, name=name + "x", bank=name + "x", address=name, director=name, phone=name)
    row = PaperRow(name, Decimal(1), name, 100, VatRate.VAT_22)
    card = replace(
        cards.invoice(row, row, seller=seller, buyer=Buyer(name + "x", name, name, name), number=name), contract=name
    )
    assert "Всего к оплате: 2,00 ₽" in reading.text(invoice_pdf(card))
    assert reading.qr(invoice_pdf(card)) == qr_payload(card)


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=300))
def test_markup_in_a_name_is_printed_letter_by_letter(name: str) -> None:
    text = reading.pages(invoice_pdf(cards.invoice(cards.row(name=f"Начало {name} конец"))))
    assert reading.solid(f"Начало{name}конец") in reading.solid("".join(text))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400))
def test_any_text_at_all_can_be_printed(name: str) -> None:
    assert invoice_pdf(cards.invoice(cards.row(name=name), buyer=Buyer(name + "x"))).startswith(b"%PDF")


def test_nothing_of_a_long_word_leaves_its_column() -> None:
    page = reading.scanned(invoice_pdf(cards.invoice(cards.row(name="Щ" * 400))), 72)
    width, height = page.size
    margin = page.crop((width - 40, 0, width, height))
    assert margin.getextrema() == (255, 255)


def test_a_file_name_holds_nothing_a_disk_refuses() -> None:
    assert invoice_name(cards.invoice(number='1/2\\3:"4"')) == "Счёт 1-2-3--4-.pdf"
