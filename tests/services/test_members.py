"""The door: one-time invitations, who a person is, and the contracts he is in."""

import asyncio
from datetime import timedelta
from itertools import product

import pytest

from domain.access import Role
from models import Audit, Contract, Invite, Member, Person
from services.cards import MemberCard
from services.errors import InviteError, NotFoundError
from services.members import INVITE_LASTS
from services.vault import hash_token
from tests.services.house import NOON, House


async def redeem(house: House, token: str, telegram_id: int = 101) -> MemberCard:
    return await house.members.redeem(token, telegram_id, "Анна Соколова", "anna", "ru", house.clock())


async def test_an_invitation_lets_a_person_in_with_its_role(house: House) -> None:
    token = await house.members.invite("184/24", Role.MANAGER, NOON, client="Ромашка")
    card = await redeem(house, token)
    assert (card.contract_number, card.contract_name, card.role, card.name) == (
        "184/24",
        "Ромашка",
        Role.MANAGER,
        "Анна Соколова",
    )
    assert (await house.members.identify(101, "en")).member == card


async def test_an_invitation_is_used_once_even_by_many_at_once(house: House) -> None:
    token = await house.members.invite("184/24", Role.ON_CALL, NOON, client="Ромашка")
    tries = await asyncio.gather(*(redeem(house, token, 100 + n) for n in range(8)), return_exceptions=True)
    assert sum(isinstance(outcome, MemberCard) for outcome in tries) == 1
    assert sum(isinstance(outcome, InviteError) for outcome in tries) == 7
    assert await Member.all().count() == await Person.all().count() == 1


async def test_one_person_may_use_two_invitations_at_once(house: House) -> None:
    tokens = [await house.members.invite(number, Role.ON_CALL, NOON, client=number) for number in ("1", "2")]
    await asyncio.gather(*(redeem(house, token) for token in tokens))
    assert await Person.all().count() == 1
    assert len(await house.members.contracts(101)) == 2


async def test_an_unknown_a_used_and_an_expired_invitation_read_the_same(house: House) -> None:
    used = await house.members.invite("184/24", Role.ON_CALL, NOON, client="Ромашка")
    await redeem(house, used)
    expired = await house.members.invite("184/24", Role.ON_CALL, NOON)
    house.clock.later(INVITE_LASTS.total_seconds())
    told = []
    for token in (used, expired, "x" * 43, ""):
        with pytest.raises(InviteError) as refused:
            await redeem(house, token, 999)
        told.append((refused.value.key, refused.value.values, refused.value.args))
    assert len({repr(words) for words in told}) == 1
    assert await Person.filter(telegram_id=999).count() == 0


async def test_an_invitation_lasts_until_its_last_moment(house: House) -> None:
    token = await house.members.invite("1", Role.ON_CALL, NOON, client="Ромашка", lasts=timedelta(hours=1))
    house.clock.later(3599)
    assert await redeem(house, token)


async def test_only_the_hash_of_a_token_is_kept(house: House) -> None:
    token = await house.members.invite("184/24", Role.ON_CALL, NOON, client="Ромашка")
    await redeem(house, token)
    rows = repr([await model.all().values() for model in (Invite, Audit, Contract, Person, Member)])
    assert token not in rows
    assert hash_token(token) in rows


async def test_an_invitation_into_a_contract_that_is_not_there_is_refused(house: House) -> None:
    with pytest.raises(NotFoundError):
        await house.members.invite("нет такого", Role.ON_CALL, NOON)
    assert await Contract.all().count() == 0


async def test_a_member_who_comes_again_gets_the_new_role_and_stays_one_member(house: House) -> None:
    contract = await house.client()
    await house.join(contract, 101, Role.MANAGER)
    again = await house.join(contract, 101, Role.ADMINISTRATOR)
    assert again.role is Role.ADMINISTRATOR
    assert await Member.all().count() == 1


async def test_one_person_in_two_contracts_switches_between_them(house: House) -> None:
    first, second = await house.client("1", "Ромашка"), await house.client("2", "Вектор")
    await house.join(first, 101, Role.ADMINISTRATOR)
    await house.join(second, 101, Role.MANAGER)
    assert [card.contract_name for card in await house.members.contracts(101)] == ["Ромашка", "Вектор"]
    assert await current(house) == "Вектор"
    await house.members.switch(101, first.id, NOON)
    assert await current(house) == "Ромашка"


async def current(house: House) -> str | None:
    member = (await house.members.identify(101, "ru")).member
    return member.contract_name if member else None


async def test_nobody_switches_to_a_contract_he_is_not_in(house: House) -> None:
    await house.join(await house.client("1"), 101)
    foreign = await house.client("2")
    await house.join(foreign, 201)
    for contract_id, telegram_id in product((foreign.id, 10**12), (101, 999)):
        with pytest.raises(NotFoundError):
            await house.members.switch(telegram_id, contract_id, NOON)
    assert (await Person.get(telegram_id=101)).current_contract_id != foreign.id


async def test_a_stranger_is_a_stranger_and_is_not_stored(house: House) -> None:
    visitor = await house.members.identify(999, "en-GB")
    assert (visitor.member, visitor.language, visitor.menu_message_id) == (None, "en", None)
    await house.members.set_language(999, "ru")
    await house.members.set_menu(999, 5)
    await house.members.unblocked(999, NOON)
    assert await Person.all().count() == 0


async def test_the_language_a_person_chose_beats_telegrams_guess_and_a_new_invitation(house: House) -> None:
    contract = await house.client()
    await house.join(contract, 101)
    await house.members.set_language(101, "en")
    await house.join(contract, 101)
    assert (await house.members.identify(101, "ru")).language == "en"


async def test_a_visitor_to_whom_alerts_have_stopped_is_known_by_it(house: House) -> None:
    await house.join(await house.client(), 101)
    assert not (await house.members.identify(101, "ru")).blocked
    await house.members.blocked(101, NOON)
    assert (await house.members.identify(101, "ru")).blocked
    await house.members.unblocked(101, NOON)
    assert not (await house.members.identify(101, "ru")).blocked


async def test_the_live_menu_message_is_remembered(house: House) -> None:
    await house.join(await house.client(), 101)
    await house.members.set_menu(101, 77)
    assert (await house.members.identify(101, "ru")).menu_message_id == 77
    await house.members.set_menu(101, None)
    assert (await house.members.identify(101, "ru")).menu_message_id is None


async def test_invitations_and_arrivals_are_in_the_audit_trail(house: House) -> None:
    card = await redeem(house, await house.members.invite("184/24", Role.ON_CALL, NOON, client="Ромашка"))
    invited, joined = await Audit.all().order_by("id")
    assert (invited.actor, invited.action, invited.person_id) == ("command line", "invite", None)
    assert (joined.action, joined.person_id, joined.contract_id) == ("join", card.person_id, card.contract_id)
