"""People of a contract as an administrator keeps them: invitations, roles, removal with what was open."""

from datetime import timedelta

import pytest

from domain.access import Role
from domain.alerts import NoticeState
from handlers.rooms.incident import AcceptIncident
from handlers.rooms.people_ways import OpenPerson
from handlers.rooms.person import AskRemove, GiveRole, Remove
from models import Confirmation, Incident, Invite, Member, Notice, Person
from tests.handlers.desk import ANNA, MARINA, OLEG, SERGEY, STRANGER, Desk, write_lines
from tests.kit.phone import Phone

OLD_MENU = "старое меню"


async def person_id(telegram_id: int) -> int:
    return int((await Person.get(telegram_id=telegram_id)).id)


async def link_of(phone: Phone) -> str:
    """The token of the invitation on the screen, as its reader copies it."""
    seen = await phone.sees("Сработает один раз")
    return seen.text.split("?start=")[1].split()[0]


async def pressed(desk: Desk, phone: Phone, data: str) -> str:
    """The toast for a tap on a button that this person was never shown."""
    keyboard = {"inline_keyboard": [[{"text": "чужая кнопка", "callback_data": data}]]}
    message = await desk.telegram.bot().sent(OLD_MENU, chat_id=phone.chat_id, reply_markup=keyboard)
    return str((await phone.press_data(data, message_id=message["message_id"]))["text"])


