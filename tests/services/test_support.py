"""The provider's own staff: who they are, what they find, and that they change nothing but access."""

from collections.abc import Awaitable

import pytest

from domain.access import Role
from domain.journal import COMMAND_LINE, Deed
from models import Audit, Contract, Invite, Line, Member, Notice, Person
from services.cabinet import CabinetLoginError, judged, set_login
from services.cards import MemberCard
from services.errors import ForbiddenError, InviteError, NotFoundError
from services.support import SupportService
from tests.services.house import House

SUPPORT = SupportService()
OLGA = 301


@pytest.fixture
async def contract(house: House) -> Contract:
    await SUPPORT.appoint(OLGA, "Ольга", house.clock())
    return await house.client()


async def in_the_contract(house: House, contract: Contract) -> MemberCard:
    return await SUPPORT.enter(OLGA, contract.id, house.clock())


async def numbers(text: str) -> list[str]:
    return [item.number for item in (await SUPPORT.find(OLGA, text, 0)).items]


async def deeds(contract: Contract) -> list[str]:
    return [row.action for row in await Audit.filter(contract_id=contract.id).order_by("id")]


async def test_support_is_made_and_ended_by_the_command_line_alone(house: House) -> None:
    assert await SUPPORT.appoint(OLGA, "Ольга", house.clock())
    assert not await SUPPORT.appoint(OLGA, "Другая", house.clock())
    assert await SUPPORT.staff() == ((OLGA, "Ольга"),)
    assert (await house.members.identify(OLGA, "ru")).support
    assert await SUPPORT.dismiss(OLGA, house.clock())
    assert not await SUPPORT.dismiss(OLGA, house.clock())
    told = [(row.actor, row.action, row.contract_id) for row in await Audit.all().order_by("id")]
    assert told == [(COMMAND_LINE, Deed.SUPPORT_MADE, None), (COMMAND_LINE, Deed.SUPPORT_REMOVED, None)]


async def test_a_contract_is_found_by_whatever_the_caller_tells(house: House, contract: Contract) -> None:
    await Contract.filter(id=contract.id).update(client="ООО «Ромашка-Сёрвис»")
    other = await house.client("207/25", "Вектор")
    await house.some_lines(await house.carrier(other), user="74951234567")
    await set_login("207/25", "vector", house.clock())
    for text in ("184/24", "184", "ромашка", "РОМ", "ооо ромашка", "сервис", "  ООО   «Ромашка-СЁРВИС» "):
        assert await numbers(text) == ["184/24"], text
    for text in ("+7 (495) 123-45-67", "8 495 123-45-67", "4951234567", "Vector", "вектор"):
        assert await numbers(text) == ["207/25"], text
    assert await numbers("нет такого") == await numbers("123") == []
    assert sorted(await numbers("")) == ["184/24", "207/25"]


async def test_the_closest_match_comes_first(house: House, contract: Contract) -> None:
    for number, name in (("24", "Альфа"), ("240", "Бета"), ("1240", "Гамма")):
        await house.client(number, name)
    assert await numbers("24") == ["24", "240", "1240", "184/24"]


async def test_a_search_has_pages(house: House, contract: Contract) -> None:
    for number in range(20):
        await house.client(f"9-{number:02}", f"Клиент {number:02}")
    page = await SUPPORT.find(OLGA, "клиент", 10**9)
    assert (page.total, page.page, page.pages, len(page.items)) == (20, 2, 3, 6)


async def test_contracts_with_failing_lines_say_so(house: House, contract: Contract) -> None:
    await house.some_lines(await house.carrier(contract), 2)
    await house.fail()
    assert (await SUPPORT.find(OLGA, "184", 0)).items[0].failing == 2


async def test_support_sees_what_an_administrator_sees(house: House, contract: Contract) -> None:
    await house.some_lines(await house.carrier(contract))
    member = await in_the_contract(house, contract)
    assert (member.role, member.contract_id) == (Role.SUPPORT, contract.id)
    assert (await house.members.identify(OLGA, "ru")).member == member
    assert (await house.lines.home(member, house.clock())).lines.total == 1
    line = await Line.get()
    assert (await house.lines.card(member, line.id, house.clock())).name == line.name


async def test_every_step_is_in_the_contracts_journal(house: House, contract: Contract) -> None:
    other = await house.client("207/25", "Вектор")
    member = await in_the_contract(house, contract)
    await in_the_contract(house, contract)
    await SUPPORT.restore(member, house.clock())
    await in_the_contract(house, other)
    await SUPPORT.leave(OLGA, house.clock())
    entered, restored, left = Deed.SUPPORT_ENTERED, Deed.SUPPORT_RESTORED, Deed.SUPPORT_LEFT
    assert await deeds(contract) == [entered, restored, left]
    assert await deeds(other) == [entered, left]
    assert [brief.number for brief in (await SUPPORT.home(OLGA)).recent] == ["207/25", "184/24"]


