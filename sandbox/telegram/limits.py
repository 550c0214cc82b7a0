"""Telegram's limits on sending: overall, per chat, per group. Off unless switched on."""

import math
import time
from collections import deque
from dataclasses import dataclass, field

SENDS = ("send", "forward", "copy")


@dataclass
class Limits:
    """Sliding windows over the calls that send messages; edits and answers to taps are free."""

    enabled: bool = False
    per_second: int = 30
    per_chat_second: int = 1
    per_group_minute: int = 20
    _sent: dict[tuple[str, str], deque[float]] = field(default_factory=dict, repr=False)

    def wait(self, token: str, method: str, chat_id: str, now: float | None = None) -> int:
        """Seconds to wait before this call is allowed (0: go ahead, and it is counted)."""
        if not self.enabled or not method.lower().startswith(SENDS) or method.lower() == "sendchataction":
            return 0
        at = time.monotonic() if now is None else now
        windows = [("all", self.per_second, 1.0), (chat_id, self.per_chat_second, 1.0)]
        if chat_id.startswith("-"):
            windows.append((f"{chat_id} minute", self.per_group_minute, 60.0))
        waits = [self._full(token, name, most, span, at) for name, most, span in windows]
        if any(waits):
            return max(1, math.ceil(max(waits)))
        for name, _, _ in windows:
            self._sent[token, name].append(at)
        return 0

    def _full(self, token: str, name: str, most: int, span: float, at: float) -> float:
        sent = self._sent.setdefault((token, name), deque())
        while sent and sent[0] <= at - span:
            sent.popleft()
        return sent[0] + span - at if len(sent) >= most else 0.0
