"""The sandbox's own time: the machine's, shifted at will, so that 48 hours pass in a call."""

import time


class Clock:
    """Unix seconds. ``offset`` moves the calendar; waiting (long polls, retries) keeps to real seconds."""

    def __init__(self) -> None:
        self.offset = 0.0

    def now(self) -> float:
        return time.time() + self.offset

    def date(self) -> int:
        return int(self.now())
