"""One written line as a person, or as several: how people paste names, with numbers, bullets, commas and addresses.

Nothing is judged here: what cannot be understood is left over, and the row gets a fault.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.users import OWN_ROLES, UserRole
from services.ticked_lists import folded
from texts.letter_words import USER_WORDS

_BULLET = re.compile(r"^(?:[-–—•*·]\s+|№?\s*\d{1,4}[.)]\s*|№\s*\d{1,4}\s+)")
_COUNTED = re.compile(r"^(\d{1,4})\s+(?=[^\W\d_])")
_EMAIL = re.compile(r"\s*[<(]?[^\s@<>(),;]+@[^\s@<>(),;]+\.[^\s@<>(),;]+[>)]?\s*$")
_PHONE = re.compile(r"\s*[+(]?\d(?:[\s()-]*\d){9,14}[\s)]*$")
_NUMBER = re.compile(r"(?<=\S)\s+\S+(\s+(\d{3,8}))$")
"""A login behind first name and surname; behind one word it is a part of the name."""
_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-])*")
_FOREIGN = re.compile(r"[^\W\d_a-zA-Z]+(?:[ .-]+[^\W\d_a-zA-Z]+)*\.?")
"""Words without a Latin letter or a digit: neither a login nor a password can be so, so a role was meant."""
_CUT_FORMULA = re.compile(r"=[^()]*\((?:[^()]|\([^()]*\))*")
"""A formula of a sheet whose bracket is not closed: its separator cut it into cells."""


@dataclass(frozen=True)
class SheetRow:
    """One person as written; ``number`` is the row's, from 1. ``role`` None: none is written.

    ``bad_role`` is the word that stands for a role and names none. ``left_over`` counts cells that belong to no column.
    """

    number: int
    name: str
    role: UserRole | None = None
    login: str = ""
    password: str = field(default="", repr=False)
    bad_role: str = ""
    left_over: int = 0


def people(number: int, place: int, row: Sequence[str]) -> list[SheetRow]:
    """The people of one line of cells without headings; ``place`` counts the lines that have something in them, from 1.

    Several, where every cell is a full name; else one: name, role, login, password in this order.
    """
    cells = [cell for cell in row if cell]
    if len(cells) > 1 and all(map(_full_name, cells)):
        return [SheetRow(number, cell) for cell in cells]
    cells = _unnumbered(cells, place)
    if len(cells) > 1 and _CUT_FORMULA.fullmatch(cells[0]):
        return [SheetRow(number, cells[0], left_over=len(cells) - 1)]
    cells = [cell for cell in cells if _told(cell)] or cells[:1]
    name, login, rest = _name(cells)
    role = next((found for cell in rest if (found := role_of(cell)) is not None), None)
    bad = "" if role else next(filter(_FOREIGN.fullmatch, rest[:2]), "")
    others = [*([login] if login else []), *(cell for cell in rest if role_of(cell) is None and cell != bad)]
    login, password, *left = [*others, "", ""]
    return [SheetRow(number, name, role, login, password, bad, sum(map(bool, left)))]


def role_of(word: str) -> UserRole | None:
    """The role that a word names."""
    return next((role for role in OWN_ROLES if says(role.value, word)), None)


def says(section: str, cell: str) -> bool:
    """Whether the cell is one of the words of a section."""
    return " ".join(folded(cell).split()) in {folded(word) for word in USER_WORDS[section]}


def _unnumbered(cells: list[str], place: int) -> list[str]:
    """Without the number or the bullet that a list begins its lines with."""
    if len(cells) > 1 and cells[0].isdecimal() and _NAME_WORD.match(cells[1]):
        return [cells[1], *([cells[0]] if int(cells[0]) != place else []), *cells[2:]]
    first = _BULLET.sub("", cells[0]) or cells[0]
    counted = _COUNTED.match(first)
    if counted and int(counted[1]) == place:
        first = first[counted.end() :]
    return [first, *cells[1:]]


def _told(cell: str) -> bool:
    """Whether a cell is of use: a mailbox and a telephone are nothing that we keep."""
    return not (_EMAIL.fullmatch(cell) or _PHONE.fullmatch(cell))


def _name(cells: list[str]) -> tuple[str, str, list[str]]:
    """The name without what is written behind it, a login of digits that stands there, and the other cells."""
    first = _PHONE.sub("", _EMAIL.sub("", cells[0])) or cells[0]
    number = _NUMBER.search(first)
    login, name = (number[2], first[: number.start(1)]) if number else ("", first)
    more = 1
    while not login and more < min(len(cells), 3) and _continues(name, cells[more]):
        name, more = f"{name} {cells[more]}", more + 1
    return name, login, cells[more:]


def _continues(name: str, cell: str) -> bool:
    """Whether the cell is the first name behind a surname and a comma; a login has no capital."""
    words = cell.split()
    capital = cell[:1].isupper() and all(map(_NAME_WORD.fullmatch, words))
    return capital and len(name.split()) <= 2 and role_of(cell) is None and _name_alone(name) and len(words) <= 2


def _name_alone(name: str) -> bool:
    return all(map(_NAME_WORD.fullmatch, name.split()))


def _full_name(cell: str) -> bool:
    """Two to four words of letters, each with a capital: a person, not a part of one."""
    words = cell.split()
    return (
        2 <= len(words) <= 4
        and role_of(cell) is None
        and all(word[:1].isupper() and _NAME_WORD.fullmatch(word) for word in words)
    )
