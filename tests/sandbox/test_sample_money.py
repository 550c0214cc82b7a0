"""The sample's money adds up on whatever day the demonstration is shown."""

from datetime import date, timedelta

import pytest

from domain.requisites import Requisites
from domain.vat import VatRegime
from sandbox.sample_money import SELLER, TERMS, SampleMoney, money_of, unpaid_invoice

DAYS = [date(2026, 1, 1) + timedelta(days=11 * number) for number in range(34)]


def balances(money: SampleMoney) -> list[int]:
    """At the end of each day."""
    sums: dict[date, int] = {}
    for payment in money.payments:
        sums[payment.day] = sums.get(payment.day, 0) + payment.amount
    for charge in money.charges:
        sums[charge.day] = sums.get(charge.day, 0) - charge.amount
    days = sorted(sums)
    return [sum(sums[day] for day in days[: number + 1]) for number in range(len(days))]


@pytest.mark.parametrize("today", DAYS)
def test_romashka_lasts_and_vector_stopped_two_days_ago(today: date) -> None:
    romashka, vector = money_of("romashka", today), money_of("vector", today)
    assert balances(romashka)[-1] == 48_210_00
    assert min(balances(romashka)) > 0
    assert balances(vector)[-1] == TERMS["vector"].balance
    assert max(charge.day for charge in romashka.charges) == today - timedelta(days=1)
    assert max(charge.day for charge in vector.charges) == today - timedelta(days=2)
    assert all(payment.amount > 0 for money in (romashka, vector) for payment in money.payments)


def test_the_same_day_gives_the_same_money() -> None:
    assert money_of("romashka", DAYS[0]) == money_of("romashka", DAYS[0])


@pytest.mark.parametrize("today", DAYS)
def test_no_two_invoices_of_the_seller_have_one_number(today: date) -> None:
    numbers = [invoice.number for key in TERMS for invoice in money_of(key, today).invoices]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("key", list(TERMS))
def test_each_payment_is_called_one_so_that_their_total_is_true(key: str) -> None:
    purposes = [payment.purpose for payment in money_of(key, DAYS[5]).payments]
    assert all(purpose.startswith(("Аванс", "Оплата по счёту")) for purpose in purposes)


def test_one_invoice_can_be_paid_now() -> None:
    today = DAYS[5]
    invoice = unpaid_invoice(today)
    assert invoice.due_on > today
    assert invoice.number not in {payment.invoice for payment in money_of("romashka", today).payments}


def test_the_sellers_check_digits_are_right() -> None:
    seller = Requisites(
        **{name.removeprefix("seller_"): value for name, value in SELLER.items()}, vat=VatRegime.GENERAL
    )
    assert seller.doubts() == ()
