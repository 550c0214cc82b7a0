"""The table of one-time links as XLSX, to send each on to its person. Every text goes through ``write_string``."""

import io
from datetime import UTC, datetime

import xlsxwriter

from documents.invoice import file_name
from documents.plain import plain
from domain.links_sheet import LinksSheet
from texts.texts import Texts

_LONGEST_CELL = 32_000
_HEAD = 2


def links_xlsx(sheet: LinksSheet, t: Texts) -> bytes:
    """One sheet: title, headings, a row a person."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"created": sheet.until.astimezone(UTC).replace(tzinfo=None)})
    page = book.add_worksheet(t.plain("links-sheet-name"))
    page.write_string(0, 0, _title(sheet, t), book.add_format({"bold": True, "font_size": 14}))
    page.write_string(1, 0, t.plain("links-sheet-how"))
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#EEEEEE"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (heading, width) in enumerate(_headings(t)):
        page.set_column(column, column, width)
        page.write_string(_HEAD, column, heading, head)
    for number, row in enumerate(sheet.rows, _HEAD + 1):
        for column, words in enumerate(row):
            page.write_string(number, column, plain(words, _LONGEST_CELL), text)
    page.freeze_panes(_HEAD + 1, 0)
    book.close()
    return output.getvalue()


def links_name(sheet: LinksSheet, t: Texts) -> str:
    """The name of the file."""
    return file_name(t.plain("links-sheet-file", until=_until(sheet.until)), "xlsx")


def _title(sheet: LinksSheet, t: Texts) -> str:
    return t.plain("links-sheet-title", number=plain(sheet.contract, 80), until=_until(sheet.until))


def _until(until: datetime) -> str:
    return until.strftime("%d.%m.%Y %H:%M")


def _headings(t: Texts) -> list[tuple[str, int]]:
    """Headings and widths in characters."""
    return [
        (t.plain("users-sheet-person"), 32),
        (t.plain("users-sheet-login"), 20),
        (t.plain("links-sheet-chat"), 60),
        (t.plain("links-sheet-page"), 48),
    ]
