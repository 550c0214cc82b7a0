"""The table of payments as XLSX. https://xlsxwriter.readthedocs.io

Every text goes through ``write_string``: "=1+1" in a purpose stays the text it is and never becomes a formula.
"""

import io
from datetime import UTC, datetime, time
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from documents.figures import dated
from documents.invoice import file_name
from documents.plain import plain
from domain.payments_sheet import PaymentRow, PaymentsSheet
from texts.texts import Texts

MOST_ROWS = 200_000
_LONGEST_CELL = 32_000
_HEAD = 2
"""The row of the headings; the title and an empty row stand above."""
_SUM, _DAY = "#,##0.00;[Red]\u2212#,##0.00", "dd.mm.yyyy"


class SheetTooLongError(ValueError):
    """More rows than a person can use: ask for a shorter period."""

    def __init__(self, rows: int) -> None:
        super().__init__(f"{rows} payments in one sheet, at most {MOST_ROWS}: choose a shorter period")
        self.rows, self.most = rows, MOST_ROWS


class _Formats(NamedTuple):
    title: Format
    head: Format
    day: Format
    amount: Format
    text: Format
    total: Format
    total_amount: Format


def payments_xlsx(card: PaymentsSheet, t: Texts) -> bytes:
    """One sheet: title, frozen headings with a filter, a row a payment, the total. Sums are numbers, days are days.

    Raises:
        SheetTooLongError: more than MOST_ROWS payments.
    """
    if len(card.rows) > MOST_ROWS:
        raise SheetTooLongError(len(card.rows))
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"created": datetime.combine(card.until, time(), UTC).replace(tzinfo=None)})
    _fill(book.add_worksheet(t.plain("payments-sheet-name")), card, _formats(book), t)
    book.close()
    return output.getvalue()


def payments_name(card: PaymentsSheet, t: Texts) -> str:
    """The name of the file."""
    since, until = _period(card, t)
    return file_name(t.plain("payments-sheet-file", since=since, until=until), "xlsx")


def _fill(sheet: Worksheet, card: PaymentsSheet, formats: _Formats, t: Texts) -> None:
    headings = _headings(t)
    sheet.write_string(0, 0, _title(card, t), formats.title)
    for column, (heading, width) in enumerate(headings):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEAD, column, heading, formats.head)
    for number, row in enumerate(card.rows, _HEAD + 1):
        _write(sheet, number, row, formats)
    last = _HEAD + len(card.rows)
    sheet.write_string(last + 1, 0, t.plain("payments-sheet-total"), formats.total)
    sheet.write_number(last + 1, 1, card.total / 100, formats.total_amount)
    sheet.autofilter(_HEAD, 0, max(last, _HEAD + 1), len(headings) - 1)
    sheet.freeze_panes(_HEAD + 1, 0)
    sheet.repeat_rows(_HEAD)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _write(sheet: Worksheet, number: int, row: PaymentRow, formats: _Formats) -> None:
    sheet.write_datetime(number, 0, datetime.combine(row.day, time()), formats.day)
    sheet.write_number(number, 1, row.amount / 100, formats.amount)
    for column, words in enumerate((row.payer, row.invoice, row.purpose), 2):
        sheet.write_string(number, column, plain(words, _LONGEST_CELL), formats.text)


def _headings(t: Texts) -> list[tuple[str, int]]:
    """Headings and widths in characters."""
    return [
        (t.plain("payments-sheet-day"), 12),
        (t.plain("payments-sheet-amount"), 16),
        (t.plain("payments-sheet-payer"), 34),
        (t.plain("payments-sheet-invoice"), 18),
        (t.plain("payments-sheet-purpose"), 70),
    ]


def _title(card: PaymentsSheet, t: Texts) -> str:
    since, until = _period(card, t)
    client, number = plain(card.client, 200), plain(card.contract, 80)
    return t.plain("payments-sheet-title", client=client, number=number, since=since, until=until)


def _period(card: PaymentsSheet, t: Texts) -> tuple[str, str]:
    pattern = t.plain("document-short-date")
    return dated(card.since, pattern, t), dated(card.until, pattern, t)


def _formats(book: xlsxwriter.Workbook) -> _Formats:
    cell: dict[str, Any] = {"valign": "top"}
    strong: dict[str, Any] = {"bold": True, "top": 1}
    return _Formats(
        title=book.add_format({"bold": True, "font_size": 14}),
        head=book.add_format({"bold": True, "bottom": 1, "bg_color": "#EEEEEE", "valign": "vcenter"}),
        day=book.add_format({**cell, "num_format": _DAY, "align": "left"}),
        amount=book.add_format({**cell, "num_format": _SUM}),
        text=book.add_format({**cell, "text_wrap": True}),
        total=book.add_format(strong),
        total_amount=book.add_format({**strong, "num_format": _SUM}),
    )