async def test_a_restored_administrator_comes_in_once(house: House, contract: Contract) -> None:
    anna = await house.join(contract, 101, Role.ADMINISTRATOR)
    restored = await SUPPORT.restore(await in_the_contract(house, contract), house.clock())
    assert [told.telegram_id for told in restored.told] == [anna.telegram_id]
    assert restored.invitation.token not in repr([await Invite.all().values(), await Audit.all().values(), restored])
    card = await house.members.redeem(restored.invitation.token, 102, "Марина", "", "ru", house.clock())
    assert card.role is Role.ADMINISTRATOR
    with pytest.raises(InviteError):
        await house.members.redeem(restored.invitation.token, 103, "Сергей", "", "ru", house.clock())


async def test_a_restoring_link_lasts_a_day(house: House, contract: Contract) -> None:
    restored = await SUPPORT.restore(await in_the_contract(house, contract), house.clock())
    house.clock.later(24 * 3600)
    with pytest.raises(InviteError):
        await house.members.redeem(restored.invitation.token, 102, "Марина", "", "ru", house.clock())


async def test_nobody_else_gets_through_supports_door(house: House, contract: Contract) -> None:
    anna = await house.join(contract, 101, Role.ADMINISTRATOR)
    other = await house.client("207/25", "Вектор")
    for telegram_id in (anna.telegram_id, 999):
        doors: list[Awaitable[object]] = [
            SUPPORT.home(telegram_id),
            SUPPORT.find(telegram_id, "", 0),
            SUPPORT.enter(telegram_id, other.id, house.clock()),
            SUPPORT.leave(telegram_id, house.clock()),
            SUPPORT.restore(anna, house.clock()),
            SUPPORT.check_restoring(anna),
        ]
        for door in doors:
            with pytest.raises(ForbiddenError):
                await door
    assert await Invite.filter(used_at=None).count() == 0


async def test_a_card_that_support_kept_restores_nothing_after_leaving(house: House, contract: Contract) -> None:
    member = await in_the_contract(house, contract)
    await SUPPORT.leave(OLGA, house.clock())
    with pytest.raises(ForbiddenError):
        await SUPPORT.restore(member, house.clock())
    member = await in_the_contract(house, contract)
    await SUPPORT.dismiss(OLGA, house.clock())
    with pytest.raises(ForbiddenError):
        await SUPPORT.restore(member, house.clock())
    assert await Invite.all().count() == 0


async def test_links_of_a_dismissed_person_work_no_more(house: House, contract: Contract) -> None:
    restored = await SUPPORT.restore(await in_the_contract(house, contract), house.clock())
    await SUPPORT.dismiss(OLGA, house.clock())
    with pytest.raises(InviteError):
        await house.members.redeem(restored.invitation.token, OLGA, "Ольга", "", "ru", house.clock())
    assert (await house.members.identify(OLGA, "ru")).member is None


@pytest.mark.parametrize("number", [0, -1, 10**15, 2**63, 10**30])
async def test_a_contract_that_is_not_there_is_not_entered(house: House, contract: Contract, number: int) -> None:
    with pytest.raises(NotFoundError):
        await SUPPORT.enter(OLGA, number, house.clock())


async def test_support_receives_no_alerts(house: House, contract: Contract) -> None:
    await house.join(contract, 101, Role.ADMINISTRATOR)
    await in_the_contract(house, contract)
    await house.some_lines(await house.carrier(contract))
    await house.fail()
    await house.members.unblocked(OLGA, house.clock())
    assert {row.chat_id for row in await Notice.all()} == {101}


async def test_a_member_of_support_comes_into_his_own_contract_as_a_member(house: House, contract: Contract) -> None:
    await house.join(contract, OLGA, Role.MANAGER)
    assert (await in_the_contract(house, contract)).role is Role.MANAGER
    assert Deed.SUPPORT_ENTERED not in await deeds(contract)
    await SUPPORT.leave(OLGA, house.clock())
    assert (await house.members.identify(OLGA, "ru")).member is None
    assert await Member.all().count() == 1


async def test_support_is_known_by_its_name_in_telegram(house: House, contract: Contract) -> None:
    await SUPPORT.introduce(OLGA, "Ольга Лебедева", "olga")
    await house.join(contract, 101)
    await SUPPORT.introduce(101, "Самозванец", "")
    assert {row.name for row in await Person.all()} == {"Ольга Лебедева", "Человек 101"}


async def test_a_cabinet_login_is_one_contracts_alone(house: House, contract: Contract) -> None:
    await house.client("207/25", "Вектор")
    assert await set_login("184/24", " Romashka ", house.clock()) == "romashka"
    with pytest.raises(CabinetLoginError, match="another contract"):
        await set_login("207/25", "ROMASHKA", house.clock())
    assert await set_login("184/24", None, house.clock()) is None
    assert await set_login("207/25", "romashka", house.clock()) == "romashka"
    assert await deeds(contract) == [Deed.CABINET_LOGIN] * 2
    with pytest.raises(NotFoundError):
        await set_login("нет такого", "x", house.clock())


@pytest.mark.parametrize("login", ["", " ", "ромашка", "a b", "a" * 65, "-a", "a.", "a<b", "a\nb", "a:b"])
def test_a_login_that_cannot_be_one_is_refused(login: str) -> None:
    with pytest.raises(CabinetLoginError, match="Latin letters"):
        judged(login)


@pytest.mark.parametrize("login", ["a", "romashka", "user_1", "a.b@mail.ru", "7", "a" * 64])
def test_a_login_is_kept_as_it_is(login: str) -> None:
    assert judged(login) == login
