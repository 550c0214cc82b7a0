"""Who may send when: Telegram's limits as sliding windows, and the queue of those who wait."""

import asyncio
import bisect
import itertools
import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple, Protocol


class Urgency(IntEnum):
    """Passed as ``rate_limit_args``; a call without it is a TAP. The lower goes first; a REDRAW never waits."""

    TAP = 0
    ALERT = 1
    REDRAW = 2


class Handle(Protocol):
    """A timer that can be called off."""

    def cancel(self) -> None: ...


class Clock(Protocol):
    """Seconds and timers; an asyncio loop is one."""

    def time(self) -> float: ...

    def call_at(self, when: float, callback: Callable[[], None]) -> Handle: ...


class Rate(NamedTuple):
    """At most *calls* within any *seconds*."""

    calls: int
    seconds: float


class Window:
    """A sliding window of one rate. Remembers at most ``rate.calls`` times."""

    def __init__(self, rate: Rate) -> None:
        self._seconds = rate.seconds
        self._taken: deque[float] = deque(maxlen=rate.calls)
        self._count = rate.calls

    def free_at(self, cost: int) -> float:
        """When *cost* more fit (0: they always did). A cost above the rate counts as the whole rate."""
        missing = len(self._taken) + min(cost, self._count) - self._count
        return self._taken[missing - 1] + self._seconds if missing > 0 else 0.0

    def take(self, cost: int, now: float) -> None:
        """Note that *cost* were used *now*."""
        self._taken.extend([now] * min(cost, self._count))

    def idle(self, now: float) -> bool:
        """Whether forgetting this window changes nothing."""
        return not self._taken or self._taken[-1] + self._seconds <= now


class Gate(NamedTuple):
    """The windows that a kind of call passes; *strict* ones do not hold back taps, though all count in them."""

    windows: tuple[Window, ...] = ()
    strict: tuple[Window, ...] = ()

    def free_at(self, urgency: Urgency, cost: int) -> float:
        """When *cost* more fit."""
        checked = self.windows if urgency is Urgency.TAP else (*self.windows, *self.strict)
        return max((window.free_at(cost) for window in checked), default=0.0)

    def take(self, cost: int, now: float) -> None:
        """Note that *cost* were used *now*."""
        for window in (*self.windows, *self.strict):
            window.take(cost, now)

    def idle(self, now: float) -> bool:
        """Whether forgetting these windows changes nothing."""
        return all(window.idle(now) for window in (*self.windows, *self.strict))


@dataclass
class Lane:
    """One chat: the gates its calls pass and the time until which Telegram asked us to leave it alone."""

    messages: Gate
    edits: Gate
    paused_until: float = 0.0
    waiting: int = 0

    def idle(self, now: float) -> bool:
        """Whether forgetting this chat changes nothing."""
        return not self.waiting and self.paused_until <= now and self.messages.idle(now) and self.edits.idle(now)


@dataclass(order=True)
class Turn:
    """One who waits. Sorted by urgency, then by arrival."""

    urgency: Urgency
    number: int
    lane: Lane = field(compare=False)
    gate: Gate = field(compare=False)
    cost: int = field(compare=False)
    deadline: float = field(compare=False)
    granted: "asyncio.Future[float]" = field(compare=False)

    def ready_at(self) -> float:
        """When its own chat lets it go."""
        return max(self.lane.paused_until, self.gate.free_at(self.urgency, self.cost))


class Turns:
    """Grants turns: taps before alerts, never more than *overall*; alerts leave *reserve* of it to taps."""

    def __init__(self, clock: Clock, overall: Rate, reserve: int) -> None:
        self._clock = clock
        self._overall = Window(overall)
        self._alerts = Window(Rate(max(1, overall.calls - reserve), overall.seconds))
        self._alerts_paused_until = 0.0
        self._queue: list[Turn] = []
        self._numbers = itertools.count()
        self._timer: Handle | None = None

    @property
    def waiting(self) -> int:
        """Number of calls in the queue."""
        return sum(not turn.granted.done() for turn in self._queue)

    def pause_alerts(self, until: float) -> None:
        """Keep alerts back until then; taps go on."""
        self._alerts_paused_until = max(self._alerts_paused_until, until)

    async def take(self, lane: Lane, gate: Gate, *, urgency: Urgency, cost: int, patience: float) -> float:
        """Wait for a turn, *patience* seconds at most.

        Returns:
            0 when the turn is granted, else in how many seconds it is worth coming back.
        """
        granted: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        deadline = self._clock.time() + patience
        turn = Turn(urgency, next(self._numbers), lane, gate, cost, deadline, granted)
        lane.waiting += 1
        try:
            bisect.insort(self._queue, turn)
            self._pump()
            return await granted
        finally:
            lane.waiting -= 1

    def close(self) -> None:
        """Send everybody away and stop the timer."""
        for turn in self._queue:
            turn.granted.cancel()
        self._queue.clear()
        self._set_timer(math.inf)

    def _pump(self) -> None:
        """Go through the queue once: grant, send away, and note when to look again."""
        now = self._clock.time()
        kept: list[Turn] = []
        next_look = math.inf
        for turn in self._queue:
            if turn.granted.done():
                continue
            ready = self._ready_at(turn)
            if ready <= now:
                self._grant(turn, now)
            elif ready > turn.deadline or turn.deadline <= now:
                turn.granted.set_result(ready - now)
            else:
                kept.append(turn)
                next_look = min(next_look, ready, turn.deadline)
        self._queue = kept
        self._set_timer(next_look)

    def _ready_at(self, turn: Turn) -> float:
        ready = max(turn.ready_at(), self._overall.free_at(turn.cost))
        if turn.urgency is not Urgency.TAP:
            ready = max(ready, self._alerts.free_at(turn.cost), self._alerts_paused_until)
        return ready

    def _grant(self, turn: Turn, now: float) -> None:
        turn.gate.take(turn.cost, now)
        self._overall.take(turn.cost, now)
        if turn.urgency is not Urgency.TAP:
            self._alerts.take(turn.cost, now)
        turn.granted.set_result(0.0)

    def _set_timer(self, when: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._clock.call_at(when, self._pump) if when < math.inf else None
