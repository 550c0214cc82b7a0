"""Names as people paste them: numbered, with bullets, commas, addresses and telephones; the people are the same."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.users import UserRole
from services.user_errors import ImportRefusedError
from services.user_sheet import SheetRow, rows_of

_LETTERS = st.text(st.sampled_from("абвгдежзийклмнопрстуфхцчшщъыьэюяё"), min_size=2, max_size=10)
_WORD = _LETTERS.map(str.capitalize)
_NAME = st.builds(" ".join, st.lists(_WORD, min_size=2, max_size=3))
_BEFORE = ["{name}", "{n}. {name}", "{n}) {name}", "{n} {name}", "- {name}", "• {name}", "№ {n} {name}", "  {name}  "]
_BEHIND = ["", " ", ",", ";", " ivanov@example.ru", ", ivanov@example.ru", " +7 912 345-67-89", " (8 912 345 67 89)"]


@given(st.lists(_NAME, min_size=1, max_size=20), st.sampled_from(_BEFORE), st.sampled_from(_BEHIND))
def test_the_same_people_are_read_however_the_lines_are_dressed(names: list[str], before: str, behind: str) -> None:
    lines = [before.format(n=n, name=name) + behind for n, name in enumerate(names, 1)]
    read = [(row.name, row.login, row.role, row.left_over) for row in rows_of("\n".join(lines))]
    assert [name.lower() for name, *_ in read] == [name.lower() for name in names]
    assert {(login, role, left) for _, login, role, left in read} == {("", None, 0)}


@given(st.lists(_NAME, min_size=2, max_size=20))
def test_names_in_one_line_with_commas_are_people_each(names: list[str]) -> None:
    assert [row.name for row in rows_of(", ".join(names))] == names


@given(_WORD, _WORD)
def test_a_comma_between_surname_and_name_parts_nobody(surname: str, name: str) -> None:
    [row] = rows_of(f"{surname}, {name}")
    assert row.name == f"{surname} {name}" or row.role is not None


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_and_never_fails(text: str) -> None:
    with suppress(ImportRefusedError):
        assert all(row.name or row.login or row.left_over for row in rows_of(text))


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("Иванов Иван 701", SheetRow(1, "Иванов Иван", login="701")),
        ("Оператор 101", SheetRow(1, "Оператор 101")),
        ("Иванов Иван, 701", SheetRow(1, "Иванов Иван", login="701")),
        ("Иванов Иван, ivanov, Typed-by-hand-26", SheetRow(1, "Иванов Иван", None, "ivanov", "Typed-by-hand-26")),
        ("Иванов, Иван, Иванович, 701", SheetRow(1, "Иванов Иван Иванович", login="701")),
        ("Иванов Иван; суперюзер", SheetRow(1, "Иванов Иван", UserRole.SUPERUSER)),
        ("5\tИванов Иван\tоператор", SheetRow(1, "Иванов Иван", UserRole.OPERATOR, "5")),
        ("1\tИванов Иван\tоператор", SheetRow(1, "Иванов Иван", UserRole.OPERATOR)),
        ('ООО "Рога', SheetRow(1, 'ООО "Рога')),
        ("=1+1", SheetRow(1, "=1+1")),
        ("ivanov@example.ru", SheetRow(1, "ivanov@example.ru")),
    ],
)
def test_what_stands_beside_a_name_finds_its_place(line: str, row: SheetRow) -> None:
    assert rows_of(line) == [row]
