"""A file with a list of people, as rows of cells: CSV in the encodings that Excel writes, XLSX, plain text.

What is something else is refused by its name or by its content, for any bytes at all can be read as text.
"""

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from python_calamine import CalamineError, CalamineWorkbook

from services.user_errors import ImportRefusedError

MOST_BYTES = 2_000_000
MOST_ROWS = 1000

_UNPACKED = 50_000_000
_LONGEST_LINE = 4_000
_ENDINGS = frozenset({"", ".csv", ".tsv", ".txt", ".xlsx"})
_OLD_ENDINGS = frozenset({".xls", ".xlt", ".xlsb"})
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Office files before 2007. https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-cfb/"""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_NO_LIST = re.compile(r"\s*(?:<[!?a-z]|\{|\[\s*[\[{\"]|%PDF|BEGIN:V|1CClientBankExchange)", re.IGNORECASE)
"""How HTML, XML, JSON, RTF, PDF, a vCard and an exchange with a bank begin."""
_SETTING = re.compile(r"\s*(?:\[[^\]]+\]|[\w .\-/]{1,60}=.*)\s*")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""A first line by which Excel is told the separator."""


@dataclass(frozen=True)
class Cells:
    """Rows of cells. ``sheet`` is the name of the one that was read where the workbook has others with rows."""

    rows: list[list[str]]
    sheet: str = ""


def refused(fault: str) -> ImportRefusedError:
    """The refusal of a list for one of its reasons."""
    return ImportRefusedError(fault=fault, most=MOST_ROWS)


def cells_of(data: bytes, name: str) -> Cells:
    """The rows of a file of this name ("": not known). Raises ``ImportRefusedError``."""
    if len(data) > MOST_BYTES:
        raise refused("too-large")
    ending = PurePath(name.lower()).suffix
    if data.startswith(_OLE) or ending in _OLD_ENDINGS:
        raise refused("old-excel")
    if ending not in _ENDINGS:
        raise refused("unreadable")
    return _workbook(data) if data.startswith(_ZIP) else Cells(separated(_listed(_decoded(data))))


def separated(text: str) -> list[list[str]]:
    """The cells of a text; its separator is the first of tab, semicolon and comma that is there at all."""
    told = _SEPARATOR.match(text)
    text = text[told.end() :] if told else text
    separator = told[1] if told else next((mark for mark in "\t;," if mark in text), ",")
    lone = text.count('"') % 2 == 1  # a quote that nobody closes would swallow the rest
    try:
        reader = csv.reader(io.StringIO(text), delimiter=separator, quotechar=None if lone else '"')
        return [[cell.strip() for cell in row] for row in reader]
    except csv.Error:
        raise refused("unreadable") from None


def _decoded(data: bytes) -> str:
    """UTF-16 where it says so, UTF-8, else what Excel writes in Russia.

    https://docs.python.org/3/library/codecs.html#standard-encodings
    """
    for encoding in ("utf-16",) if data.startswith(_UTF16) else ("utf-8-sig", "cp1251"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refused("unreadable")


def _listed(text: str) -> str:
    """The text, where it may be a list of people at all."""
    lines = [line for line in text.splitlines() if line.strip()]
    settings = sum(map(bool, map(_SETTING.fullmatch, lines)))
    wrong = _NO_LIST.match(text) or _CONTROL.search(text) or any(len(line) > _LONGEST_LINE for line in lines)
    if wrong or (lines and not any(map(str.isalpha, text))) or (len(lines) > 1 and settings * 2 > len(lines)):
        raise refused("unreadable")
    return text


def _workbook(data: bytes) -> Cells:
    """The first sheet of an XLSX that has rows; one that unpacks to a mountain is not opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _UNPACKED:
                raise refused("too-large")
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        found = [(name, _rows(book, name)) for name in book.sheet_names]
    except (CalamineError, zipfile.BadZipFile, IndexError, ValueError, OSError):
        raise refused("unreadable") from None
    full = [(name, rows) for name, rows in found if any(map(any, rows))]
    return Cells(full[0][1], full[0][0] if len(full) > 1 else "") if full else Cells([])


def _rows(book: CalamineWorkbook, name: str) -> list[list[str]]:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return [[_text(cell) for cell in row] for row in rows]


def _text(cell: object) -> str:
    """A number of a cell as it was typed: 101.0 is 101."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
