"""Many users at once in the chat: pasted, from a file, with faults, by the thousand; links for all, the export."""

import base64
import io
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from tortoise.context import TortoiseContext

from bot.reveals import RevealLoop
from domain.access import Role
from domain.users import UserRole
from handlers.rooms.user_ways import ExportUsers, ImportUsers
from models import Admission, Audit, Draft, HandOver, Line, Reveal, User
from services.project_cards import ProjectFact
from tests.handlers.centre import SECRETS, Server, a_user, centre_desk
from tests.handlers.desk import ANNA, MARINA, SERGEY, Desk
from tests.handlers.test_people import pressed
from tests.kit.phone import Phone, Shown

SURNAMES = ("Иванов", "Петров", "Белов", "Власов", "Громов")
FIFTEEN = [f"{surname} {name}" for surname in SURNAMES for name in ("Иван", "Пётр", "Олег")]


@pytest.fixture
async def desk(db_sqlite: TortoiseContext) -> AsyncIterator[Desk]:
    async with centre_desk(Server()) as opened:
        await opened.join(ANNA, Role.ADMINISTRATOR)
        await opened.services.centre.projects.push([ProjectFact("184/24", "p1", "Опрос")], opened.clock())
        yield opened


async def sent(phone: Phone, raw: bytes, name: str) -> Shown:
    return await phone.send_document(name, base64.b64encode(raw).decode(), "application/octet-stream")


async def rows_in(phone: Phone, name: str) -> list[list[str]]:
    content = await phone.file(await phone.gets_file(name))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    return [[str(cell) for cell in row] for row in sheet.to_python()]


async def test_fifteen_operators_are_one_pasted_message_and_two_taps(desk: Desk) -> None:
    anna = await desk.phone(ANNA)
    await anna.send("\n".join(FIFTEEN))
    await anna.sees("Новые пользователи: 15")
    await anna.press("☐ В проект · Опрос")
    await anna.sees("Проект: «Опрос»")
    await anna.press("Добавить (15)")
    done = await anna.sees("Добавлено 15 пользователей")
    assert done.labels == ["Ссылки всем", "Доступы", "Пользователи", "Домой"]
    users = await User.all().order_by("id")
    assert [user.name for user in users] == FIFTEEN
    assert {user.role for user in users} == {UserRole.OPERATOR}
    assert all(user.sip_ha1 for user in users)
    assert await Admission.all().count() == 15
    assert await Audit.filter(action="import_users").count() == 1


async def test_links_for_all_come_in_one_table_once(desk: Desk) -> None:
    anna = await desk.phone(ANNA)
    await anna.send("=1+1 Иванов\nПетров Пётр")
    await anna.send("/users")
    await anna.press("Списком")
    await anna.sees("Вставьте имена")
    await anna.send("=1+1\nПетров Пётр")
    await anna.press("Добавить (2)")
    await anna.sees("Добавлены 2 пользователя")
    assert await anna.press("Ссылки всем")
    title, how, head, *rows = await rows_in(anna, "Ссылки до")
    assert (title[0][:7], how[0][:6], head[0]) == ("Ссылки ", "Каждая", "Имя")
    assert [row[0] for row in rows] == ["=1+1", "Петров Пётр"]
    assert all("?start=u_" in row[2] for row in rows)
    assert await HandOver.all().count() == 2
    face = await desk.services.centre.hand_over.look(rows[1][2].partition("u_")[2], desk.clock())
    assert face.name == "Петров Пётр"
    assert await anna.press("Ссылки всем") == "Ссылки уже сделаны или прошла неделя. Откройте «Доступы»"
    assert await HandOver.all().count() == 2
    secrets = [SECRETS.password(user) for user in await User.all()]
    assert not [row for row in rows if any(secret in "".join(row) for secret in secrets)]


async def test_links_that_were_not_made_wait_in_the_room_of_users(desk: Desk) -> None:
    marina = await desk.join(MARINA, Role.ADMINISTRATOR)
    anna = await desk.phone(ANNA)
    await anna.send("\n".join(FIFTEEN))
    await anna.press("Добавить (15)")
    await anna.sees("Добавлено 15 пользователей")
    await anna.send("/start")
    gone, taken = (await User.all().order_by("id"))[:2]
    await User.filter(id=gone.id).update(deleted_at=desk.clock())
    member = (await desk.services.members.identify(ANNA, "ru")).member
    assert member is not None
    await desk.services.centre.hand_over.make(member, taken.id, desk.clock())
    desk.clock.skip(days=3)
    await anna.send("/users")
    assert "Добавлены списком, ссылок ещё нет: 13" in (await anna.sees("Пользователи · ")).text
    await marina.send("/users")
    assert "Ссылки (13)" not in (await marina.sees("Пользователи · ")).labels
    await anna.press("Ссылки (13)")
    assert len(await rows_in(anna, "Ссылки до")) == 13 + 3
    assert await desk.services.centre.hand_over_many.offered(member, desk.clock()) is None


