"""Updates in order within a chat, side by side across chats."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor


@dataclass
class _Lane:
    """One chat's queue. ``users`` counts those who hold or await the lock: at 0 the lane is forgotten."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0


class PerChatProcessor(BaseUpdateProcessor):
    """At most *running* updates at work and *waiting* taken in; more stay in PTB's own queue.

    A chat whose updates are slow holds one place of *running*, however many of its updates wait.
    """

    def __init__(self, *, running: int = 128, waiting: int = 8192, active: Callable[[], bool] = lambda: True) -> None:
        super().__init__(waiting)
        self._active = active
        self._places = asyncio.Semaphore(running)
        self._lanes: dict[int, _Lane] = {}

    @property
    def lanes(self) -> int:
        """Number of chats with an update at work or waiting."""
        return len(self._lanes)

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await *coroutine* when every earlier update of the chat is done, whether it failed, was cancelled or not.

        A bot that has lost its lease drops it: Telegram gives it to the active one, for nobody has confirmed it.
        """
        try:
            async with self.turn(lane_of(update)), self._places:
                if self._active():
                    await coroutine
        finally:
            # Cancelled while it waited: the coroutine would complain that nobody ever awaited it.
            if isinstance(coroutine, Coroutine):
                coroutine.close()

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to free: lanes go away with their updates."""

    @asynccontextmanager
    async def turn(self, key: int | None) -> AsyncIterator[None]:
        """Wait until every earlier update of a chat is done; later ones wait for the end of the block."""
        if key is None:
            yield
            return
        lane = self._lanes.setdefault(key, _Lane())
        lane.users += 1
        try:
            async with lane.lock:
                yield
        finally:
            lane.users -= 1
            if not lane.users:
                del self._lanes[key]


def lane_of(update: object) -> int | None:
    """The id that orders this update: its chat's, else its user's (a button of an inline message has no chat).

    A private chat has the id of its user, so both share a lane. None: nothing to be in order with.
    """
    if not isinstance(update, Update):
        return None
    owner = update.effective_chat or update.effective_user
    return owner.id if owner else None
