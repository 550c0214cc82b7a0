"""Whoever walks through every button that he is shown meets no refusal: a screen offers only what its reader may do."""

from collections import Counter
from contextlib import suppress

import pytest

from domain.access import Role
from models import Contract
from tests.handlers.centre import a_user
from tests.handlers.desk import ANNA, MARINA, OLGA, SERGEY, Desk, write_lines
from tests.kit.phone import NotSeenError, Phone, Shown

OF_A_KIND = 4
"""Buttons of one kind that are pressed; their rest leads to the same rooms."""

WHO = {Role.MANAGER: MARINA, Role.ON_CALL: SERGEY}


async def pressed(desk: Desk, phone: Phone, data: str, number: int) -> tuple[str, list[str]]:
    """The toast for a button on a message of its own, and the callback data of the screen that is drawn there."""
    keyboard = {"inline_keyboard": [[{"text": "кнопка", "callback_data": data}]]}
    sent = await desk.telegram.bot().sent(f"Сообщение {number}", chat_id=phone.chat_id, reply_markup=keyboard)
    said = (await phone.press_data(data, message_id=sent["message_id"]))["text"] or ""
    with suppress(NotSeenError):  # a word over the screen may be all the answer
        await phone.sees_no(f"Сообщение {number}", timeout=0.5)
    [there] = [message for message in phone.messages() if message.id == sent["message_id"]]
    return said, shown(there)


def shown(screen: Shown) -> list[str]:
    """Callback data of the buttons on a screen."""
    rows = (screen.raw["keyboard"] or {}).get("inline_keyboard", [])
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]


async def walk(desk: Desk, phone: Phone, role: Role) -> tuple[Counter[str], list[str]]:
    """Press every button that comes into sight, some of each kind; how many of which, and what was refused."""
    waiting, seen, kinds, refused = shown(phone.menu()), set[str](), Counter[str](), list[str]()
    while waiting:
        data = waiting.pop(0)
        kind = data.partition(":")[0]
        if data in seen or kinds[kind] >= OF_A_KIND or kind == "speak":
            continue
        if role is Role.SUPPORT:  # one of the buttons has led out of the contract
            await desk.services.support.enter(OLGA, (await Contract.get()).id, desk.clock())
        seen.add(data)
        kinds[kind] += 1
        said, after = await pressed(desk, phone, data, len(seen))
        refused += [f"{data}: {said}"] if "недоступно" in said or "Меню обновилось" in said else []
        waiting += after
    return kinds, refused


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ON_CALL, Role.SUPPORT])
async def test_no_button_that_is_shown_is_refused(desk: Desk, role: Role) -> None:
    await desk.join(ANNA, Role.ADMINISTRATOR)
    lines = await write_lines([f"Линия {number}" for number in range(9)])
    await desk.fail(lines[0])
    for number in range(9):
        await a_user(desk, f"Оператор {number}")
    if role is Role.SUPPORT:
        phone = await desk.staff()
        await desk.services.support.enter(OLGA, (await Contract.get()).id, desk.clock())
        await phone.send("/start")
        await phone.sees("Вы смотрите как поддержка")
    else:
        phone = await desk.join(WHO[role], role)
    kinds, refused = await walk(desk, phone, role)
    assert refused == []
    assert {"home", "lines", "line", "log", "help", "users", "user", "phonelog", "ready"} <= set(kinds)
