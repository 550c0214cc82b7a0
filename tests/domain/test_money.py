"""Sums, banking days, the forecast, and the decision to warn."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.forecast import measure
from domain.bank_days import is_working, next_working, pay_by, previous_working, working_between
from domain.forecast import HORIZON, forecast
from domain.ledger import standing, to_pay
from domain.money import BadSumError, from_decimal, kopecks, to_decimal
from domain.money_warnings import Outlook, Told, decide

SAMARA = ZoneInfo("Europe/Samara")
MONDAY = date(2026, 3, 16)


@pytest.mark.parametrize(
    ("text", "sum_"),
    [("50 000", 5_000_000), ("49866,90", 4_986_690), ("1\u00a0234.5 ₽", 123_450), ("0,01", 1), ("7", 700)],
)
def test_a_sum_is_read_as_people_write_it(text: str, sum_: int) -> None:
    assert kopecks(text) == sum_


@pytest.mark.parametrize("text", ["", "-5", "1.234", "50.000", "1,2,3", "5e3", "٥٠", "1.005", "сто", "9" * 14])
def test_what_may_be_read_in_two_ways_is_refused(text: str) -> None:
    with pytest.raises(BadSumError):
        kopecks(text)


@given(st.integers(-(10**15), 10**15))
def test_kopecks_and_roubles_turn_into_each_other_exactly(amount: int) -> None:
    assert from_decimal(to_decimal(amount)) == amount


@pytest.mark.parametrize("roubles", ["0.001", "NaN", "Infinity", "1e20"])
def test_a_decimal_that_is_no_sum_is_refused(roubles: str) -> None:
    with pytest.raises(BadSumError):
        from_decimal(Decimal(roubles))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2025, 11, 1), True),
        (date(2025, 5, 2), False),
        (date(2026, 1, 9), False),
        (date(2026, 1, 12), True),
        (date(2026, 3, 9), False),
        (date(2026, 5, 11), False),
        (date(2026, 12, 31), False),
        (date(2027, 6, 14), False),
        (date(2031, 5, 9), False),
        (MONDAY, True),
    ],
)
def test_the_production_calendar_holds(day: date, working: bool) -> None:
    assert is_working(day) is working


def test_2025_and_2026_have_as_many_working_days_as_the_calendar_says() -> None:
    counts = {year: working_between(date(year - 1, 12, 31), date(year, 12, 31)) for year in (2025, 2026)}
    assert counts == {2025: 247, 2026: 247}


@pytest.mark.parametrize(
    ("end", "by"),
    [
        (date(2026, 11, 30), date(2026, 11, 27)),  # Monday: pay on Friday
        (date(2026, 11, 29), date(2026, 11, 26)),  # Sunday: the money must be there on Friday
        (date(2026, 11, 26), date(2026, 11, 25)),
        (date(2026, 1, 12), date(2025, 12, 30)),  # after the holidays
    ],
)
def test_the_last_moment_to_pay_lets_the_bank_have_its_day(end: date, by: date) -> None:
    assert pay_by(end, SAMARA) == datetime(by.year, by.month, by.day, 15, tzinfo=SAMARA)


@given(st.dates(date(2024, 12, 1), date(2028, 12, 1)))
def test_working_days_before_and_after_mirror_each_other(day: date) -> None:
    assert previous_working(next_working(day)) <= max(day, next_working(day))
    assert is_working(next_working(day))
    assert working_between(day, next_working(day)) == 1


def usual(days: int, today: date, working: int = 10_000, off: int = 1_000) -> dict[date, int]:
    past = [today - timedelta(days=ago) for ago in range(1, days + 1)]
    return {day: working if is_working(day) else off for day in past}


def test_the_forecast_knows_working_days_from_weekends() -> None:
    seen = forecast(usual(60, MONDAY), 52_500, 0, MONDAY)
    assert seen is not None
    assert seen.end == date(2026, 3, 23)  # five working days, a weekend, and the next Monday is too much


def test_the_end_lies_between_its_bounds_and_noise_widens_them() -> None:
    noisy = {day: cost * (3 if day.day % 3 == 0 else 1) // 2 for day, cost in usual(60, MONDAY).items()}
    calm, wild = (forecast(history, 300_000, 0, MONDAY) for history in (usual(60, MONDAY), noisy))
    assert calm
    assert wild
    for seen in (calm, wild):
        assert seen.earliest
        assert seen.end
        assert seen.latest
        assert seen.earliest <= seen.end <= seen.latest
    assert wild.latest
    assert wild.earliest
    assert (wild.latest - wild.earliest) > (calm.latest or MONDAY) - (calm.earliest or MONDAY)


def test_a_known_fee_brings_the_end_nearer() -> None:
    plain = forecast(usual(60, MONDAY), 200_000, 0, MONDAY)
    fee = forecast(usual(60, MONDAY), 200_000, 0, MONDAY, [(MONDAY + timedelta(days=2), 170_000)])
    assert plain
    assert fee
    assert fee.end == MONDAY + timedelta(days=3)
    assert plain.end
    assert plain.end > fee.end


def test_a_credit_limit_moves_the_end_away_and_an_empty_account_ends_today() -> None:
    history = usual(60, MONDAY)
    near, far = forecast(history, 20_000, 0, MONDAY), forecast(history, 20_000, 50_000, MONDAY)
    gone = forecast(history, -1, 0, MONDAY)
    assert near
    assert far
    assert gone
    assert near.end
    assert far.end
    assert near.end < far.end
    assert gone.end == MONDAY


def test_with_too_little_known_nothing_is_foretold() -> None:
    assert forecast(usual(6, MONDAY), 100, 0, MONDAY) is None
    assert forecast({}, 100, 0, MONDAY) is None
    assert forecast(dict.fromkeys(usual(30, MONDAY), 0), 100, 0, MONDAY) is None


@given(
    st.dictionaries(st.integers(0, 100), st.integers(-(10**6), 10**9), max_size=40),
    st.integers(-(10**10), 10**12),
    st.dates(date(2025, 1, 1), date(2027, 12, 31)),
)
def test_any_history_gives_bounds_in_order(costs: dict[int, int], balance: int, today: date) -> None:
    seen = forecast({today - timedelta(days=ago): cost for ago, cost in costs.items()}, balance, 0, today)
    if seen is None:
        return
    assert len(seen.days) == HORIZON
    assert all(day.low <= day.expected <= day.high for day in seen.days)
    last = date.max
    assert (seen.earliest or last) <= (seen.end or last) <= (seen.latest or last)


def test_the_forecast_beats_both_naive_ones() -> None:
    seen = measure(2)
    assert seen["mape"] < 0.5 * seen["mape_naive"]
    assert 0.7 < seen["coverage"] < 0.95


def test_the_service_stands_while_the_limit_is_not_passed() -> None:
    assert standing(-100, 100, promised=False, held=False).reason == "covered"
    assert standing(-101, 100, promised=False, held=False).reason == "no_money"
    assert standing(-101, 100, promised=True, held=False).reason == "promised"
    assert standing(10**9, 0, promised=True, held=True).reason == "provider"
    assert (to_pay(-101, 100), to_pay(5, 0)) == (1, 0)


def outlook(left: int | None, *, paid: bool = False, active: bool = True, balance: int = 10**6) -> Outlook:
    return Outlook(active, balance, 0, left, paid)


def steps(lefts: list[int | None]) -> list[int | None]:
    """What is told as the days go by."""
    told, heard = Told(), []
    for left in lefts:
        decision = decide(told, outlook(left))
        told = decision.told
        if decision.kinds:
            heard.append(told.days)
    return heard


def test_each_step_is_told_once_as_the_days_go_by() -> None:
    assert steps([12, 9, 8, 7, 7, 6, 5, 4, 3, 3, 2, 1, 1, 0]) == [7, 3, 1]


def test_a_forecast_that_wavers_is_told_once() -> None:
    assert steps([8, 7, 8, 9, 7, 6, 3, 4, 5, 3]) == [7, 3]


def test_a_sudden_end_is_told_by_its_nearest_step_alone() -> None:
    assert steps([40, 2, 1]) == [3, 1]


def test_an_end_that_moved_far_away_is_told_anew() -> None:
    assert steps([7, 3, 30, 7]) == [7, 3, 7]
    assert steps([1, None, 1]) == [1, 1]


def test_after_a_payment_the_nearer_steps_are_told_again() -> None:
    after = decide(Told(1), outlook(4, paid=True))
    assert (after.kinds, after.told.days) == ((), 7)
    assert decide(after.told, outlook(3)).kinds == ("runs_out",)


def test_a_low_balance_is_told_once_until_it_recovers() -> None:
    low, high = (Outlook(True, balance, 500, None) for balance in (499, 500))
    first = decide(Told(), low)
    assert first.kinds == ("low_balance",)
    assert decide(first.told, low).kinds == ()
    assert decide(decide(first.told, high).told, low).kinds == ("low_balance",)


def test_a_suspended_account_hears_no_forecast() -> None:
    assert decide(Told(), Outlook(False, -5, 500, 0)).kinds == ()


def test_moments_are_aware() -> None:
    assert pay_by(MONDAY, SAMARA).astimezone(UTC).tzinfo is UTC
