"""The one owner of background work: strong references, logged failures, restarts with a pause, a clean stop."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import structlog

_log = structlog.get_logger(__name__)

CoroutineFunction = Callable[[], Coroutine[Any, Any, None]]


def utc_now() -> datetime:
    """The present moment as an aware UTC datetime."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Loop:
    """What ``/readyz`` is told of one loop. ``failed_at`` is None while it has never failed."""

    name: str
    running: bool
    restarts: int = 0
    failed_at: datetime | None = None
    last_error: str = ""


class Supervisor:
    """Owns loops (``start``) and one-off follow-ups (``spawn``) until ``stop``.

    A loop that raises is started anew after *first_pause* seconds, then twice as long up to *longest_pause*;
    a run that lasted longer than *longest_pause* begins with the first pause again. A loop that returns is done.
    """

    def __init__(
        self,
        *,
        first_pause: float = 0.5,
        longest_pause: float = 30.0,
        clock: Callable[[], datetime] = utc_now,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._first_pause = first_pause
        self._longest_pause = longest_pause
        self._clock = clock
        self._sleep = sleep
        self._tasks: set[asyncio.Task[None]] = set()
        self._loops: dict[str, Loop] = {}
        self._stopping = False

    def start(self, name: str, coroutine_function: CoroutineFunction) -> None:
        """Run a loop until ``stop``, restarting it when it raises.

        Raises:
            RuntimeError: the name is taken by a running loop, or the supervisor is stopping.
        """
        known = self._loops.get(name)
        if self._stopping or (known is not None and known.running):
            raise RuntimeError(f"cannot start {name}: it runs already, or everything is being stopped")
        self._loops[name] = Loop(name, running=True)
        self._keep(self._watch(name, coroutine_function), name).add_done_callback(lambda _: self._ended(name))

    def spawn(self, name: str, coroutine: Coroutine[Any, Any, object]) -> None:
        """Run a follow-up once; its failure is logged. After ``stop`` it is dropped, with a warning."""
        if self._stopping:
            coroutine.close()
            _log.warning("follow-up dropped while stopping", task=name)
            return
        # Cancelled before its first step, the coroutine would complain that nobody ever awaited it.
        self._keep(self._once(name, coroutine), name).add_done_callback(lambda _: coroutine.close())

    def loops(self) -> tuple[Loop, ...]:
        """Facts about every loop, in the order of their start."""
        return tuple(self._loops.values())

    @property
    def pending(self) -> int:
        """Number of tasks that are alive, loops and follow-ups together."""
        return len(self._tasks)

    async def stop(self, within: float = 10.0) -> None:
        """Cancel every loop, let follow-ups end within *within* seconds, cancel the rest and wait for it.

        Idempotent. A task that swallows its cancellation is named in the log after as long again.
        """
        self._stopping = True
        for task in self._tasks:
            if task.get_name() in self._loops:
                task.cancel()
        alive = await self._wait(within)
        for task in alive:
            task.cancel()
        for task in await self._wait(within):
            _log.error("task does not stop", task=task.get_name())

    async def _wait(self, seconds: float) -> set[asyncio.Task[None]]:
        others = {task for task in self._tasks if task is not asyncio.current_task()}
        if not others:
            return set()
        _, alive = await asyncio.wait(others, timeout=seconds)
        return alive

    def _keep(self, coroutine: Coroutine[Any, Any, None], name: str) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(coroutine, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _ended(self, name: str) -> None:
        self._loops[name] = replace(self._loops[name], running=False)

    async def _watch(self, name: str, coroutine_function: CoroutineFunction) -> None:
        pause = self._first_pause
        while True:
            began = self._clock()
            if await self._run_once(name, coroutine_function):
                return
            if (self._clock() - began).total_seconds() > self._longest_pause:
                pause = self._first_pause
            await self._sleep(pause)
            pause = min(pause * 2, self._longest_pause)

    async def _run_once(self, name: str, coroutine_function: CoroutineFunction) -> bool:
        """Whether the run came to its own end. Whatever it raises, the other loops and the bot live on."""
        (outcome,) = await asyncio.gather(coroutine_function(), return_exceptions=True)
        if isinstance(outcome, BaseException):
            self._failed(name, outcome)
        return outcome is None

    def _failed(self, name: str, error: BaseException) -> None:
        was = self._loops[name]
        self._loops[name] = replace(
            was, restarts=was.restarts + 1, failed_at=self._clock(), last_error=type(error).__name__
        )
        _log.error("loop failed and is started anew", loop=name, restarts=was.restarts + 1, exc_info=error)

    async def _once(self, name: str, coroutine: Coroutine[Any, Any, object]) -> None:
        """Nobody awaits a follow-up: this log line is the only witness of its failure."""
        (outcome,) = await asyncio.gather(coroutine, return_exceptions=True)
        if isinstance(outcome, BaseException):
            _log.error("follow-up failed", task=name, exc_info=outcome)
