"""Decisions that a form asks for: one account in two lines, another carrier's server, a line saved though it fails."""

from datetime import timedelta

import pytest

from domain.access import Role
from domain.health import LineState
from domain.line_fields import LineField
from domain.sip import Transport, Verdict
from models import Carrier, Contract, Draft, Flip, Incident, Line, Notice
from services.errors import NotFoundError
from services.line_form_cards import DryRunFailed, TwinFound
from tests.services.house import NOON, House
from tests.services.line_desk import PASSWORD, Desk, open_desk

ACCOUNT = {"user": "74951234567"}


@pytest.fixture
async def desk(house: House) -> Desk:
    return await open_desk(house)


async def there(desk: Desk, contract_id: int | None = None, **more: object) -> Line:
    """A line with the very account that ``desk.new_line`` gives."""
    owner = contract_id or desk.anna.contract_id
    name, host = "Волга-Телеком сервер", "sip.volga.example"
    carrier, _ = await Carrier.get_or_create(contract_id=owner, name=name, host=host, port=5070)
    return await line_at(desk, carrier, **ACCOUNT, contract_id=owner, **more)


async def line_at(desk: Desk, carrier: Carrier, **about: object) -> Line:
    """A line of any carrier."""
    line = await desk.line()
    await Line.filter(id=line.id).update(carrier_id=carrier.id, **about)
    return await Line.get(id=line.id)


def refuse(desk: Desk, user: str = ACCOUNT["user"], verdict: Verdict = Verdict.WRONG_PASSWORD) -> None:
    desk.house.registrar.of_user[user] = verdict


async def checked(desk: Desk, times: int) -> None:
    """Let every line come up for its check, some times over."""
    for _ in range(times):
        desk.house.clock.later(8000)
        await desk.house.sweep()


async def test_an_account_that_is_there_already_is_told_on_the_summary_and_asked_about(desk: Desk) -> None:
    line = await there(desk)
    draft = await desk.new_line()
    assert draft.twin == line.name
    with pytest.raises(TwinFound) as found:
        await desk.forms.save(desk.anna, NOON)
    assert found.value.name == line.name
    assert desk.house.registrar.asked == []
    assert await Line.all().count() == 1
    await desk.forms.save(desk.anna, NOON, twice=True)
    assert await Line.all().count() == 2


async def test_the_decision_holds_while_the_account_is_the_same(desk: Desk) -> None:
    await there(desk)
    await desk.new_line()
    refuse(desk)
    with pytest.raises(DryRunFailed):
        await desk.forms.save(desk.anna, NOON, twice=True)
    draft = await desk.forms.current(desk.anna, NOON)
    assert draft is not None
    assert draft.twin == ""
    await desk.forms.save(desk.anna, NOON, anyway=True)
    assert await Line.all().count() == 2


@pytest.mark.parametrize(
    ("field", "text"), [(LineField.USER, "200"), (LineField.HOST, "other.example"), (LineField.PORT, "5071")]
)
async def test_another_login_server_or_port_is_another_account(desk: Desk, field: LineField, text: str) -> None:
    await there(desk)
    await desk.new_line()
    await desk.forms.ask(desk.anna, field, NOON)
    assert (await desk.answers(text)).twin == ""
    await desk.forms.save(desk.anna, NOON)


async def test_another_contract_is_never_hinted_at(desk: Desk) -> None:
    foreign = await desk.house.client("207/25")
    await there(desk, foreign.id)
    assert (await desk.new_line()).twin == ""
    await desk.forms.save(desk.anna, NOON)


async def test_a_deleted_line_and_the_line_itself_are_no_twins(desk: Desk) -> None:
    await there(desk, deleted_at=NOON)
    line = await there_again(desk)
    draft = await desk.change(line, LineField.HOST, "sip.volga.example:5070")
    assert draft.twin == ""


async def there_again(desk: Desk) -> Line:
    carrier = await Carrier.create(contract_id=desk.anna.contract_id, name="Волга-2", host="b.example", port=5070)
    return await line_at(desk, carrier, **ACCOUNT)


async def test_a_line_that_is_renamed_is_not_asked_about_its_account(desk: Desk) -> None:
    await there(desk)
    line = await there(desk)
    assert (await desk.change(line, LineField.NAME, "Другое имя")).twin == ""
    await desk.forms.save(desk.anna, NOON)


async def another_carrier(desk: Desk) -> Carrier:
    """A carrier with a line, whose server is not that of the desk's own carrier."""
    kama = await Carrier.create(
        contract_id=desk.anna.contract_id, name="Кама", host="sip.kama.example", port=5080, transport=Transport.TCP
    )
    await line_at(desk, kama, user="900")
    return kama


