"""Lines that stop for want of money are one incident of the contract; a failure of their own is never hidden by it."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from domain.access import Role
from domain.cause import EXPLAINED_BY_STOP, Cause
from domain.sip import Verdict
from models import Carrier, Incident, IncidentLine, Line
from services.cards import IncidentCard, MemberCard
from services.ledger_facts import PaymentFact, StateFact
from services.money import MoneyServices, usual_money
from services.money_review import MoneyReview
from tests.services.house import GROUP, NOON, House
from tests.services.money import charge

NUMBER, MISSING = "184/24", 123_400
OWN = sorted(set(Verdict) - EXPLAINED_BY_STOP - {Verdict.REGISTERED, Verdict.UNKNOWN})


@pytest.fixture
async def anna(house: House) -> MemberCard:
    """The administrator of a contract with two carriers of two lines each, and a group."""
    contract = await house.client()
    for name in ("Волга-Телеком", "Камасвязь"):
        carrier = await Carrier.create(contract=contract, name=name, host=f"{len(name)}.example.org")
        await house.some_lines(carrier, 2)
    anna = await house.join(contract, 101, Role.ADMINISTRATOR)
    await house.chats.bind(anna, GROUP, 0, "Дежурные", house.clock())
    return anna


@pytest.fixture
def money() -> MoneyServices:
    return usual_money()


async def spend(house: House, money: MoneyServices) -> None:
    await money.ledger.push_charges([charge(MISSING, NOON.date(), "c1")], house.clock())


async def pay(house: House, money: MoneyServices) -> None:
    await money.ledger.push_payments([PaymentFact(NUMBER, "p1", NOON.date(), MISSING)], house.clock())
    await MoneyReview(0, lambda: None).review(house.clock())


async def fail(house: House, verdict: Verdict, places: Sequence[int] = range(4)) -> None:
    """Let these lines fail, confirmed; the others work."""
    lines = await Line.all().order_by("id")
    house.registrar.of_user.update({lines[place].user: verdict for place in places})
    for _ in range(2):
        await Line.all().update(next_check_at=house.clock())
        await house.sweep()
        house.clock.later(3700)


async def causes() -> list[tuple[Cause, int]]:
    rows = await Incident.filter(closed_at__isnull=True).order_by("id")
    return [(row.cause, await IncidentLine.filter(incident_id=row.id, recovered_at=None).count()) for row in rows]


def cards(house: House) -> dict[int, IncidentCard]:
    return {notice.chat_id: notice.incident for notice in house.post.arrived}


async def test_lines_of_all_carriers_that_stop_for_want_of_money_are_one_incident(
    house: House, anna: MemberCard, money: MoneyServices
) -> None:
    await spend(house, money)
    await fail(house, Verdict.FORBIDDEN)
    assert await causes() == [(Cause.MONEY, 4)]
    assert await house.deliver() == ["card", "card"]
    assert (cards(house)[101].to_pay, cards(house)[GROUP].to_pay) == (MISSING, 0)
    assert cards(house)[101].lines_of_carrier == 4
    (brief,) = await house.incidents.open_ones(anna)
    assert brief.cause is Cause.MONEY


@pytest.mark.parametrize("verdict", OWN)
async def test_a_failure_that_money_does_not_explain_has_its_own_incident(
    house: House, anna: MemberCard, money: MoneyServices, verdict: Verdict
) -> None:
    await spend(house, money)
    await fail(house, Verdict.FORBIDDEN, [0, 2])
    await fail(house, verdict, [1])
    rows = dict(await causes())
    assert rows.pop(Cause.MONEY) == 2
    assert list(rows.values()) == [1]


async def test_without_a_stop_every_carrier_has_its_incident(
    house: House, anna: MemberCard, money: MoneyServices
) -> None:
    await fail(house, Verdict.FORBIDDEN)
    assert await causes() == [(Cause.LINE, 2), (Cause.LINE, 2)]


async def test_a_stop_by_the_provider_is_no_want_of_money(house: House, anna: MemberCard, money: MoneyServices) -> None:
    await money.ledger.push_states([StateFact(NUMBER, house.clock(), suspended=True)], house.clock())
    await fail(house, Verdict.FORBIDDEN)
    assert await causes() == [(Cause.LINE, 2), (Cause.LINE, 2)]


async def test_a_line_that_begins_to_fail_for_another_reason_leaves_the_incident_of_money(
    house: House, anna: MemberCard, money: MoneyServices
) -> None:
    await spend(house, money)
    await fail(house, Verdict.FORBIDDEN)
    await fail(house, Verdict.WRONG_PASSWORD, [3])
    assert await causes() == [(Cause.MONEY, 3), (Cause.LINE, 1)]


async def test_what_failed_before_the_stop_goes_over_and_its_card_says_so(
    house: House, anna: MemberCard, money: MoneyServices
) -> None:
    await fail(house, Verdict.FORBIDDEN)
    await house.deliver()
    await spend(house, money)
    await MoneyReview(0, lambda: None).review(house.clock())
    assert await Line.filter(next_check_at__lte=house.clock()).count() == 4
    await house.sweep()
    assert await causes() == [(Cause.MONEY, 4)]
    house.clock.later(60)
    await house.deliver()
    over = [notice.incident for notice in house.post.arrived if notice.incident.closed_at]
    assert over
    assert all(card.merged for card in over)
    assert "recovery" not in house.post.said()


async def test_a_payment_brings_the_lines_back_at_once_and_one_recovery_is_told(
    house: House, anna: MemberCard, money: MoneyServices
) -> None:
    await spend(house, money)
    await fail(house, Verdict.FORBIDDEN)
    await house.deliver()
    house.registrar.of_user.clear()
    await pay(house, money)
    for _ in range(2):
        assert await Line.filter(next_check_at__lte=house.clock()).count() == 4
        await house.sweep()
        house.clock.later(15)
        await Line.all().update(next_check_at=house.clock())
    assert await causes() == []
    said = await house.deliver()
    assert said.count("recovery") == 2
    assert not any(notice.incident.merged for notice in house.post.arrived)


async def test_a_line_that_fails_though_it_is_paid_has_an_alert_of_its_own(
    house: House, anna: MemberCard, money: MoneyServices
) -> None:
    await spend(house, money)
    await fail(house, Verdict.FORBIDDEN)
    await house.deliver()
    lines = await Line.all().order_by("id")
    house.registrar.of_user = {lines[0].user: Verdict.FORBIDDEN}
    await pay(house, money)
    for _ in range(2):
        await Line.all().update(next_check_at=house.clock())
        await house.sweep()
        house.clock.later(3700)
    assert await causes() == [(Cause.LINE, 1)]
    assert (await house.deliver()).count("card") == 2
    own = await Incident.get(closed_at__isnull=True)
    assert own.carrier_id == lines[0].carrier_id


async def test_somebody_on_call_is_told_without_the_sum(house: House, anna: MemberCard, money: MoneyServices) -> None:
    token = await house.members.invite(NUMBER, Role.ON_CALL, house.clock())
    sergey = await house.members.redeem(token, 103, "Сергей", "", "ru", house.clock())
    await spend(house, money)
    await fail(house, Verdict.REFUSED)
    await house.deliver()
    assert cards(house)[103].to_pay == 0
    incident = await Incident.get()
    assert (await house.incidents.card(sergey, incident.id, house.clock())).to_pay == 0
    assert (await house.incidents.card(anna, incident.id, house.clock())).to_pay == MISSING
    assert incident.opened_at < house.clock() - timedelta(hours=1)
