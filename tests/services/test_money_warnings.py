"""Words about money: each told once, to those who are to hear it, restarts included."""

import asyncio
from datetime import timedelta

import pytest
from tortoise.context import TortoiseContext

from domain.access import Role
from models import MoneyNotice, MoneyWarning, Person
from services.errors import (
    ConfirmationGoneError,
    ForbiddenError,
    PromiseHeldError,
    PromiseNeedlessError,
    PromiseOftenError,
    PromiseRunningError,
)
from services.ledger_facts import PaymentFact, StateFact
from services.messenger import ChatGoneError, RejectedError, UndeliveredError
from services.money_cards import PromiseCard
from services.promised import PromisePolicy
from tests.services.money import NUMBER, Purse, open_purse


@pytest.fixture
def purse(db: TortoiseContext) -> Purse:
    return open_purse()


async def spending(purse: Purse, balance_days: int) -> None:
    """A contract that spends 100 ₽ a day, weekends too, and has money for so many days."""
    await purse.client()
    await purse.spend_daily(10_000, 60)
    past = purse.clock().date() - timedelta(days=30)
    total = 60 * 10_000 + balance_days * 10_000
    await purse.ledger.push_payments([PaymentFact(NUMBER, "start", past, total)], purse.clock())


async def test_the_end_is_told_seven_three_and_one_banking_days_before(purse: Purse) -> None:
    await spending(purse, 20)
    await purse.join()
    heard: list[tuple[str, int | None]] = []
    for day in range(20):
        await purse.told()
        await purse.spend(10_000, outside=f"today {day}")
        purse.clock.later(24 * 3600)
        heard += [(card.kind.value, card.facts.days_left) for card in purse.post.arrived[len(heard) :]]
    assert heard == [("runs_out", 7), ("runs_out", 3), ("runs_out", 1)]
    assert purse.post.arrived[-1].facts.pay_by


async def test_nothing_is_told_at_night(purse: Purse) -> None:
    await spending(purse, 2)
    await purse.join()
    purse.clock.later(10 * 3600)  # two in the morning in Samara
    assert await purse.told() == []
    purse.clock.later(9 * 3600)
    assert await purse.told() == ["runs_out"]


async def test_a_restart_tells_nothing_twice(purse: Purse) -> None:
    await spending(purse, 2)
    await purse.join()
    assert await purse.told() == ["runs_out"]
    again = open_purse()
    again.clock.at = purse.clock.later(7200)
    assert await again.told() == []


async def test_a_killed_delivery_is_made_again(purse: Purse) -> None:
    await spending(purse, 2)
    await purse.join()
    await purse.review.review(purse.clock())
    assert len(await purse.delivery.claim(purse.clock(), 10)) == 1
    assert await purse.delivery.claim(purse.clock(), 10) == []
    await purse.delivery.forget_leases()
    assert await purse.told() == ["runs_out"]


async def test_suspended_resumed_and_paid_are_told_to_administrators_and_managers(purse: Purse) -> None:
    await purse.client()
    for telegram_id, role in enumerate((Role.ADMINISTRATOR, Role.MANAGER, Role.ON_CALL), 1):
        await purse.join(telegram_id=telegram_id, role=role)
    await purse.spend(500)
    assert await purse.told() == ["suspended", "suspended"]
    purse.clock.later(60)
    await purse.pay(600)
    assert sorted(await purse.told()) == ["paid", "paid", "resumed", "resumed"]
    assert {card.telegram_id for card in purse.post.arrived} == {1, 2}
    assert purse.post.arrived[0].facts.to_pay == 500
    await purse.pay(600)
    assert await purse.told() == []


async def test_a_suspension_that_is_over_is_not_told(purse: Purse) -> None:
    await purse.client()
    await purse.join()
    await purse.spend(500)
    await purse.pay(600)
    assert sorted(await purse.told()) == ["paid", "resumed"]


async def test_an_old_payment_is_told_to_nobody(purse: Purse) -> None:
    await purse.client()
    await purse.join()
    old = PaymentFact(NUMBER, "old", purse.clock().date() - timedelta(days=30), 100)
    await purse.ledger.push_payments([old], purse.clock())
    assert await purse.told() == []


async def test_who_asked_for_silence_or_left_is_told_nothing(purse: Purse) -> None:
    await purse.client()
    silent = await purse.join(telegram_id=1)
    await purse.account.set_told(silent, False, purse.clock())
    await purse.account.set_told(silent, False, purse.clock())
    assert not (await purse.account.card(silent, purse.clock())).told
    await purse.spend(500)
    assert await purse.told() == []
    await purse.account.set_told(silent, True, purse.clock())
    await purse.pay(600)
    assert sorted(await purse.told()) == ["paid", "resumed"]


async def test_a_low_balance_is_told_below_the_contracts_own_threshold(purse: Purse) -> None:
    await purse.client()
    await purse.join()
    await purse.pay(1000)
    await purse.terms(threshold=1000)
    assert await purse.told() == ["paid"]
    await purse.spend(1)
    assert await purse.told() == ["low_balance"]
    await purse.spend(2)
    assert await purse.told() == []


