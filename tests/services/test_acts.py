"""Acts: of months that are over, made of their charges, with the tax of their days."""

from datetime import date, timedelta

import pytest
from tortoise.context import TortoiseContext

from domain.access import Role
from domain.vat import VatRegime
from services.acts import ActService
from services.errors import ForbiddenError, NotFoundError
from services.ledger_facts import ChargeFact
from tests.services.money import NUMBER, Purse, open_purse


@pytest.fixture
def purse(db: TortoiseContext) -> Purse:
    return open_purse()


def acts() -> ActService:
    return ActService(VatRegime.GENERAL, lambda number: f"Услуги связи по договору {number}")


async def charged(purse: Purse, day: date, amount: int, name: str = "") -> None:
    fact = ChargeFact(NUMBER, f"{day} {name} {amount}", day, amount, name=name)
    await purse.ledger.push_charges([fact], purse.clock())


async def test_an_act_sums_a_month_by_names(purse: Purse) -> None:
    await purse.client()
    await purse.terms(signed_on=date(2024, 5, 17))
    member = await purse.join()
    for day in (1, 15, 28):
        await charged(purse, date(2026, 2, day), 100_00, "Минуты")
    await charged(purse, date(2026, 2, 10), 22_00)
    await charged(purse, date(2026, 2, 11), -100_00, "Минуты")
    await charged(purse, date(2026, 3, 1), 7_00, "Минуты")
    card = await acts().card(member, date(2026, 2, 14), purse.clock())
    rows = [(row.name, row.total, row.vat.value) for row in card.rows]
    assert rows == [("Услуги связи по договору 184/24", 22_00, "22"), ("Минуты", 200_00, "22")]
    assert (card.number, card.month, card.day) == ("184/24-202602", date(2026, 2, 1), date(2026, 2, 28))
    assert (card.total, card.signed_on) == (222_00, date(2024, 5, 17))


async def test_a_month_before_2026_has_the_tax_of_its_days(purse: Purse) -> None:
    await purse.client()
    member = await purse.join()
    await charged(purse, date(2025, 12, 31), 120_00)
    (row,) = (await acts().card(member, date(2025, 12, 1), purse.clock())).rows
    assert (row.vat.value, row.tax) == ("20", 20_00)


async def test_a_month_that_is_not_over_or_came_to_nothing_has_no_act(purse: Purse) -> None:
    await purse.client()
    member = await purse.join()
    await charged(purse, date(2026, 3, 1), 5)
    await charged(purse, date(2026, 1, 1), 5)
    await charged(purse, date(2026, 1, 2), -5)
    for month in (date(2026, 3, 1), date(2026, 1, 1), date(2025, 1, 1)):
        with pytest.raises(NotFoundError):
            await acts().card(member, month, purse.clock())
    with pytest.raises(ForbiddenError):
        await acts().card(await purse.join(telegram_id=2, role=Role.ON_CALL), date(2026, 1, 1), purse.clock())


async def test_months_are_listed_the_newest_first_and_further_back(purse: Purse) -> None:
    await purse.client()
    member = await purse.join()
    for ago in range(0, 300, 10):
        await charged(purse, purse.clock().date() - timedelta(days=ago), 5)
    first = await acts().months(member, None, purse.clock())
    assert first.months == tuple(date(2026 if n < 2 else 2025, 12 - (n - 2) if n > 1 else 2 - n, 1) for n in range(6))
    second = await acts().months(member, first.older, purse.clock())
    assert second.months == (date(2025, 8, 1), date(2025, 7, 1), date(2025, 6, 1), date(2025, 5, 1))
    assert second.older is None
