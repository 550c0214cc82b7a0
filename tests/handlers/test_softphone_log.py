"""Softphones in the rooms: states and reasons in words, the log with the manual's advice, who is ready to work."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tortoise.context import TortoiseContext

from domain.access import Role
from domain.language import Language
from domain.softphones import SoftphoneEvent, SoftphoneReason
from domain.users import UserRole
from handlers.rooms import user_words as words
from services.user_facts import Places
from tests.handlers.centre import Server, a_user, centre_desk, report
from tests.handlers.desk import ANNA, SERGEY, Desk
from tests.kit.phone import Phone
from texts import Texts

ROOT = Path(__file__).resolve().parents[2]
OF_CALLS = {"error", "not_registered", "silence"}
"""Reasons in the same variable that are not told of softphones."""


@pytest.fixture
async def desk(db: TortoiseContext) -> AsyncIterator[Desk]:
    """A desk on SQLite, and on PostgreSQL."""
    async with centre_desk(Server()) as opened:
        yield opened


async def opened(phone: Phone, label: str) -> None:
    await phone.send("/start")
    await phone.press("Пользователи")
    await phone.press(label)
    await phone.sees("Иван Петров · оператор")


async def test_an_empty_log_gives_the_advice_of_the_manual(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    await a_user(desk)
    await opened(anna, "⚪ Иван Петров")
    await anna.press("Лог софт-фона")
    log = await anna.sees("Лог софт-фона · Иван Петров")
    assert "Проверьте его настройки и интернет оператора" in log.text
    assert "Записей нет" in log.text


async def test_an_old_log_gives_it_too_and_a_fresh_one_names_the_reason(desk: Desk) -> None:
    sergey = await desk.join(SERGEY, Role.ON_CALL)
    await desk.join(ANNA, Role.ADMINISTRATOR)
    user = await a_user(desk)
    await report(desk, user, SoftphoneEvent.WRONG_PASSWORD)
    await report(desk, user, SoftphoneEvent.ERROR, "other_login")
    await opened(sergey, "🔴 Иван Петров")
    await sergey.sees("Чужой логин в софт-фоне")
    await sergey.press("Лог софт-фона")
    log = await sergey.sees("отказ: чужой логин в софт-фоне")
    assert "🔴" in log.text
    assert "неверный пароль" in log.text
    assert "MicroSIP/3.21.6 · 192.0.2.41:5062" in log.text
    desk.clock.skip(hours=2)
    await opened(sergey, "🔴 Иван Петров")
    await sergey.press("Лог софт-фона")
    await sergey.sees("Последняя запись старая. Проверьте настройки софт-фона и интернет оператора")


async def test_after_a_new_password_the_card_says_that_it_is_not_in_the_softphone_yet(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    user = await a_user(desk)
    await report(desk, user)
    await report(desk, user, SoftphoneEvent.WRONG_PASSWORD)
    await opened(anna, "🔴 Иван Петров")
    await anna.sees("Неверный пароль")
    await anna.press("Новый пароль")
    await anna.press("Готовые пароли")
    card = await anna.sees("⚪ Софт-фон: офлайн с")
    assert "Новый пароль ещё не введён" in card.text
    assert "еверный" not in card.text
    await anna.press("Лог софт-фона")
    await anna.sees("Введите новые данные в софт-фон")


def test_every_reason_that_the_sip_server_gives_has_words_of_its_own_in_each_language() -> None:
    config = (ROOT / "deploy/kamailio/kamailio.cfg").read_text(encoding="utf-8")
    refusals = set(re.findall(r'\$var\(reason\) = "(\w+)"', config)) - OF_CALLS
    assert {"unknown_login", "other_login", "not_saved", "wrong_password"} <= refusals <= {*SoftphoneReason}
    for language in Language:
        t = Texts(language)
        said = [words.reason(each, t) for each in SoftphoneReason]
        assert len({*said, words.reason("anything else", t)}) == len(SoftphoneReason) + 1
        assert not [each for each in said if "_" in each]


async def test_the_log_has_pages(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    user = await a_user(desk)
    for _ in range(4):
        await report(desk, user)
        await report(desk, user, SoftphoneEvent.UNREGISTERED)
    await opened(anna, "⚪ Иван Петров")
    await anna.press("Лог софт-фона")
    await anna.sees_button("1/2")
    await anna.press("›")
    await anna.sees_button("2/2")
    await anna.press("‹ Пользователь")
    await anna.sees("Иван Петров · оператор")


async def test_after_a_restart_of_the_sip_server_nobody_is_called_away(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    user = await a_user(desk)
    await report(desk, user)
    await desk.services.centre.reports.restarted(desk.clock())
    await opened(anna, "⚪ Иван Петров · 10001 · неизвестно")
    await anna.sees("SIP-сервер не отвечает")
    await anna.press("Лог софт-фона")
    await anna.sees("SIP-сервер не отвечает")


async def test_who_is_ready_names_those_who_are_first(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    one, two = await a_user(desk, "Иван Петров"), await a_user(desk, "Ольга Смирнова")
    await a_user(desk, "Пётр Котов", UserRole.OBSERVER)
    await report(desk, one)
    await report(desk, two, SoftphoneEvent.WRONG_PASSWORD)
    await a_user(desk, "Яна Ким")
    await anna.press("Пользователи")
    await anna.press("Кто готов")
    ready = await anna.sees("🟢 Онлайн: 1 из 3")
    assert "⚪ Ещё не входили: 1" in ready.text
    assert "неизвестно" not in ready.text.lower()
    assert "🔴 С ошибкой: 1" in ready.text
    assert [label for label in ready.labels if "·" in label] == [
        "🟢 Иван Петров · 10001 · онлайн",
        "🔴 Ольга Смирнова · 10002 · ошибка",
        "⚪ Яна Ким · 10004 · ещё не входил",
    ]


async def test_without_a_sip_server_every_screen_says_so(db: TortoiseContext) -> None:
    async with centre_desk(Server(), Places("https://projects.example.org")) as desk:
        anna = await desk.join(ANNA, Role.ADMINISTRATOR)
        await a_user(desk)
        await anna.send("/start")
        assert "Софт-фоны" not in (await anna.sees("Линий пока нет")).text
        await anna.press("Пользователи")
        await anna.sees_button("Иван Петров · 10001 · оператор")
        await anna.press("Выбрать")
        await anna.sees("Кого показать?")
        assert not {"Онлайн", "Неизвестно", "Не входили"} & set(anna.buttons())
        await opened(anna, "Иван Петров")
        await anna.sees("SIP-сервера нет: софт-фоны не работают")
        await anna.press("Лог софт-фона")
        await anna.sees("SIP-сервер не подключён")
        await anna.send("/start")
        await anna.press("Пользователи")
        await anna.press("Кто готов")
        await anna.sees("SIP-сервера нет: софт-фоны не работают")
