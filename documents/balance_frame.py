"""Where a day and a sum stand in the picture of an account: scales and the marks along them."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor

from documents.svg import Spot
from domain.balance_picture import BalancePicture

WIDTH, HEIGHT = 1080, 756
LEFT, RIGHT, TOP, BOTTOM = 150, 1036, 178, 672
_MARKS = 5
_LABEL_WIDTH = 104
_ROOM_ABOVE = 0.06
"""Of the range, so that a curve does not run along the upper edge."""
_ROOM_PAID, _ROOM_SPENT = 0.2, 0.12
"""Of the range, over today's balance for today's payment, and under a balance beyond the limit for its sum."""


@dataclass(frozen=True)
class Frame:
    """The plot: its first and last day, its lowest and highest mark and the step between marks, kopecks."""

    first: date
    last: date
    low: int
    high: int
    step: int

    def x(self, day: date) -> float:
        """Where a day is, left to right."""
        return LEFT + (RIGHT - LEFT) * (day - self.first).days / max((self.last - self.first).days, 1)

    def y(self, kopecks: int) -> float:
        """Where a sum is; below ``low`` it lies under the plot."""
        return TOP + (BOTTOM - TOP) * (self.high - kopecks) / (self.high - self.low)

    def spot(self, day: date, kopecks: int) -> Spot:
        """Both."""
        return self.x(day), self.y(kopecks)

    def sums(self) -> range:
        """Sums that deserve a line across, ascending."""
        return range(self.low, self.high + 1, self.step)

    def days(self) -> list[date]:
        """Days that deserve a mark: none so near to another that their labels would touch."""
        span = (self.last - self.first).days
        days = [self.first + timedelta(days=n) for n in range(span + 1)]
        wanted = [day for day in days if day.day in (1, 15)] if span > 40 else days[::7] if span > 14 else days
        chosen: list[date] = []
        for day in wanted:
            if not chosen or self.x(day) - self.x(chosen[-1]) >= _LABEL_WIDTH:
                chosen.append(day)
        return chosen


def frame_of(picture: BalancePicture) -> Frame:
    """The smallest plot with round marks that holds the past, the limits and the forecast down to the limit.

    What the forecast says below the limit is not shown: the service stops there.
    """
    floor_sum = -picture.credit_limit
    past = [point.balance for point in picture.points]
    bounds = [point.high for point in picture.forecast]
    low = min(*past, floor_sum, 0)
    high = max(*past, *bounds, picture.threshold or 0, 0, low + 100_00)
    high = max(high, past[-1] + round((high - low) * _ROOM_PAID)) if picture.paid_today else high
    low -= round((high - low) * _ROOM_SPENT) if picture.spent else 0
    step = _round_step((high - low) * (1 + _ROOM_ABOVE) / _MARKS)
    last = picture.forecast[-1].day if picture.forecast else picture.today.day
    top = ceil((high + (high - low) * _ROOM_ABOVE) / step) * step
    return Frame(picture.points[0].day, last, floor(low / step) * step, top, step)


def _round_step(least: float) -> int:
    """The smallest of 1, 2, 2.5 and 5 times a power of ten roubles that is at least ``least`` kopecks."""
    power = 100
    while power * 10 < least:
        power *= 10
    return next(int(power * factor) for factor in (1, 2, 2.5, 5, 10) if power * factor >= least)
