"""Many users at once: pasted, CSV, XLSX; a preview with faults by row; saved whole or not at all."""

import asyncio
import io
import zipfile
from datetime import timedelta

import pytest
import xlsxwriter

from domain.user_fields import UserFault, UserField, UserWhy
from domain.users import UserRole
from models import AccessChange, Admission, Draft, User
from services.errors import ForbiddenError, NotFoundError
from services.user_errors import ImportFaultyError, ImportGoneError, ImportRefusedError, UserFieldError
from services.user_import_cards import Alike
from services.user_import_draft import LASTS
from services.user_sheet import MOST_ROWS, SheetRow, rows_of
from tests.services.centre_desk import Desk, open_desk
from tests.services.house import House

NAMES = "Анна Белова\nБорис Власов\n\n  Вера Громова  \n"


@pytest.fixture
async def desk(house: House) -> Desk:
    return await open_desk(house)


def workbook(*rows: tuple[object, ...]) -> bytes:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    book.close()
    return output.getvalue()


async def test_pasted_names_become_operators_with_logins_and_passwords(desk: Desk) -> None:
    project = await desk.project()
    preview = await desk.centre.imports.start(desk.anna, NAMES, desk.now)
    assert [(line.number, line.name, line.login, line.role) for line in preview.items] == [
        (1, "Анна Белова", "10001", UserRole.OPERATOR),
        (2, "Борис Власов", "10002", UserRole.OPERATOR),
        (4, "Вера Громова", "10003", UserRole.OPERATOR),
    ]
    assert not await User.all().exists()
    await desk.centre.imports.choose_project(desk.anna, project.id, desk.now)
    done = await desk.centre.imports.confirm(desk.anna, desk.now)
    assert (done.count, done.project) == (3, "Опрос")
    users = await User.all().order_by("login")
    assert [user.id for user in users] == list(done.user_ids)
    assert (
        len({desk.secrets.password(user) for user in users} | {desk.secrets.sip_password(user) for user in users}) == 6
    )
    assert await Admission.filter(project_id=project.id).count() == 3
    assert [kind for kind, _ in await desk.told()] == ["user", "password"] * 3 + ["admission"] * 3
    with pytest.raises(ImportGoneError):
        await desk.centre.imports.confirm(desk.anna, desk.now)


@pytest.mark.parametrize(
    "source",
    [
        "Анна;оператор;701;Typed-by-hand-2026",
        "Анна\tоператор\t701\tTyped-by-hand-2026",
        "1. Анна, 701, Typed-by-hand-2026",
        "ФИО;Логин;Пароль;Роль\nАнна;701;Typed-by-hand-2026;Оператор".encode("cp1251"),
        "\ufeffName,Login,Password\nАнна,701,Typed-by-hand-2026".encode(),
        workbook(("Имя", "Внутренний номер", "Пароль"), ("Анна", 701.0, "Typed-by-hand-2026")),
        workbook(("Анна", "Оператор", 701, "Typed-by-hand-2026")),
    ],
)
async def test_a_list_is_read_however_it_comes(desk: Desk, source: str | bytes) -> None:
    preview = await desk.centre.imports.start(desk.anna, source, desk.now)
    assert [line.faults for line in preview.items] == [()]
    await desk.centre.imports.confirm(desk.anna, desk.now)
    [user] = await User.all()
    assert (user.name, user.login, user.role) == ("Анна", "701", UserRole.OPERATOR)
    assert desk.secrets.password(user) == "Typed-by-hand-2026"


async def test_every_fault_is_shown_with_its_row_and_nothing_is_saved(desk: Desk) -> None:
    await desk.user(login="900")
    good = "Хорошая;701\n...;702\nЗанятый;900\nДважды;703\nДважды ещё;703\n"
    text = f"{good}Простой;704;qwerty\nЛишнее;705;Typed-by-hand-26;x"
    preview = await desk.centre.imports.start(desk.anna, text, desk.now)
    assert preview.faulty == 6
    second = await desk.centre.imports.preview(desk.anna, 1, desk.now)
    faults = {line.number: line.faults for line in (*preview.items, *second.items)}
    assert faults == {
        1: (),
        2: (UserFault(UserField.NAME, UserWhy.SYNTAX),),
        3: (UserFault(UserField.LOGIN, UserWhy.TAKEN),),
        4: (UserFault(UserField.LOGIN, UserWhy.TWICE),),
        5: (UserFault(UserField.LOGIN, UserWhy.TWICE),),
        6: (UserFault(UserField.PASSWORD, UserWhy.TOO_SHORT, 12),),
        7: (UserFault(UserField.ROW, UserWhy.COLUMNS),),
    }
    with pytest.raises(ImportFaultyError):
        await desk.centre.imports.confirm(desk.anna, desk.now)
    assert await User.all().count() == 1


