"""The prober processes together: jobs to whoever is free, repeated once when a process dies."""

import asyncio
import itertools
import logging
import time
from collections import deque

from domain.sip import Answer
from telephony.jobs import Job, Message, answer_of
from telephony.member import Member, ProberLost, Task
from telephony.options import ProberOptions
from telephony.process import ProberProcess

log = logging.getLogger(__name__)

MAX_TRIES = 2
LATE_SECONDS = 10.0
"""A job that a live process has not answered so long after its deadline is given up."""
WATCH_SECONDS = 1.0


class ProberError(RuntimeError):
    """The prober cannot start on this machine. The text says why."""


class Crew:
    """Runs jobs on ``options.processes`` processes, which it keeps alive."""

    LANE = 400
    """Slot-free requests under way in one process."""
    AHEAD = 3
    """Registrations handed over beyond the free slots, so that none stays empty."""

    def __init__(self, options: ProberOptions, settings: Message) -> None:
        self._options = options
        self._numbers = itertools.count()
        self._queues: tuple[deque[Task], deque[Task]] = (deque(), deque())
        self._members = [self._member(settings) for _ in range(options.processes)]
        self._owned: list[asyncio.Task[None]] = []
        self._kicked = self._closing = False
        self._idle_since = time.monotonic()
        self.crashes = 0

    def _member(self, settings: Message) -> Member:
        member = Member(ProberProcess(settings | {"slots": self._options.slots}))
        member.process.on_ready = self._kick
        member.process.on_message = lambda message: self._told(member, message)
        return member

    @property
    def alive(self) -> int:
        """Processes that are ready for work."""
        return sum(member.process.ready.is_set() for member in self._members)

    @property
    def queued(self) -> int:
        """Jobs that no process has yet."""
        return sum(map(len, self._queues))

    @property
    def pids(self) -> list[int]:
        """Process ids of the living."""
        return [member.process.pid for member in self._members if member.process.pid]

    async def start(self) -> None:
        """Start every process and wait until all are ready.

        Raises:
            ProberError: the library is missing or the processes do not come up in time.
        """
        self._owned = [asyncio.create_task(self._keep(member)) for member in self._members]
        self._owned.append(asyncio.create_task(self._watch()))
        ready = asyncio.gather(*(member.process.ready.wait() for member in self._members))
        try:
            await asyncio.wait_for(ready, self._options.start_within)
        except TimeoutError:
            why = next((m.process.fatal for m in self._members if m.process.fatal), "no answer from its process")
            await self.close()
            raise ProberError(f"the prober did not start: {why}") from None

    async def close(self) -> None:
        """End the processes; whoever still waits gets ``ProberLost``."""
        self._closing = True
        for owned in self._owned:
            owned.cancel()
        await asyncio.gather(*self._owned, return_exceptions=True)
        await asyncio.gather(*(member.process.stop() for member in self._members))
        for task in [*self._take_queued(), *(t for m in self._members for t in m.tasks.values())]:
            task.lose("the pool was closed")

    async def run(self, job: Job) -> Answer:
        """The answer to ``job``. Safe to cancel.

        Raises:
            ProberLost: two processes died over it, or none lives.
        """
        if self._closing:
            raise ProberLost("the pool is closed")
        task = Task(next(self._numbers), job, asyncio.get_running_loop().create_future())
        self._queues[job.slot].append(task)
        self._kick()
        return await task.done

    def _kick(self) -> None:
        """Hand out work once, after all that is being added in this turn of the loop."""
        if not self._kicked:
            self._kicked = True
            asyncio.get_running_loop().call_soon(self._hand_out)

    def _hand_out(self) -> None:
        self._kicked = False
        batches: dict[Member, list[bytes]] = {}
        for queue in self._queues:
            while queue and (member := self._freest(queue[0].job)):
                task = queue.popleft()
                if not task.done.done():
                    member.take(task)
                    batches.setdefault(member, []).append(task.job.line(task.number))
        for member, lines in batches.items():
            member.process.write(b"".join(lines))

    def _freest(self, job: Job) -> Member | None:
        slots = self._options.slots + self.AHEAD
        free = [member for member in self._members if member.has_room(job, slots, self.LANE)]
        return min(free, key=lambda member: member.slots_taken if job.slot else len(member.tasks), default=None)

    def _told(self, member: Member, message: Message) -> None:
        task = member.drop(message["id"])
        if task is not None:
            task.settle(answer_of(message))
        member.retiring = member.retiring or member.served >= self._options.recycle_after
        if member.retiring and not member.tasks:
            member.process.retire()
        self._kick()

    async def _keep(self, member: Member) -> None:
        """Start the member's process again whenever it ends."""
        pause = 0.1
        while not self._closing:
            status = await member.process.live()
            self._bereaved(member)
            if member.process.retired:
                continue
            self.crashes += 1
            log.warning("prober process ended with status %s; starting another", status)
            pause = 0.1 if member.served else min(pause * 2, 5.0)
            await asyncio.sleep(pause)

    def _bereaved(self, member: Member) -> None:
        """Whatever was in flight goes back to the head of its queue, once."""
        for task in list(member.tasks.values()):
            member.drop(task.number)
            task.tries += 1
            if task.tries >= MAX_TRIES:
                task.lose("its prober process died twice")
            else:
                self._queues[task.job.slot].appendleft(task)
        member.served, member.retiring = 0, False
        self._kick()

    async def _watch(self) -> None:
        """Kill what has no heartbeat, give up what is late, and tell all who wait when nothing lives."""
        while True:
            before = time.monotonic()
            await asyncio.sleep(WATCH_SECONDS)
            now = time.monotonic()
            # When this loop itself was held up, unread heartbeats lie in the pipes: judge next time.
            if now - before < 2 * WATCH_SECONDS:
                self._judge(now)

    def _judge(self, now: float) -> None:
        for member in self._members:
            if member.process.pid and now - member.process.seen > self._hang_limit(member):
                log.warning("prober process %s hangs; killing it", member.process.pid)
                member.process.kill()
            for task in list(member.tasks.values()):
                if now - task.given_at > task.job.deadline * (self.AHEAD + 1) + LATE_SECONDS:
                    member.drop(task.number)
                    task.lose("its prober process did not answer")
        self._idle_since = now if self.alive else self._idle_since
        if now - self._idle_since > self._options.start_within:
            for task in self._take_queued():
                task.lose("no prober process lives")

    def _hang_limit(self, member: Member) -> float:
        """Starting takes longer than a heartbeat."""
        started = member.process.ready.is_set() or member.process.retired
        return self._options.hang_after if started else self._options.start_within

    def _take_queued(self) -> list[Task]:
        tasks = [task for queue in self._queues for task in queue]
        for queue in self._queues:
            queue.clear()
        return tasks
