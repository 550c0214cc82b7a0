"""Money on home and in the banner: each role knows what it may, and nothing more."""

from datetime import timedelta

import pytest
from tortoise.context import TortoiseContext

from domain.access import Role
from domain.ledger import StateReason
from services.ledger_facts import PaymentFact, StateFact
from services.money_brief import MoneyBrief, StopCard
from tests.services.money import NUMBER, Purse, invoice, open_purse


@pytest.fixture
def purse(db: TortoiseContext) -> Purse:
    return open_purse()


async def test_home_has_the_balance_its_end_and_the_oldest_unpaid_invoice(purse: Purse) -> None:
    await purse.client()
    member = await purse.join()
    assert await purse.brief.home(member, purse.clock()) == MoneyBrief()
    await purse.spend_daily(10_000, 60)
    past = purse.clock().date() - timedelta(days=30)
    await purse.ledger.push_payments([PaymentFact(NUMBER, "start", past, 60 * 10_000 + 50_000)], purse.clock())
    await purse.ledger.push_invoices([invoice(5_000), invoice(7_000, "58", "i2")], purse.clock())
    await purse.pay(1_000, invoice="57")
    brief = await purse.brief.home(member, purse.clock())
    card = await purse.account.card(member, purse.clock())
    assert card.end is not None
    assert (brief.balance, brief.end, brief.stop) == (card.balance, card.end.end, None)
    assert brief.unpaid is not None
    assert (brief.unpaid.number, brief.unpaid.left, brief.unpaid.count) == ("57", 11_000, 2)


async def test_a_stop_is_known_to_all_and_its_sum_to_those_who_see_money(purse: Purse) -> None:
    await purse.client()
    await purse.spend(500)
    now = purse.clock()
    stops = {
        role: await purse.brief.stop(await purse.join(telegram_id=n, role=role), now)
        for n, role in enumerate((Role.ADMINISTRATOR, Role.MANAGER, Role.ON_CALL), start=1)
    }
    payer = StopCard(StateReason.NO_MONEY, 500, True, True)
    assert stops[Role.ADMINISTRATOR] == stops[Role.MANAGER] == payer
    assert stops[Role.ON_CALL] == StopCard(StateReason.NO_MONEY, 0, False, False)
    on_call = await purse.brief.home(await purse.join(telegram_id=9, role=Role.ON_CALL), now)
    assert on_call == MoneyBrief(stop=stops[Role.ON_CALL])


async def test_a_promise_ends_the_stop_until_its_moment(purse: Purse) -> None:
    await purse.client()
    member = await purse.join()
    await purse.spend(500)
    promise = await purse.promise(member)
    brief = await purse.brief.home(member, purse.clock())
    assert (brief.stop, brief.promised_until) == (None, promise.until)


async def test_no_money_lifts_a_stop_by_the_provider(purse: Purse) -> None:
    await purse.client()
    member = await purse.join()
    await purse.ledger.push_states([StateFact(NUMBER, purse.clock(), suspended=True)], purse.clock())
    assert await purse.brief.stop(member, purse.clock()) == StopCard(StateReason.PROVIDER, 0, False, False)
