"""The list of lines at work: search, filters, ticks, deletion with undo, switching, the check of all, history."""

import pytest

from domain.access import Role
from domain.sip import Verdict
from handlers.rooms.lines_deleted import BringLinesBack
from handlers.rooms.lines_pick import DeleteLines, UndoDelete
from handlers.rooms.ways import OpenDeletedLines
from models import Line
from tests.handlers.desk import ANNA, MARINA, SERGEY, Desk, write_lines
from tests.handlers.test_people import pressed
from tests.kit.phone import Phone


async def with_lines(desk: Desk, names: list[str]) -> Phone:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    await write_lines(names)
    await anna.press("Линии")
    await anna.sees("Линии · ")
    return anna


def rows(phone: Phone) -> list[str]:
    return [label for label in phone.buttons() if "·" in label]


async def test_typing_finds_lines_by_name_login_and_carrier(desk: Desk) -> None:
    anna = await with_lines(desk, ["Казань", "Самара", "Уфа"])
    await anna.press("Найти")
    await anna.sees("Напишите часть названия")
    await anna.send("самар")
    found = await anna.sees("По словам «самар»: 1 линия")
    assert [label for label in found.labels if "·" in label] == ["⚪ Самара · не проверена"]
    await anna.send("волга")
    await anna.sees("По словам «волга»: 3 линии")
    await anna.send("ничего такого")
    await anna.sees("По словам «ничего такого» ничего нет")
    await anna.press("Все линии")
    await anna.sees("Работают 0 из 3")


async def test_back_from_a_line_keeps_what_was_found(desk: Desk) -> None:
    anna = await with_lines(desk, ["Казань", "Самара"])
    await anna.press("Найти")
    await anna.sees("Напишите часть названия")
    await anna.send("казань")
    await anna.press("⚪ Казань")
    await anna.sees("Ещё не проверена")
    await anna.press("‹ Линии")
    await anna.sees("По словам «казань»: 1 линия")
    await anna.press("Домой")
    await anna.press("Линии")
    await anna.sees("Работают 0 из 2")


async def test_a_search_that_nobody_began_brings_home(desk: Desk) -> None:
    anna = await with_lines(desk, ["Казань"])
    await anna.send("казань")
    await anna.sees("Линии: 0 из 1")


async def test_a_search_is_left_by_a_command(desk: Desk) -> None:
    anna = await with_lines(desk, ["Казань"])
    await anna.press("Найти")
    await anna.sees("Напишите часть названия")
    await anna.send("/cancel")
    await anna.sees("Поиск закрыт")
    await anna.send("казань")
    await anna.sees("Линии: 0 из 1")


async def test_words_typed_long_after_find_bring_home(desk: Desk) -> None:
    anna = await with_lines(desk, ["Казань"])
    await anna.press("Найти")
    await anna.sees("Напишите часть названия")
    desk.clock.skip(minutes=11)
    await anna.send("казань")
    await anna.sees("Линии: 0 из 1")


async def test_ticks_stay_on_other_pages_and_are_counted(desk: Desk) -> None:
    anna = await with_lines(desk, [f"Линия {number:02}" for number in range(1, 10)])
    await anna.press("Отметить")
    await anna.sees("Ничего не отмечено")
    await anna.press("☐ ⚪ Линия 01")
    await anna.sees_button("☑ ⚪ Линия 01")
    await anna.press("›")
    await anna.press("☐ ⚪ Линия 09")
    await anna.sees_button("Удалить (2)")
    await anna.press("☑ ⚪ Линия 09")
    await anna.sees_button("Удалить (1)")
    await anna.press("Вся страница")
    await anna.sees_button("Удалить (3)")
    await anna.press("Снять все")
    await anna.sees("Ничего не отмечено")


async def delete_two(desk: Desk) -> tuple[Phone, str]:
    """Two of three lines are ticked and the question is on the screen; its button's data."""
    anna = await with_lines(desk, ["Казань", "Самара", "Уфа"])
    await anna.press("Отметить")
    for name in ("Казань", "Уфа"):
        await anna.press(f"☐ ⚪ {name}")
        await anna.sees_button(f"☑ ⚪ {name}")
    await anna.press("Удалить (2)")
    asked = await anna.sees("Удалить 2 линии с логом и историей?")
    assert "Казань" in asked.text
    assert "Уфа" in asked.text
    assert "Самара" not in asked.text
    return anna, data_of(anna, "Удалить")


