"""Any order, repetition and concurrency of pushes over HTTP gives the same balance, equal to the recount."""

import asyncio
import json
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from random import Random
from typing import Any, TypeAlias
from uuid import NAMESPACE_OID, uuid5

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import Account, Charge, Contract, IdempotencyKey, Payment
from services.recount import recount
from tests.api.desk import Desk

NUMBERS = ("1/26", "2/26")
Fact: TypeAlias = tuple[str, dict[str, Any]]

bodies = st.fixed_dictionaries(
    {
        "contract": st.sampled_from(NUMBERS),
        "day": st.dates(date(2026, 1, 1), date(2026, 12, 31)).map(str),
        "amount": st.integers(-(10**12), 10**12).filter(bool),
    }
)
drawn = st.lists(st.tuples(st.sampled_from(["charges", "payments"]), bodies), min_size=1, max_size=12)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn, st.randoms(use_true_random=False))
async def test_the_balance_is_the_same_in_whatever_way_the_pushes_come(
    desk: Desk, drawn: Sequence[Fact], dice: Random
) -> None:
    facts = [(what, {**body, "outside_id": f"{what} {place}"}) for place, (what, body) in enumerate(drawn)]
    await Contract.all().delete()
    await IdempotencyKey.all().delete()
    for number in NUMBERS:
        await desk.client(number)
    await asyncio.gather(*(push(desk, batch) for batch in batches(facts, dice)))
    assert await balances() == expected(facts)
    assert (await Charge.all().count()) + (await Payment.all().count()) == len(facts)
    assert await recount() == ()


def batches(facts: Sequence[Fact], dice: Random) -> list[list[Fact]]:
    """All of them, some twice or more, shuffled and cut at random."""
    told = [*facts, *dice.choices(facts, k=len(facts))]
    dice.shuffle(told)
    cuts = sorted({0, len(told), *(dice.randrange(len(told)) for _ in range(4))})
    return [told[start:end] for start, end in pairwise(cuts)]


async def push(desk: Desk, batch: Sequence[Fact]) -> None:
    """One after the other, by kinds; once more under a key."""
    for what in ("charges", "payments"):
        items = [item for each, item in batch if each == what]
        for key in ("", uuid5(NAMESPACE_OID, json.dumps([what, items])).hex):
            said = await desk.push(what, *items, key=key)
            assert said.status == 200 or said.problem == "at-work"


def expected(facts: Sequence[Fact]) -> dict[str, int]:
    """Payments minus charges."""
    return {
        number: sum(
            item["amount"] if what == "payments" else -item["amount"]
            for what, item in facts
            if item["contract"] == number
        )
        for number in {item["contract"] for _, item in facts}
    }


async def balances() -> dict[str, int]:
    rows = await Account.all().select_related("contract")
    return {row.contract.number: row.balance for row in rows}
