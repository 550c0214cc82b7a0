"""What happened, told to whoever listens: the page, tests, curl."""

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Event:
    """``audience``: ids of the people who could see it; None is everybody."""

    id: int
    kind: str
    data: dict[str, Any]
    audience: frozenset[int] | None = None

    def visible_to(self, user_id: int | None) -> bool:
        return user_id is None or self.audience is None or user_id in self.audience


END = Event(0, "end", {})


_SHOWING = {"message", "edited"}


class Events:
    """The last 1,000 events and the queues of those who listen."""

    def __init__(self) -> None:
        self._past: deque[Event] = deque(maxlen=1000)
        self._listeners: set[asyncio.Queue[Event]] = set()
        self._last = 0

    @property
    def last(self) -> int:
        return self._last

    def publish(self, kind: str, data: dict[str, Any], audience: set[int] | None = None) -> None:
        self._last += 1
        event = Event(self._last, kind, data, None if audience is None else frozenset(audience))
        self._past.append(event)
        for queue in self._listeners:
            queue.put_nowait(event)

    def forget(self, chat_id: int, message_id: int) -> None:
        """Drop the past events that show a message."""
        about = (chat_id, message_id)
        kept = [
            event
            for event in self._past
            if event.kind not in _SHOWING or (event.data.get("chat_id"), event.data.get("message_id")) != about
        ]
        self._past.clear()
        self._past.extend(kept)

    def close(self) -> None:
        """Tell the listeners that there is nothing more to come."""
        for queue in self._listeners:
            queue.put_nowait(END)

    def since(self, event_id: int) -> list[Event]:
        return [event for event in self._past if event.id > event_id]

    @contextmanager
    def listen(self) -> Iterator[asyncio.Queue[Event]]:
        queue: asyncio.Queue[Event] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield queue
        finally:
            self._listeners.discard(queue)
