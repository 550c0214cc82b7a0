"""The people of a contract: roles and removal under the rules that keep every contract governed."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from domain.access import Role
from domain.alerts import NoticeState
from domain.health import HealthPolicy
from domain.journal import Deed
from models import Audit, Confirmation, Contract, Draft, Invite, Member, Notice, Person, Selection
from services.audit_log import AuditService
from services.cards import MemberCard
from services.errors import (
    ForbiddenError,
    InviteError,
    LastAdministratorError,
    NotFoundError,
    OneselfError,
    ServiceError,
)
from services.line_forms import LineFormService
from services.line_lists import LineListService
from services.people import PeopleService
from services.vault import hash_token
from tests.services.house import House

PEOPLE = PeopleService()


@pytest.fixture
async def contract(house: House) -> Contract:
    return await house.client()


@pytest.fixture
async def anna(house: House, contract: Contract) -> MemberCard:
    return await house.join(contract, 101, Role.ADMINISTRATOR)


@pytest.fixture
async def sergey(house: House, contract: Contract, anna: MemberCard) -> MemberCard:
    return await house.join(contract, 103, Role.ON_CALL)


async def remove(house: House, by: MemberCard, person_id: int) -> None:
    asked = await PEOPLE.ask_remove(by, person_id, house.clock())
    await PEOPLE.remove(by, person_id, asked.token, house.clock())


async def open_everything(member: MemberCard, house: House) -> None:
    """A form with a sealed secret, ticks, a question: what a member may have open."""
    own: dict[str, Any] = {"contract_id": member.contract_id, "person_id": member.person_id}
    later = house.clock() + timedelta(hours=1)
    await Draft.create(**own, form="line", sealed_secret="v1.k1.x", secret_id="s", expires_at=later)
    await Selection.create(**own, listing="lines", ids="[1]", expires_at=later)
    await Confirmation.create(**own, action="delete", token=f"t{member.person_id}", expires_at=later)


async def open_rows(person_id: int) -> int:
    return sum([await rows.filter(person_id=person_id).count() for rows in (Draft, Selection, Confirmation)])


async def test_members_are_listed_administrators_first(house: House, sergey: MemberCard, contract: Contract) -> None:
    await house.join(contract, 100, Role.MANAGER)
    reader = (await house.members.contracts(101))[0]
    page = await PEOPLE.members(reader, 99, house.clock())
    assert [item.role for item in page.items] == [Role.ADMINISTRATOR, Role.MANAGER, Role.ON_CALL]
    assert [item.is_self for item in page.items] == [True, False, False]
    assert (page.total, page.page, page.pages) == (3, 0, 1)


async def test_only_the_hash_of_an_invitation_is_kept_and_it_works_once(house: House, anna: MemberCard) -> None:
    made = await PEOPLE.invite(anna, Role.ON_CALL, house.clock())
    assert made.token not in repr(made)
    rows = repr([await model.all().values() for model in (Invite, Audit, Person, Member)])
    assert made.token not in rows
    assert hash_token(made.token) in rows
    await house.members.redeem(made.token, 103, "Сергей", "", "ru", house.clock())
    with pytest.raises(InviteError):
        await house.members.redeem(made.token, 104, "Павел", "", "ru", house.clock())


async def test_nobody_is_invited_or_made_support(house: House, anna: MemberCard, sergey: MemberCard) -> None:
    with pytest.raises(NotFoundError):
        await PEOPLE.invite(anna, Role.SUPPORT, house.clock())
    with pytest.raises(NotFoundError):
        await PEOPLE.change_role(anna, sergey.person_id, Role.SUPPORT, house.clock())
    with pytest.raises(ValueError, match="nobody is invited"):
        await house.members.invite("184/24", Role.SUPPORT, house.clock())
    assert not await Member.filter(role=Role.SUPPORT).count() + await Invite.filter(role=Role.SUPPORT).count()


async def test_an_invitation_is_revoked_by_its_own_contract_alone(house: House, anna: MemberCard) -> None:
    made = await PEOPLE.invite(anna, Role.ON_CALL, house.clock())
    [waiting] = (await PEOPLE.invitations(anna, 0, house.clock())).items
    stranger = await house.join(await house.client("207/25", "Вектор"), 201, Role.ADMINISTRATOR)
    for who, number in ((stranger, waiting.id), (anna, 10**15), (anna, 2**70), (anna, 0)):
        with pytest.raises(NotFoundError):
            await PEOPLE.revoke(who, number, house.clock())
    await PEOPLE.revoke(anna, waiting.id, house.clock())
    with pytest.raises(InviteError):
        await house.members.redeem(made.token, 103, "Сергей", "", "ru", house.clock())
    with pytest.raises(NotFoundError):
        await PEOPLE.revoke(anna, waiting.id, house.clock())


async def test_a_removed_member_loses_all_that_he_had_open(house: House, anna: MemberCard, sergey: MemberCard) -> None:
    await open_everything(sergey, house)
    await open_everything(anna, house)
    await house.members.set_menu(103, 77)
    asked = await PEOPLE.ask_remove(anna, sergey.person_id, house.clock())
    gone = await PEOPLE.remove(anna, sergey.person_id, asked.token, house.clock())
    assert (gone.telegram_id, gone.stale_messages) == (103, (77,))
    assert await open_rows(sergey.person_id) == 0
    assert await open_rows(anna.person_id) == 4  # his own, and the question that is answered
    visitor = await house.members.identify(103, "ru")
    assert (visitor.member, visitor.menu_message_id) == (None, None)


async def test_alerts_to_a_removed_member_stop(house: House, anna: MemberCard, sergey: MemberCard) -> None:
    contract = await Contract.get(id=anna.contract_id)
    await house.some_lines(await house.carrier(contract))
    await house.fail()
    await remove(house, anna, sergey.person_id)
    assert await Notice.filter(chat_id=103, due_at__isnull=False).count() == 0
    await house.deliver()
    await house.mend()
    await house.deliver()
    assert {card.chat_id for card in house.post.arrived} == {101}


async def test_what_a_removed_member_has_in_another_contract_stays(
    house: House, anna: MemberCard, sergey: MemberCard
) -> None:
    second = await house.join(await house.client("207/25", "Вектор"), 103, Role.ADMINISTRATOR)
    await open_everything(second, house)
    await house.members.set_menu(103, 77)
    asked = await PEOPLE.ask_remove(anna, sergey.person_id, house.clock())
    gone = await PEOPLE.remove(anna, sergey.person_id, asked.token, house.clock())
    assert gone.stale_messages == ()
    assert await open_rows(second.person_id) == 3
    assert (await house.members.identify(103, "ru")).member == second


async def test_links_that_a_removed_administrator_has_made_work_no_more(house: House, anna: MemberCard) -> None:
    contract = await Contract.get(id=anna.contract_id)
    second = await house.join(contract, 102, Role.ADMINISTRATOR)
    kept = await PEOPLE.invite(second, Role.ADMINISTRATOR, house.clock())
    await remove(house, anna, second.person_id)
    with pytest.raises(InviteError):
        await house.members.redeem(kept.token, 102, "Марина", "", "ru", house.clock())


async def test_two_administrators_who_remove_each_other_leave_one(house: House, anna: MemberCard) -> None:
    contract = await Contract.get(id=anna.contract_id)
    marina = await house.join(contract, 102, Role.ADMINISTRATOR)
    first = await PEOPLE.ask_remove(anna, marina.person_id, house.clock())
    second = await PEOPLE.ask_remove(marina, anna.person_id, house.clock())
    outcomes = await asyncio.gather(
        PEOPLE.remove(anna, marina.person_id, first.token, house.clock()),
        PEOPLE.remove(marina, anna.person_id, second.token, house.clock()),
        return_exceptions=True,
    )
    assert sum(isinstance(outcome, ServiceError) for outcome in outcomes) == 1
    assert await Member.filter(role=Role.ADMINISTRATOR).count() == 1


async def test_an_answer_fits_its_own_question_alone(house: House, anna: MemberCard, sergey: MemberCard) -> None:
    marina = await house.join(await Contract.get(id=anna.contract_id), 102, Role.MANAGER)
    asked = await PEOPLE.ask_remove(anna, sergey.person_id, house.clock())
    with pytest.raises(NotFoundError):
        await PEOPLE.remove(anna, marina.person_id, asked.token, house.clock())
    assert await Member.all().count() == 3


async def test_two_administrators_who_demote_each_other_leave_one(house: House, anna: MemberCard) -> None:
    contract = await Contract.get(id=anna.contract_id)
    marina = await house.join(contract, 102, Role.ADMINISTRATOR)
    outcomes = await asyncio.gather(
        PEOPLE.change_role(anna, marina.person_id, Role.MANAGER, house.clock()),
        PEOPLE.change_role(marina, anna.person_id, Role.MANAGER, house.clock()),
        return_exceptions=True,
    )
    assert sum(isinstance(outcome, ForbiddenError) for outcome in outcomes) == 1
    assert await Member.filter(role=Role.ADMINISTRATOR).count() == 1


async def test_nobody_ends_his_own_place(house: House, anna: MemberCard) -> None:
    with pytest.raises(LastAdministratorError):
        await PEOPLE.change_role(anna, anna.person_id, Role.MANAGER, house.clock())
    await house.join(await Contract.get(id=anna.contract_id), 102, Role.ADMINISTRATOR)
    with pytest.raises(OneselfError):
        await PEOPLE.change_role(anna, anna.person_id, Role.MANAGER, house.clock())
    with pytest.raises(OneselfError):
        await PEOPLE.ask_remove(anna, anna.person_id, house.clock())


async def test_a_new_role_ends_forms_and_begins_or_stops_alerts(
    house: House, anna: MemberCard, sergey: MemberCard
) -> None:
    await house.some_lines(await house.carrier(await Contract.get(id=anna.contract_id)))
    await house.fail()
    await house.deliver()
    await open_everything(sergey, house)
    await PEOPLE.change_role(anna, sergey.person_id, Role.MANAGER, house.clock())
    assert await open_rows(sergey.person_id) == 0
    assert (await Notice.get(chat_id=103)).state is NoticeState.SUPERSEDED
    await PEOPLE.change_role(anna, sergey.person_id, Role.ON_CALL, house.clock())
    assert (await Notice.get(chat_id=103)).due_at is not None


async def test_each_change_is_one_line_of_the_journal(house: House, anna: MemberCard, sergey: MemberCard) -> None:
    await PEOPLE.change_role(anna, sergey.person_id, Role.MANAGER, house.clock())
    await PEOPLE.change_role(anna, sergey.person_id, Role.MANAGER, house.clock())
    await PEOPLE.invite(anna, Role.ON_CALL, house.clock())
    [waiting] = (await PEOPLE.invitations(anna, 0, house.clock())).items
    await PEOPLE.revoke(anna, waiting.id, house.clock())
    await remove(house, anna, sergey.person_id)
    page = await AuditService().page(anna, 0, house.clock())
    told = [(item.who, item.deed, item.what, item.role) for item in page.items[:4]]
    assert told == [
        ("Человек 101", Deed.REMOVE_MEMBER, "Человек 103", None),
        ("Человек 101", Deed.REVOKE, "", Role.ON_CALL),
        ("Человек 101", Deed.INVITE, "", Role.ON_CALL),
        ("Человек 101", Deed.CHANGE_ROLE, "Человек 103", Role.MANAGER),
    ]


async def test_the_journal_of_another_contract_is_another(house: House, anna: MemberCard) -> None:
    stranger = await house.join(await house.client("207/25", "Вектор"), 201, Role.ADMINISTRATOR)
    page = await AuditService().page(stranger, 0, house.clock())
    assert {item.who for item in page.items} == {"", "Человек 201"}


async def test_the_journal_has_pages(house: House, anna: MemberCard) -> None:
    for _ in range(8):
        await PEOPLE.invite(anna, Role.ON_CALL, house.clock())
    first, last = [await AuditService().page(anna, number, house.clock()) for number in (0, 10**9)]
    assert (first.page, first.pages, last.page, len(last.items)) == (0, 2, 1, 4)
    assert first.items[0].at >= last.items[-1].at


async def test_ticks_search_and_form_stay_in_the_contract_they_were_made_in(house: House, anna: MemberCard) -> None:
    first = await Contract.get(id=anna.contract_id)
    other = await house.client("207/25", "Вектор")
    second = await house.join(other, 101, Role.ADMINISTRATOR)
    [line] = await house.some_lines(await house.carrier(first))
    [foreign] = await house.some_lines(await house.carrier(other))
    lists = LineListService(house.checks, lambda: None, house.clock)
    forms = LineFormService(house.registrar, house.vault, HealthPolicy(), lambda: None, house.clock)
    await lists.tick(anna, line.id, house.clock())
    await lists.set_search(anna, "Линия", house.clock())
    await forms.begin(anna, house.clock(), line.id)
    await house.members.switch(101, other.id, house.clock())
    assert (await lists.ticked(second, house.clock()), await forms.current(second, house.clock())) == ((), None)
    with pytest.raises(NotFoundError):
        await lists.tick(second, line.id, house.clock())
    await lists.tick(second, foreign.id, house.clock())
    await house.members.switch(101, first.id, house.clock())
    assert [each.id for each in await lists.ticked(anna, house.clock())] == [line.id]
