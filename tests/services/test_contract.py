"""General information: what every role may know of a contract."""

from datetime import date

import pytest
from tortoise.context import TortoiseContext

from domain.access import Role
from domain.ledger import StateReason
from models import Contract, Project
from services.contract import ContractService
from tests.services.money import Purse, open_purse


@pytest.fixture
def purse(db: TortoiseContext) -> Purse:
    return open_purse()


async def project(contract: Contract, outside_id: str, purse: Purse, *, active: bool = True) -> None:
    await Project.create(
        contract=contract, outside_id=outside_id, name=outside_id, active=active, recorded_at=purse.clock()
    )


async def test_every_role_sees_the_contract_and_only_some_its_money(purse: Purse) -> None:
    await purse.client()
    for n, role in enumerate((Role.ADMINISTRATOR, Role.MANAGER, Role.ON_CALL), start=1):
        member = await purse.join(telegram_id=n, role=role)
        card = await ContractService().card(member, purse.clock())
        assert (card.number, card.client, card.signed_on, card.tariff) == ("184/24", "ООО «Ромашка»", None, "")
        assert card.sees_money is (role is not Role.ON_CALL)


async def test_it_has_the_day_the_tariff_the_state_and_the_numbers_of_this_contract_alone(purse: Purse) -> None:
    contract, other = await purse.client(), await purse.client("9/9")
    member = await purse.join()
    await purse.terms(signed_on=date(2024, 3, 2), tariff="Колл-центр 20")
    await purse.spend(500)
    for outside_id in ("a", "b"):
        await project(contract, outside_id, purse)
    await project(contract, "over", purse, active=False)
    await project(other, "c", purse)
    card = await ContractService().card(member, purse.clock())
    assert (card.signed_on, card.tariff, card.reason) == (date(2024, 3, 2), "Колл-центр 20", StateReason.NO_MONEY)
    assert (card.projects, card.users, card.lines) == (2, 0, 0)