async def test_a_name_that_is_there_already_is_pointed_at_and_may_be_added(desk: Desk) -> None:
    await desk.user("Фёдор Белов")
    await desk.user("Глеб Чужой", desk.gleb)
    text = "Анна Белова\nФедор  белов\nБорис Власов\nанна белова\nГлеб Чужой"
    preview = await desk.centre.imports.start(desk.anna, text, desk.now)
    assert [(line.number, line.alike) for line in preview.items] == [
        (1, Alike.IN_LIST),
        (2, Alike.AT_WORK),
        (4, Alike.IN_LIST),
        (3, None),
        (5, None),
    ]
    assert (preview.alike, preview.faulty) == (3, 0)
    assert (await desk.centre.imports.preview(desk.anna, 0, desk.now)).alike == 3
    assert (await desk.centre.imports.confirm(desk.anna, desk.now)).count == 5


@pytest.mark.parametrize(
    ("text", "name", "word"),
    [
        ("Анна, космонавт", "Анна", "космонавт"),
        ("Белова Анна Ивановна; 701; старший смены", "Белова Анна Ивановна", "старший смены"),
        ("Белова Анна 701, директор", "Белова Анна", "директор"),
        ("Анна\tдир.\t701", "Анна", "дир."),
        ("Имя;Роль\nАнна;космонавт", "Анна", "космонавт"),
    ],
)
async def test_a_word_that_is_no_role_is_told_as_that_with_what_was_read(
    desk: Desk, text: str, name: str, word: str
) -> None:
    preview = await desk.centre.imports.start(desk.anna, text, desk.now)
    [line] = (await desk.centre.imports.preview(desk.anna, 0, desk.now)).items
    assert line == preview.items[0]
    assert (line.name, line.bad_role, line.faults) == (name, word, (UserFault(UserField.ROLE, UserWhy.CHOICE),))


@pytest.mark.parametrize("text", ["=СУММ(А1;2)", "=ЕСЛИ(А1;да;нет)", "Анна;701\n=HYPERLINK(A1;x)"])
async def test_a_formula_cut_by_its_semicolons_is_a_row_that_is_not_understood(desk: Desk, text: str) -> None:
    preview = await desk.centre.imports.start(desk.anna, text, desk.now)
    assert preview.items[0].faults == (UserFault(UserField.ROW, UserWhy.COLUMNS),)


async def test_a_password_behind_a_role_is_no_role(desk: Desk) -> None:
    preview = await desk.centre.imports.start(desk.anna, "Анна, оператор, 701, пароль", desk.now)
    assert [fault.field for fault in preview.items[0].faults] == [UserField.PASSWORD]


async def test_roles_are_read_by_heading_and_chosen_for_the_rest(desk: Desk) -> None:
    text = "имя;роль\nАнна;Суперюзер\nБорис;\nВера;директор"
    preview = await desk.centre.imports.start(desk.anna, text, desk.now)
    assert preview.items[0].faults == (UserFault(UserField.ROLE, UserWhy.CHOICE),)
    await desk.centre.imports.start(desk.anna, "Анна;superuser\nБорис", desk.now)
    preview = await desk.centre.imports.choose_role(desk.anna, UserRole.OBSERVER, desk.now)
    assert [line.role for line in preview.items] == [UserRole.SUPERUSER, UserRole.OBSERVER]
    with pytest.raises(UserFieldError):
        await desk.centre.imports.choose_role(desk.anna, UserRole.EXTERNAL_OBSERVER, desk.now)
    await desk.centre.imports.confirm(desk.anna, desk.now)
    assert [bool(user.sip_ha1) for user in await User.all().order_by("name")] == [True, False]


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("", "empty"),
        (" \n;;\n", "empty"),
        (b"", "empty"),
        ("имя;логин\n", "empty"),
        ("А\n" * (MOST_ROWS + 1), "too-many"),
        (b"PK\x03\x04 no workbook", "unreadable"),
        (b"\x98\xff\xfe\x98", "unreadable"),
        (b"x" * 2_000_001, "too-large"),
        ('"' + "x" * 200_000, "unreadable"),
    ],
)
def test_what_is_no_list_is_refused_with_a_reason(source: str | bytes, fault: str) -> None:
    with pytest.raises(ImportRefusedError) as refused:
        rows_of(source)
    assert refused.value.values["fault"] == fault


def test_a_workbook_that_unpacks_to_a_mountain_is_not_opened() -> None:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 60_000_000)
    with pytest.raises(ImportRefusedError) as refused:
        rows_of(output.getvalue())
    assert refused.value.values["fault"] == "too-large"


def test_formulas_of_a_pasted_list_are_names_like_any_other() -> None:
    assert rows_of("=1+1\n@cmd") == [SheetRow(1, "=1+1"), SheetRow(2, "@cmd")]


