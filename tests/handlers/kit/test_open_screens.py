"""When an open screen is compared, on a clock turned by hand."""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers.kit.context import BotContext
from handlers.kit.open_screens import LASTS, LOOK_EVERY, PAUSE, Again, OpenScreen, OpenScreens
from handlers.kit.screen import View
from handlers.kit.show import Spot
from tests.handlers.desk import Desk
from tests.handlers.kit.test_attaching import _context
from tests.handlers.samples import NOW
from texts import Html


async def nothing(_: BotContext) -> View | None:
    return None


def opened(screens: OpenScreens, context: BotContext, chat_id: int, at: datetime = NOW, contract_id: int = 1) -> None:
    there = replace(context, chat=replace(context.chat, id=chat_id), now=at)
    screens.drawn(there, Spot(chat_id, message_id=7), View(Html("Карточка"), again=Again(contract_id, nothing)))


def chats(due: list[OpenScreen]) -> list[int]:
    return [screen.chat.id for screen in due]


async def test_a_change_waits_for_the_pause_and_is_compared_once(desk: Desk) -> None:
    screens, context = OpenScreens(), await _context(desk)
    opened(screens, context, 1)
    screens.changed(1)
    assert screens.due(NOW + PAUSE / 2, 9) == []
    [screen] = screens.due(NOW + PAUSE, 9)
    assert screens.due(NOW + PAUSE, 9) == [], "it is busy"
    screen.busy = False
    assert screens.due(NOW + PAUSE, 9) == [], "it was looked at"
    assert chats(screens.due(NOW + PAUSE + LOOK_EVERY, 9)) == [1]


async def test_known_changes_come_first_and_then_who_waits_longest(desk: Desk) -> None:
    screens, context = OpenScreens(), await _context(desk)
    for chat_id, seconds in ((1, 2), (2, 1), (3, 3), (4, 0)):
        opened(screens, context, chat_id, NOW + timedelta(seconds=seconds), contract_id=chat_id)
    screens.changed(3)
    later = NOW + LOOK_EVERY * 2
    assert chats(screens.due(later, 2)) == [3, 4]
    assert chats(screens.due(later, 9)) == [2, 1]


async def test_only_the_menu_of_a_private_chat_is_open_and_not_for_ever(desk: Desk) -> None:
    screens, context = OpenScreens(), await _context(desk)
    view = View(Html("Карточка"), again=Again(1, nothing))
    screens.drawn(replace(context, chat=replace(context.chat, private=False)), Spot(1, message_id=7), view)
    screens.drawn(context, Spot(context.chat.id, message_id=7), replace(view, menu=False))
    screens.changed(None)
    assert screens.due(NOW + LOOK_EVERY, 9) == []
    opened(screens, context, 1)
    screens.touched(1, NOW + LASTS)
    [screen] = screens.due(NOW + LASTS * 2, 9)
    screen.busy = False
    assert screens.due(NOW + LASTS * 2 + PAUSE, 9) == []
    assert not screens.is_open(screen)


async def test_leaving_another_message_closes_nothing(desk: Desk) -> None:
    screens, context = OpenScreens(), await _context(desk)
    opened(screens, context, 1)
    screens.changed(1)
    screens.leave(1, 8)
    [screen] = screens.due(NOW + PAUSE, 9)
    screens.leave(1, 7)
    assert not screens.is_open(screen)
