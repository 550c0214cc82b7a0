"""The sandbox's bank writes statements that the bot reads."""

from datetime import date
from zoneinfo import ZoneInfo

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from domain.statement_match import number_key, possible_keys
from domain.statement_read import read
from sandbox.bank import bank_app, text, usual
from sandbox.sample_money import SELLER, unpaid_invoice

OURS = frozenset({SELLER["seller_account"]})


def test_the_statement_of_a_day_pays_the_unpaid_invoice() -> None:
    today = date(2026, 11, 23)
    statement = read(text(usual(today), today).encode("cp1251"), OURS)
    named, nameless = statement.documents
    invoice = unpaid_invoice(today)
    assert (named.amount, nameless.amount) == (invoice.amount, 15_000_00)
    assert number_key(invoice.number) in possible_keys(named.purpose)


async def test_a_transfer_for_any_invoice_can_be_asked_for() -> None:
    app = web.Application()
    app.add_subapp("/bank/", bank_app(ZoneInfo("Europe/Samara")))
    async with TestClient(TestServer(app)) as client:
        answer = await client.get("/bank/statement.txt", params={"invoice": "LK-2026-0001", "sum": "50000.50"})
        statement = read(await answer.read(), OURS)
        assert [document.amount for document in statement.documents] == [50_000_50]
        for query in ({"invoice": "1"}, {"sum": "1"}, {"invoice": "1", "sum": "-1"}, {"invoice": "1", "sum": "1.5"}):
            assert (await client.get("/bank/statement.txt", params=query)).status == 400
