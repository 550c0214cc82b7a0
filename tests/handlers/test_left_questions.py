"""A question that waits for one typed answer, and a person who goes elsewhere instead of answering."""

import pytest

from domain.access import Role
from models import Selection
from tests.handlers.desk import ANNA, GROUP, Desk
from tests.kit.phone import Phone


async def asked_for_a_sum(desk: Desk) -> Phone:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    await anna.send("/invoices")
    await anna.press("Новый счёт")
    await anna.sees("На какую сумму?")
    return anna


async def types_elsewhere(anna: Phone) -> None:
    """What is typed now is no answer: home comes, and nobody waits."""
    before = len(anna.messages())
    await anna.send("300")
    await anna.sees_button("Линии")
    assert not [message for message in anna.messages()[before:] if "Выставить счёт" in message.text]
    assert not await Selection.filter(listing="lines-awaiting").exists()


async def test_home_closes_a_question(desk: Desk) -> None:
    anna = await asked_for_a_sum(desk)
    await anna.press("Домой")
    await anna.sees_button("Линии")
    await types_elsewhere(anna)


async def test_a_question_is_left_by_a_button_that_says_so(desk: Desk) -> None:
    anna = await asked_for_a_sum(desk)
    assert anna.buttons()[-2:] == ["Отмена", "Домой"]
    await anna.press("Отмена")
    await anna.sees_button("Новый счёт")
    await types_elsewhere(anna)


@pytest.mark.parametrize("command", ["/start", "/help", "/nothing"])
async def test_a_command_closes_a_question(desk: Desk, command: str) -> None:
    anna = await asked_for_a_sum(desk)
    await anna.send(command)
    await anna.sees_button("Домой" if command != "/start" else "Линии")
    await types_elsewhere(anna)


async def test_a_command_of_a_group_leaves_the_question_in_private_open(desk: Desk) -> None:
    anna = await asked_for_a_sum(desk)
    in_group = await anna.in_chat(GROUP)
    await in_group.send("/status")
    await anna.send("300")
    await anna.sees("Выставить счёт на 300")


async def test_a_form_goes_on_after_home(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    await anna.send("/lines")
    await anna.press("Добавить")
    await anna.press("SIP-транк")
    await anna.send("/start")
    await anna.sees_button("Линии")
    await anna.send("Офис на Волге")
    await anna.sees("Офис на Волге")