@pytest.mark.parametrize("typed", [False, True], ids=["by its button", "by its name"])
async def test_another_carrier_of_a_line_offers_its_server(desk: Desk, typed: bool) -> None:
    kama, line = await another_carrier(desk), await desk.line()
    await desk.forms.begin(desk.anna, NOON, line.id)
    await desk.forms.ask(desk.anna, LineField.CARRIER, NOON)
    chosen = desk.answers(" кама ") if typed else desk.forms.choose(desk.anna, LineField.CARRIER, str(kama.id), NOON)
    draft = await chosen
    assert draft.offer is not None
    assert (draft.offer.host, draft.offer.port, draft.host) == ("sip.kama.example", 5080, desk.carrier.host)
    draft = await desk.forms.take_server(desk.anna, draft.offer.id, NOON)
    assert (draft.host, draft.port, draft.transport, draft.offer) == ("sip.kama.example", 5080, Transport.TCP, None)
    await desk.forms.save(desk.anna, NOON)
    [asked] = desk.house.registrar.asked
    assert (asked.host, asked.port, asked.transport) == ("sip.kama.example", 5080, Transport.TCP)
    assert (await Line.get(id=line.id)).carrier_id == kama.id


async def test_the_old_server_stays_where_the_person_keeps_it(desk: Desk) -> None:
    kama, line = await another_carrier(desk), await desk.line()
    await desk.forms.begin(desk.anna, NOON, line.id)
    await desk.forms.choose(desk.anna, LineField.CARRIER, str(kama.id), NOON)
    await desk.forms.save(desk.anna, NOON)
    carrier = (await Line.get(id=line.id).select_related("carrier")).carrier
    assert (carrier.name, carrier.host) == ("Кама", desk.carrier.host)
    assert (await Carrier.get(id=kama.id)).host == "sip.kama.example"


async def test_a_typed_name_of_a_known_carrier_renames_no_other(desk: Desk) -> None:
    await another_carrier(desk)
    line, other = await desk.line(), await desk.line(user="102")
    await desk.change(line, LineField.CARRIER, "Кама")
    await desk.forms.save(desk.anna, NOON)
    assert (await Line.get(id=other.id).select_related("carrier")).carrier.name == desk.carrier.name


async def test_a_foreign_carrier_gives_no_server(desk: Desk) -> None:
    foreign = await desk.house.client("207/25")
    theirs = await Carrier.create(contract_id=foreign.id, name="Кама", host="sip.kama.example")
    line = await desk.line()
    await desk.forms.begin(desk.anna, NOON, line.id)
    for carrier_id in (theirs.id, 0, 10**6):
        with pytest.raises(NotFoundError):
            await desk.forms.take_server(desk.anna, carrier_id, NOON)
    assert (await desk.answers("Кама")).offer is None


async def saved_anyway(desk: Desk) -> Line:
    await desk.new_line()
    refuse(desk)
    with pytest.raises(DryRunFailed):
        await desk.forms.save(desk.anna, NOON)
    card = await desk.forms.save(desk.anna, NOON, anyway=True)
    assert (card.state, card.verdict, card.incident_id) == (LineState.ERROR, Verdict.WRONG_PASSWORD, None)
    return await Line.get(id=card.id)


async def test_a_line_saved_though_it_fails_is_shown_so_and_alarms_nobody(desk: Desk) -> None:
    sergey = await desk.house.join(await Contract.get(id=desk.anna.contract_id), 103, Role.ON_CALL)
    line = await saved_anyway(desk)
    assert (line.next_check_at, line.refusals) == (NOON + timedelta(minutes=5), 1)
    await checked(desk, 3)
    assert not await Incident.exists()
    assert not await Notice.exists()
    assert (await Line.get(id=line.id)).state is LineState.ERROR
    assert [flip.to_state for flip in await Flip.filter(line_id=line.id)] == [LineState.ERROR]
    assert sergey.role is Role.ON_CALL


async def test_once_it_has_worked_it_alarms_like_any_other(desk: Desk) -> None:
    line = await saved_anyway(desk)
    desk.house.registrar.of_user.clear()
    await checked(desk, 2)
    assert (await Line.get(id=line.id)).state is LineState.OK
    assert not await Incident.exists()
    refuse(desk)
    await checked(desk, 2)
    assert await Incident.filter(closed_at=None).count() == 1


async def test_details_that_were_changed_since_are_not_known_to_fail(desk: Desk) -> None:
    await desk.new_line()
    refuse(desk)
    with pytest.raises(DryRunFailed):
        await desk.forms.save(desk.anna, NOON)
    await desk.forms.ask(desk.anna, LineField.PASSWORD, NOON)
    await desk.answers(PASSWORD + "-2")
    assert (await desk.forms.save(desk.anna, NOON, anyway=True)).state is LineState.UNKNOWN


async def test_a_fault_of_our_own_is_nothing_that_is_known_of_the_line(desk: Desk) -> None:
    await desk.new_line()
    refuse(desk, verdict=Verdict.NETWORK)
    with pytest.raises(DryRunFailed):
        await desk.forms.save(desk.anna, NOON)
    assert (await desk.forms.save(desk.anna, NOON, anyway=True)).state is LineState.UNKNOWN


async def test_a_line_that_worked_alarms_when_it_is_saved_with_details_that_fail(desk: Desk) -> None:
    line = await desk.line()
    await checked(desk, 1)
    assert (await Line.get(id=line.id)).state is LineState.OK
    refuse(desk, line.user)
    await desk.change(line, LineField.PASSWORD, "wrong-one")
    with pytest.raises(DryRunFailed):
        await desk.forms.save(desk.anna, NOON)
    await desk.forms.save(desk.anna, NOON, anyway=True)
    await checked(desk, 2)
    assert await Incident.filter(closed_at=None).count() == 1
    assert not await Draft.exists()
