"""A list of people as it arrives, pasted or as a file: its rows of cells cut into columns.

Columns are name, role, login, password, by their headings or, without headings, in this order; a word for a role is
one wherever it stands. Nothing is judged here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from services.user_file import MOST_BYTES, MOST_ROWS, Cells, cells_of, refused, separated
from services.user_lines import SheetRow, people, role_of, says

__all__ = ["MOST_BYTES", "MOST_ROWS", "Sheet", "SheetRow", "rows_of", "sheet_of"]

_COLUMNS = ("name", "role", "login", "password")


@dataclass(frozen=True)
class Sheet:
    """The people of a list; ``name`` is that of the sheet which was read where a workbook has others besides."""

    rows: list[SheetRow]
    name: str


def sheet_of(source: str | bytes, name: str = "") -> Sheet:
    """The people of a pasted text (``str``), or of a file of this name. Raises ``ImportRefusedError``."""
    cells = cells_of(source, name) if isinstance(source, bytes) else Cells(separated(source))
    rows = _people(cells.rows)
    if not rows:
        raise refused("empty")
    if len(rows) > MOST_ROWS:
        raise refused("too-many")
    return Sheet(rows, cells.sheet)


def rows_of(source: str | bytes, name: str = "") -> list[SheetRow]:
    """The people alone, as :func:`sheet_of` reads them."""
    return sheet_of(source, name).rows


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
    return SheetRow(number, cells["name"], role, login, password, bad_role="" if role else word)
