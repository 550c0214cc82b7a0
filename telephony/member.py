"""One place in the crew of prober processes, and the tasks given to it."""

import asyncio
import time
from dataclasses import dataclass, field

from domain.sip import Answer
from telephony.jobs import Job
from telephony.process import ProberProcess


class ProberLost(RuntimeError):  # noqa: N818 -- a job's fate, not a fault of the caller
    """Our own checker failed: the job's processes died twice, or none could be started."""


@dataclass(eq=False)
class Task:
    """A job on its way, and whom to tell."""

    number: int
    job: Job
    done: asyncio.Future[Answer]
    tries: int = 0
    given_at: float = 0.0

    def settle(self, answer: Answer) -> None:
        """Tell the answer, unless the asker has gone."""
        if not self.done.done():
            self.done.set_result(answer)

    def lose(self, why: str) -> None:
        """Tell that our checker failed."""
        if not self.done.done():
            self.done.set_exception(ProberLost(why))


@dataclass(eq=False)
class Member:
    """One place in the crew: the process that holds it now, and its tasks."""

    process: ProberProcess
    tasks: dict[int, Task] = field(default_factory=dict)
    slots_taken: int = 0
    served: int = 0
    retiring: bool = False

    def has_room(self, job: Job, slots: int, lane: int) -> bool:
        """Whether ``job`` may be given to it now."""
        if not self.process.ready.is_set() or self.retiring:
            return False
        return self.slots_taken < slots if job.slot else len(self.tasks) - self.slots_taken < lane

    def take(self, task: Task) -> None:
        """Count ``task`` as given."""
        task.given_at = time.monotonic()
        self.tasks[task.number] = task
        self.slots_taken += task.job.slot
        self.served += 1

    def drop(self, number: int) -> Task | None:
        """Forget a task."""
        task = self.tasks.pop(number, None)
        if task is not None:
            self.slots_taken -= task.job.slot
        return task
