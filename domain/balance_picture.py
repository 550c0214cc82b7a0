"""What the picture of an account shows: the balance of past days, the forecast, and what happened. Sums are kopecks."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class AccountMoment(StrEnum):
    """What can happen to an account on a day that is worth a mark."""

    PAYMENT = "payment"
    SUSPENDED = "suspended"
    RESUMED = "resumed"


class BalancePoint(NamedTuple):
    """The balance at the end of a day."""

    day: date
    balance: int


class ForecastPoint(NamedTuple):
    """The balance expected at the end of a day, and the band it should stay in."""

    day: date
    expected: int
    low: int
    high: int


class Moment(NamedTuple):
    """Something on a day; ``amount`` is that of a payment."""

    day: date
    kind: AccountMoment
    amount: int = 0


@dataclass(frozen=True)
class BalancePicture:
    """Past days (ascending, usually 90, the last one today), the days forecast after them, and limits.

    ``credit_limit`` is how far below nought the balance may go; ``threshold`` is where a warning was asked for.
    ``runs_out`` is the day the forecast crosses the limit, None when it does not; ``soonest`` and ``latest`` are its
    bounds. ``promised_until`` is the last day of a promised payment that keeps the service running now.
    """

    points: tuple[BalancePoint, ...]
    forecast: tuple[ForecastPoint, ...] = ()
    credit_limit: int = 0
    threshold: int | None = None
    moments: tuple[Moment, ...] = ()
    runs_out: date | None = None
    soonest: date | None = None
    latest: date | None = None
    contract: str = ""
    promised_until: date | None = None

    def __post_init__(self) -> None:
        if not self.points:
            raise ValueError("a picture needs the balance of one day at least")

    @property
    def today(self) -> BalancePoint:
        """The last day that is known."""
        return self.points[-1]

    @property
    def paid_today(self) -> int:
        """What came in on the last day that is known, kopecks."""
        return sum(each.amount for each in self.moments if each.day == self.today.day)

    @property
    def spent(self) -> bool:
        """The money has ended already: no day to come is its end."""
        return self.today.balance < -self.credit_limit

    @property
    def stops(self) -> tuple[tuple[date, date], ...]:
        """Spans between suspended and resumed, both inclusive; one that lasts ends today."""
        spans: list[tuple[date, date]] = []
        since = None
        for moment in sorted(self.moments, key=lambda moment: moment.day):
            if moment.kind is AccountMoment.SUSPENDED:
                since = since or max(moment.day, self.points[0].day)
            elif moment.kind is AccountMoment.RESUMED and since:
                spans.append((since, max(moment.day, since)))
                since = None
        return (*spans, (since, self.today.day)) if since else tuple(spans)

    @property
    def stopped_since(self) -> date | None:
        """Since when there is no service; None: there is."""
        turns = [moment for moment in self.moments if moment.kind is not AccountMoment.PAYMENT]
        last = sorted(turns, key=lambda moment: moment.day)[-1:]
        return last[0].day if last and last[0].kind is AccountMoment.SUSPENDED else None
