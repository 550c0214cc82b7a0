"""What cannot be taken is answered by a problem that says where and what; nothing of it is taken."""

import json
from io import BytesIO
from typing import Any

import pytest
from tortoise.context import TortoiseContext

from api.bodies import LARGEST_BODY
from models import Charge
from tests.api.desk import NUMBER, Desk, charge
from tests.api.test_pushes import INVOICE, ROW, TERMS


@pytest.fixture
def db(db_sqlite: TortoiseContext) -> TortoiseContext:
    """None of this reaches a database: one kind is enough."""
    return db_sqlite


WRONG: list[tuple[str, Any, str]] = [
    ("amount", "100", "/items/1/amount"),
    ("amount", 100.5, "/items/1/amount"),
    ("amount", True, "/items/1/amount"),
    ("amount", None, "/items/1/amount"),
    ("amount", 0, "/items/1/amount"),
    ("amount", 2**63, "/items/1/amount"),
    ("amount", -(10**400), "/items/1/amount"),
    ("amount", float("nan"), "/items/1/amount"),
    ("amount", float("inf"), "/items/1/amount"),
    ("day", "2026-02-30", "/items/1/day"),
    ("day", "02.03.2026", "/items/1/day"),
    ("day", "2026-03-02T00:00:00", "/items/1/day"),
    ("day", 1772409600, "/items/1/day"),
    ("day", "1772409600", "/items/1/day"),
    ("day", "1999-12-31", "/items/1/day"),
    ("kind", "other", "/items/1/kind"),
    ("name", "a\0b", "/items/1/name"),
    ("name", "я" * 256, "/items/1/name"),
    ("outside_id", "", "/items/1/outside_id"),
    ("outside_id", " c", "/items/1/outside_id"),
    ("outside_id", "x" * 65, "/items/1/outside_id"),
    ("contract", ["184/24"], "/items/1/contract"),
    ("sum", 5, "/items/1/sum"),
]


@pytest.mark.parametrize(("field", "value", "pointer"), WRONG)
async def test_a_wrong_value_is_pointed_at(desk: Desk, field: str, value: object, pointer: str) -> None:
    said = await desk.push("charges", charge("c1"), {**charge("c2"), field: value})
    assert (said.status, said.problem) in {(422, "invalid"), (400, "bad-json")}
    if said.status == 422:
        assert [each["pointer"] for each in said.body["errors"]] == [pointer]
    assert await Charge.all().count() == 0


@pytest.mark.parametrize(
    ("what", "item", "pointer"),
    [
        ("terms", {**TERMS, "at": "2026-03-01T12:00:00"}, "/items/0/at"),
        ("terms", {**TERMS, "at": "2026-03-01"}, "/items/0/at"),
        ("terms", {**TERMS, "at": "1772409600"}, "/items/0/at"),
        ("terms", {**TERMS, "email": "romashka.example"}, "/items/0/email"),
        ("terms", {**TERMS, "payer_inn": "123"}, "/items/0/payer_inn"),
        ("terms", {**TERMS, "credit_limit": -1}, "/items/0/credit_limit"),
        ("contracts", {"contract": "9", "name": "a", "timezone": "Mars/Phobos"}, "/items/0/timezone"),
        ("contracts", {"contract": "9"}, "/items/0/name"),
        ("invoices", {**INVOICE, "rows": []}, "/items/0/rows"),
        ("invoices", {**INVOICE, "rows": [{**ROW, "amount": 0}]}, "/items/0"),
        ("invoices", {**INVOICE, "rows": [{**ROW, "vat": "21"}]}, "/items/0/rows/0/vat"),
        ("invoices", {**INVOICE, "rows": [ROW] * 101}, "/items/0/rows"),
    ],
)
async def test_what_cannot_be_true_is_pointed_at(desk: Desk, what: str, item: dict[str, Any], pointer: str) -> None:
    said = await desk.push(what, item)
    assert (said.status, said.problem) == (422, "invalid")
    assert [each["pointer"] for each in said.body["errors"]] == [pointer]


