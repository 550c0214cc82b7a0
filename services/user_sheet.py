"""A list of people as it arrives: pasted text, CSV or XLSX, cut into rows of cells and then into columns.

Columns are name, role, login, password, by their headings or, without headings, in this order; a word for a role is
one wherever it stands. Nothing is judged here.
"""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field

from python_calamine import CalamineError, CalamineWorkbook

from domain.users import OWN_ROLES, UserRole
from services.ticked_lists import folded
from services.user_errors import ImportRefusedError
from texts.letter_words import USER_WORDS

MOST_ROWS = 1000
MOST_BYTES = 2_000_000
_UNPACKED = 50_000_000
_COLUMNS = ("name", "role", "login", "password")
_ZIP = b"PK\x03\x04"
_NUMBERED = re.compile(r"^\d{1,4}[.)]\s+")
"""Pasted lists are often numbered."""


@dataclass(frozen=True)
class SheetRow:
    """One person as written; ``number`` is the row's, from 1. ``role`` None: none is written.

    ``bad_role``: a word for a role that is not known. ``left_over`` counts cells that belong to no column.
    """

    number: int
    name: str
    role: UserRole | None = None
    login: str = ""
    password: str = field(default="", repr=False)
    bad_role: bool = False
    left_over: int = 0


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
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=separator)]
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
    return [_by_order(number, row) for number, row in filled]


def _headings(row: Sequence[str]) -> dict[str, int]:
    """Columns by name where the row has headings; none where it is a person already."""
    found = {column: place for place, cell in enumerate(row) for column in _COLUMNS if _is(column, cell)}
    return found if "name" in found else {}


def _by_heading(number: int, row: Sequence[str], columns: dict[str, int]) -> SheetRow:
    cells = {column: row[place] if place < len(row) else "" for column, place in columns.items()}
    word = cells.get("role", "")
    role = _role(word)
    login, password = cells.get("login", ""), cells.get("password", "")
    return SheetRow(number, cells["name"], role, login, password, bad_role=bool(word) and role is None)


def _by_order(number: int, row: Sequence[str]) -> SheetRow:
    first, *rest = [cell for cell in row if cell]
    name = _NUMBERED.sub("", first)
    role = next((found for cell in rest if (found := _role(cell)) is not None), None)
    others = [cell for cell in rest if _role(cell) is None]
    login, password, *left = [*others, "", ""]
    return SheetRow(number, name, role, login, password, left_over=sum(map(bool, left)))


def _role(word: str) -> UserRole | None:
    return next((role for role in OWN_ROLES if _is(role.value, word)), None)


def _is(section: str, cell: str) -> bool:
    return " ".join(folded(cell).split()) in {folded(word) for word in USER_WORDS[section]}
