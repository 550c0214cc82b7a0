"""Every method refuses who has no right to it, and a foreign thing reads like a missing one, whatever the role."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from domain.access import Action, Role, may
from models import Audit, Incident, Line
from services.cards import MemberCard
from services.errors import ForbiddenError, NotFoundError
from tests.services.house import GROUP, House

Call = Callable[[House, MemberCard, int], Awaitable[object]]

OF_A_LINE: dict[str, tuple[Action, Call]] = {
    "card": (Action.SEE_LINES, lambda h, who, line: h.lines.card(who, line, h.clock())),
    "log": (Action.SEE_LOG, lambda h, who, line: h.lines.log(who, line, 0, h.clock())),
    "check now": (Action.CHECK_LINE, lambda h, who, line: h.checks.check_now(who, line, h.clock())),
}
OF_AN_INCIDENT: dict[str, tuple[Action, Call]] = {
    "card": (Action.SEE_INCIDENTS, lambda h, who, it: h.incidents.card(who, it, h.clock())),
    "acknowledge": (Action.ACKNOWLEDGE, lambda h, who, it: h.incidents.acknowledge(who, it, h.clock())),
    "check": (Action.CHECK_LINE, lambda h, who, it: h.checks.check_incident(who, it, h.clock())),
}
OF_THE_CONTRACT: dict[str, tuple[Action, Call]] = {
    "home": (Action.SEE_LINES, lambda h, who, _: h.lines.home(who, h.clock())),
    "page": (Action.SEE_LINES, lambda h, who, _: h.lines.page(who, 0, False)),
    "open incidents": (Action.SEE_INCIDENTS, lambda h, who, _: h.incidents.open_ones(who)),
    "bind": (Action.BIND_GROUP, lambda h, who, _: h.chats.bind(who, GROUP, 0, "Дежурные", h.clock())),
    "unbind": (Action.BIND_GROUP, lambda h, who, _: h.chats.unbind(who, GROUP, 0, h.clock())),
}
EVERYTHING = {
    **{f"line {k}": v for k, v in OF_A_LINE.items()},
    **{f"incident {k}": v for k, v in OF_AN_INCIDENT.items()},
}


@pytest.fixture
async def anna(house: House) -> MemberCard:
    """A member of a contract whose only line fails."""
    contract = await house.client()
    member = await house.join(contract, 101, Role.ADMINISTRATOR)
    await house.some_lines(await house.carrier(contract))
    await house.fail()
    house.clock.later(100)
    return member


async def thing(method: str) -> int:
    """The id of the only line, or of the only incident."""
    row = await Line.get() if method.startswith("line") else await Incident.get()
    return int(row.id)


@pytest.mark.parametrize("role", Role)
async def test_each_method_asks_for_its_right(house: House, anna: MemberCard, role: Role) -> None:
    member = replace(anna, role=role)
    for method, (action, call) in {**EVERYTHING, **OF_THE_CONTRACT}.items():
        if may(role, action):
            await call(house, member, await thing(method))
            continue
        with pytest.raises(ForbiddenError):
            await call(house, member, await thing(method))


@pytest.mark.parametrize("role", Role)
async def test_a_foreign_thing_reads_like_a_missing_one_and_nothing_happens(
    house: House, anna: MemberCard, role: Role
) -> None:
    contract = await house.client("207/25", "Вектор")
    stranger = replace(await house.join(contract, 201), role=role)
    asked = len(house.registrar.asked)
    audits = await Audit.all().count()
    for method, (action, call) in EVERYTHING.items():
        refusals = []
        for number in (await thing(method), 10**15):
            with pytest.raises(NotFoundError if may(role, action) else ForbiddenError) as refused:
                await call(house, stranger, number)
            refusals.append((type(refused.value), refused.value.values, refused.value.args))
        assert refusals[0] == refusals[1], method
    assert len(house.registrar.asked) == asked
    assert await Audit.all().count() == audits
    assert (await Incident.get()).acknowledged_at is None


@pytest.mark.parametrize("number", [0, -1, 2**63 - 1, 2**63, 10**30])
async def test_numbers_that_no_row_has_are_not_found(house: House, anna: MemberCard, number: int) -> None:
    for _, call in EVERYTHING.values():
        with pytest.raises(NotFoundError):
            await call(house, anna, number)


async def test_a_member_of_another_contract_sees_none_of_its_lines(house: House, anna: MemberCard) -> None:
    stranger = await house.join(await house.client("207/25", "Вектор"), 201, Role.ADMINISTRATOR)
    home = await house.lines.home(stranger, house.clock())
    assert (home.lines.total, home.incidents, home.silent_chats) == (0, (), ())
    assert (await house.lines.page(stranger, 0, False)).items == ()
    assert await house.incidents.open_ones(stranger) == ()