async def test_a_whole_number_may_have_an_empty_fraction(desk: Desk) -> None:
    assert (await desk.push("charges", charge("c1"), {**charge("c1"), "amount": 100.0})).body["known"] == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null x",
        json.dumps({"items": [charge("c1")]}).encode()[:-10],
        b'{"items": ' + b"[" * 100_000,
        '{"items": []}'.encode("utf-16"),
        b'{"items": [{"contract": "\xff"}]}',
        b'{"items": [{"contract": "\\ud800"}]}',
        b"\xef\xbb\xbf{}",
    ],
)
async def test_what_is_no_json_is_said_so(desk: Desk, body: bytes) -> None:
    said = await desk.send("charges", body)
    assert (said.status, said.problem) == (400, "bad-json")


@pytest.mark.parametrize("body", [b"null", b"[]", b"5", b'"items"', b"{}", b'{"items": {}}', b'{"items": [], "a": 1}'])
async def test_json_of_another_shape_is_refused(desk: Desk, body: bytes) -> None:
    assert (await desk.send("charges", body)).status == 422


async def test_only_the_first_twenty_faults_are_told(desk: Desk) -> None:
    said = await desk.push("charges", *({**charge(f"c{n}"), "amount": 0} for n in range(50)))
    assert (len(said.body["errors"]), said.body["detail"].split()[0]) == (20, "50")


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "application/json; charset=cp1251"])
async def test_another_type_of_body_is_refused(desk: Desk, kind: str) -> None:
    assert (await desk.send("charges", b'{"items": []}', kind)).status == 415


async def test_a_compressed_body_is_refused(desk: Desk) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    said = await desk.ask("POST", "/billing/charges", data=b"\x1f\x8b", headers=headers)
    assert (said.status, said.headers["Accept-Encoding"]) == (415, "identity")


async def test_a_body_that_is_too_large_is_refused(desk: Desk) -> None:
    said = await desk.send("charges", BytesIO(b" " * (LARGEST_BODY + 1)))
    assert said.status == 413
    assert "8 MiB" in said.body["detail"]


async def test_a_caller_that_goes_away_in_the_middle_changes_nothing(desk: Desk) -> None:
    body = json.dumps({"items": [charge("c1")]})
    await desk.half("/billing/charges", body)
    assert (await desk.push("charges", charge("c2"))).body["created"] == 1
    assert [each.outside_id for each in await Charge.all()] == ["c2"]


@pytest.mark.parametrize(
    "query",
    ["after=x", "after=-1", "after=1&after=2", f"after={2**63}", "limit=0", "limit=1001", "limit=x", "foo=1"],
)
async def test_a_wrong_query_is_refused(desk: Desk, query: str) -> None:
    said = await desk.ask("GET", f"/billing/promised-payments?{query}")
    assert (said.status, said.problem) == (422, "invalid")
    assert said.body["errors"][0]["pointer"] == "/" + query.partition("=")[0]


async def test_the_number_of_a_contract_may_be_in_any_letters(desk: Desk) -> None:
    number = "Д-184/24 «Ёж» 🦔"
    await desk.client(number)
    assert (await desk.push("charges", {**charge("c1"), "contract": number})).body["created"] == 1
    said = await desk.push("charges", {**charge("c1", 5), "contract": number})
    assert said.body["records"] == [{"contract": number, "outside_id": "c1"}]


@pytest.mark.parametrize("more", ['"amount": 1, "amount": 2', '"amount": 1, "am\\u006funt": 1'])
async def test_a_name_that_is_twice_in_one_object_is_refused(desk: Desk, more: str) -> None:
    item = f'{{"contract": "{NUMBER}", "outside_id": "c1", "day": "2026-03-02", {more}}}'
    said = await desk.send("charges", f'{{"items": [{item}]}}'.encode())
    assert (said.status, said.problem) == (400, "bad-json")
    assert "'amount' is twice" in said.body["detail"]
    assert await Charge.all().count() == 0
