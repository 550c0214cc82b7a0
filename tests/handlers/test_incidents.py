"""Lines that fail, the cards that tell of it, and who takes them."""

import pytest

from bot.notifier import Notifier
from domain.access import Role
from domain.sip import Verdict
from models import AlertChat
from services.delivery import DeliveryService
from tests.handlers.desk import ANNA, GROUP, MARINA, OLEG, SERGEY, STRANGER, Desk, write_lines
from tests.kit.phone import Phone


async def deliver(desk: Desk) -> None:
    """Everything that is owed, now."""
    service = DeliveryService(Notifier(desk.application.bot))
    desk.clock.skip(seconds=5)
    while ids := await service.claim(desk.clock(), 50):
        for notice in ids:
            await service.deliver(notice, desk.clock())


async def on_call(desk: Desk) -> tuple[Phone, Phone]:
    """Sergey's private chat and the group his contract's alerts go to, bound by Anna."""
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    group = await anna.in_chat(GROUP)
    await group.send("/bind")
    await group.sees("Сюда будут приходить оповещения")
    sergey = await desk.join(SERGEY, Role.ON_CALL)
    return sergey, await sergey.in_chat(GROUP)


async def test_an_alert_tells_effect_cause_and_what_to_do(desk: Desk) -> None:
    sergey, group = await on_call(desk)
    for line in await write_lines(["Опрос, 1", "Опрос, 2"]):
        await desk.fail(line)
    await deliver(desk)
    card = await group.sees("Не работают 2 линии из 2")
    assert card.text.split("\n")[0].startswith("🔴")
    assert "Волга-Телеком: неверный пароль" in card.text
    assert "8\xa0800\xa0555-01-10, договор 7731" in card.text
    assert "Не принято" in card.text
    assert card.buttons == [["Принято", "Проверить"], ["Лог"]]
    assert (await sergey.sees("Не работают 2 линии")).text == card.text


async def test_the_first_who_accepts_has_the_incident_and_every_card_says_so(desk: Desk) -> None:
    sergey, group = await on_call(desk)
    [line] = await write_lines(["Опрос, 1"])
    await desk.fail(line)
    await deliver(desk)
    await group.sees("Не работает Опрос, 1")
    assert await group.press("Принято") == "Авария за вами"
    accepted = await group.sees("Принято: ")
    assert accepted.buttons == [["Проверить", "Лог"]]
    await deliver(desk)
    await sergey.sees("Принято: ")


async def test_mending_edits_the_card_and_answers_it(desk: Desk) -> None:
    _, group = await on_call(desk)
    [line] = await write_lines(["Опрос, 1"])
    await desk.fail(line)
    await deliver(desk)
    card = await group.sees("Не работает Опрос, 1")
    await desk.mend(line)
    await deliver(desk)
    reply = await group.sees("🟢 Починено в")
    assert "простой" in reply.text
    assert reply.raw["silent"]
    assert reply.raw["message"]["reply_to_message"]["message_id"] == card.id
    assert "🟢 Починено в" in next(message for message in group.messages() if message.id == card.id).text


async def test_the_log_is_a_tap_from_the_card_and_a_tap_back(desk: Desk) -> None:
    _, group = await on_call(desk)
    lines = await write_lines(["Опрос, 1", "Опрос, 2"])
    for line in lines:
        await desk.fail(line)
    await deliver(desk)
    await group.sees("Не работают 2 линии")
    await group.press("Лог")
    await group.press("🔴 Опрос, 2")
    log = await group.sees("Лог · Опрос, 2")
    assert "401 Unauthorized · 203.0.113.5 · 31\xa0мс" in log.text
    assert log.labels == ["‹ Назад", "Скрыть"]
    await group.sees("Не работают 2 линии")
    await group.press("‹ Назад")
    await group.sees("Авария · ")
    await group.press("Скрыть")
    await group.sees_no("Авария · ")
    await group.sees("Не работают 2 линии")


async def test_the_log_of_an_alert_stands_beside_it_for_everybody(desk: Desk) -> None:
    _, group = await on_call(desk)
    [line] = await write_lines(["Опрос, 1"])
    await desk.fail(line)
    await deliver(desk)
    await group.sees("Не работает Опрос, 1")
    await group.press("Лог")
    await group.sees("Лог · Опрос, 1")
    assert "Принято" in (await group.sees("Не работает Опрос, 1")).labels


async def test_a_check_that_finds_the_same_says_so(desk: Desk) -> None:
    _, group = await on_call(desk)
    [line] = await write_lines(["Опрос, 1"])
    await desk.fail(line)
    await deliver(desk)
    await group.sees("Не работает Опрос, 1")
    desk.clock.skip(minutes=5)
    await group.press("Проверить")
    await group.sees("не работает 1 линия")


