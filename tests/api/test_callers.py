"""Who is let in, by which token, to what; and who is sent to the other bot."""

import pytest
from tortoise.context import TortoiseContext

from api.auth import Caller, Callers, split_tokens
from models import Charge, Contract
from tests.api.desk import BILLING, PROJECTS, SPARE, Desk, charge


@pytest.fixture
def db(db_sqlite: TortoiseContext) -> TortoiseContext:
    """None of this depends on the kind of database."""
    return db_sqlite


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Basic YTpi", f"Bearer {'x' * 40}", BILLING, f"Bearer {BILLING} x", "Bearer \xff"],
)
async def test_nobody_is_let_in_without_a_token(desk: Desk, header: str) -> None:
    said = await desk.ask("GET", "/billing/promised-payments", token=None, headers={"Authorization": header})
    assert (said.status, said.problem) == (401, "blank")
    assert said.headers["WWW-Authenticate"].startswith("Bearer ")


async def test_every_token_of_a_caller_works(desk: Desk) -> None:
    for token in (BILLING, SPARE):
        assert (await desk.ask("GET", "/billing/promised-payments", token=token)).status == 200


async def test_another_callers_token_is_refused(desk: Desk) -> None:
    body = {"items": [charge("c1")]}
    assert (await desk.ask("POST", "/billing/charges", token=PROJECTS, json=body)).status == 403
    assert await Charge.all().count() == 0


async def test_a_standby_sends_away_and_takes_nothing(desk: Desk) -> None:
    desk.active = False
    said = await desk.push("charges", charge("c1"))
    assert (said.status, said.problem, said.headers["Retry-After"]) == (503, "standby", "5")
    assert await Charge.all().count() == 0


@pytest.mark.parametrize("path", ["/", "/nothing", "/billing", "/billing/charges/", "/billing/charges/1", "/%2e%2e"])
async def test_an_address_with_nothing_is_a_problem_too(desk: Desk, path: str) -> None:
    assert (await desk.ask("GET", path)).problem == "blank"


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE", "OPTIONS"])
async def test_another_method_is_told_the_right_one(desk: Desk, method: str) -> None:
    said = await desk.ask(method, "/billing/charges")
    assert (said.status, said.headers["Allow"], said.problem) == (405, "POST", "blank")


async def test_what_breaks_inside_is_told_without_a_word_of_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("sesame")

    monkeypatch.setattr(desk.money.promised, "after", broken)
    said = await desk.ask("GET", "/billing/promised-payments")
    assert (said.status, said.body["reference"]) == (500, "ABC234")
    assert "sesame" not in str(said.body)
    assert [str(error) for error in desk.reported] == ["sesame"]
    desk.reported.clear()


async def test_a_database_that_is_away_is_worth_another_try(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(*_: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(desk.money.promised, "after", away)
    said = await desk.ask("GET", "/billing/promised-payments")
    assert (said.status, said.problem, said.headers["Retry-After"]) == (503, "away", "5")
    desk.reported.clear()


async def test_a_statement_that_no_database_takes_is_our_fault(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def wrong(*_: object) -> None:
        await Contract.filter(id__in=list(range(300_000)))

    monkeypatch.setattr(desk.money.promised, "after", wrong)
    said = await desk.ask("GET", "/billing/promised-payments")
    assert (said.status, said.body["reference"]) == (500, "ABC234")
    desk.reported.clear()


def test_tokens_are_read_from_the_setting() -> None:
    one, two = "a" * 32, "b" * 40
    assert split_tokens(f"billing:{one}, projects:{two},") == ((Caller.BILLING, one), (Caller.PROJECTS, two))


@pytest.mark.parametrize("text", ["billing", "billing:short", "other:" + "a" * 32, "billing:" + "ы" * 32, "a" * 40])
def test_a_token_that_cannot_be_used_is_refused_without_showing_it(text: str) -> None:
    with pytest.raises(ValueError) as caught:
        split_tokens(text)
    assert text.partition(":")[2] not in str(caught.value) or not text.partition(":")[2]


def test_one_token_belongs_to_one_caller() -> None:
    with pytest.raises(ValueError, match="twice"):
        split_tokens("billing:" + "a" * 32 + ",projects:" + "a" * 32)


def test_tokens_are_not_kept() -> None:
    assert BILLING not in repr(vars(Callers([(Caller.BILLING, BILLING)])))
