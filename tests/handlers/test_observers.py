"""External observers in the chat: asked for by a login, answered by a button in a word, prolonged, ended."""

import re
from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import cast

import pytest
from tortoise.context import TortoiseContext

from domain.access import Role
from domain.typed_day import typed_day
from domain.users import ObserverState, UserNoticeKind
from handlers.kit.press import Press
from handlers.rooms import user_word
from handlers.rooms.lent_observers import StopLent
from handlers.rooms.observer_form_view import SendObserver, TickWatched
from handlers.rooms.observer_ways import ConfirmLent, OpenLent, RefuseLent
from handlers.rooms.user_beside import Aside, OpenAside
from handlers.rooms.user_ways import OpenUser
from models import Admission, Contract, Observation, User, UserNotice
from services.project_cards import ProjectFact
from services.user_delivery import UserDelivery, UserNoticeCard
from tests.handlers.centre import Server, centre_desk
from tests.handlers.desk import ANNA, MARINA, OLEG, Desk
from tests.handlers.test_people import pressed
from tests.kit.phone import Phone
from texts import Texts


class Told:
    """A ``PrivateMessenger`` that sends the word as the bot does, by the sandbox's Telegram."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.kinds: list[UserNoticeKind] = []

    async def tell(self, card: UserNoticeCard) -> int:
        self.kinds.append(card.kind)
        view = user_word.view(card, Texts(card.language))
        keyboard = [
            [{"text": b.label, "callback_data": cast("Press", b.press).pack()} for b in row] for row in view.rows
        ]
        bot = self._desk.telegram.bot()
        sent = await bot.sent(
            view.text, chat_id=card.telegram_id, parse_mode="HTML", reply_markup={"inline_keyboard": keyboard}
        )
        return int(sent["message_id"])


@pytest.fixture
async def desk(db: TortoiseContext) -> AsyncIterator[Desk]:
    """Two contracts with administrators and cabinet logins, the first one with two projects."""
    async with centre_desk(Server()) as opened:
        await opened.join(ANNA, Role.ADMINISTRATOR)
        await opened.join(OLEG, Role.ADMINISTRATOR, "207/25")
        await Contract.filter(number="184/24").update(cabinet_login="romashka")
        await Contract.filter(number="207/25").update(cabinet_login="lutik")
        facts = [ProjectFact("184/24", name, name) for name in ("Опрос", "Продажи")]
        await opened.services.centre.projects.push(facts, opened.clock())
        yield opened


async def deliver(desk: Desk) -> list[UserNoticeKind]:
    """What the job and the loop of the running bot do; the words that went out."""
    await desk.services.centre.review.run(desk.clock())
    told = Told(desk)
    delivery = UserDelivery(told)
    while ids := await delivery.claim(desk.clock(), 10):
        for number in ids:
            await delivery.deliver(number, desk.clock())
    return told.kinds


async def asked(desk: Desk, login: str = "lutik") -> Phone:
    """Anna has asked for an observer of one project."""
    anna = await desk.phone(ANNA)
    await anna.send("/users")
    await anna.press("Наблюдатели")
    await anna.press("Позвать наблюдателя")
    await anna.sees("Наберите его логин в кабинете")
    await anna.send(login)
    await anna.sees("Отметьте проекты")
    await anna.press("☐ Опрос")
    await anna.sees("Отмечено проектов: 1")
    await anna.press("Неделя")
    await anna.press("Запросить")
    await anna.sees(f"{login.lower()} · сторонний наблюдатель\nЗапрос принят")
    return anna


async def test_an_observer_is_asked_for_and_confirmed_by_the_button_in_the_word(desk: Desk) -> None:
    await asked(desk, "Lutik")
    oleg = await desk.phone(OLEG)
    assert await deliver(desk) == [UserNoticeKind.OBSERVER_ASKED]
    word = await oleg.sees("Просят стороннего наблюдателя: ООО «184/24»")
    assert word.labels == ["Подтвердить", "Отказать", "Подробнее"]
    await oleg.press("Подтвердить", message_id=word.id)
    card = await oleg.sees("🟢 Подтверждено")
    assert "Проекты: «Опрос»" in card.text
    row = await Observation.get()
    assert row.state is ObserverState.CONFIRMED
    assert await deliver(desk) == [UserNoticeKind.OBSERVER_CONFIRMED]
    anna = await desk.phone(ANNA)
    await anna.sees("Наблюдатель подтверждён: lutik")
    assert await Admission.all().count() == 1


async def test_the_word_of_another_contract_switches_to_it_for_whoever_is_there(desk: Desk) -> None:
    await desk.join(OLEG, Role.ADMINISTRATOR)
    await asked(desk)
    oleg = await desk.phone(OLEG)
    await deliver(desk)
    word = await oleg.sees("Просят стороннего наблюдателя")
    await oleg.press("Подробнее", message_id=word.id)
    await oleg.sees("Разрешить наблюдать с вашим логином")
    await oleg.press("Отказать")
    await oleg.sees("Вас никто не просит")
    assert (await Observation.get()).state is ObserverState.REFUSED


def timeless(text: str, login: str) -> str:
    """Without what differs between two requests made one after the other: the login and the minute."""
    return re.sub(r"\b\d{2}:\d{2}\b", "00:00", text).replace(login, "x")


async def test_an_unknown_and_a_refused_login_are_told_apart_by_nothing(desk: Desk) -> None:
    anna = await asked(desk, "nobody")
    unknown = (await anna.sees("nobody · сторонний")).text
    assert await deliver(desk) == []
    refused = (await (await asked(desk, "lutik")).sees("lutik · сторонний")).text
    assert timeless(unknown, "nobody") == timeless(refused, "lutik")
    await deliver(desk)
    oleg = await desk.phone(OLEG)
    await oleg.press("Отказать", message_id=(await oleg.sees("Просят стороннего")).id)
    await oleg.sees("Вас никто не просит")
    assert await deliver(desk) == []
    cards = []
    for login in ("nobody", "lutik"):
        user = await User.get(name=login)
        await pressed(desk, anna, OpenUser(user.id).pack())
        cards.append(timeless((await anna.sees(f"{login} · сторонний")).text, login))
    assert cards[0] == cards[1]


async def test_the_room_of_observers_has_those_who_are_asked_for(desk: Desk) -> None:
    anna = await asked(desk, "nobody")
    await asked(desk, "lutik")
    await anna.send("/users")
    await anna.press("Наблюдатели")
    room = await anna.sees("Ждут подтверждения: 2")
    assert "Вас никто не просит" in room.text
    waiting = [label for label in room.labels if "ждёт с" in label]
    assert [label.split(" · ")[0] for label in waiting] == ["⚪ lutik", "⚪ nobody"]
    await pressed(desk, await desk.phone(OLEG), RefuseLent((await Observation.get(cabinet_login="lutik")).id).pack())
    await anna.send("/users")
    await anna.press("Наблюдатели")
    await anna.sees_button_with("ждёт с")
    assert [label for label in anna.buttons() if "ждёт с" in label] == waiting
    await anna.press(waiting[0])
    await anna.sees("lutik · сторонний наблюдатель")


async def test_a_card_says_how_long_and_what_to_press(desk: Desk) -> None:
    anna = await asked(desk)
    user, row = await User.get(), await Observation.get()
    card = (await anna.sees("🟠 Ждёт подтверждения с")).text.split("\n")
    assert card[4].startswith("Без ответа запрос закроется ")
    assert card[5].startswith("Вы просите доступ до ")
    await pressed(desk, await desk.phone(OLEG), ConfirmLent(row.id).pack())
    await pressed(desk, anna, OpenUser(user.id).pack())
    await anna.sees("🟢 Доступ до ")
    assert "Продлить" in anna.buttons()
    desk.clock.skip(days=9)
    await deliver(desk)
    await pressed(desk, anna, OpenUser(user.id).pack())
    await anna.sees("⚪ Доступ закончился ")
    await anna.press("Запросить снова")
    await anna.press("Неделя")
    await anna.sees("🟠 Ждёт подтверждения с")
    desk.clock.skip(days=8)
    await pressed(desk, anna, OpenUser(user.id).pack())
    await anna.sees("⚪ Никто не ответил до ")


async def test_observers_are_found_by_the_filter_with_those_who_wait(desk: Desk) -> None:
    anna = await asked(desk, "nobody")
    await anna.send("/users")
    await anna.press("Выбрать")
    await anna.press("Наблюдатели")
    await anna.press("Показать: 1")
    await anna.sees_button_with("nobody · ждёт с ")


async def test_a_request_is_withdrawn_and_nobody_can_confirm_it(desk: Desk) -> None:
    anna = await asked(desk)
    await deliver(desk)
    await anna.press("Отозвать", message_id=(await anna.sees("🟠 Ждёт подтверждения с")).id)
    await anna.sees("Отозвать запрос?")
    await anna.press("Отозвать")
    await anna.sees("Удалён 1 пользователь")
    oleg = await desk.phone(OLEG)
    await oleg.press("Подтвердить", message_id=(await oleg.sees("Просят стороннего")).id)
    await pressed(desk, oleg, ConfirmLent((await Observation.get()).id).pack())
    assert (await Observation.get()).state is ObserverState.REQUESTED
    assert not await Observation.filter(user__deleted_at__isnull=True).exists()


async def test_requests_that_wait_are_counted_on_the_way_to_them(desk: Desk) -> None:
    await asked(desk)
    oleg = await desk.phone(OLEG)
    await oleg.send("/users")
    await oleg.sees_button("Наблюдатели (1)")
    await oleg.send("/start")
    await oleg.press("Наблюдатели (1)")
    await oleg.sees("Ждут вашего ответа: 1")
    await oleg.sees_button_with("просит вас")


async def test_what_cannot_be_is_refused_and_asked_again(desk: Desk) -> None:
    anna = await desk.phone(ANNA)
    await anna.send("/users")
    await anna.press("Наблюдатели")
    await anna.press("Позвать наблюдателя")
    await anna.send("не логин")
    await anna.sees("не похоже на логин")
    await anna.send("romashka")
    await anna.sees("Это логин вашего договора")
    await anna.send("lutik")
    await anna.sees("Отметьте проекты")
    assert "Запросить" not in anna.buttons()
    await anna.send("когда-нибудь")
    await anna.sees("Это не день")
    await anna.send("01.01.2020")
    await anna.sees("Этот день уже прошёл")
    day = desk.clock().date() + timedelta(days=40)
    await anna.send(day.strftime("%d.%m.%Y"))
    await anna.sees(f"Доступ до {day:%a}"[:8])
    await anna.press("Отмена")
    await anna.sees("Пользователи · ")
    assert not await User.all().exists()


async def chosen_for_a_new_user(desk: Desk) -> Phone:
    """Anna has begun the form of a new user, typed his name and then chosen an external observer."""
    anna = await desk.phone(ANNA)
    await anna.send("/users")
    await anna.press("Добавить")
    await anna.sees("Как зовут?")
    await anna.send("Глеб Лосев")
    await anna.sees("Какая роль?")
    await anna.press("Сторонний наблюдатель")
    await anna.sees("Сторонний наблюдатель\nИмя: Глеб Лосев")
    return anna


async def test_the_name_typed_before_the_role_was_chosen_is_the_observers(desk: Desk) -> None:
    anna = await chosen_for_a_new_user(desk)
    await anna.send("не логин")
    await anna.sees("Имя: Глеб Лосев")
    await anna.send("lutik")
    form = await anna.sees("Отметьте проекты")
    assert form.text.startswith("Сторонний наблюдатель lutik\nИмя: Глеб Лосев\n")
    await anna.press("☐ Опрос")
    await anna.sees("Отмечено проектов: 1")
    await anna.press("Другой логин")
    await anna.sees("Наберите его логин")
    await anna.send("nobody")
    await anna.sees("Сторонний наблюдатель nobody\nИмя: Глеб Лосев")
    await anna.sees("Отмечено проектов: 1")
    await anna.press("Запросить")
    await anna.sees("Глеб Лосев · сторонний наблюдатель\nЗапрос принят")
    assert (await User.get()).name == "Глеб Лосев"


async def test_another_role_after_all_keeps_the_name_too(desk: Desk) -> None:
    anna = await chosen_for_a_new_user(desk)
    await anna.press("Другая роль")
    await anna.sees("Имя: Глеб Лосев\nКакая роль?")
    await anna.press("Оператор")
    await anna.sees("Какой логин?")
    await anna.send("losev")
    await anna.sees("Какой пароль")
    await anna.press("Готовый пароль")
    await anna.sees("Сохраните")
    await anna.press("Роль")
    await anna.press("Сторонний наблюдатель")
    await anna.sees("набранные не понадобятся")


async def test_before_another_form_is_lost_to_an_observer_the_person_is_asked(desk: Desk) -> None:
    anna = await chosen_for_a_new_user(desk)
    await anna.send("/users")
    await anna.press("Наблюдатели")
    await anna.press("Позвать наблюдателя")
    await anna.sees("Глеб Лосев")
    await anna.press("Начать заново")
    await anna.sees_button("Отмена")
    await anna.send("lutik")
    await anna.sees("Сторонний наблюдатель lutik\nДоступ до ")


async def test_an_observer_who_was_begun_goes_on_where_the_form_stopped(desk: Desk) -> None:
    anna = await chosen_for_a_new_user(desk)
    await anna.send("lutik")
    await anna.sees("Отметьте проекты")
    await anna.press("☐ Продажи")
    await anna.sees("Отмечено проектов: 1")
    await anna.send("/users")
    await anna.press("Наблюдатели")
    await anna.press("Позвать наблюдателя")
    form = await anna.sees("Форма продолжается")
    assert "Имя: Глеб Лосев" in form.text
    assert "Отмечено проектов: 1" in form.text


async def test_the_end_is_told_before_and_prolonged_by_a_button(desk: Desk) -> None:
    await asked(desk)
    await deliver(desk)
    oleg, anna = await desk.phone(OLEG), await desk.phone(ANNA)
    await oleg.press("Подтвердить", message_id=(await oleg.sees("Просят стороннего")).id)
    await oleg.sees("🟢 Подтверждено")
    await deliver(desk)
    before = (await Observation.get()).until
    desk.clock.skip(days=6)
    assert await deliver(desk) == [UserNoticeKind.OBSERVER_ENDS, UserNoticeKind.LENT_ENDS]
    assert await deliver(desk) == []  # told once, by a bot that has just started as well
    word = await oleg.sees("Заканчивается ваш доступ к проектам: ООО «184/24»")
    assert "Доступ до" in word.text
    await oleg.press("Подробнее", message_id=word.id)
    await oleg.sees("Вы наблюдаете со своим логином")
    await anna.press("Продлить", message_id=(await anna.sees("Заканчивается наблюдение")).id)
    await anna.sees("До какого дня?")
    await anna.press("Месяц")
    await anna.sees("Срок изменён: до ")
    assert (await Observation.get()).until > before
    desk.clock.skip(days=32)
    assert await deliver(desk) == [UserNoticeKind.OBSERVER_ENDED, UserNoticeKind.LENT_ENDED]
    await anna.sees("Наблюдение закончено: lutik")
    await oleg.sees("Ваш доступ к проектам закончился: ООО «184/24»")
    assert (await Observation.get()).state is ObserverState.ENDED


async def test_a_warning_that_waited_until_the_day_was_another_is_not_sent(desk: Desk) -> None:
    await asked(desk)
    oleg = await desk.phone(OLEG)
    row = await Observation.get()
    await pressed(desk, oleg, ConfirmLent(row.id).pack())
    await oleg.sees("🟢 Подтверждено")
    await deliver(desk)
    desk.clock.skip(days=6)
    await desk.services.centre.review.run(desk.clock())
    [anna] = await desk.services.members.contracts(ANNA)
    until = desk.clock().date() + timedelta(days=30)
    await desk.services.centre.observers.prolong(anna, row.user_id, until, desk.clock())
    assert await deliver(desk) == []


async def test_whoever_lends_ends_it_after_a_question(desk: Desk) -> None:
    await asked(desk)
    oleg = await desk.phone(OLEG)
    row = await Observation.get()
    await pressed(desk, oleg, ConfirmLent(row.id).pack())
    await oleg.sees("🟢 Подтверждено")
    await oleg.press("Закончить")
    await oleg.sees("Закончить наблюдение сейчас?")
    await oleg.press("Закончить")
    await oleg.sees("Вас никто не просит")
    assert (await Observation.get()).state is ObserverState.ENDED


async def test_nobody_else_answers_and_a_manager_neither(desk: Desk) -> None:
    anna = await asked(desk)
    marina = await desk.join(MARINA, Role.MANAGER, "207/25")
    row, other = await Observation.get(), await Contract.get(number="207/25")
    presses: list[Press] = [ConfirmLent(row.id), RefuseLent(row.id), StopLent(row.id), OpenLent(row.id)]
    asides = [OpenAside(other.id, row.id, what) for what in Aside]
    for phone in (anna, marina):
        for press in [*presses, *asides, SendObserver(), TickWatched(1, 0)]:
            await pressed(desk, phone, press.pack())
    assert (await Observation.get()).state is ObserverState.REQUESTED
    assert await UserNotice.all().count() == 0


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31.12", date(2026, 12, 31)),
        ("1.2", date(2027, 2, 1)),
        ("29.02", date(2028, 2, 29)),
        ("31.12.26", date(2026, 12, 31)),
        (" 31 / 12 / 2026 ", date(2026, 12, 31)),
        ("2026-12-31", date(2026, 12, 31)),
        ("01.01.1999", date(1999, 1, 1)),
        ("31.02.2026", None),
        ("30.02", None),
        ("завтра", None),
        ("", None),
        ("٣١.١٢", date(2026, 12, 31)),
    ],
)
def test_days_are_read_as_people_type_them(text: str, day: date | None) -> None:
    assert typed_day(text, date(2026, 11, 23)) == day
