"""A message that shows how far some work is: edited about once a second, and at the end."""

import time
from collections.abc import AsyncIterator, Callable

from handlers.kit.screen import View

EVERY = 1.0
"""Seconds between two edits: Telegram slows a chat that is edited faster."""


async def paced(
    views: AsyncIterator[View], every: float = EVERY, clock: Callable[[], float] = time.monotonic
) -> AsyncIterator[View]:
    """``views`` without those that come within ``every`` seconds of a kept one; the last is always kept."""
    waiting: View | None = None
    shown_at = -every
    async for view in views:
        waiting = view
        if clock() - shown_at >= every:
            shown_at = clock()
            waiting = None
            yield view
    if waiting is not None:
        yield waiting