async def test_a_check_of_the_card_shows_what_recovered(desk: Desk) -> None:
    _, group = await on_call(desk)
    [line] = await write_lines(["Опрос, 1"])
    await desk.fail(line)
    await deliver(desk)
    await group.sees("Не работает Опрос, 1")
    desk.clock.skip(minutes=5)
    desk.carriers.verdicts.clear()
    assert await group.press("Проверить") == "Проверяем"
    await group.sees("🟢 Починено в")


@pytest.mark.parametrize("person", [STRANGER, OLEG])
@pytest.mark.parametrize("label", ["Принято", "Проверить", "Лог"])
async def test_in_a_group_the_person_is_checked_not_the_chat(desk: Desk, person: int, label: str) -> None:
    _, group = await on_call(desk)
    if person == OLEG:
        await desk.join(OLEG, Role.ADMINISTRATOR, "207/25")
    [line] = await write_lines(["Опрос, 1"])
    await desk.fail(line)
    await deliver(desk)
    card = await group.sees("Не работает Опрос, 1")
    other = await (await desk.phone(person)).in_chat(GROUP)
    toast = await other.press(label)
    assert toast in ("Доступ даёт администратор договора или поддержка", "Этого здесь нет. Откройте меню: /start")
    assert group.messages()[-1] == card


async def test_accepting_takes_one_tap_from_home(desk: Desk) -> None:
    sergey = await desk.join(SERGEY, Role.ON_CALL)
    [line] = await write_lines(["Опрос, 1"])
    await desk.fail(line)
    await sergey.send("/start")
    home = await sergey.sees("1 авария не принята")
    assert "Волга-Телеком" in home.text
    assert await sergey.press("Принято") == "Авария за вами"
    await sergey.sees("1 авария, принята")


async def test_home_says_what_the_role_needs(desk: Desk) -> None:
    marina = await desk.join(MARINA, Role.MANAGER)
    lines = await write_lines(["Опрос, 1", "Опрос, 2"])
    await desk.fail(lines[0], Verdict.CARRIER_DOWN)
    await desk.mend(lines[1])
    await marina.send("/start")
    home = await marina.sees("🟠 Линии: 1 из 2")
    assert "Принято" not in home.labels
    await marina.press("Открыть аварию")
    card = await marina.sees("Не работает Опрос, 1")
    assert card.buttons == [["Лог"], ["Домой"]]


async def test_the_cause_of_a_failing_line_is_one_tap_from_home(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    [line] = await write_lines(["Опрос, 1"])
    await desk.fail(line)
    await anna.send("/start")
    await anna.sees("Линии: 0 из 1")
    await anna.press("Ошибки: 1")
    page = await anna.sees("Линии с ошибкой")
    assert "🔴 Опрос, 1 · неверный пароль" in page.labels


async def test_only_an_administrator_binds_a_group(desk: Desk) -> None:
    sergey = await desk.join(SERGEY, Role.ON_CALL)
    group = await sergey.in_chat(GROUP)
    await group.send("/bind")
    await group.sees("Вашей роли это недоступно")
    assert await AlertChat.all().count() == 0


async def test_a_group_is_unbound_by_the_administrator(desk: Desk) -> None:
    _, group = await on_call(desk)
    anna = await (await desk.phone(ANNA)).in_chat(GROUP)
    await anna.send("/unbind")
    await group.sees("Оповещения сюда больше не приходят")
    assert await AlertChat.all().count() == 0
    await anna.send("/unbind")
    await group.sees("Оповещения сюда и не приходили")


async def test_another_contracts_group_is_not_taken_over(desk: Desk) -> None:
    await on_call(desk)
    oleg = await desk.join(OLEG, Role.ADMINISTRATOR, "207/25")
    group = await oleg.in_chat(GROUP)
    await group.send("/bind")
    await group.sees("уже приходят оповещения другого договора")


async def test_bind_in_a_private_chat_says_where_it_works(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    await anna.send("/bind")
    await anna.sees("Напишите эту команду в группе")


async def test_a_topic_of_a_group_is_bound_by_itself(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    topic = await desk.telegram.control("topics", chat_id=GROUP, name="Аварии")
    here = await anna.in_chat(GROUP, topic["message_thread_id"])
    await here.send("/bind")
    await here.sees("Сюда будут приходить")
    [chat] = await AlertChat.all()
    assert (chat.chat_id, chat.thread_id) == (GROUP, topic["message_thread_id"])
    [line] = await write_lines(["Опрос, 1"])
    await desk.fail(line)
    await deliver(desk)
    await here.sees("Не работает Опрос, 1")
    assert await here.press("Принято") == "Авария за вами"


async def test_a_group_is_spoken_to_in_the_language_of_who_bound_it(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    await anna.press("Язык")
    await anna.press("English")
    group = await anna.in_chat(GROUP)
    await group.send("/bind")
    await group.sees("Alerts will come here")
    [line] = await write_lines(["Опрос, 1"])
    await desk.fail(line)
    await deliver(desk)
    await group.sees("Опрос, 1 does not work")
    sergey = await desk.join(SERGEY, Role.ON_CALL)
    assert await (await sergey.in_chat(GROUP)).press("Accept") == "The incident is yours"
