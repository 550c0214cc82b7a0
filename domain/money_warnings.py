"""What is worth telling about money, decided from facts alone, each thing once."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

STEPS = (7, 3, 1)
"""So many banking days before the end a contract is warned."""

MARGIN = 2
"""The end must move so many banking days beyond the first step before the whole count begins anew."""

OFFICE_HOURS = (9, 20)
"""Hours of the contract's clock between which forecasts and low balances are told: nobody pays at night."""


class WarningKind(StrEnum):
    """One thing told about a contract's money."""

    RUNS_OUT = "runs_out"
    LOW_BALANCE = "low_balance"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    PAID = "paid"
    PROMISE_ENDS = "promise_ends"


@dataclass(frozen=True)
class Told:
    """What was told already: the smallest step (None: none yet), and the low balance."""

    days: int | None = None
    low: bool = False


@dataclass(frozen=True)
class Outlook:
    """What is known now. ``days_left`` counts banking days to the end (None: no end in sight).

    ``paid_since``: a payment came after the last warning. ``threshold`` 0: nobody asked to hear of a low balance.
    """

    active: bool
    balance: int
    threshold: int
    days_left: int | None
    paid_since: bool = False


@dataclass(frozen=True)
class Decision:
    """What to tell now, and what is then told."""

    kinds: tuple[WarningKind, ...]
    told: Told


def decide(told: Told, outlook: Outlook) -> Decision:
    """The forecast's steps and the threshold. A suspended account is told nothing: that it is suspended says it all."""
    if not outlook.active:
        return Decision((), told)
    days = _days(told, outlook)
    step = _step(outlook.days_left)
    further = step is not None and (days is None or step < days)
    low = outlook.threshold > 0 and outlook.balance < outlook.threshold
    kinds = (
        *((WarningKind.RUNS_OUT,) if further else ()),
        *((WarningKind.LOW_BALANCE,) if low and not told.low else ()),
    )
    return Decision(kinds, Told(step if further else days, low))


def in_office_hours(now: datetime, zone: ZoneInfo) -> bool:
    """Whether people of ``zone`` are at work by the clock."""
    first, last = OFFICE_HOURS
    return first <= now.astimezone(zone).hour < last


def _days(told: Told, outlook: Outlook) -> int | None:
    """The step told, forgotten when the end moved away: far away, or by a payment as far as it moved it."""
    left = outlook.days_left
    if told.days is None or left is None or left > STEPS[0] + MARGIN:
        return None
    if outlook.paid_since:
        return _step(left) if left > told.days else told.days
    return told.days


def _step(left: int | None) -> int | None:
    """The smallest step that is reached."""
    reached = [step for step in STEPS if left is not None and left <= step]
    return min(reached, default=None)
