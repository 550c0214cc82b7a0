"""Batches over HTTP: taken as a whole or not at all, and once."""

import asyncio
from typing import Any

import pytest

from models import Account, Charge, Contract, Invoice, Payment
from tests.api.desk import NUMBER, Desk, charge

AT = "2026-03-01T12:00:00+04:00"
ROW = {"name": "Услуги", "amount": 500, "price": 500, "service_day": "2026-03-02", "vat": "22"}
INVOICE = {"contract": NUMBER, "outside_id": "i1", "number": "57", "day": "2026-03-02", "rows": [ROW]}
PAYMENT = {"contract": NUMBER, "outside_id": "p1", "day": "2026-03-02", "amount": 500, "invoice": "57"}
TERMS = {
    "contract": NUMBER,
    "at": AT,
    "tariff": "Старт",
    "credit_limit": 1000,
    "threshold": 50_000,
    "next_charge": 30_000,
    "next_charge_on": "2026-04-01",
    "payer_inn": "5408123456",
    "payer_kpp": "540801001",
    "payer_address": "Новосибирск",
    "signed_on": "1998-05-04",
    "email": "buh@romashka.example",
}


async def test_charges_are_taken_and_change_the_balance(desk: Desk) -> None:
    said = await desk.push("charges", charge("c1"), charge("c2", 250))
    assert (said.status, said.body) == (200, {"created": 2, "known": 0})
    assert (await Account.get()).balance == -350


async def test_the_same_push_twice_changes_nothing(desk: Desk) -> None:
    await desk.push("charges", charge("c1"))
    assert (await desk.push("charges", charge("c1"), charge("c2"))).body == {"created": 1, "known": 1}
    assert await Charge.all().count() == 2


async def test_every_fact_of_the_billing_arrives(desk: Desk) -> None:
    facts: dict[str, dict[str, Any]] = {"terms": TERMS, "invoices": INVOICE, "payments": PAYMENT}
    for what, item in facts.items():
        stale = {"stale": 0} if what == "terms" else {}
        assert (await desk.push(what, item)).body == {"created": 1, "known": 0, **stale}, what
        assert (await desk.push(what, item)).body == {"created": 0, "known": 1, **stale}, what
    account, invoice = await Account.get(), await Invoice.get()
    assert (account.tariff, account.email, account.balance) == ("Старт", "buh@romashka.example", 500)
    assert (str(account.signed_on), str(account.next_charge_on)) == ("1998-05-04", "2026-04-01")
    assert (invoice.state.value, invoice.paid) == ("paid", 500)


async def test_words_that_newer_ones_have_overtaken_are_counted_apart(desk: Desk) -> None:
    old = {**TERMS, "at": "2026-02-28T12:00:00+04:00", "tariff": "Другой"}
    assert (await desk.push("terms", TERMS)).status == 200
    assert (await desk.push("terms", old, TERMS)).body == {"created": 0, "known": 1, "stale": 1}


@pytest.mark.parametrize("what", ["terms", "states"])
async def test_words_of_a_moment_to_come_or_of_the_same_moment_are_refused(desk: Desk, what: str) -> None:
    item = TERMS if what == "terms" else {"contract": NUMBER, "at": AT, "suspended": False}
    other = {**item, "tariff": "Другой"} if what == "terms" else {**item, "suspended": True}
    ahead = await desk.push(what, item, {**item, "at": "2099-01-01T00:00:00+00:00"})
    assert (ahead.status, ahead.problem, ahead.body["records"][0]["contract"]) == (422, "moment-ahead", NUMBER)
    assert (await desk.push(what, item)).body["created"] == 1
    said = await desk.push(what, other)
    assert (said.status, said.problem, said.body["records"][0]["contract"]) == (409, "ledger-conflict", NUMBER)


async def test_a_number_of_another_invoice_is_refused_by_its_own_name(desk: Desk) -> None:
    await desk.push("invoices", INVOICE)
    said = await desk.push("invoices", {**INVOICE, "outside_id": "i2"})
    assert (said.status, said.problem, said.body["records"]) == (
        409,
        "number-taken",
        [{"contract": NUMBER, "outside_id": "i2"}],
    )


async def test_the_provider_stops_the_service_and_lets_it_go_on(desk: Desk) -> None:
    await desk.push("states", {"contract": NUMBER, "at": AT, "suspended": True})
    assert (await Account.get()).reason.value == "provider"
    await desk.push("states", {"contract": NUMBER, "at": "2026-03-01T13:00:00+04:00", "suspended": False})
    assert (await Account.get()).state.value == "active"


