"""The forecast of spending against two naive ones, on generated histories.

    python -m benchmarks.forecast [--quick]

Each history is the spending of one imagined client: working days and weekends, holidays, noise, growth, campaigns
that begin and end, days that stand out. From several days of it the spending of the next 3, 7, 14 and 21 days is
foretold. ``mape``: mean absolute error, per cent of what was spent. ``mape_naive``: the better one of the two naive
forecasts, the mean of the last 30 days and the last week once more. ``coverage``: share of outcomes inside the band
(0.80 is meant). The seed is fixed: the same numbers on every machine.
"""

import argparse
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import mean

from domain.bank_days import is_working
from domain.forecast import forecast

FIRST = date(2025, 9, 1)
LEARNED = 91
HORIZONS = (3, 7, 14, 21)
ORIGINS = 8
SEED = 20260302


@dataclass(frozen=True)
class Client:
    """How an imagined client spends. Shares are of a working day; ``growth`` is a week's."""

    saturday: float
    sunday: float
    noise: float
    growth: float = 0.0
    campaign: float = 0.0
    outliers: float = 0.0
    friday: float = 1.0


CLIENTS = (
    Client(0.05, 0.0, 0.15),
    Client(0.6, 0.3, 0.2),
    Client(0.0, 0.0, 0.3, outliers=0.02),
    Client(0.1, 0.05, 0.2, growth=0.02),
    Client(0.1, 0.05, 0.2, growth=-0.02, friday=0.6),
    Client(0.3, 0.1, 0.25, campaign=0.6),
    Client(1.0, 1.0, 0.2),
)


def history(client: Client, days: int, dice: random.Random) -> dict[date, int]:
    """Kopecks of each day from ``FIRST`` on."""
    base, campaign = dice.uniform(200_000, 900_000), 1.0
    spent: dict[date, int] = {}
    for number in range(days):
        day = FIRST + timedelta(days=number)
        if client.campaign and dice.random() < 1 / 30:
            campaign = 1.0 + client.campaign if campaign == 1.0 else 1.0
        level = base * (1 + client.growth) ** (number / 7) * campaign * share(client, day)
        level *= dice.lognormvariate(0, client.noise) * (4.0 if dice.random() < client.outliers else 1.0)
        spent[day] = round(level)
    return spent


def share(client: Client, day: date) -> float:
    """What part of a working day's spending a day has."""
    if is_working(day):
        return client.friday if day.weekday() == 4 else 1.0
    return client.saturday if day.weekday() == 5 else client.sunday


def mean_of_month(known: dict[date, int], today: date, horizon: int) -> float:
    """The mean of the last 30 days, every day."""
    return mean(known[today - timedelta(days=ago)] for ago in range(1, 31)) * horizon


def last_week(known: dict[date, int], today: date, horizon: int) -> float:
    """The last seven days once more, and again."""
    return float(sum(known[today - timedelta(days=7 - ahead % 7)] for ahead in range(horizon)))


def cases(clients: int) -> Iterator[tuple[dict[date, int], date]]:
    """A history and a day on which to look ahead, for ``clients`` clients of each kind."""
    dice = random.Random(SEED)
    for client in CLIENTS * clients:
        spent = history(client, LEARNED + 7 * ORIGINS * 2 + max(HORIZONS), dice)
        for origin in range(ORIGINS):
            yield spent, FIRST + timedelta(days=LEARNED + 14 * origin + dice.randrange(7))


def measure(clients: int) -> dict[str, float]:
    """Every number of this benchmark."""
    errors: dict[str, list[float]] = {"ours": [], "month": [], "week": []}
    inside: list[bool] = []
    naive: dict[str, Callable[[dict[date, int], date, int], float]] = {"month": mean_of_month, "week": last_week}
    for spent, today in cases(clients):
        known = {day: amount for day, amount in spent.items() if day < today}
        foretold = forecast(known, 0, 0, today)
        assert foretold
        for horizon in HORIZONS:
            actual = sum(spent[today + timedelta(days=ahead)] for ahead in range(horizon))
            if not actual:
                continue
            outlook = foretold.days[horizon - 1]
            errors["ours"].append(abs(-outlook.expected - actual) / actual)
            inside.append(-outlook.high <= actual <= -outlook.low)
            for name, of in naive.items():
                errors[name].append(abs(of(known, today, horizon) - actual) / actual)
    percent = {name: 100 * mean(seen) for name, seen in errors.items()}
    return {
        "mape": percent["ours"],
        "mape_naive": min(percent["month"], percent["week"]),
        "mape_month": percent["month"],
        "mape_week": percent["week"],
        "coverage": mean(inside),
        "cases": len(inside),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer clients (seconds)")
    clients = 6 if parser.parse_args().quick else 60
    print(" ".join(f"{name}={value:.4g}" for name, value in measure(clients).items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
