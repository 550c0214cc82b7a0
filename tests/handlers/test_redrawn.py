"""Open screens drawn anew by themselves: what is live, when, and what always stays as it is."""

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from tortoise.context import TortoiseContext

from bot.redraw import RedrawLoop
from bot.supervisor import Supervisor
from bot.updates import PerChatProcessor
from bot.uplink import Uplink
from domain.access import Role
from domain.health import LineState
from domain.softphones import SoftphoneEvent
from handlers.kit.open_screens import LOOK_EVERY, OpenScreen
from handlers.rooms.person import GiveRole
from models import Line, Member, Person, User
from tests.handlers.centre import Server, a_user, centre_desk, report
from tests.handlers.desk import ANNA, MARINA, OLEG, SERGEY, STRANGER, Desk, a_house, write_lines
from tests.handlers.test_people import pressed
from tests.kit.phone import Phone

WRONG = SoftphoneEvent.WRONG_PASSWORD
CODE = re.compile(r"\?start=u_([a-z0-9]{12})")


@pytest.fixture
async def desk(db: TortoiseContext) -> AsyncIterator[Desk]:
    """A desk on SQLite, and on PostgreSQL."""
    async with centre_desk(Server()) as opened:
        yield opened


def calls(desk: Desk, method: str, person: int = ANNA) -> list[Any]:
    made = [call for call in desk.telegram.world.calls if call["method"] == method]
    return [call for call in made if str(call["parameters"].get("chat_id")) == str(person)]


def live(desk: Desk) -> list[OpenScreen]:
    """What is redrawn when it changes."""
    return list(desk.screens._screens.values())


async def looked(desk: Desk) -> None:
    """Everything that is known to have changed has been compared."""
    async with asyncio.timeout(10):
        while any(screen.changed or screen.busy for screen in live(desk)):  # noqa: ASYNC110 -- nobody tells of it
            await asyncio.sleep(0.05)


async def card(desk: Desk, person: int = ANNA, role: Role = Role.ADMINISTRATOR) -> tuple[Phone, User]:
    """A person before the card of a user, drawn some seconds ago."""
    phone, user = await desk.join(person, role), await a_user(desk, person=person)
    await phone.press("Пользователи")
    await phone.press("⚪ Иван Петров")
    await phone.sees("Иван Петров · оператор")
    desk.clock.skip(seconds=3)
    return phone, user


async def test_a_card_shows_a_wrong_password_and_then_that_he_is_online(desk: Desk) -> None:
    anna, user = await card(desk)
    menu, sent = anna.menu().id, len(calls(desk, "sendMessage"))
    await report(desk, user, WRONG)
    assert (await anna.sees("Неверный пароль")).id == menu
    desk.clock.skip(seconds=3)
    await report(desk, user)
    assert "MicroSIP/3.21.6" in (await anna.sees("🟢 Софт-фон: онлайн")).text
    assert len(calls(desk, "sendMessage")) == sent, "a redraw is no message and makes no sound"


@pytest.mark.parametrize(("way", "before", "after"), [
    ("Лог софт-фона", "Записей нет", "неверный пароль"),
    ("Не входит", "Сначала сверьте", "🔴 Софт-фон"),
])  # fmt: skip
async def test_what_is_one_step_from_the_card_is_live_as_well(desk: Desk, way: str, before: str, after: str) -> None:
    anna, user = await card(desk)
    await anna.press(way)
    await anna.sees(before)
    desk.clock.skip(seconds=3)
    await report(desk, user, WRONG)
    await anna.sees(after)


async def test_who_is_ready_counts_by_itself(desk: Desk) -> None:
    sergey = await desk.join(SERGEY, Role.ON_CALL)
    await desk.join(ANNA, Role.ADMINISTRATOR)
    user = await a_user(desk)
    await sergey.press("Пользователи")
    await sergey.press("Кто готов")
    await sergey.sees("0 из 1")
    desk.clock.skip(seconds=3)
    await report(desk, user)
    assert "🟢 Иван Петров · 10001 · онлайн" in (await sergey.sees("🟢 Онлайн: 1 из 1")).labels


async def test_a_link_stays_while_it_waits_and_turns_into_the_receipt(desk: Desk) -> None:
    anna, user = await card(desk)
    ivan = await desk.phone(STRANGER)
    await anna.press("Передать")
    [code] = CODE.findall((await anna.sees("Ссылка готова")).text)
    desk.clock.skip(seconds=3)
    await ivan.send(f"/start u_{code}")
    await ivan.sees_button("Показать")
    await looked(desk)
    assert code in anna.screen(), "it is shown but once, so nobody takes it away"
    await ivan.press("Показать")
    await anna.sees("🟢 Получил")
    desk.clock.skip(seconds=3)
    await report(desk, user)
    assert code not in (await anna.sees("🟢 Софт-фон зарегистрировался")).text


