"""A softphone and a gateway never have one login at our SIP server, and nobody learns whose a taken one is."""

from typing import Any

import pytest

from domain.line_fields import LineField, Why
from domain.sip import LineType
from domain.user_fields import BadUserField, UserWhy
from domain.users import UserRole
from models import Carrier, Contract, Line, User
from services.line_form_cards import FieldProblem, LineDraft
from services.sip_logins import in_conflict
from services.user_rows import own_login, taken
from tests.services.house import NOON, House
from tests.services.line_desk import Desk, open_desk


@pytest.fixture
async def desk(house: House) -> Desk:
    return await open_desk(house)


async def another() -> Contract:
    return await Contract.create(number="777", name="Other", timezone="Europe/Samara", created_at=NOON)


async def user(contract_id: int, login: str) -> User:
    about: dict[str, Any] = {"name": login, "role": UserRole.OPERATOR, "login": login, "created_at": NOON}
    return await User.create(contract_id=contract_id, **about)


async def gateway(desk: Desk, contract_id: int, login: str, name: str = "GoIP") -> Line:
    carrier = await Carrier.create(contract_id=contract_id, name=f"Carrier of {name}", host="203.0.113.9", port=5060)
    line = await desk.line()
    about = {"type": LineType.GATEWAY, "registers_to_us": True, "user": login, "name": name}
    await Line.filter(id=line.id).update(contract_id=contract_id, carrier_id=carrier.id, **about)
    return await Line.get(id=line.id)


async def begun(desk: Desk) -> None:
    """A new gateway that registers to us; its login is asked next."""
    await desk.forms.begin(desk.anna, NOON, None)
    await desk.forms.choose(desk.anna, LineField.TYPE, "gateway", NOON)
    await desk.forms.choose(desk.anna, LineField.REGISTERS_TO_US, "yes", NOON)
    await desk.answers("Шлюз", "Свой")


async def refused(desk: Desk, login: str) -> tuple[LineField, Why]:
    with pytest.raises(FieldProblem) as problem:
        await desk.answers(login)
    return problem.value.field, problem.value.why


async def test_a_gateway_never_gets_the_login_of_a_softphone_of_any_contract(desk: Desk) -> None:
    await user(desk.anna.contract_id, "ivanov")
    await user((await another()).id, "10001")
    await begun(desk)
    for login in ("ivanov", "Ivanov", "10001"):
        assert await refused(desk, login) == (LineField.USER, Why.TAKEN)
    draft: LineDraft = await desk.answers("goip1")
    assert (draft.step, draft.user) == (None, "goip1")
    await desk.forms.save(desk.anna, NOON)


async def test_a_gateway_never_gets_the_login_of_a_gateway_of_another_contract(desk: Desk) -> None:
    await gateway(desk, (await another()).id, "goip1")
    await begun(desk)
    assert await refused(desk, "goip1") == (LineField.USER, Why.TAKEN)


async def test_a_login_that_was_taken_after_it_was_typed_is_asked_anew(desk: Desk) -> None:
    await begun(desk)
    await desk.answers("goip1")
    await user((await another()).id, "goip1")
    with pytest.raises(FieldProblem) as problem:
        await desk.forms.save(desk.anna, NOON)
    assert problem.value.why is Why.TAKEN
    assert await Line.filter(user="goip1").count() == 0
    draft = await desk.answers("goip2")
    assert draft.step is None


async def test_a_line_that_registers_at_its_carrier_may_have_any_login(desk: Desk) -> None:
    await user(desk.anna.contract_id, "74951234567")
    assert (await desk.new_line()).step is None
    await desk.forms.save(desk.anna, NOON)


async def test_a_gateway_that_is_not_changed_in_this_stays_as_it_is(desk: Desk) -> None:
    line = await gateway(desk, desk.anna.contract_id, "ivanov")
    await user(desk.anna.contract_id, "ivanov")
    await desk.forms.begin(desk.anna, NOON, line.id, LineField.NOTE)
    await desk.answers("В шкафу")
    assert (await desk.forms.save(desk.anna, NOON)).note == "В шкафу"


async def test_a_softphone_never_gets_the_login_of_a_gateway(desk: Desk) -> None:
    line = await gateway(desk, (await another()).id, "goip1")
    with pytest.raises(BadUserField) as problem:
        await own_login("goip1")
    assert problem.value.fault.why is UserWhy.TAKEN
    await Line.filter(id=line.id).update(deleted_at=NOON)
    assert await own_login("goip1") == "goip1"
    await Line.filter(id=line.id).update(deleted_at=None, registers_to_us=False)
    assert await taken(["goip1"]) == set()


async def test_gateways_that_cannot_log_in_are_found(desk: Desk) -> None:
    theirs = await another()
    await gateway(desk, theirs.id, "goip1", "First")
    await gateway(desk, desk.anna.contract_id, "goip1", "Second")
    await gateway(desk, desk.anna.contract_id, "ivanov", "Third")
    await gateway(desk, theirs.id, "free", "Fourth")
    await user(theirs.id, "ivanov")
    own = await Contract.get(id=desk.anna.contract_id)
    assert await in_conflict() == [(own.number, "Second"), (own.number, "Third")]
