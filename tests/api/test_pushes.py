"""Batches over HTTP: taken as a whole or not at all, and once."""

from models import Account, Charge
from tests.api.desk import Desk, charge


async def test_charges_are_taken_and_change_the_balance(desk: Desk) -> None:
    said = await desk.push("charges", charge("c1"), charge("c2", 250))
    assert (said.status, said.body) == (200, {"created": 2, "known": 0})
    assert (await Account.get()).balance == -350


async def test_the_same_push_twice_changes_nothing(desk: Desk) -> None:
    await desk.push("charges", charge("c1"))
    assert (await desk.push("charges", charge("c1"))).body == {"created": 0, "known": 1}
    assert await Charge.all().count() == 1