async def test_a_list_waits_an_hour_for_its_person_alone(desk: Desk) -> None:
    await desk.centre.imports.start(desk.anna, NAMES, desk.now)
    for member, at in ((desk.gleb, desk.now), (desk.anna, desk.now + LASTS)):
        for call in (desk.centre.imports.preview(member, 0, at), desk.centre.imports.confirm(member, at)):
            with pytest.raises(ImportGoneError):
                await call
    await desk.centre.imports.cancel(desk.anna)
    with pytest.raises(ImportGoneError):
        await desk.centre.imports.preview(desk.anna, 0, desk.now)


async def test_a_typed_password_waits_sealed(desk: Desk) -> None:
    await desk.centre.imports.start(desk.anna, "Анна;701;Typed-by-hand-2026", desk.now)
    assert "Typed-by-hand" not in (await Draft.get()).answers


async def test_of_two_confirmations_at_once_one_saves(desk: Desk) -> None:
    await desk.centre.imports.start(desk.anna, NAMES, desk.now)
    done = await asyncio.gather(
        *(desk.centre.imports.confirm(desk.anna, desk.now) for _ in range(3)), return_exceptions=True
    )
    assert sum(not isinstance(each, Exception) for each in done) == 1
    assert await User.all().count() == 3


async def test_a_login_taken_meanwhile_refuses_the_whole_list(desk: Desk) -> None:
    await desk.centre.imports.start(desk.anna, "Анна;701\nБорис;702", desk.now)
    await desk.user(login="702", member=desk.gleb)
    before = await AccessChange.all().count()
    with pytest.raises(UserFieldError):
        await desk.centre.imports.confirm(desk.anna, desk.now)
    assert (await User.all().count(), await AccessChange.all().count()) == (1, before)
    assert (await desk.centre.imports.preview(desk.anna, 0, desk.now)).total == 2


async def test_a_foreign_project_is_not_there(desk: Desk) -> None:
    foreign = await desk.project("Чужой", desk.other)
    await desk.centre.imports.start(desk.anna, NAMES, desk.now)
    with pytest.raises(NotFoundError):
        await desk.centre.imports.choose_project(desk.anna, foreign.id, desk.now)


async def test_only_administrators_import_and_export(desk: Desk) -> None:
    for call in (
        desk.centre.imports.start(desk.vera, NAMES, desk.now),
        desk.centre.imports.confirm(desk.boris, desk.now),
        desk.centre.exports.sheet(desk.boris, desk.now),
    ):
        with pytest.raises(ForbiddenError):
            await call


async def test_a_thousand_users_are_added_together(desk: Desk) -> None:
    preview = await desk.centre.imports.start(desk.anna, "\n".join(f"Оператор {n}" for n in range(1000)), desk.now)
    assert (preview.total, preview.faulty) == (1000, 0)
    assert (await desk.centre.imports.confirm(desk.anna, desk.now)).count == 1000
    assert await User.filter(sip_ha1="").count() == 0
    assert await AccessChange.all().count() == 2000


async def test_how_far_it_is_is_told_and_nobody_is_there_before_the_end(desk: Desk) -> None:
    await desk.centre.imports.start(desk.anna, "\n".join(f"Оператор {n}" for n in range(1000)), desk.now)
    steps = desk.centre.imports.confirming(desk.anna, desk.now)
    told = [(step.ready, bool(step.done), await User.all().count()) async for step in steps]
    assert told == [*((ready, False, 0) for ready in range(50, 1001, 50)), (1000, True, 1000)]


async def test_a_list_that_was_changed_while_it_is_added_is_not(desk: Desk) -> None:
    await desk.centre.imports.start(desk.anna, NAMES, desk.now)
    steps = desk.centre.imports.confirming(desk.anna, desk.now)
    assert (await anext(steps)).done is None
    await desk.centre.imports.choose_role(desk.anna, UserRole.OBSERVER, desk.now)
    with pytest.raises(ImportGoneError):
        await anext(steps)
    assert not await User.all().exists()
    assert (await desk.centre.imports.confirm(desk.anna, desk.now)).count == 3
    assert not await User.exclude(role=UserRole.OBSERVER).exists()


async def test_the_exported_table_has_everybody_with_his_projects_and_no_secret(desk: Desk) -> None:
    project = await desk.project()
    user = await desk.user("=СУММ(1)", login="701")
    await desk.user("Чужой", desk.gleb)
    await desk.centre.admissions.admit(desk.anna, project.id, [user.id], True, desk.now)
    sheet = await desk.centre.exports.sheet(desk.anna, desk.now + timedelta(hours=9))
    [row] = sheet.rows
    assert (row.name, row.login, row.projects) == ("=СУММ(1)", "701", ("Опрос",))
    assert (sheet.contract, sheet.day.isoformat()) == ("184/24", "2026-03-03")
    assert desk.secrets.password(user) not in repr(sheet)
