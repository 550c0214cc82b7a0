"""The room of details: shown to administrators for a minute, in private; handed over by a one-time link."""

import io
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
import zxingcpp
from PIL import Image
from tortoise.context import TortoiseContext

from bot.reveals import RevealLoop
from domain.access import Role
from domain.softphones import SoftphoneEvent
from handlers.rooms.credentials_ways import OpenDetails, TakeDetails
from handlers.rooms.user_ways import HandOver, OpenCredentials, RevealCredentials
from models import Audit, ProvisioningUrl, Reveal, User
from services.centre import CentrePolicy, centre_services
from services.hand_over import LASTS
from services.ports import NoSipServer
from services.provisioning import URL_LASTS
from services.softphone_cards import SipReport
from services.user_errors import HandOverGoneError
from services.user_facts import NewUser, Places
from services.user_secrets import UserSecrets
from services.vault import Vault
from tests.handlers.desk import ANNA, GROUP, MARINA, OLEG, SERGEY, STRANGER, Desk, open_desk
from tests.handlers.test_people import pressed
from tests.kit.phone import Phone, Shown

VAULT = Vault({"k1": b"0" * 32})
SECRETS = UserSecrets(VAULT, "linekeeper")
POLICY = CentrePolicy(Places("https://projects.example.org", "sip.example.org"), page="https://line.example.org")
FORBIDDEN = "Вашей роли это недоступно. Попросите администратора договора"
CODE = re.compile(r"\?start=u_([a-z0-9]{12})")


@pytest.fixture
async def desk(db: TortoiseContext) -> AsyncIterator[Desk]:
    """A desk on SQLite, and on PostgreSQL."""
    async with open_desk(centre=centre_services(VAULT, POLICY, NoSipServer(), lambda: None)) as opened:
        yield opened
        assert opened.failures == []


async def a_user(desk: Desk, name: str = "Иван Петров", person: int = ANNA) -> User:
    [member] = await desk.services.members.contracts(person)
    return await User.get(id=await desk.services.centre.users.add(member, NewUser(name), desk.clock()))


async def open_room(desk: Desk, phone: Phone) -> None:
    await pressed(desk, phone, OpenCredentials().pack())
    await phone.sees("Доступы · ООО «184/24»")


def passwords(user: User) -> list[str]:
    return [SECRETS.password(user), SECRETS.sip_password(user)]


async def gone(desk: Desk) -> None:
    """One round of the loop that deletes."""
    await RevealLoop(desk.application.bot, desk.services.centre.reveals, desk.clock).round()


async def registered(desk: Desk, user: User) -> None:
    """The SIP server tells of the user's softphone."""
    event = SoftphoneEvent.REGISTERED
    report = SipReport(user.contract_id, str(user.login), event, desk.clock(), "Linphone", "192.0.2.7:5060")
    await desk.services.centre.reports.record(report)


async def shown_secret(phone: Phone, user: User) -> Shown:
    return await phone.sees(SECRETS.password(user))


async def remembered(desk: Desk) -> str:
    """All that the sandbox's Telegram holds: messages of every chat, deleted ones too, calls, past events."""
    world = desk.telegram.world
    calls = await desk.telegram.control("calls", "GET")
    events = [event.data for event in world.events.since(0)]
    chats = [*world.groups.values(), *(chat for bot in world.bots.values() for chat in bot.dialogs.values())]
    return repr([calls, events, [(one.content, one.markup) for chat in chats for one in chat.messages.values()]])