def data_of(phone: Phone, label: str) -> str:
    rows = phone.menu().raw["keyboard"]["inline_keyboard"]
    return str(next(each["callback_data"] for row in rows for each in row if each["text"] == label))


async def test_deleted_lines_come_back_within_ten_minutes(desk: Desk) -> None:
    anna, _ = await delete_two(desk)
    await anna.press("Удалить")
    await anna.sees("Удалены 2 линии")
    assert await Line.filter(deleted_at__isnull=True).count() == 1
    assert await anna.press("Вернуть") == "Возвращены 2 линии"
    await anna.sees("Работают 0 из 3")
    assert await Line.filter(deleted_at__isnull=True).count() == 3


async def test_a_confirmation_is_used_once_and_by_its_person(desk: Desk) -> None:
    anna, data = await delete_two(desk)
    marina = await desk.join(MARINA, Role.ADMINISTRATOR)
    keyboard = {"inline_keyboard": [[{"text": "да", "callback_data": data}]]}
    bot = desk.telegram.bot()
    hers = await bot.sent("меню", chat_id=MARINA, reply_markup=keyboard)
    await marina.press("да", message_id=hers["message_id"])
    await marina.sees("Вопрос устарел или на него уже ответили")
    await anna.press("Удалить")
    await anna.sees("Удалены 2 линии")
    again = await bot.sent("меню", chat_id=ANNA, reply_markup=keyboard)
    await anna.press("да", message_id=again["message_id"])
    await anna.sees("Вопрос устарел или на него уже ответили")
    assert await Line.filter(deleted_at__isnull=True).count() == 1


async def test_deleted_lines_come_back_from_the_list_while_that_is_possible(desk: Desk) -> None:
    anna, _ = await delete_two(desk)
    await anna.press("Удалить")
    until = (await anna.sees("Удалены 2 линии")).text.split()[-1]
    await anna.press("‹ Линии")
    await anna.press("Домой")
    await anna.press("Линии")
    await anna.press("Удалённые (2)")
    await anna.sees("Нажмите, чтобы вернуть")
    assert await anna.press(f"Казань и ещё 1 · до {until}") == "Возвращены 2 линии"
    await anna.sees("Не проверены: 3")
    assert "Удалённые (2)" not in anna.buttons()
    row = await Line.get(name="Казань")
    await pressed(desk, anna, BringLinesBack(row.id).pack())
    await anna.sees("Вернуть уже нельзя")
    await pressed(desk, anna, OpenDeletedLines().pack())
    await anna.sees("Вернуть больше нечего")


async def test_a_confirmation_and_an_undo_expire(desk: Desk) -> None:
    anna, _ = await delete_two(desk)
    desk.clock.skip(minutes=6)
    await anna.press("Удалить")
    await anna.sees("Вопрос устарел")
    assert await Line.filter(deleted_at__isnull=True).count() == 3
    await anna.press("‹ Отметить")
    await anna.press("Удалить (2)")
    await anna.press("Удалить")
    await anna.sees("Удалены 2 линии")
    desk.clock.skip(minutes=11)
    await anna.press("Вернуть")
    await anna.sees("Вернуть уже нельзя")
    assert await Line.filter(deleted_at__isnull=True).count() == 1


async def test_a_line_is_switched_off_and_on(desk: Desk) -> None:
    anna = await with_lines(desk, ["Казань"])
    await anna.press("⚪ Казань")
    assert await anna.press("Отключить") == "Линия отключена, проверок не будет"
    await anna.sees("Отключена с")
    assert "Проверить" not in anna.buttons()
    await anna.press("‹ Линии")
    await anna.sees("⚪ Отключены: 1")
    await anna.press("⚪ Казань")
    assert await anna.press("Включить") == "Линия включена, сейчас проверим"
    await anna.sees("Ещё не проверена")


async def test_filters_show_one_state_and_lead_back(desk: Desk) -> None:
    anna = await with_lines(desk, ["Казань", "Самара"])
    await anna.press("⚪ Казань")
    await anna.press("Отключить")
    await anna.press("‹ Линии")
    await anna.press("Отключённые")
    await anna.sees("Отключённые линии")
    assert rows(anna) == ["⚪ Казань · отключена"]
    await anna.press("Все линии")
    await anna.press("Без проверки")
    await anna.sees("Линии без проверки")
    assert rows(anna) == ["⚪ Самара · не проверена"]


