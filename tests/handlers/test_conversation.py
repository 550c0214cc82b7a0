"""The conversation itself: one live menu, taps answered at once, stale buttons, refusals, errors, late results."""

import pytest

from domain.access import Role
from handlers.rooms.ways import OpenLine
from models import Line, Person
from tests.handlers.desk import ANNA, GROUP, MARINA, Desk, write_lines
from tests.kit.phone import Phone


async def calls(desk: Desk, method: str) -> list[dict[str, object]]:
    async with desk.telegram.session.get(f"{desk.telegram.url}/control/calls", params={"method": method}) as response:
        return list((await response.json())["result"])


async def with_a_line(desk: Desk, name: str = "МТС-транк") -> tuple[Phone, Line]:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    [line] = await write_lines([name])
    return anna, line


async def test_start_draws_a_fresh_menu_and_strips_the_old_one(desk: Desk) -> None:
    anna, _ = await with_a_line(desk)
    old = anna.menu()
    await anna.send("/lines")
    await anna.sees("Линии · ")
    await anna.send("/start")
    await anna.send("/help")
    last = await anna.sees("Поддержка")
    await anna.press("Домой")  # answered after everything that came before it
    assert [message.id for message in anna.messages() if message.buttons] == [last.id]
    assert last.id != old.id
    assert (await Person.get(telegram_id=ANNA)).menu_message_id == last.id


async def test_taps_edit_the_message_under_the_button(desk: Desk) -> None:
    anna, _ = await with_a_line(desk)
    menu = anna.menu().id
    await anna.press("Линии")
    await anna.sees("Линии · ")
    await anna.press("⚪ МТС-транк")
    await anna.sees("SIP-транк")
    await anna.press("‹ Линии")
    await anna.press("Домой")
    await anna.sees("Линии: 0 из 1")
    assert anna.menu().id == menu


async def test_a_tap_that_changes_nothing_is_answered_all_the_same(desk: Desk) -> None:
    anna, _ = await with_a_line(desk)
    await anna.press("Язык")
    await anna.sees("Меню и ваши оповещения")
    await anna.press("✓ Русский")
    assert (await anna.press("✓ Русский")) == "Говорим по-русски"


async def test_a_deleted_menu_is_drawn_afresh(desk: Desk) -> None:
    anna, _ = await with_a_line(desk)
    gone = anna.menu().id
    await desk.telegram.control(
        "faults", method="editMessageText", error_code=400, description="Bad Request: message to edit not found"
    )
    await anna.press("Линии")
    assert (await anna.sees("Линии · ")).id != gone


@pytest.mark.parametrize("data", ["old:1:2", "line:1", "line:x!:0", "speak:de"])
async def test_a_stale_button_draws_home_and_does_nothing_else(desk: Desk, data: str) -> None:
    anna, _ = await with_a_line(desk)
    bot = desk.telegram.bot()
    keyboard = {"inline_keyboard": [[{"text": "старая", "callback_data": data}]]}
    old = await bot.sent("старое меню", chat_id=ANNA, reply_markup=keyboard)
    toast = await anna.press("старая", message_id=old["message_id"])
    assert toast == "Меню обновилось. Ничего не изменено"
    assert (await anna.sees("Линии: 0 из 1")).id == old["message_id"]


async def test_a_stale_button_in_a_group_shows_nobodys_home(desk: Desk) -> None:
    anna, _ = await with_a_line(desk)
    here = await anna.in_chat(GROUP)
    keyboard = {"inline_keyboard": [[{"text": "старая", "callback_data": "old:1"}]]}
    await desk.telegram.bot().sent("старая карточка", chat_id=GROUP, reply_markup=keyboard)
    assert await here.press("старая") == "Меню обновилось. Ничего не изменено"
    assert here.screen() == "старая карточка"


async def test_a_check_is_answered_at_once_and_drawn_when_it_ends(desk: Desk) -> None:
    anna, line = await with_a_line(desk)
    await anna.press("Линии")
    await anna.press("⚪ МТС-транк")
    desk.carriers.held.clear()
    await anna.sees_button("История")  # of the card: the list has a button that begins with the same word
    assert await anna.press("Проверить", timeout=2) == "Проверяем"
    checking = await anna.sees("Проверяем…")
    assert "Ещё не проверена" in checking.text
    desk.carriers.held.set()
    done = await anna.sees("Работает с")
    assert done.id == checking.id
    assert "Проверяем…" not in done.text
    assert (await Line.get(id=line.id)).checked_at is not None


