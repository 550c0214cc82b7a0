"""Idempotency-Key: the same request gets the first answer, another one is refused, a twin at work waits outside."""

import asyncio
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

import pytest

from models import Account, Charge, IdempotencyKey
from services.ledger_rows import Named, accounts_of
from tests.api.desk import SPARE, Desk, charge


async def test_the_same_request_again_gets_the_first_answer(desk: Desk) -> None:
    first = await desk.push("charges", charge("c1"), key="one")
    again = await desk.push("charges", charge("c1"), key="one")
    assert (again.status, again.body) == (first.status, first.body) == (200, {"created": 1, "known": 0})
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"


async def test_quotes_around_the_key_are_not_part_of_it(desk: Desk) -> None:
    await desk.push("charges", charge("c1"), key='"one"')
    assert (await desk.push("charges", charge("c1"), key="one")).body["created"] == 1


async def test_another_request_with_the_key_is_refused(desk: Desk) -> None:
    await desk.push("charges", charge("c1"), key="one")
    for what, item in (("charges", charge("c2")), ("payments", charge("c1"))):
        said = await desk.push(what, item, key="one")
        assert (said.status, said.problem) == (422, "idempotency-key")
    assert await Charge.all().count() == 1


async def test_a_refused_request_may_be_mended_under_its_key(desk: Desk) -> None:
    assert (await desk.push("charges", {**charge("c1"), "contract": "new"}, key="one")).status == 409
    await desk.client("new")
    assert (await desk.push("charges", {**charge("c1"), "contract": "new"}, key="one")).body["created"] == 1


async def test_the_key_outlives_a_change_of_the_token(desk: Desk) -> None:
    await desk.push("charges", charge("c1"), key="one")
    body = {"items": [charge("c1")]}
    said = await desk.ask("POST", "/billing/charges", token=SPARE, json=body, headers={"Idempotency-Key": "one"})
    assert said.headers["Idempotency-Replayed"] == "true"


async def test_of_many_at_once_one_is_taken_and_the_others_know_it(desk: Desk) -> None:
    many = await asyncio.gather(*(desk.push("charges", charge("c1"), key="one") for _ in range(10)))
    counted = Counter(said.status for said in many)
    assert set(counted) <= {200, 409}
    assert counted[200] >= 1
    assert {said.problem for said in many if said.status == 409} <= {"at-work"}
    assert {str(said.body) for said in many if said.status == 200} == {"{'created': 1, 'known': 0}"}
    assert (await Account.get()).balance == -100
    assert await IdempotencyKey.all().count() == 1


async def test_a_twin_of_a_request_at_work_is_sent_away_for_a_moment(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work, go_on = asyncio.Event(), asyncio.Event()

    async def slow(facts: Iterable[Named], now: datetime) -> dict[str, Account]:
        at_work.set()
        await go_on.wait()
        return await accounts_of(facts, now)

    monkeypatch.setattr("services.ledger.accounts_of", slow)
    first = asyncio.create_task(desk.push("charges", charge("c1"), key="one"))
    await at_work.wait()
    said = await desk.push("charges", charge("c1"), key="one")
    assert (said.status, said.problem, said.headers["Retry-After"]) == (409, "at-work", "1")
    go_on.set()
    assert (await first).body["created"] == 1
    assert (await desk.push("charges", charge("c1"), key="one")).headers["Idempotency-Replayed"] == "true"


@pytest.mark.parametrize("key", ["a b", "x" * 129, '"', '""', 'a"b', "a\\b", "ключ"])
async def test_a_key_that_cannot_be_used_is_refused(desk: Desk, key: str) -> None:
    said = await desk.push("charges", charge("c1"), key=key)
    assert (said.status, said.problem) == (400, "bad-idempotency-key")
    assert await Charge.all().count() == 0
