"""The table of payments, read back by a program that is not the one that wrote it."""

import io
import zipfile
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from documents import xlsx
from documents.xlsx import SheetTooLongError, payments_name, payments_xlsx
from domain.payments_sheet import PaymentRow, PaymentsSheet
from texts import Texts

RU, EN = Texts("ru"), Texts("en")
NASTY = (
    "=1+1",
    "+7 900",
    "-1",
    "@SUM(A1)",
    "{=A1}",
    "http://example.org",
    "00123",
    "<&>\"'",
    "\x00\x07\ud800",
    "😀",
    "_x0041_",
)


def sheet(*rows: PaymentRow) -> PaymentsSheet:
    return PaymentsSheet("184/24", "ООО «Контакт»", date(2026, 11, 1), date(2026, 11, 30), rows)


def cells(card: PaymentsSheet, t: Texts = RU) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(payments_xlsx(card, t)))
    return [list(row) for row in book.get_sheet_by_index(0).to_python(skip_empty_area=False)]


def test_payments_read_back_as_days_numbers_and_text() -> None:
    row = PaymentRow(date(2026, 11, 9), 50_000_01, "ООО «Контакт»", "ВТ-1147", "Оплата по счёту № ВТ-1147")
    rows = cells(sheet(row, PaymentRow(date(2026, 11, 10), -1_50)))
    assert rows[2] == ["Дата", "Сумма, ₽", "Плательщик", "Счёт", "Назначение"]
    assert rows[3] == [date(2026, 11, 9), 50000.01, "ООО «Контакт»", "ВТ-1147", "Оплата по счёту № ВТ-1147"]
    assert rows[4][:2] == [date(2026, 11, 10), -1.5]
    assert rows[5][:2] == ["Всего", 49998.51]


@pytest.mark.parametrize("text", NASTY)
def test_text_stays_the_text_it_is(text: str) -> None:
    card = sheet(PaymentRow(date(2026, 11, 9), 1, text, text, text))
    expected = "" if "\x00" in text else text
    assert cells(card)[3][2:] == [expected] * 3


def test_no_cell_is_a_formula_or_a_link() -> None:
    card = sheet(*(PaymentRow(date(2026, 11, 9), 1, text, text, text) for text in NASTY))
    with zipfile.ZipFile(io.BytesIO(payments_xlsx(card, RU))) as book:
        xml = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert "hyperlink" not in xml


def test_headings_are_frozen_and_filtered_and_columns_wide_enough() -> None:
    with zipfile.ZipFile(io.BytesIO(payments_xlsx(sheet(), RU))) as book:
        xml = book.read("xl/worksheets/sheet1.xml").decode()
    assert 'ySplit="3"' in xml
    assert 'state="frozen"' in xml
    assert "<autoFilter" in xml
    assert xml.count("<col ") == 5


def test_the_sheet_speaks_the_language_of_its_reader() -> None:
    assert cells(sheet(), EN)[2][0] == "Date"
    assert cells(sheet(), EN)[0][0] == "ООО «Контакт» · contract 184/24 · 01.11.2026–30.11.2026"
    assert payments_name(sheet(), RU) == "Платежи 01.11.2026–30.11.2026.xlsx"


def test_a_cell_longer_than_excel_allows_is_cut_and_not_lost() -> None:
    assert str(cells(sheet(PaymentRow(date(2026, 11, 9), 1, purpose="x" * 40_000)))[3][4]).startswith("xxx")


def test_equal_tables_give_equal_bytes() -> None:
    assert payments_xlsx(sheet(), RU) == payments_xlsx(sheet(), RU)


def test_a_table_no_person_can_use_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 1)
    row = PaymentRow(date(2026, 11, 9), 1)
    with pytest.raises(SheetTooLongError, match="shorter period"):
        payments_xlsx(sheet(row, row), RU)