async def test_a_late_result_does_not_drag_a_person_back(desk: Desk) -> None:
    anna, _ = await with_a_line(desk)
    await anna.press("Линии")
    await anna.press("⚪ МТС-транк")
    desk.carriers.held.clear()
    await anna.sees_button("История")
    await anna.press("Проверить")
    await anna.press("Домой")
    await anna.sees("Линии: 0 из 1")
    desk.carriers.held.set()
    await anna.press("Язык")
    await anna.press("Домой")
    await anna.sees("Линии: 1 из 1")
    assert "SIP-транк" not in anna.screen()


async def test_a_tap_too_old_to_answer_still_acts(desk: Desk) -> None:
    anna, _ = await with_a_line(desk)
    await desk.telegram.control(
        "faults", method="answerCallbackQuery", error_code=400, description="Bad Request: query is too old"
    )
    await anna.pressed("Линии", timeout=0.2)
    await anna.sees("Линии · ")


async def test_every_tap_is_answered_exactly_once_and_before_the_screen_is_drawn(desk: Desk) -> None:
    anna, _ = await with_a_line(desk)
    before = len(await calls(desk, "answerCallbackQuery"))
    await anna.press("Линии")
    await anna.press("Домой")
    await anna.sees("Линии: 0 из 1")
    answers = (await calls(desk, "answerCallbackQuery"))[before:]
    edits = (await calls(desk, "editMessageText"))[-2:]
    assert len(answers) == 2
    assert all(int(str(a["id"])) < int(str(e["id"])) for a, e in zip(answers, edits, strict=True))


async def test_a_refusal_is_a_toast_and_the_screen_stays(desk: Desk) -> None:
    anna, _ = await with_a_line(desk)
    marina = await desk.join(MARINA, Role.MANAGER)
    screen = marina.screen()
    keyboard = {"inline_keyboard": [[{"text": "чужая", "callback_data": "check:1:0"}]]}
    old = await desk.telegram.bot().sent("меню", chat_id=MARINA, reply_markup=keyboard)
    assert "Вашей роли это недоступно" in str(await marina.press("чужая", message_id=old["message_id"]))
    assert screen in [message.text for message in marina.messages()]
    assert anna.user_id == ANNA


async def test_an_unexpected_error_is_logged_and_told_with_a_reference(desk: Desk) -> None:
    anna, _ = await with_a_line(desk)
    keyboard = {"inline_keyboard": [[{"text": "беда", "callback_data": OpenLine(1).pack()}]]}
    old = await desk.telegram.bot().sent("меню", chat_id=ANNA, reply_markup=keyboard)
    await desk.telegram.control(
        "faults", method="editMessageText", error_code=400, description="Bad Request: can't parse entities", count=1
    )
    await anna.press("беда", message_id=old["message_id"])
    await anna.sees("назовите поддержке номер ABC234")
    [failure] = desk.failures
    assert "parse" in str(failure)
    desk.failures.clear()


async def test_a_fault_of_a_room_is_told_in_the_toast(desk: Desk) -> None:
    anna, line = await with_a_line(desk)
    await Line.filter(id=line.id).update(carrier_id=line.carrier_id)
    await anna.press("Линии")
    await Line.raw("UPDATE contract SET timezone = 'Nowhere/At-all'")
    toast = await anna.press("Домой")
    assert "номер ABC234" in str(toast)
    assert len(desk.failures) == 1
    desk.failures.clear()


async def test_a_command_for_another_bot_is_not_ours(desk: Desk) -> None:
    anna, _ = await with_a_line(desk)
    here = await anna.in_chat(GROUP)
    await here.send("/lines@somebody_else_bot")
    await here.send("/lines")
    await here.sees("Откройте бота в личном чате")
    assert len([message for message in here.messages() if "Откройте" in message.text]) == 1


async def test_text_that_nobody_waits_for_brings_home(desk: Desk) -> None:
    anna, _ = await with_a_line(desk)
    old = anna.menu().id
    await anna.send("а что тут можно")
    await anna.send("/nothing")
    await anna.sees("Такой команды нет")
    assert anna.menu().id != old


async def test_the_language_changes_the_screen_and_the_commands_at_once(desk: Desk) -> None:
    anna, _ = await with_a_line(desk)
    await anna.press("Язык")
    assert await anna.press("English") == "We speak English"
    await anna.sees("The menu and your alerts")
    await anna.press("Home")
    await anna.sees("Lines: 0 of 1")
    assert (await Person.get(telegram_id=ANNA)).language == "en"


async def test_a_person_of_several_contracts_switches_them(desk: Desk) -> None:
    anna, _ = await with_a_line(desk)
    await desk.join(ANNA, Role.MANAGER, "207/25")
    await anna.press("Сменить договор")
    await anna.sees("Сейчас открыт")
    await anna.press("ООО «184/24» · администратор")
    await anna.sees("ООО «184/24» · договор 184/24")