async def test_a_message_that_telegram_did_not_take_is_sent_again(purse: Purse) -> None:
    await purse.client()
    await purse.join()
    await purse.spend(500)
    purse.post.fails = [UndeliveredError(30.0)]
    assert await purse.told() == []
    purse.clock.later(31)
    assert await purse.told() == ["suspended"]


@pytest.mark.parametrize("fault", [ChatGoneError("blocked"), RejectedError("no such thing")])
async def test_a_message_that_cannot_be_delivered_is_kept_with_the_reason(purse: Purse, fault: Exception) -> None:
    await purse.client()
    await purse.join()
    await purse.spend(500)
    purse.post.fails = [fault]
    assert await purse.told() == []
    notice = await MoneyNotice.get()
    assert (notice.state.value, notice.failure) == ("failed", str(fault))
    assert ((await Person.get()).blocked_at is not None) == isinstance(fault, ChatGoneError)


async def test_a_promised_payment_brings_the_service_back_and_ends_by_the_clock(purse: Purse) -> None:
    await purse.client()
    member = await purse.join()
    await purse.spend(500)
    await purse.told()
    promise = await purse.promise(member)
    card = await purse.account.card(member, purse.clock())
    assert (card.state, card.reason, card.promise, promise.amount) == ("active", "promised", promise, 500)
    assert await purse.told() == ["resumed"]
    purse.clock.later(2 * 24 * 3600 + 60)
    assert await purse.told() == ["promise_ends"]
    purse.clock.later(24 * 3600)
    assert await purse.told() == ["suspended"]
    assert await MoneyWarning.filter(kind="promise_ends").count() == 1
    (ended,) = await purse.promised.after(0, 10)
    assert (ended.kept, ended.ended_at) == (False, purse.clock())
    assert await purse.promised.after(ended.id, 10) == ()


async def test_a_promise_that_is_paid_is_kept(purse: Purse) -> None:
    await purse.client()
    member = await purse.join()
    await purse.spend(500)
    await purse.promise(member)
    await purse.pay(500)
    (promise,) = await purse.promised.after(0, 10)
    assert promise.kept
    assert (await purse.account.card(member, purse.clock())).reason == "covered"


async def test_a_promise_is_refused_with_the_reason(purse: Purse) -> None:
    await purse.client()
    member = await purse.join()
    with pytest.raises(PromiseNeedlessError):
        await purse.promise(member)
    await purse.spend(500)
    await purse.promise(member)
    with pytest.raises(PromiseRunningError):
        await purse.promise(member)
    purse.clock.later(3 * 24 * 3600)
    await purse.told()
    with pytest.raises(PromiseOftenError):
        await purse.promise(member)
    purse.clock.later(31 * 24 * 3600)
    assert (await purse.account.card(member, purse.clock())).may_promise
    await purse.ledger.push_states([StateFact(NUMBER, purse.clock(), suspended=True)], purse.clock())
    with pytest.raises(PromiseHeldError):
        await purse.promise(member)
    assert not (await purse.account.card(member, purse.clock())).may_promise


async def test_the_question_before_a_promise_is_answered_once_and_in_time(purse: Purse) -> None:
    await purse.client()
    member = await purse.join()
    await purse.spend(500)
    early, terms = [await purse.promised.terms(member, purse.clock()) for _ in range(2)]
    assert (terms.amount, terms.days, terms.left, terms.per_month, terms.refusal) == (500, 3, 1, 1, None)
    made = await purse.promised.promise(member, terms.token, purse.clock())
    assert made.until == terms.until
    with pytest.raises(PromiseRunningError):
        await purse.promised.promise(member, terms.token, purse.clock())
    running = await purse.promised.terms(member, purse.clock())
    assert (running.running, running.left, running.token) == (made, 0, "")
    assert isinstance(running.refusal, PromiseRunningError)
    purse.clock.later(40 * 24 * 3600)
    await purse.told()
    for token in (early.token, terms.token, "", "ж", "\0"):
        with pytest.raises(ConfirmationGoneError):
            await purse.promised.promise(member, token, purse.clock())


async def test_two_taps_at_once_make_one_promise(purse: Purse) -> None:
    await purse.client()
    member = await purse.join()
    await purse.spend(500)
    terms = await purse.promised.terms(member, purse.clock())
    taps = [purse.promised.promise(member, terms.token, purse.clock()) for _ in range(5)]
    outcomes = await asyncio.gather(*taps, return_exceptions=True)
    assert sum(isinstance(outcome, PromiseCard) for outcome in outcomes) == 1
    assert len(await purse.promised.after(0, 10)) == 1


async def test_promises_can_be_switched_off_and_are_not_for_everybody(db: TortoiseContext) -> None:
    purse = open_purse(policy=PromisePolicy(per_month=0))
    await purse.client()
    await purse.spend(500)
    with pytest.raises(PromiseOftenError):
        await purse.promise(await purse.join())
    with pytest.raises(ForbiddenError):
        await purse.promise(await purse.join(telegram_id=2, role=Role.ON_CALL))
