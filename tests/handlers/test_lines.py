"""The list of lines and the way from it and back; results that come late."""

from dataclasses import replace

import pytest
from telegram.constants import ChatID

from bot.routes import ROUTES
from domain.access import Role
from domain.sip import Verdict
from handlers.gate import door
from handlers.kit.arrivals import Called
from handlers.kit.context import BotContext, Chat, TgUser
from handlers.kit.guide import Guide
from handlers.kit.house import House
from services.cards import Visitor
from tests.handlers.desk import ANNA, GROUP, Desk, write_lines
from tests.handlers.samples import NOW, PAPERS, SUPPORT
from tests.kit.phone import Phone
from texts import Texts


async def with_lines(desk: Desk, n: int) -> Phone:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    lines = await write_lines([f"Линия {number:02}" for number in range(1, n + 1)])
    await desk.fail(lines[-1])
    await anna.press("Линии")
    await anna.sees("Линии · ")
    return anna


async def test_failing_lines_come_first_and_pages_turn_both_ways(desk: Desk) -> None:
    anna = await with_lines(desk, 16)
    first = anna.menu()
    assert first.labels[0] == "🔴 Линия 16 · неверный пароль"
    assert first.labels[1] == "⚪ Линия 01 · не проверена"
    assert "1/3" in first.labels
    await anna.press("‹")
    await anna.sees_button("3/3")
    assert anna.buttons()[:2] == ["⚪ Линия 14 · не проверена", "⚪ Линия 15 · не проверена"]


async def test_back_keeps_the_page(desk: Desk) -> None:
    anna = await with_lines(desk, 16)
    await anna.press("›")
    await anna.press("⚪ Линия 10")
    await anna.sees("Линия 10 · SIP-транк")
    await anna.press("Лог")
    await anna.sees("Записей нет")
    await anna.press("‹ Линия")
    await anna.press("‹ Линии")
    await anna.sees_button("2/3")


async def test_back_keeps_the_filter(desk: Desk) -> None:
    anna = await with_lines(desk, 3)
    await anna.press("Только ошибки")
    await anna.sees("Линии с ошибкой")
    assert [label for label in anna.buttons() if "Линия" in label] == ["🔴 Линия 03 · неверный пароль"]
    await anna.press("🔴 Линия 03")
    await anna.sees("Неверный пароль с")
    await anna.press("‹ Линии")
    await anna.sees("Линии с ошибкой")
    await anna.press("Все линии")
    await anna.sees("Линии · ")


async def test_a_failing_line_says_why_and_whom_to_call(desk: Desk) -> None:
    anna = await with_lines(desk, 1)
    await anna.press("🔴 Линия 01")
    card = await anna.sees("Неверный пароль с")
    assert "Узнайте новый пароль у провайдера:\n8\xa0800\xa0555-01-10, договор 7731" in card.text
    assert "401" not in card.text
    await anna.press("Авария")
    await anna.sees("Не работает Линия 01")


async def test_a_log_speaks_of_codes_and_the_card_does_not(desk: Desk) -> None:
    anna = await with_lines(desk, 1)
    await anna.press("🔴 Линия 01")
    await anna.press("Лог")
    log = await anna.sees("Лог · Линия 01")
    assert "неверный пароль" in log.text
    assert "401 Unauthorized" in log.text


async def test_a_suspicion_is_told_as_one(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    [line] = await write_lines(["Линия 01"])
    await desk.mend(line)
    desk.clock.skip(minutes=5)
    desk.carriers.verdicts[line.user] = Verdict.WRONG_PASSWORD
    await anna.send("/lines")
    await anna.sees("Линии · ")
    await anna.press("🟢 Линия 01")
    await anna.sees_button("История")  # of the card: the list has a button that begins with the same word
    await anna.press("Проверить")
    await anna.sees("Последняя проверка не прошла, повторим")


async def test_a_fault_in_late_work_is_logged_and_told(desk: Desk) -> None:
    anna = await with_lines(desk, 1)
    desk.clock.skip(minutes=5)
    desk.carriers.broken = RuntimeError("the prober is out of order")
    await anna.press("🔴 Линия 01")
    await anna.sees_button("История")
    assert await anna.press("Проверить") == "Проверяем"
    await anna.sees("назовите поддержке номер ABC234")
    assert desk.failures == [desk.carriers.broken]
    desk.failures.clear()


@pytest.mark.parametrize("name", ["bind", "unbind"])
async def test_an_anonymous_administrator_of_a_group_is_told_why_nothing_happens(desk: Desk, name: str) -> None:
    texts = Texts("ru")
    user = TgUser(ChatID.ANONYMOUS_ADMIN, "Group")
    visitor, chat = Visitor(user.id, "ru"), Chat(GROUP, False)
    context = BotContext(desk.services, visitor, user, chat, texts, NOW, SUPPORT, PAPERS)
    at_once, report = lambda _, work: work.close(), lambda _: ""
    house = House(desk.services, ROUTES, door, SUPPORT, "ru", at_once, report, PAPERS, desk.clock)
    view = await Guide(house).commanded(context, Called(name, "", ""), "https://t.me/bot")
    assert view is not None
    assert "Анонимность" in view.text
    stranger = replace(context, user=TgUser(5, "Somebody"))
    assert await Guide(house).commanded(stranger, Called(name, "", ""), "https://t.me/bot") is None
