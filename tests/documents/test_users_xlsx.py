"""The table of users: what a person types stays text, and the table can be read back as a list of people."""

import io
import re
import zipfile
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from documents.users_xlsx import users_name, users_xlsx
from domain.users import UserRole
from domain.users_sheet import UserRow, UsersSheet
from texts import Texts

RU = Texts("ru")
ROWS = (
    UserRow('=HYPERLINK("http://x","y")', UserRole.OPERATOR, "10001", ("Опрос", "Продажи"), date(2026, 3, 2)),
    UserRow("+7 912", UserRole.EXTERNAL_OBSERVER, "lutik", (), date(2026, 3, 3)),
)
SHEET = UsersSheet("184/24", "ООО «Ромашка»", date(2026, 3, 4), ROWS)


def test_formulas_in_names_stay_text_and_every_column_is_there() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(users_xlsx(SHEET, RU)))
    sheet = book.get_sheet_by_name("Пользователи")
    title, _, head, *rows = sheet.to_python(skip_empty_area=False)
    assert title[0] == "Пользователи · ООО «Ромашка» · договор 184/24"
    assert head == ["Имя", "Роль", "Логин", "Проекты", "С какого дня"]
    assert rows == [
        ['=HYPERLINK("http://x","y")', "Оператор", "10001", "Опрос, Продажи", date(2026, 3, 2)],
        ["+7 912", "Сторонний наблюдатель", "lutik", "", date(2026, 3, 3)],
    ]


@pytest.mark.parametrize("name", ["=1+1", "+1-1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "{=1+1}", "http://x.example"])
def test_no_name_becomes_a_formula_a_number_or_a_link(name: str) -> None:
    row = UserRow(name, UserRole.OPERATOR, "10001", (name,), date(2026, 3, 2))
    sheet = users_xlsx(UsersSheet("1", "Один", date(2026, 3, 4), (row,)), RU)
    with zipfile.ZipFile(io.BytesIO(sheet)) as book:
        page = book.read("xl/worksheets/sheet1.xml").decode()
        assert not [part for part in book.namelist() if "_rels/sheet" in part]
    assert "<f>" not in page
    assert re.search(r'<c r="A4"[^>]* t="s">', page)
    written = CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert (written[3][0], written[3][3]) == (name.strip(), name.strip())


def test_the_file_is_named_after_its_day() -> None:
    assert users_name(SHEET, RU).endswith(".xlsx")
    assert "2026" in users_name(SHEET, RU)


def test_an_empty_table_has_its_headings() -> None:
    empty = UsersSheet("1", "Один", date(2026, 3, 4), ())
    book = CalamineWorkbook.from_filelike(io.BytesIO(users_xlsx(empty, Texts("en"))))
    assert len(book.get_sheet_by_index(0).to_python(skip_empty_area=False)) == 3