async def test_the_table_of_links_leaves_the_chat_when_they_end_and_is_written_down_first(desk: Desk) -> None:
    anna = await desk.phone(ANNA)
    await anna.send("\n".join(FIFTEEN))
    await anna.press("Добавить (15)")
    await anna.press("Ссылки всем")
    await rows_in(anna, "Ссылки до")
    [reveal] = await Reveal.all()
    [link, *_] = await HandOver.all()
    [shown] = [message for message in anna.messages() if message.id == reveal.message_id]
    assert "файл исчезнет из чата" in shown.text
    assert abs(reveal.delete_at - link.expires_at) < timedelta(seconds=10)
    loop = RevealLoop(desk.application.bot, desk.services.centre.reveals, desk.clock)
    await loop.round()
    assert await Reveal.all().count() == 1
    desk.clock.skip(hours=24, seconds=10)
    await loop.round()
    assert not await Reveal.all().exists()
    await anna.sees_no("файл исчезнет из чата")


async def test_namesakes_are_pointed_at_and_can_be_added(desk: Desk) -> None:
    await a_user(desk, "Прежний Пётр", login="700")
    anna = await desk.phone(ANNA)
    await anna.send("Прежний Пётр\nБелова Анна\nБелова Анна")
    seen = await anna.sees("Повторы имён: 3")
    assert "1. Прежний Пётр · 10001: это имя уже есть у вас" in seen.text
    assert "2. Белова Анна · 10002: имя повторяется в списке" in seen.text
    await anna.press("Добавить (3)")
    await anna.sees("Добавлены 3 пользователя")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
async def test_a_file_is_read_and_deleted_when_it_holds_passwords(desk: Desk, kind: str) -> None:
    anna = await desk.phone(ANNA)
    rows = [("ФИО", "Логин", "Пароль", "Роль"), ("Анна Белова", "701", "Typed-by-hand-2026", "Наблюдатель")]
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    text = "\n".join(";".join(row) for row in rows).encode("cp1251")
    message = await sent(anna, output.getvalue() if kind == "xlsx" else text, f"Операторы.{kind.upper()}")
    await anna.sees("Новые пользователи: 1")
    assert message.id not in [each.id for each in anna.messages()]
    assert "Typed-by-hand" not in (await Draft.get()).answers
    await anna.press("Добавить (1)")
    await anna.sees("Добавлен 1 пользователь")
    user = await User.get()
    assert (user.login, user.role, SECRETS.password(user)) == ("701", UserRole.OBSERVER, "Typed-by-hand-2026")


async def test_faults_are_shown_by_row_and_there_is_no_way_to_save(desk: Desk) -> None:
    await a_user(desk, "Прежний", login="700")
    anna = await desk.phone(ANNA)
    await anna.send("/users")
    await anna.press("Списком")
    await anna.send("Анна Белова, 700\nБорис Власов, директор\nВера Громова")
    seen = await anna.sees("Строк с ошибками: 2")
    assert "1. Анна Белова: Этот логин занят" in seen.text
    assert "2. Борис Власов · «директор»: Роль: суперюзер, оператор или наблюдатель" in seen.text
    assert "Ничего не добавлено" in seen.text
    assert not [label for label in seen.labels if label.startswith("Добавить")]
    await anna.press("Отмена")
    await anna.sees("Вставьте имена")
    await anna.send("Вера Громова")
    await anna.press("Роль")
    await anna.press("Суперюзеры")
    await anna.sees("Роль, где не указана: суперюзер")
    await anna.press("Добавить (1)")
    await anna.sees("Добавлен 1")
    assert (await User.get(name="Вера Громова")).role is UserRole.SUPERUSER


@pytest.mark.parametrize("way", ["text", "txt", "csv", "turned", "stray"])
async def test_the_mended_list_is_taken_at_once(desk: Desk, way: str) -> None:
    anna = await desk.phone(ANNA)
    if way != "stray":
        await anna.send("/users")
        await anna.press("Списком")
        await anna.sees("Вставьте имена")
    await anna.send("\n".join([*FIFTEEN[:14], "Громов Олег, 701, qwerty"]))
    await anna.sees("Строк с ошибками: 1")
    if way == "turned":
        await anna.press("›")
        await anna.sees_button("2/3")
    mended = "\n".join(["Анна", *FIFTEEN[:13], "Громов, 701"])
    if way in ("txt", "csv"):
        await sent(anna, mended.encode(), f"Операторы.{way}")
    else:
        await anna.send(mended)
    assert "Новые пользователи: 15" in (await anna.sees("Список ждёт")).text
    await anna.press("Добавить (15)")
    await anna.sees("Добавлено 15 пользователей")


