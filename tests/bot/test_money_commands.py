"""The commands of money: a statement is read, doubtful payments are decided, and the recount proves it."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.ledger import LedgerOwner
from models import Account, Invoice
from models.database import open_database
from tests.kit import processes
from tests.services.money import NUMBER, OURS, invoice, open_purse
from tests.services.statement_files import Order, file

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
async def url(sqlite_url: str) -> str:
    """A database with a contract and its unpaid invoice 57 over 500 roubles."""
    async with open_database(sqlite_url):
        purse = open_purse(LedgerOwner.LOCAL)
        await purse.client()
        await purse.terms()
        await purse.ledger.push_invoices([invoice(50_000)], purse.clock())
    return sqlite_url


async def bot(url: str, *arguments: str, **environment: str) -> tuple[int, str, str]:
    known = {"DATABASE_URL": url, "LEDGER": "local", "BANK_ACCOUNTS": OURS, **environment}
    return await processes.run(sys.executable, "-m", "bot", *arguments, limit=100, **known)


async def test_a_statement_is_credited_once_and_the_recount_agrees(url: str, tmp_path: Path) -> None:
    path = tmp_path / "statement.txt"
    path.write_bytes(file(Order(), Order(number="58", purpose="Аванс")))
    status, out, _ = await bot(url, "statement", str(path))
    assert (status, out.splitlines()[-1]) == (0, "credited 1, waiting 1, known before 0")
    status, _, complaint = await bot(url, "statement", str(path))
    assert (status, complaint.startswith("This statement was read before")) == (1, True)
    assert (await bot(url, "recount"))[:2] == (0, "all balances and invoices are proved by the facts\n")
    async with open_database(url):
        assert (await Invoice.get()).state.value == "paid"


async def test_a_waiting_payment_is_listed_and_decided(url: str, tmp_path: Path) -> None:
    path = tmp_path / "statement.txt"
    path.write_bytes(file(Order(purpose="Аванс"), Order(number="58", purpose="Чужое")))
    await bot(url, "statement", str(path))
    _, listed, _ = await bot(url, "statement", "--waiting")
    first, second = (line.split("\t")[0] for line in listed.splitlines())
    for number, paid, missing in (("9/99", "57", "no contract 9/99"), (NUMBER, "58", "has no invoice 58")):
        status, _, said = await bot(url, "statement", "--credit", first, "--contract", number, "--invoice", paid)
        assert (status, missing in said) == (1, True)
    status, out, _ = await bot(url, "statement", "--credit", first, "--contract", NUMBER, "--invoice", "57")
    assert (status, f"{NUMBER} 57" in out) == (0, True)
    assert (await bot(url, "statement", "--dismiss", second))[0] == 0
    assert (await bot(url, "statement", "--waiting"))[:2] == (0, "")
    status, _, complaint = await bot(url, "statement", "--dismiss", second)
    assert (status, complaint) == (1, "This payment has been decided already\n")


async def test_a_recount_that_finds_a_difference_ends_with_one(url: str) -> None:
    async with open_database(url):
        await Account.all().update(balance=7)
    status, out, _ = await bot(url, "recount")
    assert status == 1
    assert out.splitlines() == [
        f"contract {NUMBER}: balance is stored as 7, the facts say 0",
        "differences: 1",
    ]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((), "Name one: FILE"),
        (("--credit", "1"), "Say which contract"),
        (("nope.txt",), "There is no file nope.txt."),
        (("/tmp",), "/tmp is a directory: name a file."),
        (("--dismiss", "9999"), "There is no row 9999 among those that wait."),
        (("--credit", "9999", "--contract", "1"), "There is no row 9999 among those that wait."),
    ],
)
async def test_misuse_is_told_in_a_sentence(url: str, arguments: tuple[str, ...], complaint: str) -> None:
    status, out, said = await bot(url, "statement", *arguments)
    assert (status, out) == (1, "")
    assert complaint in said
    assert said.count("\n") == 1


async def test_what_is_no_number_of_a_row_is_told(url: str) -> None:
    for words in (("--credit", "abc", "--contract", "1"), ("--dismiss", str(2**70))):
        status, _, said = await bot(url, "statement", *words)
        assert (status, "is no number of a row; --waiting prints the" in said) == (2, True)


async def test_a_statement_of_an_account_that_is_not_set_is_refused(url: str, tmp_path: Path) -> None:
    path = tmp_path / "statement.txt"
    path.write_bytes(file())
    status, _, said = await bot(url, "statement", str(path), BANK_ACCOUNTS="")
    assert (status, "somebody else's account" in said) == (1, True)
