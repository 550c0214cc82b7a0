"""What stands still when lines fail: projects with no line left, and the people who call in them."""

import pytest

from domain.softphones import SoftphoneEvent
from domain.users import UserRole
from models import Incident, Line, Project, User
from services.cards import Impact
from services.impact import impact
from services.incident_cards import incident_card
from services.softphone_cards import SipReport
from tests.services.centre_desk import Desk, open_desk
from tests.services.house import House


@pytest.fixture
async def desk(house: House) -> Desk:
    return await open_desk(house)


async def people(desk: Desk, project: Project, count: int, role: UserRole = UserRole.OPERATOR) -> list[int]:
    ids = [(await desk.user(f"{project.name} {role} {n}", role=role)).id for n in range(count)]
    await desk.centre.admissions.admit(desk.anna, project.id, ids, True, desk.now)
    return ids


async def lines(desk: Desk, count: int) -> list[Line]:
    return await desk.house.some_lines(await desk.house.carrier(desk.contract), count)


async def link(desk: Desk, project: Project, *linked: Line) -> None:
    for line in linked:
        await desk.centre.projects.link(desk.anna, project.id, line.id, True, desk.now)


async def test_a_project_stops_with_its_last_line(desk: Desk) -> None:
    project, (first, second, spare) = await desk.project("Опрос"), await lines(desk, 3)
    await people(desk, project, 3)
    await people(desk, project, 2, UserRole.OBSERVER)
    await link(desk, project, first, second)
    assert await impact([first.id]) == Impact(limited=("Опрос",))
    assert await impact([first.id, second.id]) == Impact(("Опрос",), 3)
    assert await impact([spare.id]) == Impact()
    await Line.filter(id=second.id).update(enabled=False)
    assert await impact([first.id]) == Impact(("Опрос",), 3)


async def test_a_line_that_failed_in_another_incident_is_no_help(desk: Desk) -> None:
    project, (first, second) = await desk.project(), await lines(desk, 2)
    await link(desk, project, first, second)
    await Line.filter(id=second.id).update(state="error")
    assert (await impact([first.id])).projects == ("Опрос",)


async def test_somebody_of_two_projects_is_counted_once_and_a_dismissed_one_not(desk: Desk) -> None:
    one, two = await desk.project("Первый"), await desk.project("Второй")
    [line] = await lines(desk, 1)
    ids = await people(desk, one, 2)
    await desk.centre.admissions.admit(desk.anna, two.id, ids, True, desk.now)
    await link(desk, one, line)
    await link(desk, two, line)
    assert await impact([line.id]) == Impact(("Второй", "Первый"), 2)
    ask = await desk.centre.lists.ask_dismiss(desk.anna, ids[0], desk.now)
    await desk.centre.lists.delete(desk.anna, ask.token, desk.now)
    assert (await impact([line.id])).operators == 1


async def test_operators_are_counted_and_how_many_of_them_are_at_work_now(desk: Desk) -> None:
    project, [line] = await desk.project("Опрос"), await lines(desk, 1)
    first, second, _ = await people(desk, project, 3)
    [chief] = await people(desk, project, 1, UserRole.SUPERUSER)
    await link(desk, project, line)
    assert await impact([line.id]) == Impact(("Опрос",), 3, online=None)
    for user_id in (first, second, chief):
        login = str((await User.get(id=user_id)).login)
        report = SipReport(desk.contract.id, login, SoftphoneEvent.REGISTERED, desk.now, "Linphone", "192.0.2.7:5060")
        await desk.centre.reports.record(report)
    assert await impact([line.id]) == Impact(("Опрос",), 3, online=2)
    await desk.centre.reports.snapshot([], desk.now)
    assert (await impact([line.id])).online == 0
    await desk.centre.reports.restarted(desk.now)
    assert (await impact([line.id])).online is None


async def test_a_project_that_has_ended_does_not_stop(desk: Desk) -> None:
    project, [line] = await desk.project(), await lines(desk, 1)
    await link(desk, project, line)
    await Project.filter(id=project.id).update(active=False)
    assert await impact([line.id]) == Impact()


async def test_the_card_of_an_incident_says_what_stands_still_while_it_lasts(desk: Desk) -> None:
    project, [line] = await desk.project(), await lines(desk, 1)
    await people(desk, project, 14)
    await link(desk, project, line)
    await desk.house.fail()
    card = await incident_card(await Incident.get(), desk.now)
    assert card.impact == Impact(("Опрос",), 14)
    await desk.house.mend()
    assert (await incident_card(await Incident.get(), desk.now)).impact == Impact()


async def test_the_card_of_a_line_and_home_tell_who_cannot_call(desk: Desk) -> None:
    project, [line] = await desk.project("Опрос"), await lines(desk, 1)
    await people(desk, project, 3)
    await link(desk, project, line)
    read = desk.house.lines
    assert (await read.card(desk.anna, line.id, desk.now)).impact == Impact()
    await desk.house.fail()
    assert (await read.card(desk.anna, line.id, desk.now)).impact == Impact(("Опрос",), 3)
    assert [brief.operators for brief in (await read.home(desk.anna, desk.now)).incidents] == [3]
