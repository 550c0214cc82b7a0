"""When the money ends: what each day will cost, summed up, with its uncertainty. Sums are kopecks.

The band takes in the spread of single days and how far the level moves from week to week; eight of ten outcomes
should lie within it (``benchmarks/forecast.py`` counts them).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from domain.spending import Spending, learn

HORIZON = 120
"""Days that are looked ahead."""

_BAND = 1.2816
"""Standard deviations that hold eight of ten normal outcomes."""
_ONE = timedelta(days=1)
_NOTHING = Spending(0.0, (0.0,) * 7, (0.0,) * 7, 0.0)


@dataclass(frozen=True)
class Outlook:
    """The balance at the end of one day: what is expected, and the band."""

    day: date
    expected: int
    low: int
    high: int


@dataclass(frozen=True)
class Forecast:
    """``end`` is the first day on which the money is not enough; ``earliest`` and ``latest`` are its bounds.

    None: not within ``HORIZON``. ``days`` begin with today.
    """

    days: tuple[Outlook, ...]
    end: date | None
    earliest: date | None
    latest: date | None


def forecast(
    usage: Mapping[date, int],
    balance: int,
    credit_limit: int,
    today: date,
    planned: Iterable[tuple[date, int]] = (),
) -> Forecast | None:
    """How the balance will go from ``balance`` of now. ``usage`` is what each day cost, today's so far included.

    ``planned`` are fees known beforehand, by their days. None: there is nothing to learn from, and nothing is planned.
    """
    fees: dict[date, int] = {}
    for day, amount in planned:
        fees[day] = fees.get(day, 0) + amount
    spending = learn(usage, today)
    if spending is None and not fees:
        return None
    days = _course(spending or _NOTHING, fees, balance, today, usage.get(today, 0))
    floor = -credit_limit
    return Forecast(
        days,
        _crossing([(each.day, each.expected) for each in days], floor),
        _crossing([(each.day, each.low) for each in days], floor),
        _crossing([(each.day, each.high) for each in days], floor),
    )


def _course(
    spending: Spending, fees: Mapping[date, int], balance: int, today: date, spent_today: int
) -> tuple[Outlook, ...]:
    days, cost, variance, known = list[Outlook](), 0.0, 0.0, 0
    for ahead in range(HORIZON):
        day = today + _ONE * ahead
        usual = spending.expected(day)
        cost += usual if ahead else max(usual - spent_today, 0.0)
        variance += spending.spread(day) ** 2
        known += fees.get(day, 0)
        margin = _BAND * sqrt(variance + (cost * spending.drift) ** 2 * (1 + ahead / 7))
        left = balance - known - cost
        days.append(Outlook(day, round(left), round(left - margin), round(left + min(margin, cost))))
    return tuple(days)


def _crossing(balances: Sequence[tuple[date, int]], floor: int) -> date | None:
    return next((day for day, balance in balances if balance < floor), None)