async def test_an_administrator_invites_by_a_link_and_sees_who_came(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    await anna.press("Участники")
    await anna.press("Пригласить")
    await anna.sees("Кого приглашаете?")
    await anna.press("Дежурный")
    token = await link_of(anna)
    copied = await anna.pressed("Скопировать")
    assert copied["copy_text"].endswith(f"?start={token}")
    assert "t.me/share/url" in (await anna.pressed("Отправить"))["url"]
    sergey = await desk.phone(SERGEY)
    await sergey.send(f"/start {token}")
    await sergey.sees("Вы вошли как дежурный")
    await anna.sees("Приглашение открыто: ")
    await anna.press("‹ Участники")
    assert len([label for label in (await anna.sees("Всего: 2")).labels if "дежурный" in label]) == 1


async def test_a_pending_invitation_is_listed_and_revoked(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    await anna.press("Участники")
    await anna.press("Пригласить")
    await anna.press("Руководитель")
    token = await link_of(anna)
    await anna.press("‹ Участники")
    await anna.sees("Ждут приглашённых: 1 ссылка")
    await anna.press("Приглашения: 1")
    await anna.press("Руководитель · до")
    assert token not in (await anna.sees("Саму ссылку уже не увидеть")).text
    assert await anna.press("Отозвать") == "Приглашение отозвано"
    await anna.sees("Все приглашения открыты или истекли")
    stranger = await desk.phone(STRANGER)
    await stranger.send(f"/start {token}")
    await stranger.sees("Ссылка не действует")
    assert await Member.all().count() == 1


async def test_an_expired_invitation_is_not_listed(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    await desk.services.members.invite("184/24", Role.MANAGER, desk.clock(), lasts=timedelta(hours=1))
    desk.clock.skip(hours=2)
    await anna.press("Участники")
    assert "Ждут" not in (await anna.sees("Всего: 1")).text


async def test_a_role_is_changed_and_the_member_is_told(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    sergey = await desk.join(SERGEY, Role.MANAGER)
    await anna.press("Участники")
    await anna.press((await Person.get(telegram_id=SERGEY)).name)
    await anna.press("Сменить роль")
    await anna.sees("Сейчас: руководитель")
    assert await anna.press("Администратор") == "Новая роль: администратор"
    await sergey.sees("ваша роль теперь — администратор")
    await sergey.send("/start")
    await sergey.press("Участники")
    await sergey.sees("Всего: 2")


async def test_a_removed_member_is_a_stranger_at_once(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    sergey = await desk.join(SERGEY, Role.ON_CALL)
    menu = sergey.menu()
    await anna.press("Участники")
    await anna.press((await Person.get(telegram_id=SERGEY)).name)
    await anna.press("Удалить")
    await anna.sees("Сразу прекратятся доступ")
    assert (await anna.press("Удалить") or "").startswith("Доступ закрыт")
    await anna.sees("Всего: 1")
    await sergey.sees("ваш доступ закрыт")
    assert all(not message.buttons for message in sergey.messages() if message.id == menu.id)
    await sergey.send("/lines")
    await sergey.sees("Бот для клиентов телефонной компании")


async def alerted(desk: Desk, phone: Phone) -> int:
    """The number of an alert's message in the phone's chat, written down as delivered there."""
    [line] = await write_lines(["Волга 1"])
    await desk.fail(line)
    incident = await Incident.get()
    press = AcceptIncident(incident.id, menu=False).pack()
    keyboard = {"inline_keyboard": [[{"text": "Принято", "callback_data": press}]]}
    sent = await desk.telegram.bot().sent("🔴 авария", chat_id=phone.chat_id, reply_markup=keyboard)
    await Notice.filter(chat_id=phone.chat_id).update(
        state=NoticeState.SENT, message_id=sent["message_id"], due_at=None, sent_at=desk.clock()
    )
    return int(sent["message_id"])


@pytest.mark.parametrize("way", ["demoted", "removed"])
async def test_old_menus_and_alerts_of_who_may_no_more_lose_their_buttons(desk: Desk, way: str) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    sergey = await desk.join(SERGEY, Role.ON_CALL)
    menu, card = sergey.menu().id, await alerted(desk, sergey)
    number = await person_id(SERGEY)
    if way == "demoted":
        await pressed(desk, anna, GiveRole(number, 0, Role.MANAGER).pack())
    else:
        await pressed(desk, anna, AskRemove(number, 0).pack())
        await pressed(desk, anna, Remove(number, (await Confirmation.get()).token, 0).pack())
    await sergey.sees_no_buttons_on(menu, card)


async def test_a_removal_is_confirmed_once_and_in_time(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    await desk.join(SERGEY, Role.ON_CALL)
    await desk.join(MARINA, Role.MANAGER)
    sergey = await person_id(SERGEY)
    await pressed(desk, anna, AskRemove(sergey, 0).pack())
    token = (await Confirmation.get()).token
    desk.clock.skip(minutes=6)
    await pressed(desk, anna, Remove(sergey, token, 0).pack())
    assert await Member.all().count() == 3
    await pressed(desk, anna, AskRemove(sergey, 0).pack())
    token = (await Confirmation.filter(used_at=None).order_by("-id").first() or Confirmation()).token
    await pressed(desk, anna, Remove(sergey, token, 0).pack())
    await desk.join(SERGEY, Role.ON_CALL)
    await pressed(desk, anna, Remove(sergey, token, 0).pack())
    assert await Member.all().count() == 3


async def test_nobody_removes_or_demotes_himself(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    own = await person_id(ANNA)
    for data in (GiveRole(own, 0, Role.ON_CALL).pack(), AskRemove(own, 0).pack()):
        assert "последний администратор" in await pressed(desk, anna, data)
    await desk.join(MARINA, Role.ADMINISTRATOR)
    for data in (GiveRole(own, 0, Role.ON_CALL).pack(), AskRemove(own, 0).pack()):
        assert "другого администратора" in await pressed(desk, anna, data)
    await pressed(desk, anna, OpenPerson(own, 0).pack())
    assert (await anna.sees("Это вы")).labels == ["‹ Участники", "Домой"]
    assert await Member.filter(role=Role.ADMINISTRATOR).count() == 2


async def test_an_administrator_does_not_lose_his_role_by_a_link(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    token = await desk.services.members.invite("184/24", Role.ON_CALL, desk.clock())
    await anna.send(f"/start {token}")
    await anna.sees("Вы уже администратор")
    assert (await Member.get()).role is Role.ADMINISTRATOR
    assert await Invite.filter(used_at=None).count() == 1


async def test_the_journal_tells_who_did_what(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    await desk.join(SERGEY, Role.MANAGER)
    name = (await Person.get(telegram_id=SERGEY)).name
    await pressed(desk, anna, GiveRole(await person_id(SERGEY), 0, Role.ON_CALL).pack())
    await anna.press("Домой")
    await anna.press("Журнал")
    seen = await anna.sees(f"Новая роль: {name}, дежурный")
    assert "Вход по приглашению: администратор" in seen.text
    assert "Сервер, командная строка\nПриглашение: руководитель" in seen.text


async def test_managers_and_people_on_call_see_neither_people_nor_journal(desk: Desk) -> None:
    for person, role in ((MARINA, Role.MANAGER), (SERGEY, Role.ON_CALL)):
        phone = await desk.join(person, role)
        assert not {"Участники", "Журнал"} & set(phone.buttons())


async def test_another_contracts_people_are_not_there(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    await desk.join(OLEG, Role.ON_CALL, "207/25")
    oleg = await person_id(OLEG)
    for data in (OpenPerson(oleg, 0).pack(), GiveRole(oleg, 0, Role.MANAGER).pack(), AskRemove(oleg, 0).pack()):
        assert await pressed(desk, anna, data) == "Этого здесь нет. Откройте меню: /start"
    assert (await Member.get(person_id=oleg)).role is Role.ON_CALL