async def test_details_come_in_a_message_of_their_own_and_are_gone_in_a_minute(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    user = await a_user(desk)
    await open_room(desk, anna)
    await anna.press("Иван Петров")
    await anna.sees("Оператор · логин 10001")
    assert await anna.press("Показать") == "Реквизиты ниже. Исчезнут через минуту"
    message = await shown_secret(anna, user)
    assert message.raw["protected"]
    entities = message.raw["message"]["entities"]
    assert [entity["type"] for entity in entities].count("spoiler") == 2
    assert (await anna.pressed("Пароль софт-фона"))["copy_text"] == SECRETS.sip_password(user)
    assert "sip.example.org" in message.text
    await gone(desk)
    assert SECRETS.password(user) in "".join(each.text for each in anna.messages())
    desk.clock.skip(seconds=60)
    await gone(desk)
    await anna.sees_no(SECRETS.password(user))
    assert not await Reveal.all().exists()
    assert await Audit.filter(action="reveal", subject=f"user {user.id}").count() == 1


async def test_the_list_is_searched_by_typing_and_back_keeps_the_search(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    for name in ("Иван Петров", "Ольга Белова"):
        await a_user(desk, name)
    await open_room(desk, anna)
    assert "Ваш собственный доступ возвращает поддержка" in anna.screen()
    await anna.press("Найти")
    await anna.sees("Напишите часть имени или логина")
    await anna.send("белова")
    await anna.sees("По словам «белова»: 1")
    await anna.press("Ольга Белова")
    await anna.press("‹ Доступы")
    await anna.sees("По словам «белова»: 1")
    await anna.press("Показать всех")
    await anna.sees("Сотрудники: 2")


async def test_managers_people_on_call_and_support_get_nothing(desk: Desk) -> None:
    await desk.join(ANNA, Role.ADMINISTRATOR)
    user = await a_user(desk)
    for person, role in ((MARINA, Role.MANAGER), (SERGEY, Role.ON_CALL)):
        phone = await desk.join(person, role)
        for press in (OpenCredentials(), OpenDetails(user.id), RevealCredentials(user.id), HandOver(user.id)):
            assert await pressed(desk, phone, press.pack()) == FORBIDDEN
        said = "".join(message.text for message in phone.messages())
        assert not [secret for secret in passwords(user) if secret in said]
    assert not await Reveal.all().exists()


async def test_another_contracts_user_is_unknown(desk: Desk) -> None:
    await desk.join(ANNA, Role.ADMINISTRATOR)
    user = await a_user(desk)
    oleg = await desk.join(OLEG, Role.ADMINISTRATOR, "200/25")
    unknown = await pressed(desk, oleg, RevealCredentials(10**9).pack())
    assert await pressed(desk, oleg, RevealCredentials(user.id).pack()) == unknown


async def test_in_a_group_the_button_leads_to_the_private_chat(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    user = await a_user(desk)
    group = await anna.in_chat(GROUP)
    keyboard = {"inline_keyboard": [[{"text": "Показать", "callback_data": RevealCredentials(user.id).pack()}]]}
    message = await desk.telegram.bot().sent("Карточка", chat_id=GROUP, reply_markup=keyboard)
    answer = await group.press_data(RevealCredentials(user.id).pack(), message_id=message["message_id"])
    assert answer["url"].endswith(f"?start=d_{user.id}")
    assert [each.text for each in group.messages()] == ["Карточка"]
    await anna.send(f"/start d_{user.id}")
    await anna.sees("Реквизиты · Иван Петров")
    assert not await Audit.filter(action="reveal").exists()


async def handed_over(desk: Desk, anna: Phone) -> str:
    """The code of a fresh link to the details of the only user."""
    await open_room(desk, anna)
    await anna.press("Иван Петров")
    await anna.press("Передать")
    return str(CODE.findall((await anna.sees("Ссылка готова · Иван Петров")).text)[0])


async def test_a_stranger_opens_the_link_is_told_whose_it_is_and_sees_the_details_once(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    user = await a_user(desk)
    code = await handed_over(desk, anna)
    page = f"https://line.example.org/h/{code[:4]}-{code[4:8]}-{code[8:]}"
    assert (await anna.pressed("Скопировать"))["copy_text"].endswith(f"?start=u_{code}")
    assert (await anna.pressed("Для браузера"))["copy_text"] == page
    ivan = await desk.phone(STRANGER)
    for _ in range(2):
        await ivan.send(f"/start u_{code}")
        face = await ivan.sees("Вас добавила компания ООО «184/24»")
    assert page in face.text
    await ivan.press("Показать")
    message = await shown_secret(ivan, user)
    assert message.raw["protected"]
    assert SECRETS.sip_password(user) in message.text
    await ivan.sees("Реквизиты показаны")
    toast = await ivan.press("Показать", message_id=min(each.id for each in ivan.messages() if each.labels))
    assert toast == "Ссылка не действует. Попросите новую у администратора"
    desk.clock.skip(seconds=60)
    await gone(desk)
    await ivan.sees_no(SECRETS.password(user))
    left = await remembered(desk)
    assert "Вас добавила" in left
    assert not [secret for secret in passwords(user) if secret in left]
    await ivan.send("/start")
    await ivan.sees("abon@izhnet.ru")
    await pressed(desk, anna, OpenDetails(user.id).pack())
    await anna.sees("🟢 Получил")


async def test_the_screen_of_a_link_tells_by_itself_that_it_was_opened_taken_and_that_the_softphone_registered(
    desk: Desk,
) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    user = await a_user(desk)
    code = await handed_over(desk, anna)

    async def a_moment_later(words: str) -> str:
        desk.clock.skip(seconds=30)
        return (await anna.sees(words)).text

    await desk.services.centre.hand_over.look(code, desk.clock())
    said = await a_moment_later("«Показать» не нажато")
    assert f"?start=u_{code}" in said, "the link is shown but once, so it stays while it waits"
    await desk.services.centre.hand_over.take(code, desk.clock())
    assert code not in await a_moment_later("🟢 Получил")
    await registered(desk, user)
    await a_moment_later("🟢 Софт-фон зарегистрировался")


@pytest.mark.parametrize("works", [False, True])
async def test_the_screen_of_a_link_tells_by_itself_what_its_end_did_to_the_passwords(desk: Desk, works: bool) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    user = await a_user(desk)
    if works:
        await registered(desk, user)
    await handed_over(desk, anna)
    assert ("пароли не сменятся" if works else "пароли сменятся") in anna.screen()
    await desk.services.centre.hand_over.replace_unclaimed(desk.clock() + LASTS)
    desk.screens.changed(None)
    desk.clock.skip(seconds=30)
    await anna.sees("пароли не менялись" if works else "Срок ссылки истёк, пароли заменены")


async def test_who_reads_on_a_pc_points_his_phone_at_a_picture_that_is_gone_in_a_minute(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    user = await a_user(desk)
    code = await handed_over(desk, anna)
    ivan = await desk.phone(STRANGER)
    await ivan.send(f"/start u_{code}")
    await ivan.press("Показать")
    picture = await ivan.sees("Софт-фон на телефоне")
    assert picture.id > (await shown_secret(ivan, user)).id
    assert picture.raw["protected"]
    [symbol] = zxingcpp.read_barcodes(Image.open(io.BytesIO(await ivan.file(picture))))
    url = (await ivan.pressed("Скопировать ссылку"))["copy_text"]
    assert bytes(symbol.bytes) == url.encode()
    page, _, token = url.rpartition("/p/")
    assert page == "https://line.example.org"
    centre, now = desk.services.centre, desk.clock()
    fetched = await centre.hand_over.provision(token, now + URL_LASTS - timedelta(seconds=30))
    assert fetched.sip_password == SECRETS.sip_password(user)
    with pytest.raises(HandOverGoneError):
        await centre.hand_over.provision(token, now + URL_LASTS)
    desk.clock.skip(seconds=60)
    await gone(desk)  # the rows are what a bot finds that has just begun
    await ivan.sees_no("Софт-фон на телефоне")
    left = await remembered(desk)
    assert not [secret for secret in [*passwords(user), token] if secret in left]
    assert token not in repr([dict(row) for row in await ProvisioningUrl.all().values()])


async def test_a_picture_that_telegram_refuses_leaves_the_details_and_says_so(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    user = await a_user(desk)
    code = await handed_over(desk, anna)
    ivan = await desk.phone(STRANGER)
    await desk.telegram.control("faults", method="editMessageMedia", error_code=400, count=1)
    await ivan.send(f"/start u_{code}")
    await ivan.press("Показать")
    await shown_secret(ivan, user)
    await ivan.sees("QR-код не показался")
    assert [type(failure).__name__ for failure in desk.failures] == ["BadRequest"]
    desk.failures.clear()
    desk.clock.skip(seconds=60)
    await gone(desk)
    await ivan.sees_no("QR-код не показался")


@pytest.mark.parametrize(
    "token", ["u_aaaaaaaaaaaa", "u_AAAAAAAAAAAA", "u_aaaa-aaaa-aaaa", "d_1", "u_", "d_99999999999999999999"]
)
async def test_a_guessed_link_tells_a_stranger_nothing(desk: Desk, token: str) -> None:
    await desk.join(ANNA, Role.ADMINISTRATOR)
    await a_user(desk)
    stranger = await desk.phone(STRANGER)
    await stranger.send(f"/start {token}")
    said = (await stranger.sees("Ссылка не действует")).text
    assert "Иван" not in said


async def test_a_link_is_ended_by_a_button_and_a_day_ends_it(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    await a_user(desk)
    code = await handed_over(desk, anna)
    await anna.press("‹ Доступы")
    await anna.press("Иван Петров · ссылка ждёт")
    assert await anna.press("Отозвать ссылку") == "Ссылка отозвана"
    ivan = await desk.phone(STRANGER)
    await ivan.send(f"/start u_{code}")
    await ivan.sees("Ссылка не действует")


async def test_a_killed_bot_leaves_no_secret_behind(desk: Desk) -> None:
    """What a message shows is written down before it shows it, and the next start deletes what is overdue."""
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    user = await a_user(desk)
    await pressed(desk, anna, RevealCredentials(user.id).pack())
    await shown_secret(anna, user)
    [row] = await Reveal.all()
    assert (row.chat_id, row.message_id) == (ANNA, (await shown_secret(anna, user)).id)
    desk.clock.skip(days=1)
    await gone(desk)
    await anna.sees_no(SECRETS.password(user))


async def test_a_message_that_is_gone_already_is_done_with(desk: Desk) -> None:
    await desk.join(ANNA, Role.ADMINISTRATOR)
    await desk.services.centre.reveals.keep(ANNA, 99_999, desk.clock())
    desk.clock.skip(minutes=1)
    await gone(desk)
    assert not await Reveal.all().exists()


async def test_where_telegram_is_away_it_is_tried_again(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    user = await a_user(desk)
    await pressed(desk, anna, RevealCredentials(user.id).pack())
    await shown_secret(anna, user)
    desk.clock.skip(minutes=1)
    await desk.telegram.control("faults", method="deleteMessage", error_code=500, count=1)
    await gone(desk)
    assert (await Reveal.get()).attempts == 1
    desk.clock.skip(seconds=2)
    await gone(desk)
    await anna.sees_no(SECRETS.password(user))


async def test_where_secrets_stay_out_of_telegram_every_way_leads_to_the_page(db: TortoiseContext) -> None:
    policy = replace(POLICY, page_only=True)
    async with open_desk(centre=centre_services(VAULT, policy, NoSipServer(), lambda: None)) as desk:
        anna = await desk.join(ANNA, Role.ADMINISTRATOR)
        user = await a_user(desk)
        await pressed(desk, anna, RevealCredentials(user.id).pack())
        shown = await anna.sees("В браузере: https://line.example.org/h/")
        assert "Для браузера" in shown.labels
        await pressed(desk, anna, HandOver(user.id).pack())
        link = await anna.sees("Ссылка готова")
        assert "?start=" not in link.text
        code = link.text.partition("/h/")[2][:14]
        ivan = await desk.phone(STRANGER)
        await ivan.send(f"/start u_{code}")
        assert (await ivan.sees("Откройте ссылку в браузере")).labels == ["На странице"]
        await pressed(desk, ivan, TakeDetails(code).pack())
        said = "".join(each.text for each in [*anna.messages(), *ivan.messages()])
        assert not [secret for secret in passwords(user) if secret in said]
        assert desk.failures == []