async def test_all_lines_are_checked_with_a_message_that_follows(desk: Desk) -> None:
    anna = await with_lines(desk, [f"Линия {number:02}" for number in range(1, 10)])
    line = await Line.get(name="Линия 03")
    desk.carriers.verdicts[line.user] = Verdict.WRONG_PASSWORD
    desk.carriers.held.clear()
    assert await anna.press("Проверить все") == "Проверяем"
    begun = await anna.sees("Проверяем все линии…")
    desk.carriers.held.set()
    done = await anna.sees("Проверено 9 линий")
    assert done.id == begun.id
    assert "🔴 С ошибкой: 1" in done.text
    await anna.press("Только ошибки")
    await anna.sees("Линии с ошибкой")


async def test_the_message_of_a_check_is_edited_about_once_a_second(desk: Desk) -> None:
    anna = await with_lines(desk, [f"Линия {number:02}" for number in range(1, 60)])
    await anna.press("Проверить все")
    done = await anna.sees("Проверено 59 линий", timeout=20)
    assert done.raw["edits"] <= 12


async def test_a_check_of_all_does_not_drag_a_person_back(desk: Desk) -> None:
    anna = await with_lines(desk, ["Казань"])
    desk.carriers.held.clear()
    await anna.press("Проверить все")
    await anna.press("Домой")
    desk.carriers.held.set()
    await anna.press("Язык")
    await anna.press("Домой")
    await anna.sees("Линии: 1 из 1")


async def test_a_manager_neither_checks_nor_ticks(desk: Desk) -> None:
    await with_lines(desk, ["Казань"])
    marina = await desk.join(MARINA, Role.MANAGER)
    await marina.press("Линии")
    await marina.sees("Линии · ")
    assert marina.buttons() == ["⚪ Казань · не проверена", "Найти", "Домой"]
    for data in ("checkall:0", "tick:1:0", "askdelete:0", DeleteLines("x", 0).pack(), UndoDelete("x", 0).pack()):
        keyboard = {"inline_keyboard": [[{"text": "чужая", "callback_data": data}]]}
        old = await desk.telegram.bot().sent("меню", chat_id=MARINA, reply_markup=keyboard)
        assert "Вашей роли это недоступно" in str(await marina.press("чужая", message_id=old["message_id"]))


async def test_a_person_on_call_checks_all_and_edits_nothing(desk: Desk) -> None:
    await with_lines(desk, ["Казань"])
    sergey = await desk.join(SERGEY, Role.ON_CALL)
    await sergey.press("Линии")
    await sergey.sees("Линии · ")
    assert sergey.buttons() == ["⚪ Казань · не проверена", "Найти", "Проверить все", "Домой"]


async def test_history_tells_how_long_each_state_lasted(desk: Desk) -> None:
    anna = await with_lines(desk, ["Казань"])
    line = await Line.get()
    await desk.mend(line)
    desk.clock.skip(hours=2)
    await desk.fail(line)
    await anna.press("⚪ Казань")
    await anna.press("История")
    seen = await anna.sees("История · Казань")
    assert "неверный пароль · уже" in seen.text
    assert "работает · 2\xa0ч" in seen.text
    await anna.press("‹ Линия")
    await anna.sees("Неверный пароль с")


async def test_evidence_of_a_log_record_folds(desk: Desk) -> None:
    anna = await with_lines(desk, ["Казань"])
    await desk.fail(await Line.get())
    await anna.press("⚪ Казань")
    await anna.press("Лог")
    log = await anna.sees("Лог · Казань")
    kinds = [entity["type"] for entity in log.raw["message"]["entities"]]
    assert "expandable_blockquote" in kinds


@pytest.mark.parametrize("share", [True, False])
async def test_the_card_shows_uptime_and_latency_where_they_are_known(desk: Desk, share: bool) -> None:
    anna = await with_lines(desk, ["Казань"])
    if share:
        await desk.mend(await Line.get())
        await desk.mend(await Line.get())
    await anna.send("/lines")
    await anna.press("🟢 Казань" if share else "⚪ Казань")
    card = await anna.sees("Казань · SIP-транк")
    assert ("ответ за 31\xa0мс" in card.text) is share