async def test_a_card_of_a_line_follows_its_state(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    [line] = await write_lines(["МТС-транк"])
    await anna.press("Линии")
    await anna.press("⚪ МТС-транк")
    await anna.sees("SIP-транк")
    await Line.filter(id=line.id).update(state=LineState.OK, state_since=desk.clock(), checked_at=desk.clock())
    desk.clock.skip(seconds=LOOK_EVERY.total_seconds())
    await anna.sees("🟢 МТС-транк")


async def test_what_has_not_changed_is_not_edited(desk: Desk) -> None:
    anna, user = await card(desk)
    await report(desk, user)
    await anna.sees("🟢 Софт-фон: онлайн")
    edits = len(calls(desk, "editMessageText"))
    desk.clock.skip(seconds=3)
    await report(desk, user)
    desk.screens.changed(None)
    await looked(desk)
    assert len(calls(desk, "editMessageText")) == edits


async def test_two_changes_at_once_are_two_seconds_apart(desk: Desk) -> None:
    anna, user = await card(desk)
    await report(desk, user, WRONG)
    await anna.sees("Неверный пароль")
    await report(desk, user)
    [screen] = live(desk)
    assert not screen.due(screen.drawn_at)
    desk.clock.skip(seconds=3)
    await anna.sees("🟢 Софт-фон: онлайн")


async def test_a_question_is_never_drawn_over(desk: Desk) -> None:
    anna, user = await card(desk)
    await anna.press("Новый пароль")
    await anna.sees("Новый пароль ·")
    await report(desk, user, WRONG)
    assert live(desk) == []


async def test_news_on_the_card_stay_when_it_is_redrawn(desk: Desk) -> None:
    anna, user = await card(desk)
    await anna.press("Новый пароль")
    await anna.press("Готовые пароли")
    before = (await anna.sees("Иван Петров · оператор")).text
    desk.clock.skip(seconds=3)
    await report(desk, user)
    after = (await anna.sees("🟢 Софт-фон: онлайн")).text
    assert after.split("\n")[:2] == before.split("\n")[:2]


def turn(desk: Desk) -> PerChatProcessor:
    order = desk.application.update_processor
    assert isinstance(order, PerChatProcessor)
    return order


async def queued(desk: Desk, users: int) -> None:
    """So many hold or await the turn of Anna's chat."""
    async with asyncio.timeout(10):
        while turn(desk)._lanes[ANNA].users < users:  # noqa: ASYNC110 -- a queue tells nobody that it grew
            await asyncio.sleep(0.02)


async def test_a_tap_before_the_redraw_wins(desk: Desk) -> None:
    anna, user = await card(desk)
    async with turn(desk).turn(ANNA):
        tap = asyncio.create_task(anna.press("Домой"))
        await queued(desk, 2)
        await report(desk, user, WRONG)
        await queued(desk, 3)
    await tap
    await anna.sees_no("Иван Петров")
    await looked(desk)
    assert "Иван Петров" not in anna.screen()


async def test_a_tap_during_the_redraw_wins(desk: Desk) -> None:
    anna, user = await card(desk)
    async with turn(desk).turn(ANNA):
        await report(desk, user, WRONG)
        await queued(desk, 2)
        tap = asyncio.create_task(anna.press("Домой"))
        await queued(desk, 3)
    await tap
    await anna.sees_no("Иван Петров")
    await looked(desk)
    assert "Иван Петров" not in anna.screen()


async def test_whoever_is_a_member_no_more_sees_nothing_new(desk: Desk) -> None:
    anna, user = await card(desk)
    edits = len(calls(desk, "editMessageText"))
    await Member.all().delete()
    await report(desk, user, WRONG)
    await looked(desk)
    assert len(calls(desk, "editMessageText")) == edits
    assert live(desk) == []
    assert "Неверный пароль" not in anna.screen()


async def test_whoever_lost_the_right_sees_nothing_new(desk: Desk) -> None:
    anna, user = await card(desk)
    await anna.press("Не входит")
    await anna.sees("Сначала сверьте")
    desk.clock.skip(seconds=3)
    await Member.all().update(role=Role.MANAGER)
    await report(desk, user, WRONG)
    await looked(desk)
    assert live(desk) == []
    assert "Неверный пароль" not in anna.screen()


async def test_a_screen_of_a_contract_that_he_left_for_another_is_not_redrawn(desk: Desk) -> None:
    anna, user = await card(desk)
    await desk.join(OLEG, Role.ADMINISTRATOR, "207/25")
    other = await Member.get(contract__number="207/25")
    row = await Person.get(telegram_id=ANNA)
    await Member.create(contract_id=other.contract_id, person=row, role=Role.ADMINISTRATOR, created_at=desk.clock())
    await Person.filter(id=row.id).update(current_contract_id=other.contract_id)
    await report(desk, user, WRONG)
    await looked(desk)
    assert live(desk) == []
    assert "Неверный пароль" not in anna.screen()


async def test_whoever_blocked_us_stays_blocked(desk: Desk) -> None:
    _, user = await card(desk)
    await Person.filter(telegram_id=ANNA).update(blocked_at=desk.clock())
    await report(desk, user, WRONG)
    await looked(desk)
    assert live(desk) == []
    assert (await Person.get(telegram_id=ANNA)).blocked_at is not None


async def test_a_bot_that_lost_its_lease_draws_nothing(desk: Desk) -> None:
    anna, user = await card(desk)
    desk.active = False
    await report(desk, user, WRONG)
    await looked(desk)
    assert live(desk) == []
    assert "Неверный пароль" not in anna.screen()


async def test_a_new_term_begins_without_the_screens_of_the_one_before(desk: Desk) -> None:
    await card(desk)
    house = a_house(desk, Supervisor())
    loop = RedrawLoop(desk.application.bot, house, turn(desk).turn)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(loop.run(asyncio.Event(), Uplink()), 0.01)
    assert live(desk) == []


async def test_another_contracts_news_are_not_even_looked_at(desk: Desk) -> None:
    await card(desk)
    await desk.join(OLEG, Role.ADMINISTRATOR, "207/25")
    theirs = await a_user(desk, "Пётр Котов", person=OLEG)
    await report(desk, theirs, WRONG)
    [screen] = live(desk)
    assert not screen.changed


@pytest.mark.parametrize(
    ("code", "said"), [(400, "Bad Request: message to edit not found"), (403, "Forbidden: bot was blocked by the user")]
)
async def test_a_message_that_is_gone_is_forgotten_without_a_word(desk: Desk, code: int, said: str) -> None:
    _, user = await card(desk)
    sent = len(calls(desk, "sendMessage"))
    await desk.telegram.control("faults", method="editMessageText", error_code=code, description=said, count=1)
    await report(desk, user, WRONG)
    await looked(desk)
    assert live(desk) == []
    assert len(calls(desk, "sendMessage")) == sent


async def test_where_telegram_asks_to_wait_the_next_look_tries_again(desk: Desk) -> None:
    anna, user = await card(desk)
    await desk.telegram.control("faults", method="editMessageText", error_code=429, retry_after=1, count=1)
    await report(desk, user, WRONG)
    await looked(desk)
    assert "Неверный пароль" not in anna.screen()
    await asyncio.sleep(1.2)
    desk.clock.skip(seconds=LOOK_EVERY.total_seconds())
    await anna.sees("Неверный пароль")


async def test_a_screen_nobody_touched_for_a_quarter_of_an_hour_is_left_alone(desk: Desk) -> None:
    anna, user = await card(desk)
    desk.clock.skip(minutes=10)
    assert await anna.press("Показать") is not None
    desk.clock.skip(minutes=10)
    await report(desk, user, WRONG)
    await anna.sees("Неверный пароль")
    desk.clock.skip(minutes=16)
    await report(desk, user)
    async with asyncio.timeout(5):
        while live(desk):  # noqa: ASYNC110 -- nobody tells of it
            await asyncio.sleep(0.05)
    assert "онлайн" not in anna.screen()


async def test_a_role_changed_by_somebody_else_closes_the_screen_that_lost_its_buttons(desk: Desk) -> None:
    anna, user = await card(desk)
    marina = await desk.join(MARINA, Role.ADMINISTRATOR)
    row = await Person.get(telegram_id=ANNA)
    menu = anna.menu().id
    await pressed(desk, marina, GiveRole(row.id, 0, Role.ON_CALL).pack())
    await anna.sees_no_buttons_on(menu)
    await report(desk, user, WRONG)
    assert [screen for screen in live(desk) if screen.chat.id == ANNA] == []