async def test_the_mended_list_is_taken_after_a_restart(db_sqlite: TortoiseContext) -> None:
    async with centre_desk(Server()) as before:
        anna = await before.join(ANNA, Role.ADMINISTRATOR)
        await anna.send("Белова Анна\nВласов Борис, 701, qwerty")
        await anna.sees("Строк с ошибками: 1")
    async with centre_desk(Server()) as after:
        anna = await after.phone(ANNA)
        await sent(anna, "Анна\nБорис, 701".encode(), "Операторы.txt")
        assert "Новые пользователи: 2" in (await anna.sees("Список ждёт")).text


async def test_after_a_list_with_faults_the_way_home_ends_the_wait(desk: Desk) -> None:
    anna = await desk.phone(ANNA)
    await anna.send("Белова Анна\nВласов Борис, 701, qwerty")
    await anna.sees("Строк с ошибками: 1")
    await anna.press("Домой")
    await anna.send("Анна")
    await anna.sees_no("Новые пользователи: 1")


async def test_a_file_that_is_no_list_is_refused_with_advice(desk: Desk) -> None:
    anna = await desk.phone(ANNA)
    await anna.send("/users")
    await anna.press("Списком")
    for content, name in ((b"PK\x03\x04 no workbook", "список.xlsx"), (b"%PDF-1.4\nname", "Договор.pdf")):
        await sent(anna, content, name)
        await anna.sees("Это не список имён. Пришлите CSV, XLSX или текст: по имени в строке")
    await sent(anna, bytes.fromhex("d0cf11e0a1b11ae1"), "Операторы.xls")
    await anna.sees("Это старый файл Excel. Сохраните его как XLSX")
    assert not await Draft.all().exists()
    await anna.send("Анна Белова")
    await anna.sees("Новые пользователи: 1")


async def test_a_thousand_are_added_and_the_person_is_told_meanwhile(desk: Desk) -> None:
    anna = await desk.phone(ANNA)
    await anna.send("/users")
    await anna.press("Списком")
    await sent(anna, "\n".join(f"Оператор Номер-{n}" for n in range(1000)).encode(), "тысяча.csv")
    await anna.sees("Новые пользователи: 1\xa0000", timeout=20)
    await anna.press("Добавить (1\xa0000)", timeout=20)
    await anna.sees("Добавлено 1\xa0000 пользователей", timeout=60)
    assert await User.all().count() == 1000
    calls = await desk.telegram.control("calls", "GET", method="editMessageText", chat_id=ANNA)
    told = [str(call["parameters"]["text"]) for call in calls]
    making = [text for text in told if "Создаю: " in text]
    assert "Создаю: 0 из 1\xa0000" in making[0]
    assert "Создаю: 50 из 1\xa0000" in making[1]
    assert all("До конца никто не добавлен" in text for text in making)


async def test_the_export_keeps_formulas_as_text(desk: Desk) -> None:
    await a_user(desk, "=HYPERLINK(1)", login="701")
    anna = await desk.phone(ANNA)
    await anna.send("/users")
    await anna.press("Выгрузить")
    rows = await rows_in(anna, "Пользователи на")
    assert rows[3][:3] == ["=HYPERLINK(1)", "Оператор", "701"]


async def test_ordinary_words_and_an_open_form_are_no_list(desk: Desk) -> None:
    anna = await desk.phone(ANNA)
    await anna.send("Здравствуйте\nкак дела")
    await anna.send("/lines")
    await anna.press("Добавить")
    await anna.send("Иванов Иван\nПетров Пётр")
    await anna.sees("Письмо не удалось прочитать")
    assert not [message for message in anna.messages() if "Новые пользователи" in message.text]
    assert not await Line.all().exists()


@pytest.mark.parametrize(("person", "role"), [(MARINA, Role.MANAGER), (SERGEY, Role.ON_CALL)])
async def test_who_may_not_add_gets_no_preview(desk: Desk, person: int, role: Role) -> None:
    phone = await desk.join(person, role)
    await phone.send("\n".join(FIFTEEN))
    await phone.send("/users")
    seen = await phone.sees("Пользователи · ")
    assert not {"Списком", "Выгрузить", "Добавить", "Наблюдатели"} & set(seen.labels)
    await pressed(desk, phone, ImportUsers().pack())
    await pressed(desk, phone, ExportUsers().pack())
    await phone.send("\n".join(FIFTEEN))
    assert not await Draft.all().exists()
