"""What a day costs a contract: learned from the days before. Sums are kopecks.

A day is expected to cost level x weight. Weights are those of the days of the week, holidays being like Sundays; they
are learned over three months, each drawn towards the mean of its kind (working or off) while few such days were seen.
The level is what the last weeks cost for their weights.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import sqrt
from statistics import median

from domain.bank_days import is_working

LEARNED_DAYS = 91
FEWEST_DAYS = 7
"""With fewer days known nothing is foretold."""

_WEIGHTS_HALF_LIFE = 42.0
_LEVEL_HALF_LIFE = 9.0
_DRAWN = 1.5
"""A kind's mean counts as so many days in the weight of each of its weekdays."""
_OUTLIER = 3.0
_DRIFT_SHARE = 0.45
"""Part of the weekly steps is the noise of single days, counted already."""
_UNKNOWN_DRIFT = 0.25
_ONE = timedelta(days=1)


@dataclass(frozen=True)
class Spending:
    """What was learned: the cost of a day of each slot (see ``slot``) against the level, and its spread."""

    level: float
    weights: tuple[float, ...]
    spreads: tuple[float, ...]
    drift: float

    def expected(self, day: date) -> float:
        """The cost of a day."""
        return self.level * self.weights[slot(day)]

    def spread(self, day: date) -> float:
        """Standard deviation of a day's cost about the expected one."""
        return self.level * self.spreads[slot(day)]


def slot(day: date) -> int:
    """0 to 4: a working day by its weekday (a working Saturday is like a Friday); 5: Saturday; 6: Sunday, holiday."""
    if is_working(day):
        return min(day.weekday(), 4)
    return 5 if day.weekday() == 5 else 6


def learn(usage: Mapping[date, int], today: date) -> Spending | None:
    """What the days before ``today`` teach; a missing one cost nothing. None: too few days, or nothing spent."""
    first = max(min((day for day in usage if day < today), default=today), today - _ONE * LEARNED_DAYS)
    days = [first + _ONE * number for number in range((today - first).days)]
    if len(days) < FEWEST_DAYS or not any(usage.get(day, 0) > 0 for day in days):
        return None
    costs = _without_outliers({day: float(max(usage.get(day, 0), 0)) for day in days})
    weights = _weights(costs, today)
    level = _level(costs, weights, today)
    return Spending(level, weights, _spreads(costs, weights), _drift(costs, weights)) if level > 0 else None


def _without_outliers(costs: Mapping[date, float]) -> dict[date, float]:
    """A day that cost several times what such days cost is cut down: it will not come again."""
    of_slot: dict[int, list[float]] = {}
    for day, cost in costs.items():
        of_slot.setdefault(slot(day), []).append(cost)
    usual = {number: median(seen) for number, seen in of_slot.items() if len(seen) >= 4}
    caps = {number: _OUTLIER * middle for number, middle in usual.items() if middle > 0}
    return {day: min(cost, caps.get(slot(day), cost)) for day, cost in costs.items()}


def _weights(costs: Mapping[date, float], today: date) -> tuple[float, ...]:
    """Costs of the slots against each other, older days counting less; the mean of working days is 1 or so."""
    sums, counts = [0.0] * 7, [0.0] * 7
    for day, cost in costs.items():
        trust = _trust(today - day, _WEIGHTS_HALF_LIFE)
        sums[slot(day)] += trust * cost
        counts[slot(day)] += trust
    whole = sum(sums) / sum(counts) or 1.0
    kinds = {kind: _mean(sums, counts, kind, whole) for kind in (range(5), range(5, 7))}
    means = {number: mean for kind, mean in kinds.items() for number in kind}
    drawn = [(sums[number] + _DRAWN * means[number]) / (counts[number] + _DRAWN) for number in range(7)]
    return tuple(mean / whole for mean in drawn)


def _mean(sums: Sequence[float], counts: Sequence[float], kind: range, whole: float) -> float:
    count = sum(counts[number] for number in kind)
    return sum(sums[number] for number in kind) / count if count else whole


def _level(costs: Mapping[date, float], weights: Sequence[float], today: date) -> float:
    trusts = {day: _trust(today - day, _LEVEL_HALF_LIFE) for day in costs}
    weighed = sum(trusts[day] * weights[slot(day)] for day in costs)
    return sum(trusts[day] * cost for day, cost in costs.items()) / weighed if weighed else 0.0


def _spreads(costs: Mapping[date, float], weights: Sequence[float]) -> tuple[float, ...]:
    """Root mean square of what days of each kind differ by, relative to the mean level."""
    level = sum(costs.values()) / (sum(weights[slot(day)] for day in costs) or 1.0)
    squares: dict[bool, list[float]] = {True: [], False: []}
    for day, cost in costs.items():
        squares[slot(day) < 5].append((cost / level - weights[slot(day)]) ** 2 if level else 0.0)
    of_kind = {kind: sqrt(sum(seen) / len(seen)) if seen else 0.0 for kind, seen in squares.items()}
    return tuple(of_kind[number < 5] for number in range(7))


def _drift(costs: Mapping[date, float], weights: Sequence[float]) -> float:
    """How far, relatively, the level of a week lies from that of the week before."""
    days = sorted(costs)
    weeks = [days[start : start + 7] for start in range(len(days) % 7, len(days), 7)]
    levels = [_level_of(week, costs, weights) for week in weeks]
    steps = [(later / earlier - 1) ** 2 for earlier, later in pairwise(levels) if earlier > 0]
    return sqrt(sum(steps) / len(steps)) * _DRIFT_SHARE if steps else _UNKNOWN_DRIFT


def _level_of(week: Sequence[date], costs: Mapping[date, float], weights: Sequence[float]) -> float:
    weighed = sum(weights[slot(day)] for day in week)
    return sum(costs[day] for day in week) / weighed if weighed else 0.0


def _trust(age: timedelta, half_life: float) -> float:
    return float(0.5 ** (age.days / half_life))
