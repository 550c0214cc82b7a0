"""A list of people as it arrives: pasted text, CSV or XLSX, cut into rows of cells and then into columns.

Columns are name, role, login, password, by their headings or, without headings, in this order; a word for a role is
one wherever it stands. Nothing is judged here.
"""

import csv
import io
import zipfile
from collections.abc import Sequence

from python_calamine import CalamineError, CalamineWorkbook

from services.user_errors import ImportRefusedError
from services.user_lines import SheetRow, people, role_of, says

__all__ = ["MOST_BYTES", "MOST_ROWS", "SheetRow", "rows_of"]

MOST_ROWS = 1000
MOST_BYTES = 2_000_000
_UNPACKED = 50_000_000
_COLUMNS = ("name", "role", "login", "password")
_ZIP = b"PK\x03\x04"


def rows_of(source: str | bytes) -> list[SheetRow]:
    """The people of a pasted text (``str``) or a file. Raises ``ImportRefusedError``."""
    if isinstance(source, bytes):
        if len(source) > MOST_BYTES:
            raise ImportRefusedError(fault="too-large", most=MOST_ROWS)
        cells = _workbook(source) if source.startswith(_ZIP) else _separated(_decoded(source))
    else:
        cells = _separated(source)
    rows = _people(cells)
    if not rows:
        raise ImportRefusedError(fault="empty", most=MOST_ROWS)
    if len(rows) > MOST_ROWS:
        raise ImportRefusedError(fault="too-many", most=MOST_ROWS)
    return rows


def _decoded(data: bytes) -> str:
    """UTF-8, else what Excel writes in Russia. https://docs.python.org/3/library/codecs.html#standard-encodings"""
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ImportRefusedError(fault="unreadable", most=MOST_ROWS)


def _separated(text: str) -> list[list[str]]:
    separator = next((mark for mark in "\t;," if mark in text), ",")
    lone = text.count('"') % 2 == 1  # a quote that nobody closes would swallow the rest
    try:
        reader = csv.reader(io.StringIO(text), delimiter=separator, quotechar=None if lone else '"')
        return [[cell.strip() for cell in row] for row in reader]
    except csv.Error:
        raise ImportRefusedError(fault="unreadable", most=MOST_ROWS) from None


def _workbook(data: bytes) -> list[list[str]]:
    """The first sheet of an XLSX; one that unpacks to a mountain is not opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _UNPACKED:
                raise ImportRefusedError(fault="too-large", most=MOST_ROWS)
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        return [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    except (CalamineError, zipfile.BadZipFile, IndexError, ValueError, OSError):
        raise ImportRefusedError(fault="unreadable", most=MOST_ROWS) from None


def _text(cell: object) -> str:
    """A number of a cell as it was typed: 101.0 is 101."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _people(cells: Sequence[Sequence[str]]) -> list[SheetRow]:
    filled = [(number, list(row)) for number, row in enumerate(cells, 1) if any(row)]
    columns = _headings(filled[0][1]) if filled else {}
    if columns:
        return [_by_heading(number, row, columns) for number, row in filled[1:]]
    return [one for place, (number, row) in enumerate(filled, 1) for one in people(number, place, row)]


def _headings(row: Sequence[str]) -> dict[str, int]:
    """Columns by name where the row has headings; none where it is a person already."""
    found = {column: place for place, cell in enumerate(row) for column in _COLUMNS if says(column, cell)}
    return found if "name" in found else {}


def _by_heading(number: int, row: Sequence[str], columns: dict[str, int]) -> SheetRow:
    cells = {column: row[place] if place < len(row) else "" for column, place in columns.items()}
    word = cells.get("role", "")
    role = role_of(word)
    login, password = cells.get("login", ""), cells.get("password", "")
    return SheetRow(number, cells["name"], role, login, password, bad_role=bool(word) and role is None)
