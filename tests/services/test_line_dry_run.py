"""The dry run against a real registrar: wrong details never replace working ones."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.health import LineState
from domain.line_fields import LineField
from domain.sip import Verdict
from models import Carrier, Line
from services.line_form_cards import DryRunFailed
from telephony.options import ProberOptions
from telephony.pool import ProberPool
from tests.kit.kamailio import Kamailio, free_port
from tests.services.house import NOON, House
from tests.services.line_desk import PASSWORD, Desk, open_desk

pytestmark = pytest.mark.kamailio


@pytest.fixture
async def pool() -> AsyncIterator[ProberPool]:
    options = ProberOptions(processes=1, silence=1.0, confirm_silence=0.6, deadline=3.0, rate=10_000)
    async with ProberPool(options) as started:
        yield started


@pytest.fixture
async def registrar(tmp_path: Path) -> AsyncIterator[Kamailio]:
    async with Kamailio(tmp_path, {"101": PASSWORD}) as started:
        yield started


@pytest.fixture
async def desk(house: House, pool: ProberPool, registrar: Kamailio) -> Desk:
    desk = await open_desk(house, pool)
    await Carrier.filter(id=desk.carrier.id).update(port=registrar.port)
    return desk


async def refused(desk: Desk) -> Verdict | None:
    """The verdict with which saving is refused; the line as it was before registers still."""
    with pytest.raises(DryRunFailed) as failed:
        await desk.forms.save(desk.anna, NOON)
    return failed.value.verdict


async def test_wrong_details_are_refused_and_the_working_ones_go_on(desk: Desk, registrar: Kamailio) -> None:
    line = await desk.line(state=LineState.OK)
    before = await Line.get(id=line.id).values()
    await desk.change(line, LineField.PASSWORD, "wrong")
    assert await refused(desk) is Verdict.WRONG_PASSWORD
    await desk.change(line, LineField.USER, "999")
    assert await refused(desk) is Verdict.UNKNOWN_NUMBER
    await desk.change(line, LineField.HOST, f"127.0.0.1:{free_port()}")
    assert await refused(desk) is Verdict.CARRIER_DOWN
    assert await Line.get(id=line.id).values() == before
    await desk.change(line, LineField.FULL_REGISTRATION, "yes")
    assert (await desk.forms.save(desk.anna, NOON)).state is LineState.OK
    assert await registrar.bindings("101") == []


async def test_a_new_password_is_saved_as_soon_as_the_carrier_takes_it(desk: Desk, registrar: Kamailio) -> None:
    line = await desk.line(state=LineState.ERROR, verdict=Verdict.WRONG_PASSWORD)
    await desk.change(line, LineField.PASSWORD, "new-pass")
    assert not (await desk.forms.try_out(desk.anna, NOON)).ok
    await registrar.set_password("101", "new-pass")
    trial = await desk.forms.try_out(desk.anna, NOON)
    assert (trial.ok, trial.verdict, trial.code) == (True, Verdict.REGISTERED, 200)
    assert (await desk.forms.save(desk.anna, NOON)).state is LineState.OK
