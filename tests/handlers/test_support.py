"""The provider's own staff: finds any contract, looks, restores access, changes nothing else."""

from domain.access import Role
from handlers.rooms.person import GiveRole
from handlers.rooms.support import EnterContract, asked
from handlers.rooms.ways import OpenLine
from models import Audit, Contract, Member, Notice, Person
from tests.handlers.desk import ANNA, MARINA, OLEG, OLGA, STRANGER, Desk, write_lines
from tests.handlers.test_people import link_of, pressed

DOOR = "Бот для клиентов телефонной компании"


async def deeds() -> list[str]:
    return [row.action for row in await Audit.filter(actor="support").order_by("id")]


async def test_support_finds_a_contract_by_typing_and_looks_into_it(desk: Desk) -> None:
    await desk.join(ANNA, Role.ADMINISTRATOR)
    await desk.join(OLEG, Role.ADMINISTRATOR, "207/25")
    [line] = await write_lines(["Волга 1"])
    await desk.fail(line)
    olga = await desk.staff()
    await olga.send("184")
    seen = await olga.sees("Поиск: «184»")
    assert "Договоров: 1" in seen.text
    await olga.press("🔴 ООО «184/24»")
    await olga.sees("Вы смотрите как поддержка")
    await olga.press("Линии")
    await olga.press("🔴 Волга 1")
    card = await olga.sees("sip.example.ru")
    assert not {"Проверить", "Изменить", "Отключить", "Сменить пароль"} & set(card.labels)
    await olga.press("Домой")
    await olga.press("Участники")
    people = await olga.sees("Всего: 1")
    assert "Пригласить" not in people.labels
    assert await deeds() == ["support_entered"]


async def test_the_banner_leads_out_of_the_contract_from_any_screen(desk: Desk) -> None:
    await desk.join(ANNA, Role.ADMINISTRATOR)
    olga = await desk.staff()
    await olga.press("Все договоры")
    await olga.press("ООО «184/24»")
    assert "как поддержка: 184/24" not in (await olga.sees("Вы смотрите как поддержка")).text
    await olga.press("Журнал")
    seen = await olga.sees("Вы смотрите как поддержка: 184/24\nЖурнал")
    assert seen.buttons[-1] == ["К поиску", "Домой"]
    await olga.send("/help")
    await olga.sees("Вы смотрите как поддержка: 184/24\nПомощь")
    await olga.press("К поиску")
    home = await olga.sees("Чтобы найти договор")
    assert "Вы смотрите" not in home.text
    assert "К поиску" not in home.labels
    await olga.press("Все договоры")
    assert (await olga.sees("Договоров: 1")).text.startswith("Все договоры")
    assert await deeds() == ["support_entered", "support_left"]


async def test_support_restores_an_administrators_access(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    olga = await desk.staff()
    await olga.press("Все договоры")
    await olga.press("ООО «184/24»")
    await olga.press("Вернуть доступ")
    await olga.sees("Сначала убедитесь")
    await olga.press("Создать ссылку")
    token = await link_of(olga)
    assert "Сообщили 1 администратору" in (await olga.sees("Ссылка для нового администратора")).text
    await anna.sees("поддержка создала ссылку для нового администратора")
    stranger = await desk.phone(STRANGER)
    await stranger.send(f"/start {token}")
    await stranger.sees("Вы вошли как администратор")
    await olga.press("Домой")
    await olga.press("К поиску")
    assert "ООО «184/24» · 184/24" in (await olga.sees("Недавние")).labels
    await anna.press("Журнал")
    journal = (await anna.sees("Поддержка закрыла договор")).text
    assert "поддержка\nСсылка для нового администратора" in journal
    assert await deeds() == ["support_entered", "support_restored", "support_left"]


async def test_the_contract_revokes_a_link_that_it_did_not_ask_for(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    await desk.staff()
    contract = await Contract.get()
    member = await desk.services.support.enter(OLGA, contract.id, desk.clock())
    await desk.services.support.restore(member, desk.clock())
    await anna.press("Участники")
    await anna.press("Приглашения: 1")
    await anna.press("Администратор · до")
    assert await anna.press("Отозвать") == "Приглашение отозвано"


async def test_support_changes_nothing(desk: Desk) -> None:
    await desk.join(ANNA, Role.ADMINISTRATOR)
    await desk.join(MARINA, Role.MANAGER)
    olga = await desk.staff()
    await pressed(desk, olga, EnterContract((await Contract.get()).id).pack())
    marina = (await Person.get(telegram_id=MARINA)).id
    assert "недоступно" in await pressed(desk, olga, GiveRole(marina, 0, Role.ON_CALL).pack())
    assert (await Member.get(person_id=marina)).role is Role.MANAGER


async def test_support_gets_no_alerts(desk: Desk) -> None:
    await desk.join(ANNA, Role.ADMINISTRATOR)
    [line] = await write_lines(["Волга 1"])
    await desk.staff()
    await desk.services.support.enter(OLGA, (await Contract.get()).id, desk.clock())
    await desk.fail(line)
    assert await Notice.filter(chat_id=OLGA).count() == 0
    assert await Notice.filter(chat_id=ANNA).count() == 1


async def test_who_is_no_support_any_more_is_a_stranger_at_once(desk: Desk) -> None:
    await desk.join(ANNA, Role.ADMINISTRATOR)
    [line] = await write_lines(["Тайная линия"])
    olga = await desk.staff()
    await desk.services.support.enter(OLGA, (await Contract.get()).id, desk.clock())
    await desk.services.support.dismiss(OLGA, desk.clock())
    await pressed(desk, olga, OpenLine(line.id).pack())
    await olga.sees(DOOR)
    await olga.send("184")
    assert not [seen for seen in olga.messages() if "Тайн" in seen.text]
    assert await deeds() == ["support_entered", "support_left"]


async def test_only_support_searches_contracts(desk: Desk) -> None:
    anna = await desk.join(ANNA, Role.ADMINISTRATOR)
    await desk.join(OLEG, Role.ADMINISTRATOR, "207/25")
    await anna.send("207/25")
    await anna.send("/help")
    await anna.sees("Поддержка:")
    assert not [seen for seen in anna.messages() if "207/25" in seen.text and seen.raw["message"]["from"]["id"] != ANNA]
    foreign = (await Contract.get(number="207/25")).id
    assert "недоступно" in await pressed(desk, anna, EnterContract(foreign).pack())


async def test_support_that_is_a_member_too_goes_between(desk: Desk) -> None:
    olga = await desk.join(OLGA, Role.MANAGER, "207/25")
    await desk.services.support.appoint(OLGA, "Ольга Лебедева", desk.clock())
    await olga.send("/start")
    await olga.press("Поддержка")
    await olga.press("Мои договоры")
    await olga.press("ООО «207/25» · руководитель")
    await olga.sees("договор 207/25")
    await olga.press("Поддержка")
    await olga.sees("Чтобы найти договор")
    assert await deeds() == []


def test_a_typed_query_fits_its_button() -> None:
    for text in ("я" * 200, "a" * 200, "1:2%3\n4", "😀" * 50, "  "):
        query = asked(text)
        assert len(query.encode()) <= 45
        assert query == query.strip()