async def test_a_contract_pushed_again_is_renamed(desk: Desk) -> None:
    item = {"contract": NUMBER, "name": "Лютик", "client": "ООО «Лютик»", "timezone": "Asia/Omsk"}
    assert (await desk.push("contracts", item)).body == {"created": 0, "known": 1}
    contract = await Contract.get()
    assert (contract.name, contract.client, contract.timezone) == ("Лютик", "ООО «Лютик»", "Europe/Samara")


async def test_known_ids_that_say_something_else_are_all_named(desk: Desk) -> None:
    await desk.push("charges", charge("c1"), charge("c2"))
    said = await desk.push("charges", charge("c3"), charge("c2", 7), charge("c1", 5))
    assert (said.status, said.problem) == (409, "ledger-conflict")
    assert said.body["records"] == [
        {"contract": NUMBER, "outside_id": "c2"},
        {"contract": NUMBER, "outside_id": "c1"},
    ]
    assert await Charge.all().count() == 2


@pytest.mark.parametrize(
    ("what", "one", "other"),
    [
        ("charges", charge("c1"), charge("c1", 5)),
        ("payments", PAYMENT, {**PAYMENT, "payer": "другой"}),
        ("invoices", INVOICE, {**INVOICE, "number": "58"}),
        ("contracts", {"contract": "9", "name": "a"}, {"contract": "9", "name": "b"}),
    ],
)
async def test_two_of_one_batch_that_contradict_are_refused(
    desk: Desk, what: str, one: dict[str, Any], other: dict[str, Any]
) -> None:
    said = await desk.push(what, one, other)
    assert (said.status, said.problem) == (409, "ledger-conflict")
    assert await Charge.all().count() + await Payment.all().count() + await Invoice.all().count() == 0


async def test_the_same_twice_in_one_batch_is_taken_once(desk: Desk) -> None:
    assert (await desk.push("charges", charge("c1"), charge("c1"))).body == {"created": 1, "known": 1}


async def test_unknown_contracts_are_all_named_and_nothing_is_taken(desk: Desk) -> None:
    others = [{**charge("c2"), "contract": number} for number in ("nobody", "somebody")]
    said = await desk.push("charges", charge("c1"), *others)
    assert (said.status, said.problem) == (409, "unknown-contract")
    assert [each["contract"] for each in said.body["records"]] == ["nobody", "somebody"]
    assert await Charge.all().count() == 0


async def test_payments_of_a_contract_kept_by_statements_are_refused(desk: Desk) -> None:
    await desk.push("terms", {**TERMS, "ledger": "local"})
    said = await desk.push("payments", PAYMENT)
    assert (said.status, said.problem) == (409, "ledger-owner")
    assert await Payment.all().count() == 0


async def test_a_thousand_are_one_batch_and_one_more_is_too_many(desk: Desk) -> None:
    assert (await desk.push("charges", *(charge(f"c{n}") for n in range(1000)))).body["created"] == 1000
    said = await desk.push("charges", *(charge(f"d{n}") for n in range(1001)))
    assert (said.status, said.body["errors"][0]["pointer"]) == (422, "/items")
    assert "at most 1000" in said.body["errors"][0]["detail"]
    assert await Charge.all().count() == 1000


async def test_an_empty_batch_changes_nothing(desk: Desk) -> None:
    assert (await desk.push("charges")).body == {"created": 0, "known": 0}


async def test_contracts_and_charges_at_once_do_not_stop_each_other(desk: Desk) -> None:
    """Numbers descend while ids ascend: whoever locks by one order meets whoever locks by the other."""
    contracts = [{"contract": f"{number:02}", "name": "a"} for number in range(30, 0, -1)]
    for each in contracts:
        await desk.push("contracts", each)
    batches = {
        "contracts": contracts,
        "charges": [{**charge("c1"), "contract": each["contract"]} for each in contracts],
    }
    told = [desk.push(what, *items) for _ in range(6) for what, items in batches.items()]
    assert {said.status for said in await asyncio.gather(*told)} == {200}
    assert await Charge.all().count() == 30


async def test_a_new_contract_may_come_several_times_at_once(desk: Desk) -> None:
    many = await asyncio.gather(*(desk.push("contracts", {"contract": "9", "name": "a"}) for _ in range(6)))
    assert [said.status for said in many] == [200] * 6
    assert sum(said.body["created"] for said in many) == 1
