"""The table of users as XLSX. Every text goes through ``write_string``: "=1+1" in a name stays the text it is."""

import io
from datetime import UTC, datetime, time

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from documents.figures import dated
from documents.invoice import file_name
from documents.plain import plain
from domain.users import UserRole
from domain.users_sheet import UserRow, UsersSheet
from texts.texts import Texts

_LONGEST_CELL = 32_000
_HEAD = 2
"""The row of the headings; the title and an empty row stand above."""


def users_xlsx(sheet: UsersSheet, t: Texts) -> bytes:
    """One sheet: title, frozen headings with a filter, a row a user."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_urls": False})
    book.set_properties({"created": datetime.combine(sheet.day, time(), UTC).replace(tzinfo=None)})
    page = book.add_worksheet(t.plain("users-sheet-name"))
    page.write_string(0, 0, _title(sheet, t), book.add_format({"bold": True, "font_size": 14}))
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#EEEEEE", "valign": "vcenter"})
    for column, (heading, width) in enumerate(_headings(t)):
        page.set_column(column, column, width)
        page.write_string(_HEAD, column, heading, head)
    day = book.add_format({"num_format": "dd.mm.yyyy", "align": "left", "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    for number, row in enumerate(sheet.rows, _HEAD + 1):
        for column, words in enumerate(_texts(row, t)):
            page.write_string(number, column, plain(words, _LONGEST_CELL), text)
        page.write_datetime(number, 4, datetime.combine(row.since, time()), day)
    _frame(page, len(sheet.rows))
    book.close()
    return output.getvalue()


def users_name(sheet: UsersSheet, t: Texts) -> str:
    """The name of the file."""
    day = dated(sheet.day, t.plain("document-short-date"), t)
    return file_name(t.plain("users-sheet-file", day=day), "xlsx")


def role_word(user_role: UserRole, t: Texts) -> str:
    """A user's role in words."""
    return t.plain(f"user-role-{user_role}")


def _texts(row: UserRow, t: Texts) -> tuple[str, str, str, str]:
    return row.name, role_word(row.role, t), row.login, ", ".join(row.projects)


def _headings(t: Texts) -> list[tuple[str, int]]:
    """Headings and widths in characters."""
    return [
        (t.plain("users-sheet-person"), 32),
        (t.plain("users-sheet-role"), 22),
        (t.plain("users-sheet-login"), 20),
        (t.plain("users-sheet-projects"), 48),
        (t.plain("users-sheet-since"), 14),
    ]


def _title(sheet: UsersSheet, t: Texts) -> str:
    client, number = plain(sheet.client, 200), plain(sheet.contract, 80)
    return t.plain("users-sheet-title", client=client, number=number)


def _frame(page: Worksheet, rows: int) -> None:
    page.autofilter(_HEAD, 0, _HEAD + max(rows, 1), 4)
    page.freeze_panes(_HEAD + 1, 0)
    page.repeat_rows(_HEAD)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
